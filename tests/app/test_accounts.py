from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from untrain.accounts import Vault
from untrain.app.accounts import KeptAccounts, accounts_for, as_record, forget, listed
from untrain.app.home import Home
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.outcome import Outcome
from untrain.model.result import Mode, Result, Run
from untrain.store import Event, Store

FILE = """account,platform,username,password,totp_secret,region
ada,acme,ada@mail.example,correct horse battery,env:ADA_TOTP,DE
grace,acme,grace@mail.example,cmd:echo from-a-command,,GB
ada,tumbler,ada,env:ADA_PASSWORD,,
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "accounts.csv"
    file.write_text(FILE)
    return file


def test_an_imported_account_can_sign_in(
    kept: KeptAccounts, file: Path, flows: dict[str, Flow], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an import, the file is not needed any more: passwords and references work as before."""
    monkeypatch.setenv("ADA_TOTP", "JBSWY3DPEHPK3PXP")
    monkeypatch.setenv("ADA_PASSWORD", "from-the-environment")
    kept.import_from(file)
    file.unlink()

    ada, ada_too, grace = accounts_for(None, kept, flows)

    assert ("ada@mail.example", "DE") == (ada.username, ada.region)
    passwords = [account.password.reveal() for account in (ada, ada_too, grace) if account.password]
    assert ["correct horse battery", "from-the-environment", "from-a-command"] == passwords
    assert ada.totp_secret is not None
    assert "JBSWY3DPEHPK3PXP" == ada.totp_secret.reveal()


def test_no_password_is_on_the_disk_in_clear(kept: KeptAccounts, file: Path, home: Home) -> None:
    """References stay readable references; a password is sealed. Everything is its owner's alone."""
    kept.import_from(file)

    content = b"".join(one.read_bytes() for one in home.path.rglob("*") if one.is_file())
    assert b"correct horse" not in content
    assert 'password = "env:ADA_PASSWORD"' in home.accounts.read_text()
    if os.name != "nt":
        assert 0o600 == home.accounts.stat().st_mode & 0o777


def test_a_listing_shows_no_password(kept: KeptAccounts, file: Path) -> None:
    """It says how each secret is had."""
    ada, *_ = kept.import_from(file)

    record = as_record(ada)
    assert ("sealed", "env:ADA_TOTP", "DE") == (record["password"], record["totp_secret"], record["region"])
    assert "correct" not in str(record)


def test_an_import_takes_the_place_of_what_was_kept(kept: KeptAccounts, file: Path) -> None:
    """The same name and platform is the same account; its old password is gone, the others stay."""
    kept.import_from(file)
    file.write_text("account,platform,username\nada,acme,ada.new@mail.example\n")
    kept.import_from(file)

    (ada,) = kept.named("ada", "acme")
    assert "ada.new@mail.example" == ada.username
    assert ada.password is None
    assert 3 == len(kept.all())


def test_a_bad_file_keeps_nothing(kept: KeptAccounts, file: Path) -> None:
    """All of a file is kept, or none of it."""
    file.write_text(FILE + "linus,acmee,linus,,,\n")

    with pytest.raises(InputError, match="acmee"):
        kept.import_from(file)
    assert () == kept.all()


def test_names_in_any_script_come_back_as_they_were(kept: KeptAccounts) -> None:
    """What is written to the file is read as the same."""
    given = {"account": "Жанна “Q”", "platform": "acme", "username": 'a"b\\c', "full_name": "O’Neil\t李"}
    kept.add_one(given)

    (found,) = kept.all()
    assert (given["account"], given["username"], given["full_name"]) == (found.name, found.username, found.full_name)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"account": "ada", "platform": "acmee"}, "did you mean “acme”?"),
        ({"account": "a/b", "platform": "acme"}, "that is no name"),
        ({"account": "", "platform": "acme"}, "that is no name"),
        ({"account": "ada", "platform": "acme", "region": "UK"}, "the United Kingdom is GB"),
        ({"account": "ada", "platform": "acme", "email": "nowhere"}, "it is no e-mail address"),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(kept: KeptAccounts, given: dict[str, str | None], said: str) -> None:
    """What is typed by hand is checked as a file is."""
    with pytest.raises(InputError) as caught:
        kept.add_one(given)
    assert said in str(caught.value)


