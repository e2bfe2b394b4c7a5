"""The drift bench judges by what the servers remember, and its cases are what their names say."""

from __future__ import annotations

import pytest
from bench.drift.case import Case
from bench.drift.families import every_case
from bench.drift.platforms import PLATFORMS
from bench.drift.run import verdicts
from bench.drift.site import someone
from bench.drift.state import Someone
from bench.drift.verdict import judge

CASES = {case.name: case for case in every_case()}
OUT = {"outcome": "opted_out", "before": "on", "after": "off", "detail": "", "seconds": 1}


def person(name: str) -> Someone:
    case: Case = CASES[name]
    return someone(case, PLATFORMS[case.platform])


def switched(name: str) -> Someone:
    who = person(name)
    who.settings[who.target] = not who.settings[who.target]
    who.journal.append((who.target, who.settings[who.target]))
    return who


def test_every_family_is_there_on_every_platform() -> None:
    """Each platform has every family, and no two cases share a name."""
    families = {case.family for case in CASES.values()}
    for slug in PLATFORMS:
        assert families == {case.family for case in CASES.values() if case.platform == slug}
    assert len(CASES) == len(every_case())


def test_right() -> None:
    """A switch that is off, and reported so, is right; of an inverted one, on means that the data are not used."""
    for name in ("x/structure/as-it-is", "linkedin/polarity/exclude"):
        assert "right" == judge(switched(name), OUT).kind


@pytest.mark.parametrize("outcome", ["opted_out", "already_out", "submitted", "unavailable"])
def test_false_success(outcome: str) -> None:
    """A claim that nothing is left to do is a false success while the platform uses the data."""
    assert "false success" == judge(person("x/lies/lie"), OUT | {"outcome": outcome}).kind


def test_a_neighbour_that_was_changed_is_harm() -> None:
    """Even changed back, another control is harm, whatever else is right."""
    who = switched("x/lookalikes/mild-3")
    who.journal += [("la_ads", False), ("la_ads", True)]
    assert "harm" == judge(who, OUT).kind


def test_changing_what_had_to_stay_is_harm() -> None:
    """Of two candidates neither may be touched."""
    assert "harm" == judge(switched("linkedin/gone/twin"), OUT).kind


def test_a_second_password_is_harm() -> None:
    """A password that was refused may not be sent again."""
    who = person("linkedin/sign-in/wrong-one_page")
    who.passwords += ["https://www.linkedin.com/"] * 2
    assert "harm" == judge(who, {"outcome": "needs_human"}).kind


def test_an_honest_stop() -> None:
    """To give up where a careful person would manage is a stop, and nothing worse."""
    assert "stop" == judge(person("x/structure/as-it-is"), {"outcome": "drifted"}).kind


def test_wrong_values_in_the_report() -> None:
    """A report that names the wrong values is not right, even when the outcome is."""
    assert "wrong" == judge(switched("x/structure/as-it-is"), OUT | {"before": "off"}).kind


@pytest.mark.browser
def test_through_the_command_line() -> None:
    """A case of each kind of truth, through the real command line and a real browser."""
    names = ("linkedin/structure/as-it-is", "x/structure/as-it-is", "x/gone/empty", "linkedin/states/off")
    found = list(verdicts([CASES[name] for name in names], jobs=1, together=4, concurrency=2))
    assert dict.fromkeys(names, "right") == {one.case.name: one.kind for one in found}
