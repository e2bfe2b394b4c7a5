"""Redesigns that leave the meaning alone: structure, labels, languages, widgets, and where the control stands."""

# ruff: noqa: E501 -- what a page says stands in one piece

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from bench.drift import words_linkedin, words_x
from bench.drift.case import DONE, DONE_OR_DRIFT, DRIFT, Case, Page, Truth
from bench.drift.facts import Facts, Neighbour


def case(facts: Facts, family: str, name: str, page: Page | None = None, truth: Truth = DONE, **rest: Any) -> Case:  # noqa: ANN401 -- passed on as it is
    """A case of that family, with its full name."""
    return Case(
        name=f"{facts.slug}/{family}/{name}",
        family=family,
        platform=facts.slug,
        truth=truth,
        page=page or Page(),
        **rest,
    )


def structure(facts: Facts) -> Iterator[Case]:
    """Ids, class names and nesting are new, the words are the old ones."""
    yield case(facts, "structure", "as-it-is")
    yield case(facts, "structure", "new-ids", Page(own_ids=False))
    for arrange in (
        "for",
        "wrap",
        "aria",
        "aria_text",
        "sibling",
        "sibling_first",
        "deep",
        "table",
        "list",
        "dl",
        "fieldset",
        "bare_heading",
    ):
        yield case(facts, "structure", arrange, Page(own_ids=False, arrange=arrange))
    yield case(facts, "structure", "no-furniture", Page(own_ids=False, arrange="for", bare=True))
    yield case(facts, "structure", "no-heading", Page(own_ids=False, arrange="for", heading="Settings"))
    yield case(facts, "structure", "new-heading", Page(own_ids=False, arrange="for", heading="AI and your data"))


LABELS: Final[dict[str, dict[str, str]]] = {
    "linkedin": {
        "punctuation": "Use my data for training content-creation AI models.",
        "voice": "Use your data to train content creation AI models",
        "shorter": "Train AI models with my data",
        "let": "Let LinkedIn train generative AI on my profile and posts",
        "improve": "Use my data to improve generative AI models",
        "noun": "Generative AI training",
        "affiliates": "Allow LinkedIn and its affiliates to use my content for AI model development",
        "colloquial": "Help train our AI with what you share",
        "contribute": "Contribute my data to AI model training",
        "machine": "Use my posts and profile for machine learning model training",
        "state": "Use my data for training content creation AI models – On",
        "count": "Use my data for training content creation AI models (1 setting)",
        "quotes": "Use my data for training “content creation” AI models",
    },
    "x": {
        "old": "Allow your posts as well as your interactions, inputs, and results with Grok to be used for training and fine-tuning",
        "voice": "Allow my public data and my interactions, inputs & results with Grok and xAI to be used for training and fine-tuning",
        "shorter": "Use my data to train Grok",
        "let": "Let xAI train its models on your posts and Grok conversations",
        "improve": "Share my posts and chats with xAI to improve Grok’s models",
        "noun": "Grok training",
        "affiliates": "Allow third-party collaborators to train AI models on my public posts",
        "colloquial": "Help train Grok with what you post",
        "contribute": "Contribute my data to xAI model training",
        "machine": "Use my posts and Grok chats for model development and fine-tuning",
        "state": "Data sharing for Grok training: On",
        "quotes": "Allow “public data” to be used for training of Grok",
    },
}

PIECES: Final[dict[str, tuple[str, ...]]] = {
    "linkedin": ("Use my data", "for training", "content creation AI models"),
    "x": (
        "Allow your public data as well as your interactions, inputs, and results",
        "with Grok and xAI",
        "to be used for training and fine-tuning",
    ),
}


