"""What `make test` leaves out of the contract, it leaves out by a rule."""

from __future__ import annotations

from tests.flows.rota import CORE, THOROUGH, Case, chosen, cores

from untrain.lab import ALL

IN_THE_CORE = {name for line in CORE for name in line}


def cases_of(*platforms: str) -> list[Case]:
    return [(slug, "train", weather, frozenset({"opted_out"})) for slug in platforms for weather in ALL]


def test_the_first_platforms_meet_every_weather() -> None:
    """Nothing is left out where every dialect of page has its example."""
    for slug in THOROUGH:
        assert {(slug, "train", weather.name) for weather in ALL} == chosen(cases_of(slug))


def test_every_control_has_a_core() -> None:
    """On every other platform the worst is guarded against, for each control; two platforms meet all of the core."""
    found = cores(cases_of("acme", "bolt", "x"))
    assert [("acme", "train"), ("bolt", "train")] == list(found)
    assert [len(CORE)] * 2 == [len(core) for core in found.values()]
    assert IN_THE_CORE == {weather.name for core in found.values() for _, _, weather, _ in core}


def test_together_they_meet_every_weather() -> None:
    """With as many controls as there are other weathers, each weather has its turn, and then again."""
    others = {weather.name for weather in ALL} - IN_THE_CORE
    picked = chosen(cases_of(*(f"acme{number:03}" for number in range(len(others)))))
    assert others == {name for _, _, name in picked}
    assert len(others) == len(picked)


def test_the_choice_is_always_the_same() -> None:
    """A failure of yesterday can be found again today."""
    assert chosen(cases_of("acme", "bolt", "x")) == chosen(cases_of("acme", "bolt", "x"))
