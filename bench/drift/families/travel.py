"""The way to the control, the time it takes to appear, and the network in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bench.drift.case import ALREADY, DONE, Case, Page, Way, truth
from bench.drift.facts import Facts
from bench.drift.families.looks import LABELS, case

REWORDED: Final[dict[str, dict[str, tuple[str, str, str, str]]]] = {
    "linkedin": {
        "slightly": ("Me", "Settings and privacy", "Your data & privacy", "Generative AI and your data"),
        "freely": ("Account", "Settings", "Privacy", "AI training"),
    },
    "x": {
        "slightly": ("More", "Settings & privacy", "Privacy & safety", "Grok and third party collaborators"),
        "freely": ("Menu", "Settings", "Privacy", "Grok & AI training"),
    },
}


def ways(facts: Facts) -> Iterator[Case]:
    """The address leads nowhere, the menu speaks otherwise."""
    page = Page(own_ids=False, arrange="for")
    gone = {
        "gone": "gone",
        "soft404": "soft404",
        "home": "redirect_home",
        "parent": "redirect_parent",
        "fresh": "redirect_fresh",
        "index": "redirect_index",
        "moved": "moved_text",
    }
    for name, deep in gone.items():
        yield case(facts, "ways", name, page, way=Way(deep=deep))
        yield case(facts, "ways", f"{name}-same-page", Page(), way=Way(deep=deep))
    for name, menu in REWORDED[facts.slug].items():
        yield case(facts, "ways", f"reworded-{name}", page, way=Way(deep="gone", menu=menu))
    for lang in ("de", "fr", "es", "ja"):
        yield case(facts, "ways", f"gone-{lang}", page, lang=lang, way=Way(deep="gone"))
    yield case(facts, "ways", "search", page, way=Way(deep="gone", parent="gone", index="search"))
    yield case(
        facts,
        "ways",
        "gone-everything-new",
        Page(own_ids=False, arrange="sibling", widget="radix", label=LABELS[facts.slug]["shorter"]),
        way=Way(deep="gone", menu=REWORDED[facts.slug]["freely"]),
    )


def late(facts: Facts) -> Iterator[Case]:
    """The page shows a default first, or nothing."""
    plain = {
        "fetch": ("fetch", 0),
        "fetch-slow": ("fetch", 900),
        "timer-now": ("timer", 0),
        "timer-08": ("timer", 800),
        "timer-14": ("timer", 1400),
        "timer-20": ("timer", 2000),
        "skeleton-1": ("skeleton", 1000),
        "skeleton-3": ("skeleton", 3000),
        "skeleton-5": ("skeleton", 5000),
        "disabled-first": ("disabled_first", 1200),
        "fetch-first": ("fetch_first", 0),
    }
    for name, when in plain.items():
        yield case(facts, "late", name, Page(late=when))
    yield case(
        facts, "late", "radix-fetch", Page(late=("fetch", 600), own_ids=False, widget="radix", arrange="sibling")
    )
    yield case(facts, "late", "new-ids-timer", Page(late=("timer", 1200), own_ids=False, arrange="for"))
    yield case(facts, "late", "select-timer", Page(late=("timer", 1000), own_ids=False, widget="select", arrange="for"))
    yield case(facts, "late", "off-skeleton", Page(late=("skeleton", 1500), on=False), ALREADY)
    yield case(facts, "late", "off-fetch", Page(late=("fetch", 500), on=False), ALREADY)


def network(facts: Facts) -> Iterator[Case]:
    """The network has a bad day."""
    for name in ("503", "429", "slow", "reset", "wrong"):
        yield case(facts, "network", name, net=(name,))
    yield case(facts, "network", "503-then-reset", net=("503", "reset"))
    yield case(facts, "network", "429-new-ids", Page(own_ids=False, arrange="for"), net=("429",))
    yield case(facts, "network", "503-always", truth=truth("failed", end="on"), net=("503_always",))
    yield case(facts, "network", "slow-late", Page(late=("fetch", 500)), DONE, net=("slow",))
