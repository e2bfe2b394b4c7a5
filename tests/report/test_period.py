from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from untrain.model.history import CameBack, Reading, Standing, Status
from untrain.model.outcome import Outcome
from untrain.model.period import By
from untrain.model.result import Mode, Result
from untrain.report import period

START = datetime(2026, 1, 1, tzinfo=UTC)


def a_reading(number: int, account: str, platform: str, outcome: Outcome) -> Reading:
    result = Result(
        account=account,
        platform=platform,
        control="training",
        outcome=outcome,
        detail="=It is so.",
        flow_version="1",
        seen_at=START + timedelta(days=number),
    )
    return Reading(id=number, run=f"r{number}", mode=Mode.CHECK, result=result)


@pytest.fixture
def readings() -> list[Reading]:
    return [
        a_reading(1, "ada", "acme", Outcome.ALREADY_OUT),
        a_reading(4, "ada", "acme", Outcome.OPTED_IN),
        a_reading(2, "ada", "tumbler", Outcome.ALREADY_OUT),
        a_reading(3, "grace", "acme", Outcome.ALREADY_OUT),
    ]


def test_sums_up_by_account_and_by_platform(readings: list[Reading]) -> None:
    """The newest result of each control counts; what came back on stands out."""
    came_back = [CameBack(on=readings[1], off=readings[0])]

    assert [
        "ada  1 of 2 is off. 1 is on. ▲ 1 CAME BACK ON.  (3 looks)",
        "grace  It is off.  (1 look)",
    ] == list(period.sums_as_text(period.sums_of(readings, came_back, By.ACCOUNT)))
    sums = json.loads(period.sums_as_json(period.sums_of(readings, came_back, By.PLATFORM), By.PLATFORM))["sums"]
    assert [("acme", 3, 1), ("tumbler", 1, 0)] == [(one["platform"], one["looks"], one["came_back"]) for one in sums]


def test_gives_other_programs_every_result(readings: list[Reading]) -> None:
    """As JSON, as JSON Lines, and as CSV in which nothing can be run."""
    document = json.loads(period.as_json(readings))
    flat = [json.loads(line) for line in period.as_json_lines(readings)]
    rows = list(csv.DictReader("".join(period.as_csv(readings)).splitlines()))

    assert ("untrain.results/1", flat) == (document["schema"], document["results"])
    assert ["2026-01-02T00:00:00.000Z", "2026-01-05T00:00:00.000Z"] == [one["seen_at"] for one in flat[:2]]
    assert [("ada", "'=It is so.")] * 3 == [(one["account"], one["detail"]) for one in rows[:3]]


def a_standing(number: int, status: Status | None, control: str = "training") -> Standing:
    return Standing(
        account=f"person {number}",
        platform="acme",
        control=control,
        item=None,
        readings=1,
        last=number,
        at=START,
        outcome=Outcome.ALREADY_OUT,
        flow_version="1",
        status=status,
    )


def test_counts_for_a_group_hide_small_numbers() -> None:
    """No name, no number that could point at a person, and nothing from which such a number could be worked out."""
    standings = [a_standing(number, Status.OFF) for number in range(7)]
    standings += [a_standing(number, Status.ON) for number in range(7, 11)]
    standings += [a_standing(number, Status.ON, "rare") for number in range(4)]
    standings += [replace(standings[0], item="another blog")]
    records = period.counts_of(standings)

    hidden = {"on": None, "not_offered": None, "not_known": None}
    assert [{"platform": "acme", "control": "training", "off": 7, **hidden}] == records
    assert "person" not in period.counts_as_json(records)
    assert ["acme/training  7 off, few on, few not offered, few not known"] == list(period.counts_as_text(records))
    assert "acme,training,,7,," in "".join(period.counts_as_csv(records))