def labels(facts: Facts) -> Iterator[Case]:
    """The label says it in other words, in pieces, or stands elsewhere."""
    for name, text in LABELS[facts.slug].items():
        yield case(facts, "labels", name, Page(label=text, own_ids=False, arrange="for"))
    yield case(facts, "labels", "short-title-only", Page(label="AI training", about="", own_ids=False, arrange="for"))
    pieces = PIECES[facts.slug]
    yield case(facts, "labels", "split-inside", Page(pieces=pieces, own_ids=False, arrange="for"))
    yield case(facts, "labels", "split-sibling", Page(pieces=pieces, own_ids=False, arrange="sibling"))
    yield case(facts, "labels", "split-labelledby", Page(pieces=pieces, own_ids=False, arrange="labelledby_many"))
    yield case(facts, "labels", "above", Page(own_ids=False, arrange="above"))
    yield case(facts, "labels", "under-heading", Page(own_ids=False, arrange="heading"))
    yield case(facts, "labels", "described-only", Page(own_ids=False, arrange="describedby"))
    yield case(
        facts,
        "labels",
        "reworded-detached",
        Page(own_ids=False, arrange="sibling", label=LABELS[facts.slug]["shorter"]),
    )
    yield case(facts, "labels", "reworded-with-key", Page(label=LABELS[facts.slug]["colloquial"]))
    both: dict[str, Any] = {"title": "AI & model training", "heading": "AI & model training"}
    yield case(
        facts,
        "labels",
        "label-and-heading",
        Page(own_ids=False, arrange="for", label=LABELS[facts.slug]["contribute"], **both),
    )


def translated(facts: Facts) -> Iterator[Case]:
    """The page speaks another language."""
    for lang in (one for one in facts.words if one != "en"):
        yield case(facts, "translated", lang, lang=lang)
        yield case(facts, "translated", f"{lang}-new-ids", Page(own_ids=False, arrange="for"), lang=lang)
        yield case(
            facts, "translated", f"{lang}-radix", Page(own_ids=False, arrange="sibling", widget="radix"), lang=lang
        )
    known = words_linkedin.KNOWN if facts.slug == "linkedin" else words_x.KNOWN
    for lang, (title, label) in known.items():
        yield case(
            facts, "translated", f"{lang}-seen", Page(title=title, heading=title, label=label, own_ids=False), lang=lang
        )


WIDGETS: Final = (
    "checkbox",
    "switch_input",
    "artdeco",
    "hidden_input",
    "radix",
    "pressed",
    "div_switch",
    "div_aria",
    "div_state",
    "custom",
    "custom_bare",
)
ALLOWED: Final = ((True, "Allowed"), (False, "Not allowed"))
DANGER: Final = "Turn off and delete all my content"


def widgets(facts: Facts) -> Iterator[Case]:
    """What was a switch is now something else."""
    for widget in WIDGETS:
        arrange = {"hidden_input": "wrap", "artdeco": "labelledby"}.get(widget, "sibling")
        yield case(facts, "widgets", widget, Page(own_ids=False, widget=widget, arrange=arrange))
    for widget in ("radix", "pressed", "div_switch", "custom"):
        yield case(facts, "widgets", f"{widget}-named", Page(own_ids=False, widget=widget, arrange="aria_text"))
    for widget in ("radios", "radio_divs", "select", "combobox", "pair", "pair_plain"):
        yield case(facts, "widgets", widget, Page(own_ids=False, widget=widget, arrange="fieldset"))
        yield case(
            facts,
            "widgets",
            f"{widget}-allowed",
            Page(own_ids=False, widget=widget, arrange="sibling", options=ALLOWED),
        )
    yes_no = ((True, "Yes, you may use my data"), (False, "No, do not use my data"))
    yield case(
        facts, "widgets", "radios-sentences", Page(own_ids=False, widget="radios", arrange="fieldset", options=yes_no)
    )
    yield case(
        facts, "widgets", "select-sentences", Page(own_ids=False, widget="select", arrange="for", options=yes_no)
    )
    yield case(facts, "widgets", "pressed-text", Page(own_ids=False, widget="pressed_text", arrange="sibling"))
    for widget in ("single", "single_long"):
        yield case(facts, "widgets", widget, Page(own_ids=False, widget=widget, arrange="sibling"))
    for widget in ("menu", "menu_plain"):
        yield case(facts, "widgets", widget, Page(own_ids=False, widget=widget, arrange="sibling", danger=DANGER))
    for widget in ("radix", "switch_input", "radios"):
        dialog = {"done": "Done", "state": True}
        yield case(
            facts,
            "widgets",
            f"row-dialog-{widget}",
            Page(own_ids=False, widget=widget, arrange="sibling", dialog=dialog),
        )


