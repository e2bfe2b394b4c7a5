from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.values import ACME, ADA

from untrain.engine.credentials import Credentials
from untrain.model.errors import NeedsHuman, SignInRefused


@pytest.fixture
def credentials() -> Credentials:
    return Credentials(account=ADA, flow=ACME)


def test_a_password_is_given_once(credentials: Credentials) -> None:
    """After one submission without an acceptance it is not given again."""
    assert "correct-horse-battery" == credentials.password().reveal()
    credentials.given += 1

    with pytest.raises(NeedsHuman, match="untrain login acme --account ada"):
        credentials.password()


def test_a_refused_password_is_never_given_again(credentials: Credentials) -> None:
    """After a refusal it stays shut, even where it had been accepted before, or an answer was missing."""
    credentials.given, credentials.accepted, credentials.unanswered = 1, True, 1
    assert isinstance(credentials.refusal("wrong"), SignInRefused)

    with pytest.raises(SignInRefused):
        credentials.password()


def test_an_accepted_password_may_be_given_once_more(credentials: Credentials) -> None:
    """After it was accepted it is given a second time, and not a third."""
    credentials.given, credentials.accepted = 1, True
    credentials.password()
    credentials.given = 2

    with pytest.raises(NeedsHuman):
        credentials.password()


def test_a_submission_that_nobody_looked_at_does_not_count_once(credentials: Credentials) -> None:
    """A “not now” of the server gives one more try; a second “not now” gives none."""
    credentials.given, credentials.unanswered = 1, 1
    credentials.password()
    credentials.given, credentials.unanswered = 2, 2

    with pytest.raises(NeedsHuman):
        credentials.password()


def test_what_was_not_given_cannot_be_typed(credentials: Credentials) -> None:
    """Without a password or a user name it is the owner who signs in, and the command says how."""
    nobody = Credentials(account=replace(ADA, password=None, username=None), flow=ACME)

    with pytest.raises(NeedsHuman, match="untrain login acme"):
        nobody.password()
    with pytest.raises(NeedsHuman, match="untrain login acme"):
        nobody.username()


def test_no_secret_shows_in_what_is_printed(credentials: Credentials) -> None:
    """Neither the credentials nor their errors show the password."""
    said = [repr(credentials), str(credentials), str(credentials.refusal("x")), str(credentials.missing("y"))]

    assert not [text for text in said if "correct-horse" in text]
