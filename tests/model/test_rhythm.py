from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from untrain.model.history import Standing, Status
from untrain.model.outcome import Outcome
from untrain.model.rhythm import Look, Occasion, Rhythm, Why, next_look, visit_at

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RHYTHM = Rhythm()


def standing(*, at: datetime = NOW, since: datetime | None = None, **more: object) -> Standing:
    values: dict[str, object] = {
        "account": "ada",
        "platform": "acme",
        "control": "training",
        "item": None,
        "readings": 3,
        "last": 7,
        "outcome": Outcome.ALREADY_OUT,
        "flow_version": "1",
        "status": Status.OFF,
        **more,
    }
    return Standing(at=at, since=since or at, **values)  # type: ignore[arg-type]


def test_what_was_never_looked_at_is_due_now() -> None:
    """A new account is looked at at once."""
    assert Look(due=NOW, early=NOW, why=Why.NEVER) == next_look(None, RHYTHM, now=NOW)


@pytest.mark.parametrize(
    ("after", "due_after"),
    [(0 * HOUR, DAY), (24 * HOUR, 7 * DAY), (20 * HOUR, 7 * DAY), (10 * HOUR, DAY), (3 * DAY, 7 * DAY)],
)
def test_confirms_what_is_new(after: timedelta, due_after: timedelta) -> None:
    """After 24 hours and 7 days; a look that came nearly then counts."""
    look = next_look(standing(at=NOW + after, since=NOW), RHYTHM, now=NOW + after)

    assert (NOW + due_after, Why.CONFIRM) == (look.due, look.why)


def test_then_about_every_thirty_days() -> None:
    """Spread over some days, each control and turn by itself, and the same whenever it is asked."""
    lines = [standing(since=NOW - 9 * DAY, account=f"person {n}") for n in range(200)]
    pauses = [(next_look(one, RHYTHM, now=NOW + n * DAY).due or NOW) - NOW for n, one in enumerate(lines)]

    assert all(27 * DAY <= pause <= 33 * DAY for pause in pauses)
    assert 150 < len(set(pauses))
    assert max(pauses) - min(pauses) > 5 * DAY
    assert pauses == [(next_look(one, RHYTHM, now=NOW).due or NOW) - NOW for one in lines]
    again = next_look(standing(since=NOW - 9 * DAY, account="person 1", readings=4), RHYTHM, now=NOW)
    assert pauses[1] != (again.due or NOW) - NOW


@pytest.mark.parametrize(("failures", "hours"), [(1, 2), (2, 4), (3, 8), (4, 16), (5, 32), (6, 48), (60, 48)])
def test_errors_back_off(failures: int, hours: int) -> None:
    """2^n hours, up to two days."""
    look = next_look(standing(outcome=Outcome.FAILED, failures=failures), RHYTHM, now=NOW)

    assert (NOW + hours * HOUR, Why.AGAIN) == (look.due, look.why)


def test_a_challenge_waits_for_the_person() -> None:
    """However long it takes; once something was done about it, it is due."""
    waiting = standing(outcome=Outcome.NEEDS_HUMAN)

    assert Look(due=None, early=None, why=Why.WAITS) == next_look(waiting, RHYTHM, now=NOW + 999 * DAY)
    signed_in = next_look(waiting, RHYTHM, now=NOW + 2 * HOUR, asked=NOW + HOUR)
    assert (NOW + HOUR, Why.ASKED) == (signed_in.due, signed_in.why)


def test_what_was_asked_before_the_last_look_is_answered() -> None:
    """An occasion leads to one look, not to many."""
    look = next_look(standing(since=NOW - 9 * DAY), RHYTHM, now=NOW + HOUR, asked=NOW - HOUR)

    assert Why.ROUTINE == look.why


def test_a_mended_flow_is_tried() -> None:
    """What was not found for certain is looked for again as soon as its flow has changed."""
    drifted = standing(outcome=Outcome.DRIFTED, failures=4)

    assert Why.AGAIN == next_look(drifted, RHYTHM, now=NOW, flow="1").why
    assert (NOW, Why.NEW_FLOW) == (
        (look := next_look(drifted, RHYTHM, now=NOW, flow="2")).due,
        look.why,
    )


def test_a_clock_that_was_ahead_stops_nothing() -> None:
    """A look that seems to lie in the future is repeated now, instead of being waited for."""
    look = next_look(standing(at=NOW + 4000 * DAY), RHYTHM, now=NOW)

    assert (NOW, Why.CLOCK) == (look.due, look.why)
    assert Why.CONFIRM == next_look(standing(at=NOW + timedelta(seconds=2)), RHYTHM, now=NOW).why


def test_never_more_often_than_daily() -> None:
    """The least time between two visits holds whatever failed; a person's wish comes before it."""
    failed = Look(due=NOW + 2 * HOUR, early=NOW + HOUR, why=Why.AGAIN)
    asked = Look(due=NOW + HOUR, early=NOW + HOUR, why=Why.ASKED)
    waits = Look(due=None, early=None, why=Why.WAITS)

    assert NOW + DAY == visit_at([failed, waits], NOW, RHYTHM, now=NOW)
    assert NOW + 2 * HOUR == visit_at([failed], NOW, Rhythm(spacing=HOUR), now=NOW)
    assert NOW + 2 * HOUR == visit_at([failed], None, RHYTHM, now=NOW)
    assert NOW + 2 * HOUR == visit_at([failed], NOW + 99 * DAY, RHYTHM, now=NOW)
    assert NOW + HOUR == visit_at([failed, asked], NOW, RHYTHM, now=NOW)
    assert visit_at([waits], NOW, RHYTHM, now=NOW) is None


@pytest.mark.parametrize(
    ("occasion", "fits"),
    [
        (Occasion(at=NOW, platform="acme", why="new terms"), True),
        (Occasion(at=NOW, platform="acme", account="ada", why="signed in"), True),
        (Occasion(at=NOW, platform="acme", account="grace", why="signed in"), False),
        (Occasion(at=NOW, platform="acme", control="other", why="asked"), False),
        (Occasion(at=NOW, platform="tumbler", why="new terms"), False),
    ],
)
def test_an_occasion_is_about_what_it_names(occasion: Occasion, fits: bool) -> None:
    """What it leaves out means all."""
    assert fits is occasion.concerns("ada", "acme", "training")
