"""What `make test` leaves out of the contract, it leaves out by a rule."""

from __future__ import annotations

from tests.flows.rota import CORE, THOROUGH, Case, batches, cores
from tests.flows.world import TIMEOUTS, name_of

from untrain.lab import ALL

IN_THE_CORE = {name for line in CORE for name in line}


def cases_of(*platforms: str) -> list[Case]:
    return [(slug, "train", weather, frozenset({"opted_out"})) for slug in platforms for weather in ALL]


def every_day(*platforms: str) -> set[tuple[str, str]]:
    """Platform and weather of what `make test` plays."""
    here = cases_of(*platforms)
    played = [case for core in cores(here).values() for case in core]
    played += [case for batch in batches(here) if not batch.thorough for case in batch.cases]
    assert len({name_of(case) for case in played}) == len(played)
    return {(slug, weather.name) for slug, _, weather, _ in played}


def test_the_first_platforms_meet_every_weather() -> None:
    """Nothing is left out where every dialect of page has its example."""
    assert {(slug, weather.name) for slug in THOROUGH for weather in ALL} == every_day(*THOROUGH)


def test_every_control_has_a_core() -> None:
    """On every other platform the worst is guarded against, for each control; two platforms meet all of the core."""
    found = cores(cases_of("acme", "bolt", "x"))
    assert [("acme", "train"), ("bolt", "train")] == list(found)
    assert [len(CORE) + 1] * 2 == [len(core) for core in found.values()]
    assert {weather.name for core in found.values() for _, _, weather, _ in core} >= IN_THE_CORE


def test_together_they_meet_every_weather() -> None:
    """With as many controls as there are other weathers, each weather has its turn; the slow ones wait for all."""
    others = {weather.name for weather in ALL} - IN_THE_CORE - TIMEOUTS.keys()
    assert others | IN_THE_CORE == {
        name for _, name in every_day(*(f"acme{number:03}" for number in range(len(others))))
    }


def test_nothing_is_left_out_of_all() -> None:
    """Every case is in a core or in one batch, whether it is for every day or not."""
    here = cases_of("acme", "bolt", "x")
    played = [case for core in cores(here).values() for case in core]
    played += [case for batch in batches(here) for case in batch.cases]
    assert sorted(map(name_of, here)) == sorted(map(name_of, played))


def test_the_choice_is_always_the_same() -> None:
    """A failure of yesterday can be found again today."""
    assert every_day("acme", "bolt", "x") == every_day("acme", "bolt", "x")
