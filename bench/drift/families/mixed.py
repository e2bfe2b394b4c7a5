"""Several of them at once, drawn by a fixed seed."""

# ruff: noqa: ARG001 -- every change takes the same

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bench.drift.case import DONE, Case, Page, Way
from bench.drift.facts import Facts
from bench.drift.families.gates import OVERLAYS
from bench.drift.families.looks import LABELS, case
from bench.drift.families.meaning import INVERTED, NASTY, alikes
from bench.drift.families.saving import CONFIRMS, SAVEBARS


def mixed(facts: Facts, number: int = 24, seed: int = 11) -> Iterator[Case]:
    """Two to four departures at a time; a careful person would manage each."""
    dice = random.Random(f"{facts.slug}{seed}")
    for at in range(number):
        kinds = dice.sample(sorted(_CHANGES), dice.randint(2, 4))
        rest: dict[str, Any] = {}
        page = Page(own_ids=False, arrange="for")
        for kind in kinds:
            page, more = _CHANGES[kind](facts, page, dice)
            rest |= more
        if "lang" in rest:
            page = replace(page, label=None)
        yield case(facts, "mixed", f"{at:02}-{'+'.join(kinds)}", page, DONE, **rest)


def _label(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    good = [text for name, text in LABELS[facts.slug].items() if name not in {"noun", "state", "count"}]
    return replace(page, label=dice.choice(good), inverted=False), {}


def _invert(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    return replace(
        page, label=INVERTED[dice.choice(["do-not-use", "exclude", "dont", "block"])], inverted=True, about=""
    ), {}


def _widget(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    widget, arrange = dice.choice(
        [
            ("radix", "sibling"),
            ("checkbox", "for"),
            ("pressed", "aria_text"),
            ("hidden_input", "wrap"),
            ("custom", "sibling"),
            ("div_switch", "aria_text"),
        ]
    )
    return replace(page, widget=widget, arrange=arrange), {}


def _box(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    box = dice.choice(["shadow", "form", "accordion", "tabs"])
    arrange = "aria_text" if box == "shadow" and page.arrange == "for" else page.arrange
    return replace(
        page,
        box=box,
        arrange=arrange,
        extra={"opener": "AI and your data", "tabs": ["General", "Ads", "AI & data"], "tab": 2},
    ), {}


def _late(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    return replace(page, late=(dice.choice(["fetch", "timer", "skeleton"]), dice.choice([300, 700, 1100]))), {}


def _others(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    return replace(page, others=dice.choice([alikes(facts), NASTY]), before=dice.randint(1, 5)), {}


def _overlay(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    return replace(page, overlays=(OVERLAYS[dice.choice(["cookies-reject", "survey", "cover", "tour"])],)), {}


def _trap(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    return replace(page, traps=((dice.choice(["offscreen", "transparent", "display_none"]), True),)), {}


def _step(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    if dice.random() < 0.5:
        return replace(page, confirm=CONFIRMS[dice.choice(["keep-turn-off", "cancel-confirm", "scary"])]), {}
    return replace(page, savebar=SAVEBARS["save"]), {}


def _net(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    return page, {"net": (dice.choice(["503", "429", "reset"]),)}


def _way(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    return page, {"way": Way(deep=dice.choice(["gone", "redirect_fresh", "redirect_parent"]))}


def _lang(facts: Facts, page: Page, dice: random.Random) -> tuple[Page, dict[str, Any]]:
    return replace(page, label=None), {"lang": dice.choice([one for one in facts.words if one != "en"])}


_CHANGES = {
    "label": _label,
    "invert": _invert,
    "widget": _widget,
    "box": _box,
    "late": _late,
    "others": _others,
    "overlay": _overlay,
    "trap": _trap,
    "step": _step,
    "net": _net,
    "way": _way,
    "lang": _lang,
}
