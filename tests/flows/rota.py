"""Which cases of the contract belong to `make test`; `make contract` runs all of them.

Every weather on every control would take an hour. The first platforms, each of another dialect, are tested in every
weather. On all others there is a core for each control, and of the other weathers one: the next in turn, so that all
platforms together meet them all. Several people are played at once, in one browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tests.flows.world import FLOWS, TIMEOUTS, name_of

from untrain.lab import Weather
from untrain.lab.weather import AT_THE_DOOR

Case = tuple[str, str, Weather, frozenset[str]]

THOROUGH: Final = frozenset({"facebook", "instagram", "linkedin", "x"})
"""The platforms that always meet every weather."""

_TOGETHER: Final = 6
"""How many people of one control are played in one browser."""

ALONE: Final = AT_THE_DOOR | TIMEOUTS.keys() | {"account_chooser", "deep_link_gone"}
"""Weathers that are met alone: they hang over strangers too, or take a time of their own."""

CORE: Final = (
    ("clear",),
    ("neighbour_moves",),
    ("save_lies", "reverts_on_reload"),
    ("missing_control", "session_expires"),
)
"""The weathers that guard against the worst (saying "out" without proof, touching what is not ours): every control
meets one of each line, in turn."""


OPEN: Final[dict[tuple[str, ...], str]] = {
    ("tumblr", "prevent-third-party-sharing", "deep_link_gone"): "a list whose links have all moved is not known",
    ("vercel", "vercel-model-training", "deep_link_gone"): "a list whose links have all moved is not known",
}
"""Controls, or cases, that the engine cannot settle yet on faithful practice pages, and why; each line is a debt."""

_IN_THE_CORE: Final = frozenset(name for line in CORE for name in line)


def playable(cases: Iterable[Case]) -> list[Case]:
    """Those of controls that a flow knows how to switch off on the web, and the engine too."""
    known = [case for case in cases if case[:2] not in OPEN and (*case[:2], case[2].name) not in OPEN]
    return [case for case in known if (control := FLOWS[case[0]].control(case[1])) and control.on_the_web]


def cores(cases: Sequence[Case]) -> dict[tuple[str, str], list[Case]]:
    """What is played together of each control beyond the first platforms: its core, and of the other weathers the next
    in turn, unless that one has to be met alone."""
    return {key: [case for case in here if case[2].name not in ALONE] for key, here in _in_turns(cases).items()}


def _in_turns(cases: Sequence[Case]) -> dict[tuple[str, str], list[Case]]:
    often: Counter[str] = Counter()
    found: dict[tuple[str, str], list[Case]] = {}
    for key, here in _by_control(cases).items():
        if key[0] not in THOROUGH:
            others = [
                case[2].name for case in here if case[2].name not in _IN_THE_CORE and case[2].name not in TIMEOUTS
            ]
            found[key] = [case for line in (*CORE, others) for case in _in_turn(here, line, often)]
    return found


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Cases of one control that are played together; `make test` leaves out those that are `thorough`."""

    name: str
    cases: tuple[Case, ...]
    thorough: bool


def batches(cases: Sequence[Case]) -> list[Batch]:
    """All cases but the cores, few enough at a time that a failure is soon found again."""
    every_day = {name_of(case) for here in _in_turns(cases).values() for case in here}
    inside = {name_of(case) for here in cores(cases).values() for case in here}
    found: list[Batch] = []
    for (slug, control), here in _by_control([case for case in cases if name_of(case) not in inside]).items():
        alone = [[case] for case in here if case[2].name in ALONE]
        rest = [case for case in here if case[2].name not in ALONE]
        parts = [*(rest[start : start + _TOGETHER] for start in range(0, len(rest), _TOGETHER)), *alone]
        for part in parts:
            name = part[0][2].name if len(part) == 1 else f"{part[0][2].name}..{part[-1][2].name}"
            thorough = slug not in THOROUGH and name_of(part[0]) not in every_day
            found.append(Batch(name=f"{slug}/{control}-{name}", cases=tuple(part), thorough=thorough))
    return found


def _by_control(cases: Sequence[Case]) -> dict[tuple[str, str], list[Case]]:
    found: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        found.setdefault(case[:2], []).append(case)
    return found


def _in_turn(here: Sequence[Case], names: Sequence[str], often: Counter[str]) -> list[Case]:
    """Of these weathers the one that was met least often so far, or none where none can happen here."""
    possible = [case for case in here if case[2].name in names]
    first = sorted(possible, key=lambda case: (often[case[2].name], names.index(case[2].name)))[:1]
    often.update(case[2].name for case in first)
    return first
