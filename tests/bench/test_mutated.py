"""The ten thousand pages are always the same ones, their truth holds together, and the verdicts are fair."""

from __future__ import annotations

import pytest
from bench.drift.mutated.bases import Base
from bench.drift.mutated.case import Case, Expected, Truth
from bench.drift.mutated.compose import KIND_NAMES, case_of
from bench.drift.mutated.decide import Claim, judge
from bench.drift.mutated.record import studios
from bench.drift.mutated.table import upper_bound

ROW = (
    '<div><span id="l">Train on my data</span><input type="checkbox" aria-labelledby="l" data-truth="control"{}></div>'
)
BASE = Base(
    slug="linkedin",
    brand="LinkedIn",
    control="generative-ai-improvement",
    url="https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement",
    role="checkbox",
    name="Train on my data",
    label="Train on my data",
    bodies={
        use: f"<body><main><h1>Data</h1>{ROW.format(' checked' if use == 'on' else '')}</main></body>"
        for use in ("on", "off")
    },
    css="",
    lang="en",
    pressed=True,
    choice=False,
    inverted=False,
    crowded=False,
    opened=False,
)


def page(expected: Expected, **more: bool) -> Case:
    truth = Truth(expected=expected, use="on", inverted=False, **more)
    return Case(number=0, slug="x", control="c", kinds=(), lang="en", body="on", steps=(), truth=truth)


def test_the_same_seed_makes_the_same_pages() -> None:
    """Whoever repeats the bench sees the same pages; another seed makes others."""
    same = [[case_of(number, seed, [BASE]) for number in range(300)] for seed in (1, 1, 2)]

    assert same[0] == same[1]
    assert same[0] != same[2]


def test_every_kind_of_drift_comes_up() -> None:
    """Each kind is there by itself, and no page has more than four."""
    cases = [case_of(number, 1, [BASE]) for number in range(400)]

    assert set(KIND_NAMES) - {"as-it-is"} == {name for case in cases for name in case.kinds}
    assert 4 >= max(len(case.kinds) for case in cases)


@pytest.mark.parametrize("kind", ["twin", "gone", "gone-lookalikes", "gone-honeypot", "rivals", "contradiction-data"])
def test_where_a_careful_person_stops_stopping_is_right(kind: str) -> None:
    """Twins, rivals, contradictions and what is gone are never there to be found."""
    cases = [case_of(number, 1, [BASE]) for number in range(1500)]

    assert {Expected.STOP} == {case.truth.expected for case in cases if kind in case.kinds}


@pytest.mark.parametrize(
    ("kind", "expected", "claim"),
    [
        ("recovered", Expected.FIND, Claim(ours=True, use="on")),
        ("missed", Expected.FIND, None),
        ("missed", Expected.FIND, Claim(ours=True, use=None)),
        ("wrong reading", Expected.FIND, Claim(ours=True, use="off")),
        ("wrong reading", Expected.FIND, Claim(ours=True, use="on", right_option=False)),
        ("wrong control", Expected.FIND, Claim(ours=False, use="on")),
        ("wrong control", Expected.EITHER, Claim(ours=False, use="on")),
        ("honest stop", Expected.STOP, None),
        ("wrong control", Expected.STOP, Claim(ours=True, use="on")),
        ("wrong control", Expected.LEAD, Claim(ours=False, use=None)),
        ("fine", Expected.EITHER, None),
    ],
)
def test_a_claim_is_judged_by_the_truth(kind: str, expected: Expected, claim: Claim | None) -> None:
    """A wrong control counts everywhere, a stop only where the control could be found."""
    assert kind == judge(page(expected), claim).kind


def test_what_cannot_be_read_must_not_be_read() -> None:
    """Where on and off are said at once, any reading is wrong, also the right one by chance."""
    assert "wrong reading" == judge(page(Expected.STOP, readable=False), Claim(ours=True, use="on")).kind
    assert "honest stop" == judge(page(Expected.STOP, readable=False), Claim(ours=True, use=None)).kind


def test_nothing_wrong_in_ten_thousand_bounds_the_rate() -> None:
    """None of n leaves three in n possible; the bound grows with every wrong one."""
    assert 3 / 10_000 == pytest.approx(upper_bound(0, 10_000), rel=0.01)
    assert 0.000474 == pytest.approx(upper_bound(1, 10_000), rel=0.01)
    assert 1.0 == upper_bound(0, 0)


@pytest.mark.browser
async def test_the_control_is_known_on_the_page_that_was_drawn() -> None:
    """After whatever was done to the page, the recording says which element is the control, and what surrounds it."""
    async with studios([BASE], pages=1) as (there,):
        for number in (0, 1, 17, 40):
            case = case_of(number, 1, [BASE])
            assert await there.draw(case)
            recording = await there.record(case)
            told = await there.baselines(case)

            assert any(recording.marks.values())
            assert {"css", "similo", "role + name"} == set(told)
