"""The vocabulary of `flow.toml`: every key there is. The reader, the JSON Schema and the docs all come from here."""

from __future__ import annotations

from typing import Final

from untrain.flowbook.shape import Day, Flag, Many, OneOf, Table, Text, Word, Words
from untrain.model.flow import (
    Availability,
    Basis,
    Control,
    Flow,
    FormField,
    Items,
    Kind,
    Letter,
    OnMeans,
    Purpose,
    RequestForm,
    SignIn,
)

_TEXTS: Final = Many(of=Text())
_URL: Final = Text(pattern=r"https?://\S+", like="https://www.example.com/settings")

SIGN_IN: Final = Table(
    build=SignIn,
    words=(
        Word(key="url", shape=_URL, about="the address of the sign-in page", required=True),
        Word(key="alternates", shape=Many(of=_URL), about="other addresses of the sign-in page"),
        Word(key="cookies", shape=_TEXTS, about="names of cookies that speak for a session"),
        Word(key="home", shape=_TEXTS, about="parts of addresses that only a signed-in person sees"),
        Word(key="signed_out", shape=_TEXTS, about="parts of addresses to which a signed-out person is sent"),
        Word(key="challenges", shape=_TEXTS, about="parts of addresses at which the platform asks for more"),
        Word(key="captchas", shape=_TEXTS, about="CSS of a bot check"),
    ),
)

AVAILABILITY: Final = Table(
    build=Availability,
    words=(
        Word(
            key="regions",
            shape=Many(of=Text(pattern=r"\*|[A-Za-z]{2}", like="DE")),
            about='country codes of ISO 3166, or ["*"] for everywhere; [] is unknown, which excludes nobody',
        ),
        Word(
            key="regions_without",
            shape=Many(of=Text(pattern=r"[A-Za-z]{2}", like="CN")),
            about="country codes of the few that do not have it, where all others do",
        ),
        Word(key="elsewhere", shape=Text(), about="one sentence: what holds where it is not offered"),
        Word(key="since", shape=Day(), about="the date of that fact"),
        Word(
            key="plans_without",
            shape=_TEXTS,
            about="plans that the platform keeps out of training by contract, so that they have no such control",
        ),
    ),
)

FIELD: Final = Table(
    build=FormField,
    words=(
        Word(key="purpose", shape=OneOf(words=Purpose), about="what the field is for", required=True),
        Word(key="labels", shape=Words(), about="the words beside the field, by language", required=True),
        Word(key="options", shape=Words(), about="the option to choose, by language"),
        Word(key="required", shape=Flag(), about="whether the platform wants it filled in"),
    ),
)


def _request(**values: object) -> RequestForm:
    return RequestForm(**({"fields": (), "reason": "", "submit": ()} | values))  # type: ignore[arg-type]  # checked by the table


REQUEST: Final = Table(
    build=_request,
    words=(
        Word(key="fields", shape=Many(of=FIELD), about="the fields of the form"),
        Word(
            key="reason", shape=Text(), about="what is said by default; the person reads it first, or gives their own"
        ),
        Word(key="submit", shape=Words(), about="the exact words of the button that sends it, by language"),
        Word(key="acknowledged", shape=Words(), about="words that show that it was taken, by language"),
        Word(
            key="person_only", shape=Text(), about="why only the person can fill it in; then it is never sent for them"
        ),
    ),
)


def _items(**values: object) -> Items:
    return Items(**({"plural": f"{values['name']}s"} | values))  # type: ignore[arg-type]  # checked by the table


ITEMS: Final = Table(
    build=_items,
    words=(
        Word(key="name", shape=Text(), about="what one of them is called, in English: “blog”", required=True),
        Word(key="plural", shape=Text(), about="what several are called, where it is not the name with an s"),
        Word(key="url", shape=_URL, about="the address of the page that lists them"),
        Word(key="path", shape=Many(of=Words()), about="the menu path to that page, one step after another"),
        Word(
            key="links",
            shape=Many(of=_URL),
            about="addresses with {item}: a link there names an item, with /* at the end those beneath it too; the "
            "control's own addresses count",
        ),
        Word(key="within", shape=Words(), about="heading or name of the list, by language: only what is in it counts"),
        Word(key="switcher", shape=Words(), about="the exact words of the button that unfolds the list, by language"),
        Word(key="none", shape=Words(), about="words by which the page says that there are none, by language"),
        Word(key="not_items", shape=_TEXTS, about="what stands in the place of an item, and is none: “new”"),
    ),
)

LETTER: Final = Table(
    build=Letter,
    words=(
        Word(
            key="to",
            shape=Text(pattern=r"[^@\s,;<>?&%]+@[a-z0-9-]+(\.[a-z0-9-]+)+", like="privacy@example.com"),
            about="the address it goes to; absent where it is not known, and the person looks it up",
        ),
        Word(
            key="subject", shape=Text(pattern=r"[^\r\n]+", like="Opt-out request"), about="its subject", required=True
        ),
        Word(
            key="asks",
            shape=Text(),
            about="what it asks, in one or two whole sentences of our own; the rest is written around it",
            required=True,
        ),
        Word(
            key="basis",
            shape=OneOf(words=Basis),
            about="`objection`: the law of the person's region is cited; `request`: what the platform offers by itself",
        ),
        Word(key="details", shape=_TEXTS, about="what else the platform wants to know, besides name and address"),
        Word(key="sender", shape=Text(), about="who has to send it, one sentence, where not everybody may"),
    ),
)

