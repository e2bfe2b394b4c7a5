"""A flow: all we know about one platform, stated as ends ("this control, off"), never as steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit


class Kind(StrEnum):
    """What a control is made of, and so what can be done about it."""

    SWITCH = "switch"  # checkbox, toggle, or anything else that is on or off
    CHOICE = "choice"  # radio, select, menu, pair of buttons: one option of several means "out"
    REQUEST = "request"  # a form that reaches a person at the platform
    LETTER = "letter"  # an e-mail that the owner sends
    ELSEWHERE = "elsewhere"  # a phone app or a program: the owner presses it there
    NONE = "none"  # nothing to switch


class OnMeans(StrEnum):
    """What the control means when it is on."""

    USE = "use"  # on: the data is used
    EXCLUDE = "exclude"  # on: the data is kept out
    READ = "read"  # disputed: only a sentence beside it that says what on means is believed


class Basis(StrEnum):
    """On what a letter rests."""

    OBJECTION = "objection"  # the person's own right to object, by the law of their region
    REQUEST = "request"  # what the platform offers by itself, an organisation's workspace say


class Purpose(StrEnum):
    """What a field of a request form is for; it decides what is filled in."""

    FULL_NAME = "full_name"
    EMAIL = "email"
    COUNTRY = "country"
    REASON = "reason"
    CHOICE = "choice"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words as a platform shows them, in one language (a BCP 47 tag)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Where and to whom the platform offers a control, as the dated facts say.

    `regions` holds ISO 3166 country codes, or "*" for everywhere; empty means unknown, and unknown excludes nobody.
    `regions_without` are the few that do not have it, where all others do.
    `plans_without` are plans that the platform excludes from training by contract, so that there is no control.
    """

    regions: tuple[str, ...] = ("*",)
    regions_without: tuple[str, ...] = ()
    plans_without: tuple[str, ...] = ()
    elsewhere: str | None = None  # one sentence: what holds outside the regions
    since: date | None = None  # the date of that fact

    def excludes(self, region: str | None) -> bool:
        """Whether the dated facts say that this region has no such control; an unknown region is never excluded."""
        if region is None:
            return False
        if region.upper() in self.regions_without:
            return True
        if not self.regions or "*" in self.regions:
            return False
        return region.upper() not in self.regions


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a request form: its purpose, the labels it is known by, and the option to choose, if any."""

    purpose: Purpose
    labels: tuple[Phrase, ...]
    options: tuple[Phrase, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForm:
    """What a request control fills in and says; `reason` is the plain default that a person can read first."""

    fields: tuple[FormField, ...]
    reason: str
    submit: tuple[Phrase, ...]
    acknowledged: tuple[Phrase, ...] = ()  # words seen after a request was taken
    person_only: str | None = None  # why only the owner can fill it in; then it is never sent for them


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """What has the control for itself, one by one (a blog, a site, a team), and where these are listed.

    `{item}` in an address stands for one of them. A link whose address fits the control's, or one of `links`, names an
    item; where no such address is known, each entry of the list under `within` or behind `switcher` does.
    """

    name: str  # what one of them is called: "blog"
    plural: str
    url: str | None = None
    path: tuple[tuple[Phrase, ...], ...] = ()
    links: tuple[str, ...] = ()
    within: tuple[Phrase, ...] = ()
    switcher: tuple[Phrase, ...] = ()
    none: tuple[Phrase, ...] = ()  # words by which the page says that there are none
    not_items: tuple[str, ...] = ()  # what stands in the place of an item, and is none: "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An e-mail that the person sends: to whom, and what it asks, in whole sentences of our own."""

    subject: str
    asks: str
    to: str | None = None  # where it is not known, the person looks it up
    basis: Basis = Basis.OBJECTION
    details: tuple[str, ...] = ()  # what else the platform wants to know
    sender: str | None = None  # who has to send it, one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One setting or request on a platform, and what "out" looks like."""

    id: str
    kind: Kind
    title: str
    url: str | None = None
    alternates: tuple[str, ...] = ()  # other addresses of the same page
    path: tuple[tuple[Phrase, ...], ...] = ()  # the menu path: one step after another, each in known languages
    on_means: OnMeans = OnMeans.USE
    keys: tuple[str, ...] = ()  # CSS of attributes that name the control in no language
    headings: tuple[Phrase, ...] = ()  # of page, section or dialog
    labels: tuple[Phrase, ...] = ()  # beside the control itself
    out_options: tuple[Phrase, ...] = ()  # of a choice: the options that mean "out"
    in_options: tuple[Phrase, ...] = ()  # of a choice: the options that mean "in"
    neighbours: tuple[Phrase, ...] = ()  # known look-alikes on the same page, which are never touched
    confirm: tuple[Phrase, ...] = ()  # exact words of the button that confirms the change in a dialog
    save: tuple[Phrase, ...] = ()  # exact words of the button that saves the page
    not_offered: tuple[Phrase, ...] = ()  # words by which the page says that this account has no such control
    items: Items | None = None  # what has the control for itself
    request: RequestForm | None = None
    letter: Letter | None = None
    covered_by: tuple[str, ...] = ()  # controls of other platforms (platform/control) that do this one's work
    availability: Availability = field(default_factory=Availability)
    next_step: str | None = None  # what the owner does, where only they can
    scope: tuple[str, ...] = ()  # what it does not cover, one sentence each
    used: bool | None = None  # of NONE: whether the platform says that it uses the data
    used_since: str | None = None  # and since when: a year, a month or a day
    unconfirmed: tuple[str, ...] = ()  # which of the facts above nobody has confirmed
    confirmed: date | None = None  # when a person last saw it work on the live site

    @property
    def on_the_web(self) -> bool:
        """Whether the control stands on a page that a browser can open."""
        return self.kind in (Kind.SWITCH, Kind.CHOICE, Kind.REQUEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How a platform shows that one is signed in or not; the steps themselves are read off its pages."""

    url: str
    alternates: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()  # names whose presence speaks for a session
    home: tuple[str, ...] = ()  # paths of a signed-in person
    signed_out: tuple[str, ...] = ()  # paths of a signed-out person
    challenges: tuple[str, ...] = ()  # paths at which the platform asks for more
    captchas: tuple[str, ...] = ()  # CSS of a bot check


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """All we know about one platform."""

    slug: str
    title: str
    version: str
    facts: date  # when its facts were gathered
    hosts: tuple[str, ...]
    controls: tuple[Control, ...]
    item_hosts: tuple[str, ...] = ()  # "{item}.example.com": read and pressed for that item; nothing is typed there
    sign_in: SignIn | None = None
    summary: str = ""
    sources: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def control(self, control_id: str) -> Control | None:
        """The control with this id, if there is one."""
        return next((control for control in self.controls if control.id == control_id), None)

    def owns(self, url: str) -> bool:
        """Whether `url` is an https address on one of the flow's own hosts, on the default port."""
        return _https_host(url) in self.hosts

    @property
    def session_hosts(self) -> tuple[str, ...]:
        """The hosts whose cookies make up a session: the own ones, and those that items have for themselves."""
        return (*self.hosts, *self.item_hosts)

    def serves(self, url: str) -> bool:
        """Whether `url` is on an own host, or on one that some item has for itself: looked at, never typed into."""
        host = _https_host(url)
        label, _, rest = (host or "").partition(".")
        return host in self.hosts or bool(label and f"{{item}}.{rest}" in self.item_hosts)


def _https_host(url: str) -> str | None:
    """The host of an https address on the default port; None for any other."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return None
    return (parts.hostname or "").rstrip(".") if parts.scheme == "https" and port in (None, 443) else None
