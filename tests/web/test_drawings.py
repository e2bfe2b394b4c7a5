"""Timelines, marked differences, and the one look of a cell: pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from untrain.app.history import line_of
from untrain.model.history import Reading, Standing, Status
from untrain.model.outcome import Outcome
from untrain.model.result import Mode, Result
from untrain.report.words import Tone
from untrain.web.looks import CAME_BACK, LOOKS, NEVER, WORST_FIRST, cell_of
from untrain.web.marks import pieces
from untrain.web.timeline import WIDTH, timeline_of

START = datetime(2025, 1, 10, tzinfo=UTC)
OFF, ON, FAILED = Outcome.ALREADY_OUT, Outcome.OPTED_IN, Outcome.FAILED


def readings(*told: tuple[int, Outcome]) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            id=number,
            run="01J",
            mode=Mode.CHECK,
            result=Result(
                account="ada",
                platform="acme",
                control="ai",
                outcome=outcome,
                detail="",
                flow_version="1",
                seen_at=START + timedelta(days=day),
            ),
        )
        for number, (day, outcome) in enumerate(told, start=1)
    )


def a_standing(outcome: Outcome, *, last: int = 1, item: str | None = None, control: str = "ai") -> Standing:
    return Standing(
        account="ada",
        platform="acme",
        control=control,
        item=item,
        readings=1,
        last=last,
        at=START,
        outcome=outcome,
        flow_version="1",
    )


def test_a_timeline_shows_what_was_known_when() -> None:
    """A failed look changes nothing of what is known; the last state lasts until now."""
    line = line_of(readings((0, OFF), (30, FAILED), (60, ON), (90, OFF)))
    drawn = timeline_of(line, START + timedelta(days=120))

    assert [Status.OFF, Status.ON, Status.OFF] == [span.status for span in drawn.spans]
    assert [60, 30, 30] == [(span.until - span.since).days for span in drawn.spans]
    assert [Tone.GOOD, Tone.BAD, Tone.BAD, Tone.GOOD] == [mark.look.tone for mark in drawn.marks]
    assert CAME_BACK == drawn.marks[2].look


@pytest.mark.parametrize("days", [0, 1, 40, 400, 8000])
def test_everything_in_a_timeline_has_its_place(days: int) -> None:
    """However long it is, nothing falls off the edge, and the months don't crowd."""
    line = line_of(readings((0, ON), (days, OFF)))
    drawn = timeline_of(line, START + timedelta(days=days))

    assert all(0 <= mark.x <= WIDTH for mark in drawn.marks)
    assert all(0 <= span.left and span.left + span.width <= WIDTH for span in drawn.spans)
    assert len(drawn.ticks) <= 9


def test_marks_alike_are_counted_and_bad_ones_are_not_hidden() -> None:
    """A reading every day makes one mark of many; what came back stays one of its own."""
    daily: Sequence[tuple[int, Outcome]] = [(day, ON if day in {200, 201} else OFF) for day in range(400)]
    drawn = timeline_of(line_of(readings(*daily)), START + timedelta(days=400))

    assert 400 == sum(mark.readings for mark in drawn.marks)
    assert len(drawn.marks) < 150
    assert 2 == sum(mark.look.tone is Tone.BAD for mark in drawn.marks)


def test_a_clock_that_went_back_breaks_no_timeline() -> None:
    """The readings are in the order in which they were taken, whatever their dates say."""
    drawn = timeline_of(line_of(readings((50, OFF), (20, ON), (60, OFF))), START + timedelta(days=10))

    assert all(0 <= mark.x <= WIDTH for mark in drawn.marks)
    assert all(span.width >= 0 for span in drawn.spans)


def test_differences_are_marked_word_by_word() -> None:
    """What stays is not marked, and both wordings can be put together again."""
    before, after = pieces("We never sell your data.", "We may sell your data to partners.")

    assert "We never sell your data." == "".join(piece.text for piece in before)
    assert "We may sell your data to partners." == "".join(piece.text for piece in after)
    assert ["never"] == [piece.text for piece in before if piece.differs]
    assert ["may", " to partners"] == [piece.text for piece in after if piece.differs]


def test_a_very_long_sentence_is_marked_as_a_whole() -> None:
    """Rather than that the page never comes."""
    before, after = pieces("a " * 5000, "b " * 5000)

    assert 1 == len(before) == len(after)


def test_a_cell_tells_the_worst() -> None:
    """Of several controls, and how many are so."""
    cell = cell_of([a_standing(OFF, control="one"), a_standing(ON, control="two"), a_standing(OFF, control="three")])

    assert (LOOKS[ON], 1, 3) == (cell.look, cell.alike, cell.of)


def test_a_cell_is_loud_about_what_came_back() -> None:
    """Before everything else."""
    assert CAME_BACK == cell_of([a_standing(ON, last=7)], {7}).look
    assert LOOKS[OFF] == cell_of([a_standing(OFF, last=7)], {7}).look


def test_a_cell_leaves_out_what_is_overtaken() -> None:
    """That nothing could be listed says nothing once the items were."""
    cell = cell_of([a_standing(Outcome.NEEDS_HUMAN, last=1), a_standing(OFF, last=2, item="blog")])

    assert (LOOKS[OFF], 1) == (cell.look, cell.of)


def test_a_cell_without_a_look_says_so() -> None:
    """Never looked at is not off."""
    assert NEVER == cell_of([]).look
    assert Tone.CALM is NEVER.tone


def test_every_outcome_has_its_look_and_its_rank() -> None:
    """A new outcome can't be forgotten; only proven ones look good and say off."""
    assert set(Outcome) == set(LOOKS) == set(WORST_FIRST)
    assert {Outcome.OPTED_OUT, Outcome.ALREADY_OUT} == {one for one, look in LOOKS.items() if look.label == "Off"}
