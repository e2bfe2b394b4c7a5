from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.result import Result, Run
from untrain.store import Event, Planned, Store, StoreError

ADA = Account(name="ada", platform="linkedin", username="ada@example.org")
GRACE = Account(name="grace", platform="linkedin")


def test_forgets_an_account_and_nothing_else(store: Store, run: Run, result: Result, now: datetime) -> None:
    """After `forget`, nothing of the account is left, and everybody else's results are."""
    store.runs.begin(run, [Planned(account="ada", platform="linkedin", control="one")])
    store.runs.add(run.id, result)
    store.runs.add(run.id, replace(result, account="grace"))
    for account in (ADA, GRACE):
        store.sessions().keep(account, b"sealed", now)
        store.requests().write(account, "objection", Event.BEGUN, now)

    assert result.evidence == tuple(store.evidence_of(ADA))
    assert 1 == store.forget(ADA)

    assert (replace(result, account="grace"),) == getattr(store.runs.get(run.id), "results", None)
    assert [] == store.runs.plan(run.id)
    assert store.sessions().get(ADA) is None
    assert store.requests().standing(ADA, "objection") is None
    assert b"sealed" == store.sessions().get(GRACE)
    assert store.requests().standing(GRACE, "objection") is not None


def test_what_is_forgotten_is_nowhere_on_the_disk(store: Store, place: Path, run: Run, result: Result) -> None:
    """Deleted rows are overwritten, in the file and in its write-ahead log."""
    store.runs.begin(run, ())
    store.runs.add(run.id, replace(result, detail="a very telling sentence"))
    assert b"a very telling sentence" in b"".join(file.read_bytes() for file in place.parent.iterdir())

    store.forget(ADA)

    assert b"a very telling sentence" not in b"".join(file.read_bytes() for file in place.parent.iterdir())


def test_keeps_the_newest_session(store: Store, now: datetime) -> None:
    """A session takes the place of an older one, and is gone when it is dropped."""
    store.sessions().keep(ADA, b"old", now)
    store.sessions().keep(ADA, b"new", now)

    assert b"new" == store.sessions().get(ADA)
    store.sessions().drop(ADA)
    assert store.sessions().get(ADA) is None


def test_no_session_goes_to_the_other_server(store: Store, now: datetime) -> None:
    """A real session is never given to a replica, nor is it replaced by one from there."""
    store.sessions().keep(ADA, b"real", now)
    store.sessions(practice=True).keep(ADA, b"practice", now)

    assert (b"real", b"practice") == (store.sessions().get(ADA), store.sessions(practice=True).get(ADA))
    store.sessions(practice=True).drop(ADA)
    assert b"real" == store.sessions().get(ADA)


def test_keeps_the_secrets_that_were_given_last(store: Store) -> None:
    """An import replaces all secrets of the account, so that none of an older file lingers."""
    store.secrets.keep(ADA, {"password": b"one", "totp_secret": b"two"})
    store.secrets.keep(ADA, {"password": b"three"})

    assert {"password": b"three"} == store.secrets.get(ADA)


def _not_a_database(place: Path) -> None:
    place.write_bytes(b"Dear diary, " * 1000)


def _a_folder(place: Path) -> None:
    place.mkdir()


def _another_programs(place: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE TABLE moz_places (url TEXT)")
    connection.close()


def _a_newer_one(place: Path) -> None:
    Store.open(place).close()
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE schema SET version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_not_a_database, "it is not a database; move it aside"),
        (_a_folder, "it can't be opened"),
        (_another_programs, "it belongs to another program"),
        (_a_newer_one, r"a newer untrain wrote it \(schema 99, this one knows 3\); update untrain"),
    ],
)
def test_a_bad_store_is_one_clear_error(tmp_path: Path, spoil: object, said: str) -> None:
    """A store that can't be used is named, with what is wrong and the way out."""
    place = tmp_path / "untrain.sqlite"
    assert callable(spoil)
    spoil(place)

    with pytest.raises(InputError, match=said) as caught:
        Store.open(place)

    assert str(place) in str(caught.value)


def test_a_damaged_store_says_so(place: Path, run: Run, result: Result) -> None:
    """Damage that is found later is one sentence too, with its remedy."""
    store = Store.open(place)
    store.runs.begin(run, ())
    for number in range(200):
        store.runs.add(run.id, replace(result, detail=f"{number} " * 500))
    store.close()
    content = bytearray(place.read_bytes())
    content[8192:-4096] = b"\xff" * (len(content) - 8192 - 4096)
    place.write_bytes(content)

    with pytest.raises((StoreError, InputError), match="it is damaged; move it aside"):
        Store.open(place).runs.get(run.id)


FULL = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from conftest import RESULT, RUN
from untrain.store import Store, StoreError
store = Store.open(Path(sys.argv[1]))
store.runs.begin(RUN, ())
try:
    for number in range(1000):
        store.runs.add(RUN.id, RESULT)
except StoreError as error:
    print(number, error)
"""


def test_a_full_disk_is_one_clear_error_and_loses_nothing(place: Path, run: Run) -> None:
    """When the disk is full, the error says so, and what was kept before it is still there."""
    script = FULL.format(tests=str(Path(__file__).parent))
    Store.open(place).close()
    done = subprocess.run(
        [sys.executable, "-c", script, str(place)],
        check=True,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )

    number, said = done.stdout.split(maxsplit=1)
    assert "free some space" in said
    assert int(number) == len(getattr(Store.open(place).runs.get(run.id), "results", ()))


@pytest.mark.parametrize(
    "address",
    ["postgresql://ada:hunter22@db.example/untrain", "sqlite://", "not an address ://hunter22", "sqlite:///:memory:"],
)
def test_an_unknown_address_is_refused_and_not_repeated(address: str) -> None:
    """An address that we don't know is a clear error, which does not show the password in it."""
    with pytest.raises(InputError, match="UNTRAIN_STORE") as caught:
        Store.open(address)

    assert "hunter22" not in str(caught.value)


def test_an_address_of_a_file_is_opened(tmp_path: Path) -> None:
    """`sqlite:///PATH` keeps the store where the user wants it."""
    Store.open(f"sqlite:///{tmp_path}/elsewhere.sqlite").close()

    assert (tmp_path / "elsewhere.sqlite").is_file()