def test_a_removed_account_is_gone(kept: KeptAccounts, file: Path, store: Store) -> None:
    """Its password too; the same name elsewhere stays until it is removed as well."""
    kept.import_from(file)
    (gone,) = kept.remove("ada", "acme")

    assert ["ada on tumbler", "grace on acme"] == sorted(map(str, kept.all()))
    assert {} == store.secrets.get(gone)
    kept.remove("ada")
    kept.remove("grace")
    assert () == kept.all()
    with pytest.raises(InputError, match="none of that name is kept"):
        kept.remove("ada")


def test_no_accounts_at_all_says_what_to_do(kept: KeptAccounts, flows: dict[str, Flow]) -> None:
    """The very first run ends with the way to add accounts, not with an empty report."""
    with pytest.raises(InputError, match="--accounts, or keep one with `untrain accounts import FILE`"):
        accounts_for(None, kept, flows)


def test_a_lost_key_is_one_clear_error(
    kept: KeptAccounts, file: Path, home: Home, store: Store, flows: dict[str, Flow]
) -> None:
    """It says which account to import again."""
    kept.import_from(file)
    (home.path / "key").unlink()
    blind = KeptAccounts(home=home, store=store, vault=Vault.open(home.path, keyring=False), flows=flows)

    with pytest.raises(InputError, match=r"the kept password of ada on acme can't be opened.*add that account again"):
        blind.all()


def test_forgetting_leaves_nothing(kept: KeptAccounts, file: Path, home: Home, store: Store, now: datetime) -> None:
    """Entry, session, results, requests and evidence of the account are gone, and nobody else's."""
    ada, grace, _ = kept.import_from(file)
    run = Run(id="01J0000000000000000000000A", mode=Mode.RUN, started=now, version="1")
    store.runs.begin(run, ())
    for account in (ada, grace):
        store.sessions().keep(account, b"sealed", now)
        store.requests().write(account, "objection", Event.BEGUN, now)
        store.runs.add(run.id, _result(home, account, now))
    (home.path / "evidence" / "01J" / "ada-acme-training-before.png").write_bytes(b"png")  # of a job that was cut off
    outside = home.path.parent / "precious.txt"
    outside.write_text("not evidence")
    store.runs.add(run.id, replace(_result(home, ada, now), evidence=("evidence/../../precious.txt",)))

    assert (2, 2) == forget(ada, home=home, store=store, kept=kept)

    assert ["grace on acme"] == [str(account) for account in store.known()]
    assert ["ada on tumbler", "grace on acme"] == sorted(map(str, kept.all()))
    assert ["grace-acme.png"] == [file.name for file in (home.path / "evidence").rglob("*.png")]
    assert outside.exists(), "a path in a result leads nowhere but to evidence"


def _result(home: Home, account: Account, now: datetime) -> Result:
    path = f"evidence/01J/{account.name}-{account.platform}.png"
    (home.path / path).parent.mkdir(exist_ok=True)
    (home.path / path).write_bytes(b"png")
    return Result(
        account=account.name,
        platform=account.platform,
        control="training",
        outcome=Outcome.OPTED_OUT,
        detail="",
        flow_version="1",
        seen_at=now,
        evidence=(path,),
    )


def test_a_very_long_file_is_read_once(home: Home, flows: dict[str, Flow], tmp_path: Path) -> None:
    """Its names are remembered, without a secret, until the file changes or somebody is forgotten."""
    file = tmp_path / "accounts.csv"
    rows = [f"person {number},acme,hunter22,DE" for number in range(1200)]
    file.write_text("\n".join(["account,platform,password,region", *rows]))
    first = listed(file, home, flows)
    again = listed(file, home, flows)

    assert 1200 == len(again)
    assert [(one.name, one.platform, one.region) for one in first] == [
        (one.name, one.platform, one.region) for one in again
    ]
    assert "hunter22" not in home.index_of_accounts.read_text()
    assert again[0].password is None
    file.write_text("account,platform\nada,acme\n")
    assert ["ada"] == [one.name for one in listed(file, home, flows)]
    home.index_of_accounts.write_text("{")
    assert ["ada"] == [one.name for one in listed(file, home, flows)]