def some_settings(number: int) -> tuple[Neighbour, ...]:
    """Ordinary settings that have nothing to do with it."""
    topics = (
        "Email notifications",
        "Push notifications",
        "Show my profile photo",
        "Profile viewing options",
        "Read receipts",
        "Typing indicators",
        "Autoplay videos",
        "Sound effects",
        "Show my connections",
        "Open to work",
        "Mentions by others",
        "Contacts syncing",
        "Calendar syncing",
        "Weekly digest",
        "Display Unicode symbols",
        "Dark mode",
        "Reduce motion",
        "Large text",
        "High contrast",
        "Show online status",
        "Message nudges",
        "Share job changes",
        "Birthday notices",
        "Follower suggestions",
        "News updates",
        "Event invitations",
        "Newsletter invitations",
        "Search engine visibility",
        "Phone number visibility",
        "Two-column layout",
    )
    return tuple(Neighbour(key=f"setting_{at}", label=topics[at], on=at % 3 != 0) for at in range(number))


def containers(facts: Facts) -> Iterator[Case]:
    """It stands in a shadow root, a frame, behind a tab, further down a long list."""
    base: dict[str, Any] = {"own_ids": False, "arrange": "for", "widget": "switch_input"}
    for box in ("form", "shadow", "shadow_nested", "iframe"):
        yield case(facts, "containers", box, Page(**{**base, "arrange": "wrap"}, box=box))
        yield case(facts, "containers", f"{box}-radix", Page(own_ids=False, widget="radix", arrange="sibling", box=box))
    yield case(facts, "containers", "shadow-closed", Page(**base, box="shadow", extra={"closed": True}), DRIFT)
    for name, opener in {"topic": "AI and your data", "title": facts.words["en"].title, "plain": "Show more"}.items():
        for box in ("accordion", "details", "accordion_lazy"):
            yield case(facts, "containers", f"{box}-{name}", Page(**base, box=box, extra={"opener": opener}))
    yield case(facts, "containers", "more", Page(**base, box="more", extra={"opener": "Show more"}))
    yield case(facts, "containers", "more-settings", Page(**base, box="more", extra={"opener": "See all settings"}))
    for box in ("tabs", "tabs_plain"):
        extra = {"tabs": ["General", "Ads", "AI & data", "Notifications"], "tab": 2}
        yield case(facts, "containers", box, Page(**base, box=box, extra=extra))
        extra = {"tabs": ["Overview", "Privacy", "Activity"], "tab": 1}
        yield case(facts, "containers", f"{box}-privacy", Page(**base, box=box, extra=extra))
    for opener in ("Manage", "Change", "Edit"):
        yield case(facts, "containers", f"modal-{opener.lower()}", Page(**base, box="modal", extra={"opener": opener}))
    many = some_settings(30)
    for box in ("plain", "lazy", "lazy_box", "virtual"):
        page = Page(
            own_ids=False,
            widget="switch_input",
            arrange="aria_text",
            box=box,
            others=many,
            before=26,
            heading="Privacy",
        )
        yield case(facts, "containers", f"long-{box}", page)
    page = Page(
        own_ids=False, widget="radix", arrange="sibling", box="virtual", others=many, before=26, heading="Privacy"
    )
    yield case(facts, "containers", "long-virtual-radix", page, DONE_OR_DRIFT)
