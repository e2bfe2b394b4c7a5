from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from untrain.model.account import Account
from untrain.model.memory import SentRequest
from untrain.store import Event, Store

NOW = datetime(2026, 11, 22, 16, 45, tzinfo=UTC)
LATER = NOW + timedelta(seconds=3)
ADA = Account(name="ada", platform="facebook", username="ada@example.org")


def test_a_request_that_was_begun_stands(store: Store) -> None:
    """Sent and perhaps lost is not the same as never sent: it is remembered, with an open end."""
    store.requests().write(ADA, "objection", Event.BEGUN, NOW)

    assert SentRequest(begun=NOW, acknowledged=None) == store.requests().standing(ADA, "objection")


def test_an_acknowledged_request_says_when(store: Store) -> None:
    """What the platform acknowledged is remembered with both times."""
    store.requests().write(ADA, "objection", Event.BEGUN, NOW)
    store.requests().write(ADA, "objection", Event.ACKNOWLEDGED, LATER)

    assert SentRequest(begun=NOW, acknowledged=LATER) == store.requests().standing(ADA, "objection")


def test_a_withdrawn_request_may_be_sent_again(store: Store) -> None:
    """A request that surely did not arrive does not stand in the way of the next try."""
    store.requests().write(ADA, "objection", Event.BEGUN, NOW)
    store.requests().write(ADA, "objection", Event.WITHDRAWN, LATER)

    assert store.requests().standing(ADA, "objection") is None


def test_requests_are_told_apart(store: Store) -> None:
    """Another control, another platform, or another person under the same name: nothing was sent for them."""
    store.requests().write(ADA, "objection", Event.BEGUN, NOW)

    somebody_else = Account(name="ada", platform="facebook", username="ada@other.example")
    assert store.requests().standing(ADA, "another") is None
    assert store.requests().standing(Account(name="ada", platform="instagram"), "objection") is None
    assert store.requests().standing(somebody_else, "objection") is None


def test_a_person_is_known_again_without_a_user_name(store: Store) -> None:
    """Leaving the user name out of the accounts file later does not have a request sent twice."""
    store.requests().write(ADA, "objection", Event.BEGUN, NOW)

    assert store.requests().standing(Account(name="ada", platform="facebook"), "objection") is not None


def test_a_person_is_known_again_under_another_name_of_the_account(store: Store) -> None:
    """Naming an account anew, or listing it twice, does not have a request sent twice."""
    store.requests().write(ADA, "objection", Event.BEGUN, NOW)

    renamed = Account(name="ada-at-home", platform="facebook", username="Ada@example.org")
    assert store.requests().standing(renamed, "objection") is not None


@pytest.mark.parametrize("statement", ["UPDATE request SET event = 'withdrawn'", "DELETE FROM request"])
def test_the_ledger_is_never_changed(store: Store, statement: str) -> None:
    """No stray statement can make us believe that a request was never sent."""
    store.requests().write(ADA, "objection", Event.BEGUN, NOW)

    with pytest.raises(IntegrityError, match="only ever added"), store._database.writing() as connection:
        connection.exec_driver_sql(statement)


def test_practice_is_not_for_real(store: Store) -> None:
    """A request that was sent to a replica does not count as sent to the platform, nor the other way round."""
    store.requests(practice=True).write(ADA, "objection", Event.BEGUN, NOW)

    assert store.requests(practice=True).standing(ADA, "objection") is not None
    assert store.requests().standing(ADA, "objection") is None
