from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from untrain.model.history import NewsKind, Reading, Status, fold_all
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode, Result

START = datetime(2026, 1, 1, tzinfo=UTC)
ON, OFF = DataUse.ON, DataUse.OFF


def a_line(*outcomes: tuple[Outcome, DataUse | None, DataUse | None]) -> list[Reading]:
    return [
        Reading(
            id=number,
            run=f"run {number}",
            mode=Mode.CHECK,
            result=Result(
                account="ada",
                platform="acme",
                control="training",
                outcome=outcome,
                detail="",
                flow_version="1",
                seen_at=START + timedelta(days=number),
                before=before,
                after=after,
            ),
        )
        for number, (outcome, before, after) in enumerate(outcomes)
    ]


def news_of(line: Sequence[Reading]) -> list[tuple[int | None, str, int | None]]:
    return [(news.reading, news.kind.value, news.before) for news in fold_all(line)[1]]


SWITCHED = (Outcome.OPTED_OUT, ON, OFF)
IS_OFF = (Outcome.ALREADY_OUT, OFF, OFF)
IS_ON = (Outcome.OPTED_IN, ON, ON)
LOST = (Outcome.DRIFTED, None, None)
BROKE = (Outcome.FAILED, None, None)
ASKED = (Outcome.NEEDS_HUMAN, None, None)
AWAY = (Outcome.UNAVAILABLE, None, None)


def test_on_after_off_came_back_with_both_readings() -> None:
    """The event names the reading that found it on and the newest one that had it off."""
    line = a_line(SWITCHED, IS_OFF, IS_ON)

    assert (2, "came_back", 1) == news_of(line)[-1]


@pytest.mark.parametrize("between", [LOST, BROKE, ASKED])
def test_what_is_not_known_hides_no_return(between: tuple[Outcome, None, None]) -> None:
    """Looks that said nothing about the state stand in between, and it still came back."""
    line = a_line(IS_OFF, between, IS_ON)

    assert (2, "came_back", 0) in news_of(line)


@pytest.mark.parametrize("outcome", [Outcome.NEEDS_HUMAN, Outcome.NOT_SAVED, Outcome.FAILED, Outcome.LOCKED])
def test_found_on_is_a_return_whatever_became_of_it(outcome: Outcome) -> None:
    """It is enough that a page showed it on."""
    line = a_line(IS_OFF, (outcome, ON, ON))

    assert (1, "came_back", 0) in news_of(line)


def test_a_run_that_switches_it_off_again_tells_both() -> None:
    """That it is off now does not hide that it was on."""
    line = a_line(IS_OFF, SWITCHED, IS_OFF)

    assert [(0, "first", None), (1, "came_back", 0), (1, "switched_off", 0)] == news_of(line)
    standing, _ = fold_all(line)
    assert standing is not None
    assert (Status.OFF, START + timedelta(days=1)) == (standing.status, standing.since)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (Outcome.OPTED_OUT, Outcome.ALREADY_OUT)])
def test_only_a_proven_outcome_says_off(outcome: Outcome) -> None:
    """What was last seen off by a look that ended badly is not known to be off."""
    standing, _ = fold_all(a_line((outcome, None, OFF)))

    assert standing is not None
    assert standing.status is not Status.OFF


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ([IS_OFF, IS_OFF, IS_OFF], ["first"]),
        ([IS_ON, IS_OFF], ["found_on", "switched_off"]),
        ([SWITCHED], ["first", "switched_off"]),
        ([IS_OFF, AWAY, AWAY, IS_ON], ["first", "withdrawn", "found_on"]),
        ([IS_OFF, AWAY, IS_OFF], ["first", "withdrawn", "offered"]),
        ([IS_OFF, ASKED, BROKE, ASKED, IS_OFF], ["first", "needs_you", "well_again"]),
        ([IS_OFF, LOST, LOST, IS_OFF, LOST], ["first", "unclear", "well_again", "unclear"]),
        ([IS_OFF, BROKE, BROKE, IS_OFF], ["first"]),
        ([IS_OFF, BROKE, BROKE, BROKE, BROKE, IS_OFF], ["first", "failing", "well_again"]),
        ([IS_ON, IS_ON], ["found_on"]),
        ([BROKE, IS_ON], ["found_on"]),
    ],
)
def test_news_is_told_once(line: list[tuple[Outcome, DataUse | None, DataUse | None]], told: list[str]) -> None:
    """Only what is new is news: what lasts is told when it begins, and a lone failure is weather."""
    assert told == [kind for _, kind, _ in news_of(a_line(*line))]


def test_counts_failures_in_a_row() -> None:
    """A good reading begins the count anew."""
    standing, _ = fold_all(a_line(BROKE, IS_OFF, BROKE, LOST))

    assert standing is not None
    assert (2, 4, NewsKind.UNCLEAR) == (standing.failures, standing.readings, standing.trouble)
