"""What an accounts file becomes, and how a wrong one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.accounts.conftest import Write

from untrain.accounts import COLUMNS, read_accounts, read_as_written
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Flow

Flows = dict[str, Flow]

HEADER = "account,platform,username,password,totp_secret,region,plan,full_name,email\n"
ADA = "ada,linkedin,ada@example.com,hunter2hunter2,JBSWY3DPEHPK3PXP,DE,,Ada Lovelace,ada@home.example\n"


def _only(accounts: tuple[Account, ...]) -> Account:
    (account,) = accounts
    return account


def test_a_row_is_read_whole(write: Write, flows: Flows) -> None:
    """Every column of the contract has its place in the account."""
    account = _only(read_accounts(write(HEADER + ADA), flows=flows))

    assert ("ada", "linkedin", "ada@example.com") == (account.name, account.platform, account.username)
    assert account.password is not None
    assert account.totp_secret is not None
    assert "hunter2hunter2" == account.password.reveal()
    assert "JBSWY3DPEHPK3PXP" == account.totp_secret.reveal()
    assert ("DE", None, "Ada Lovelace") == (account.region, account.plan, account.full_name)
    assert "ada@home.example" == account.email


def test_only_account_and_platform_are_required(write: Write, flows: Flows) -> None:
    """Whoever signs in by hand needs no more."""
    assert Account(name="ada", platform="x") == _only(read_accounts(write("platform,account\nx,ada\n"), flows=flows))


@pytest.mark.parametrize("case", ["comma", "semicolon", "byte order mark", "Windows lines", "blank lines", "TOML"])
def test_the_same_account_in_every_dialect(write: Write, flows: Flows, case: str) -> None:
    """What spreadsheets write is read alike."""
    plain = "account,platform,username,region\nada,linkedin,ada@example.com,de\n"
    text, name = {
        "comma": (plain, "a.csv"),
        "semicolon": (plain.replace(",", ";"), "a.csv"),
        "byte order mark": ("\ufeff" + plain, "a.csv"),
        "Windows lines": (plain.replace("\n", "\r\n"), "a.csv"),
        "blank lines": ("\n" + plain.replace("\n", "\n\n,,,\n"), "a.csv"),
        "TOML": (
            '[[account]]\naccount = "ada"\nplatform = "linkedin"\nusername = "ada@example.com"\nregion = "DE"\n',
            "a.toml",
        ),
    }[case]
    wanted = Account(name="ada", platform="linkedin", username="ada@example.com", region="DE")

    assert (wanted,) == read_accounts(write(text, name), flows=flows)


@pytest.mark.parametrize("password", [" two blanks ", 'a "quote"', "semi;colon", "com,ma", "line\nbreak", "ünï©ode"])
def test_a_password_is_kept_to_the_letter(write: Write, flows: Flows, password: str) -> None:
    """No blank is trimmed, and what stands in quotes is taken as it is."""
    quoted = '"' + password.replace('"', '""') + '"'
    account = _only(read_accounts(write(f"account,platform,password\nada,x,{quoted}\n"), flows=flows))

    assert account.password is not None
    assert password == account.password.reveal()


def test_names_keep_their_case_and_platforms_lose_it(write: Write, flows: Flows) -> None:
    """“LinkedIn” is the platform that everybody means."""
    account = _only(read_accounts(write("account,platform,plan\nAda L,LinkedIn,Premium\n"), flows=flows))

    assert ("Ada L", "linkedin", "premium") == (account.name, account.platform, account.plan)


def test_a_totp_secret_may_be_written_in_groups(write: Write, flows: Flows) -> None:
    """Platforms print it in groups of small letters."""
    file = write("account,platform,totp_secret\nada,x,jbsw y3dp-ehpk 3pxp\n")
    account = _only(read_accounts(file, flows=flows))

    assert account.totp_secret is not None
    assert "JBSWY3DPEHPK3PXP" == account.totp_secret.reveal()


REFUSED = {
    "empty": ("", "accounts.csv", "is empty"),
    "blank": (" \n\n", "accounts.csv", "is empty"),
    "binary": (b"PK\x03\x04\x00\x00", "accounts.csv", "is not a text file"),
    "not UTF-8": (HEADER.encode() + b"ad\xe4,linkedin", "accounts.csv:2:3", "is not UTF-8 text"),
    "header only": (HEADER, "accounts.csv", "holds no account"),
    "duplicate column": (
        "account,platform,username,Username\nada,x,a,b\n",
        "accounts.csv:1:username",
        "the column stands there 2 times",
    ),
    "unknown column": ("account,platform,pasword\nada,x,y\n", "accounts.csv:1:pasword", "did you mean “password”"),
    "nameless column": ("account,platform,\nada,x,y\n", "accounts.csv:1:3", "the column has no name"),
    "missing column": ("account,username\nada,a\n", "accounts.csv:1:platform", "the column is missing"),
    "no platform": ("account,platform\n\nada,\n", "accounts.csv:3:platform", "is empty"),
    "no account": ("account,platform\n ,x\n", "accounts.csv:2:account", "is empty"),
    "unknown platform": ("account,platform\nada,linkdin\n", "accounts.csv:2:platform", "did you mean “linkedin”"),
    "strange platform": ("account,platform\nada,zzzz\n", "accounts.csv:2:platform", "known are adobe, alexa"),
    "the same row twice": (
        "account,platform\nada,x\nada,linkedin\nAda,X\n",
        "accounts.csv:4:account",
        "the same account and platform stand in line 2",
    ),
    "region": ("account,platform,region\nada,x,UK\n", "accounts.csv:2:region", "the United Kingdom is GB"),
    "TOTP": ("account,platform,totp_secret\nada,x,12345678\n", "accounts.csv:2:totp_secret", "is no TOTP secret"),
    "e-mail": ("account,platform,email\nada,x,ada\n", "accounts.csv:2:email", "is no e-mail address"),
    "name": ("account,platform\n../ada,x\n", "accounts.csv:2:account", "has a character that no name has"),
    "too short": (HEADER + "ada,x\n", "accounts.csv:2:username", "2 values for 9 columns"),
    "too long": ("account,platform\n\n\nada,x,y,z\n", "accounts.csv:4:3", "4 values for 2 columns"),
    "after a value of two lines": (
        'account,platform,password\nada,x,"one\ntwo"\nbob,nowhere,\n',
        "accounts.csv:4:platform",
        "“nowhere” is no platform",
    ),
    "open quote": ('account,platform\nada,"x\n\n\n', "accounts.csv:2:1", "its quotes do not close"),
    "env": ("account,platform,password\nada,x,env:NOT_SET\n", "accounts.csv:2:password", "NOT_SET is not set"),
    "empty env": ("account,platform,password\nada,x,env:EMPTY\n", "accounts.csv:2:password", "EMPTY is not set"),
    "env without name": ("account,platform,password\nada,x,env:\n", "accounts.csv:2:password", "names no variable"),
    "keyring": ("account,platform,password\nada,x,keyring:me\n", "accounts.csv:2:password", "keyring:SERVICE/USER"),
    "cmd": ("account,platform,password\nada,x,cmd:\n", "accounts.csv:2:password", "names no command"),
    "cmd quotes": ("account,platform,password\nada,x,cmd:pass 'x\n", "accounts.csv:2:password", "quotes do not close"),
    "cmd program": (
        "account,platform,password\nada,x,cmd:no-such-program x\n",
        "accounts.csv:2:password",
        "no-such-program is not there",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_file_is_refused_with_line_and_column(write: Write, flows: Flows, case: str) -> None:
    """One sentence says where it is wrong and what to do."""
    text, place, says = REFUSED[case]

    with pytest.raises(InputError) as refused:
        read_accounts(write(text), flows=flows, environ={"EMPTY": ""})

    assert place == Path(refused.value.place).name
    assert says in str(refused.value)


REFUSED_TOML = {
    "malformed": ("[[account]]\naccount = ada\n", "accounts.toml", "line 2"),
    "unknown key": (
        '# mine\n[[account]]\naccount = "ada"\nplatform = "x"\n\n[[account]]\nplatfrom = "x"\n',
        "accounts.toml:6:platfrom",
        "did you mean “platform”",
    ),
    "a number": ('[[account]]\naccount = "ada"\npassword = 12345678\n', "accounts.toml:1:password", "in quotes"),
    "one bracket": ('[account]\naccount = "ada"\n', "accounts.toml:account", "in double brackets"),
    "another table": ('[accounts]\nada = "x"\n', "accounts.toml:accounts", "one [[account]] table for each"),
    "nothing": ("# nobody yet\n", "accounts.toml", "holds no account"),
    "no platform": ('[[account]]\naccount = "ada"\n', "accounts.toml:1:platform", "is empty"),
}


@pytest.mark.parametrize("case", REFUSED_TOML)
def test_a_wrong_toml_file_is_refused_alike(write: Write, flows: Flows, case: str) -> None:
    """The line is that of the table."""
    text, place, says = REFUSED_TOML[case]

    with pytest.raises(InputError) as refused:
        read_accounts(write(text, "accounts.toml"), flows=flows)

    assert place == Path(refused.value.place).name
    assert says in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, flows: Flows) -> None:
    """As is a folder in its place."""
    with pytest.raises(InputError, match="is not there"):
        read_accounts(tmp_path / "none.csv", flows=flows)
    with pytest.raises(InputError, match="cannot be read"):
        read_accounts(tmp_path, flows=flows)


LEAKS = {
    "no header": "hunter2hunter2,ada,linkedin\n",
    "a line too long": "account,platform,password\nada,x,hunter2hunter2,more\n",
    "an open quote": 'account,platform,password\nada,x,"hunter2hunter2\n',
    "a quote in the middle": 'account,platform,password\nada,x,"hunter2"hunter2\n',
    "a bad seed": "account,platform,totp_secret\nada,x,hunter2hunter2!\n",
    "a bad row": "account,platform,password\nada,nowhere,hunter2hunter2\n",
}


@pytest.mark.parametrize("case", LEAKS)
def test_no_message_shows_a_secret(write: Write, flows: Flows, case: str) -> None:
    """Not in the sentence, and not in an error that it came from."""
    with pytest.raises(InputError) as refused:
        read_accounts(write(LEAKS[case]), flows=flows)

    error: BaseException | None = refused.value
    assert "hunter2" not in str(error)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_as_written_a_reference_stays_a_reference(write: Write, flows: Flows) -> None:
    """An import keeps where the secret is, not what it was on that day."""
    file = write("account,platform,password\nada,x,env:NOT_SET\n")
    account = _only(read_as_written(file, flows=flows))

    assert account.password is not None
    assert "env:NOT_SET" == account.password.reveal()


def test_the_columns_are_those_of_the_contract() -> None:
    """They are public interface."""
    assert tuple(HEADER.strip().split(",")) == COLUMNS