CONTROL: Final = Table(
    build=Control,
    words=(
        Word(
            key="id",
            shape=Text(pattern=r"[a-z0-9]+(-[a-z0-9]+)*", like="model-training"),
            about="the name of the control on this platform",
            required=True,
        ),
        Word(key="kind", shape=OneOf(words=Kind), about="what it is made of", required=True),
        Word(key="title", shape=Text(), about="what the platform calls it", required=True),
        Word(key="url", shape=_URL, about="the address of its page"),
        Word(key="alternates", shape=Many(of=_URL), about="other addresses of the same page"),
        Word(key="path", shape=Many(of=Words()), about="the menu path, one step after another, each by language"),
        Word(key="on_means", shape=OneOf(words=OnMeans), about="what it means when it is on"),
        Word(key="keys", shape=_TEXTS, about="CSS of an attribute that names the control in no language"),
        Word(key="headings", shape=Words(), about="headings of its page, section or dialog, by language"),
        Word(key="labels", shape=Words(), about="the words beside the control, by language"),
        Word(key="out_options", shape=Words(), about="of a choice: the options that mean out, by language"),
        Word(key="in_options", shape=Words(), about="of a choice: the options that mean in, by language"),
        Word(key="neighbours", shape=Words(), about="look-alikes on the same page, which are never touched"),
        Word(key="confirm", shape=Words(), about="the exact words of the button that confirms the change in a dialog"),
        Word(key="save", shape=Words(), about="the exact words of the button that saves the page"),
        Word(
            key="not_offered",
            shape=Words(),
            about="words by which the page says that this account has no such control, by language",
        ),
        Word(key="items", shape=ITEMS, about="what has the control for itself, one by one: blogs, sites, teams"),
        Word(key="request", shape=REQUEST, about="of a request: the form"),
        Word(key="letter", shape=LETTER, about="of a letter: what it says, and to whom"),
        Word(
            key="covered_by",
            shape=Many(of=Text(pattern=r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*", like="instagram/objection")),
            about="controls of other platforms, platform/control, that do this one's work; then nothing is done here",
        ),
        Word(key="availability", shape=AVAILABILITY, about="where and to whom the platform offers it"),
        Word(key="next_step", shape=Text(), about="what the person does, where only they can"),
        Word(key="scope", shape=_TEXTS, about="what it does not cover, one plain sentence each"),
        Word(
            key="used",
            shape=Flag(),
            about="where there is nothing to switch: whether the platform says it uses the data",
        ),
        Word(
            key="used_since",
            shape=Text(pattern=r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", like="2024-06"),
            about="since when it says that it uses the data: a year, a month or a day, in quotes",
        ),
        Word(
            key="unconfirmed",
            shape=_TEXTS,
            about="which of the keys above nobody has confirmed, and why: “labels.es: only its beginning is known”",
        ),
        Word(key="confirmed", shape=Day(), about="when a person last saw it work on the live site; absent until then"),
    ),
)


def _flow(**values: object) -> Flow:
    return Flow(**({"version": str(values["facts"])} | values))  # type: ignore[arg-type]  # checked by the table


FLOW: Final = Table(
    build=_flow,
    words=(
        Word(
            key="slug",
            shape=Text(pattern=r"[a-z0-9]+(-[a-z0-9]+)*", like="acme-social"),
            about="the name of the folder, in small letters, digits and dashes",
            required=True,
        ),
        Word(key="title", shape=Text(), about="the name of the platform, as people say it", required=True),
        Word(key="version", shape=Text(), about="the version of this file; the date of its facts where it is absent"),
        Word(key="facts", shape=Day(), about="when its facts were gathered", required=True),
        Word(key="summary", shape=Text(), about="one or two sentences for a person"),
        Word(
            key="hosts",
            shape=Many(of=Text(pattern=r"[a-z0-9-]+(\.[a-z0-9-]+)+", like="www.example.com")),
            about="the only hosts on which anything is opened or typed",
            required=True,
        ),
        Word(
            key="item_hosts",
            shape=Many(of=Text(pattern=r"\{item\}(\.[a-z0-9-]+){2,}", like="{item}.example.com")),
            about="hosts that an item has for itself; its pages are read and pressed there, and nothing is typed",
        ),
        Word(key="sources", shape=_TEXTS, about="where the facts come from"),
        Word(key="terms", shape=Many(of=_URL), about="addresses of the terms that say what is done with the data"),
        Word(key="sign_in", shape=SIGN_IN, about="how the platform shows that one is signed in or not"),
        Word(
            key="control", shape=Many(of=CONTROL), about="the controls, one table each", required=True, field="controls"
        ),
    ),
)
