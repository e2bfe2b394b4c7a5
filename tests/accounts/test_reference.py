"""Where a secret comes from when the file only says where it is."""

from __future__ import annotations

import sys

import pytest
from tests.accounts.conftest import OwnKeyring

from untrain.accounts import resolved
from untrain.model.account import Account
from untrain.model.errors import InputError, NeedsHuman
from untrain.model.secret import Secret


def _revealed(written: str, **environ: str) -> str:
    account = resolved(Account(name="ada", platform="x", password=Secret(written)), environ=environ)
    assert account.password is not None
    return account.password.reveal()


def _python(code: str) -> str:
    return f'cmd:{sys.executable} -c "{code}"'


def test_a_variable_is_read_at_once() -> None:
    """Its value is the secret, to the letter."""
    assert " s3cret " == _revealed("env:ADA_PASSWORD", ADA_PASSWORD=" s3cret ")


def test_a_missing_variable_names_the_account() -> None:
    """Where there is no file any more, the account is the place."""
    with pytest.raises(InputError, match="ada on x, password: the variable ADA_PASSWORD is not set"):
        _revealed("env:ADA_PASSWORD")


def test_a_keyring_entry_is_read_when_first_needed(own_keyring: OwnKeyring) -> None:
    """The service may itself have a slash."""
    own_keyring.set_password("https://x.com", "ada", "s3cret")

    assert "s3cret" == _revealed("keyring:https://x.com/ada")


def test_a_missing_keyring_entry_is_for_the_person(own_keyring: OwnKeyring) -> None:
    """The sentence has the command that adds it."""
    assert {} == own_keyring.entries
    with pytest.raises(NeedsHuman, match="add it with: keyring set x ada"):
        _revealed("keyring:x/ada")


def test_a_command_gives_its_first_line() -> None:
    """As password managers print it: the secret first, notes below."""
    assert "s3cret " == _revealed(_python(r"print('s3cret \nuser: ada')"))


def test_a_command_runs_without_a_shell() -> None:
    """What a shell would expand is passed on as it is."""
    assert "$HOME;*" == _revealed(_python("import sys; print(sys.argv[1])") + " '$HOME;*'")


def test_a_command_is_run_once() -> None:
    """A password manager asks its person once, however often the secret is typed."""
    account = resolved(Account(name="ada", platform="x", password=Secret(_python("import uuid; print(uuid.uuid4())"))))
    assert account.password is not None

    assert account.password.reveal() == account.password.reveal()


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; print('s3cret'); sys.exit(3)", "ended with exit code 3"),
        ("import sys; sys.exit('s3cret')", "ended with exit code 1"),
        ("print(); print('s3cret')", "the first line that .* printed is empty"),
    ],
)
def test_a_command_that_fails_is_for_the_person_and_shows_no_output(code: str, says: str) -> None:
    """What it printed may be the secret."""
    with pytest.raises(NeedsHuman, match=says) as failed:
        _revealed(_python(code))

    assert "s3cret" not in str(failed.value)
    assert "ada on x" in str(failed.value)


def test_a_fetched_totp_secret_is_checked_too() -> None:
    """It can only be looked at when it is there."""
    account = resolved(Account(name="ada", platform="x", totp_secret=Secret(_python("print('jbsw y3dp')"))))
    assert account.totp_secret is not None
    assert "JBSWY3DP" == account.totp_secret.reveal()

    account = resolved(Account(name="ada", platform="x", totp_secret=Secret(_python("print('not one!')"))))
    assert account.totp_secret is not None
    with pytest.raises(NeedsHuman, match="is no TOTP secret"):
        account.totp_secret.reveal()
