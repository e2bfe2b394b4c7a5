"""The cases, by family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from bench.drift.case import Case
from bench.drift.facts import Facts
from bench.drift.families import gates, looks, meaning, mixed, saving, travel
from bench.drift.platforms import PLATFORMS

_FAMILIES: Final[tuple[Callable[[Facts], Iterator[Case]], ...]] = (
    looks.structure,
    looks.labels,
    looks.translated,
    looks.widgets,
    looks.containers,
    meaning.polarity,
    meaning.lookalikes,
    meaning.honeypots,
    meaning.gone,
    meaning.states,
    meaning.injected,
    travel.ways,
    travel.late,
    travel.network,
    saving.extra_steps,
    saving.lies,
    gates.overlays,
    gates.sign_ins,
    mixed.mixed,
)


def every_case() -> list[Case]:
    """Every case of every platform; names are unique."""
    found = [case for facts in PLATFORMS.values() for family in _FAMILIES for case in family(facts)]
    names = [case.name for case in found]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"two cases have the same name: {sorted(twice)}")
    return found
