"""Which pages there are: every kind by itself, then one to four kinds at a time, always the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from bench.drift.mutated.bases import Base
from bench.drift.mutated.case import Case
from bench.drift.mutated.kinds_looks import BOX_KINDS, HEADING_KINDS, SHAPE_KINDS, WIDGET_KINDS, Kind
from bench.drift.mutated.kinds_traps import PAGE_KINDS, STATE_KINDS, STOP_KINDS, TRAP_KINDS
from bench.drift.mutated.kinds_words import KINDS as WORD_KINDS
from bench.drift.mutated.kinds_words import apart
from bench.drift.mutated.plan import Plan
from bench.drift.platforms import PLATFORMS

SLOTS: Final[dict[str, dict[str, Kind]]] = {
    "words": WORD_KINDS,
    "apart": {"apart": apart},
    "widget": WIDGET_KINDS,
    "heading": HEADING_KINDS,
    "box": BOX_KINDS,
    "shape": SHAPE_KINDS,
    "shape2": SHAPE_KINDS,
    "trap": TRAP_KINDS,
    "stop": STOP_KINDS,
    "state": STATE_KINDS,
    "page": PAGE_KINDS,
}
_OFTEN: Final = {
    "words": 5,
    "apart": 1,
    "widget": 5,
    "heading": 2,
    "box": 3,
    "shape": 3,
    "shape2": 2,
    "trap": 3,
    "stop": 2,
    "state": 2,
    "page": 2,
}
_RARE: Final = {"very-long-list": 0.15, "frame": 0.4}
_STILL_THERE: Final = frozenset({"shadow", "fieldset", "card"})
"""Boxes in which what is said of twins and of what has gone stays true."""
_SINGLES: Final = 1
_AROUND: Final = frozenset({
    "as-it-is", *SHAPE_KINDS, "tips", "instructions", "links", "shadow", "shadow-nested", "card", "lookalike-buttons",
}) - {"swap", "wrap-control", "move"}  # fmt: skip
"""What can be done around a control of any make."""
_OUTSIDE: Final = frozenset({"as-it-is", "rename", "landmarks", "links", "moved", "lookalikes", "heading-plain"})
"""What can be done to a page without a touch to the control's own row."""
_OWN_WORDS: Final = frozenset({"decorate", "pieces", "note-merged", "unlabelled"})

KIND_NAMES: Final = ("as-it-is", *dict.fromkeys(name for kinds in SLOTS.values() for name in kinds))


def case_of(number: int, seed: int, bases: Sequence[Base], *, again: int = 0) -> Case:
    """The case of this number. `again` gives another one in its place, where something did not apply to the page."""
    chance = Random(f"{seed}:{number}:{again}")
    singles = [name for name in KIND_NAMES for _ in range(_SINGLES)]
    base = bases[number % len(bases)]
    at = number // len(bases)
    if not again and at < len(singles) and _suits(singles[at], base):
        chosen = [] if singles[at] == "as-it-is" else [singles[at]]
    else:
        chosen = _several(chance, base)
    return _made(number, base, chance, chosen)


def _several(chance: Random, base: Base) -> list[str]:
    wanted = chance.choices((1, 2, 3, 4), (0.15, 0.3, 0.3, 0.25))[0]
    chosen: dict[str, str] = {}
    while len(chosen) < wanted:
        slot = chance.choices(list(_OFTEN), list(_OFTEN.values()))[0]
        names = list(SLOTS[slot])
        name = chance.choices(names, [_RARE.get(one, 1.0) for one in names])[0]
        if slot not in chosen and name not in chosen.values() and _suits(name, base) and _fits(name, slot, chosen):
            chosen[slot] = name
    return list(chosen.values())


def _suits(name: str, base: Base) -> bool:
    """Whether this can be done to the control of that page, and its truth be known."""
    if base.inner:
        return name in _OUTSIDE
    if base.opened:  # the row by which one came shows words and state as well
        return name in _AROUND
    if name in WORD_KINDS:
        return base.plain and (base.general or name in _OWN_WORDS)
    if name in WIDGET_KINDS:
        return base.plain or (base.general and not base.choice)
    return base.plain or name in _AROUND


def _fits(name: str, slot: str, chosen: dict[str, str]) -> bool:
    """Whether what is true of each of them stays true of all together."""
    names = {**chosen, slot: name}
    if "stop" in names and names.get("box", "card") not in _STILL_THERE:
        return False
    if "stop" in names and "state" in names:
        return False
    if names.get("words") == "unlabelled" and names.keys() & {"widget", "apart", "stop", "state"}:
        return False
    choice = names.get("widget", "") in {
        "widget-radios",
        "widget-aria-radios",
        "widget-segmented",
        "widget-select",
        "widget-listbox",
        "widget-verb",
    }
    return not (choice and names.get("state", "disabled") not in {"disabled", "busy"})


def _made(number: int, base: Base, chance: Random, chosen: list[str]) -> Case:
    plan = Plan(base=base, chance=chance, use=chance.choice(("on", "off")), inverted=base.inverted)
    if "translate-own" in chosen and base.slug not in PLATFORMS:
        chosen = ["translate" if name == "translate-own" else name for name in chosen]
    order = ["words", "apart", "widget", "heading", "box", "shape", "shape2", "trap", "stop", "state", "page"]
    done = []
    for slot in order:
        for name in chosen:
            if name in SLOTS[slot] and name not in done:
                SLOTS[slot][name](plan)
                done.append(name)
    return plan.case(number, tuple(done))
