"""The letters of one's accounts, from the draft to the answer, in a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.app.conftest import a_flow

from untrain.app.letters import Case, Status, cases, mark, the_case
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Availability, Control, Kind, Letter
from untrain.store import Event, Store

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
WANTED = Control(
    id="letter",
    kind=Kind.LETTER,
    title="By e-mail",
    letter=Letter(to="privacy@acme.example", subject="Opt out", asks="I ask you to stop."),
)
ELSEWHERE = replace(WANTED, id="only-in-brazil", availability=Availability(regions=("BR",)))
SWITCH = Control(id="switch", kind=Kind.SWITCH, title="Switch")
FLOWS = {"acme": a_flow("acme", WANTED, ELSEWHERE, SWITCH)}
ADA = Account(name="ada", platform="acme", username="ada@mail.example", region="DE")
GRACE = replace(ADA, name="grace", username="grace@mail.example")


def found(store: Store, today: date = TODAY, *accounts: Account) -> list[Case]:
    return cases(accounts or (ADA,), FLOWS, store.requests(), today=today)


def test_only_what_is_a_letter_and_offered_here_is_listed(store: Store) -> None:
    """For each account of the person, as a draft."""
    assert [("acme/letter", "ada", Status.DRAFT), ("acme/letter", "grace", Status.DRAFT)] == [
        (case.target, case.account.name, case.status) for case in found(store, TODAY, ADA, GRACE)
    ]


def test_a_letter_is_due_after_the_legal_month(store: Store) -> None:
    """Not before; a follow-up gives it two more weeks, and an answer settles it."""
    ledger, day = store.requests(), timedelta(days=1)
    mark(found(store)[0], ledger, Event.BEGUN, on=date(2026, 10, 20), now=NOON)

    assert (Status.SENT, date(2026, 11, 20)) == _standing(store, date(2026, 11, 20))
    assert (Status.DUE, date(2026, 11, 20)) == _standing(store, date(2026, 11, 21))

    mark(found(store)[0], ledger, Event.FOLLOWED_UP, on=None, now=NOON)
    assert (Status.SENT, date(2026, 12, 6)) == _standing(store, date(2026, 12, 6))
    assert (Status.DUE, date(2026, 12, 6)) == _standing(store, date(2026, 12, 6) + day)

    mark(found(store)[0], ledger, Event.ACKNOWLEDGED, on=None, now=NOON)
    assert (Status.ANSWERED, None) == _standing(store, date(2027, 1, 1))


def _standing(store: Store, today: date) -> tuple[Status, date | None]:
    case = found(store, today)[0]
    return case.status, case.due


def test_what_can_not_have_happened_is_not_written_down(store: Store) -> None:
    """A day to come, a second letter, an answer before the letter: each is one clear error."""
    ledger, case = store.requests(), found(store)[0]
    with pytest.raises(InputError, match="has not come yet"):
        mark(case, ledger, Event.BEGUN, on=date(2026, 11, 23), now=NOON)
    with pytest.raises(InputError, match="it was not sent yet"):
        mark(case, ledger, Event.ACKNOWLEDGED, on=None, now=NOON)
    with pytest.raises(InputError, match="has not sent it yet"):
        case.reminder({})

    mark(case, ledger, Event.BEGUN, on=None, now=NOON)
    with pytest.raises(InputError, match="was sent on 2026-11-22 already"):
        mark(found(store)[0], ledger, Event.BEGUN, on=None, now=NOON)
    with pytest.raises(InputError, match="it was only sent on 2026-11-22"):
        mark(found(store)[0], ledger, Event.FOLLOWED_UP, on=date(2026, 11, 21), now=NOON)


def test_somebody_elses_letter_is_not_ones_own(store: Store) -> None:
    """A name that is given to another person does not inherit what was sent."""
    mark(found(store)[0], store.requests(), Event.BEGUN, on=None, now=NOON)
    other = replace(ADA, username="eve@mail.example")

    assert [Status.DRAFT] == [case.status for case in found(store, TODAY, other)]


def test_which_letter_is_meant_is_told_apart(store: Store) -> None:
    """By platform where that is enough, and by name where several have it."""
    both = found(store, TODAY, ADA, GRACE)

    assert "grace" == the_case("acme", "grace", both).account.name
    assert "ada" == the_case("acme/letter", None, both[:1]).account.name
    with pytest.raises(InputError, match="it is one of ada, grace"):
        the_case("acme", None, both)
    with pytest.raises(InputError, match="did you mean “acme/letter”"):
        the_case("acme/leter", None, both)
    with pytest.raises(InputError, match="none of your accounts has a letter"):
        the_case("acme", None, [])
