from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from untrain.model.account import Account
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Result, Run
from untrain.store import Event, Store, StoreError

ADA = Account(name="ada", platform="linkedin", username="ada@example.org")


def filled(store: Store, run: Run, result: Result, now: datetime) -> None:
    store.sessions().keep(ADA, b"sealed", now)
    store.secrets.keep(ADA, {"password": b"sealed too"})
    store.requests().write(ADA, "objection", Event.BEGUN, now)
    for number, practice in enumerate((False, False, True)):
        one = replace(run, id=f"01J{number:023}")
        store.runs.begin(one, (), practice=practice)
        on = replace(result, outcome=Outcome.OPTED_IN, after=DataUse.ON)
        store.runs.add(one.id, replace((result, on, on)[number], seen_at=now + timedelta(days=number)))


def test_a_copy_is_plain_and_holds_no_secret(
    store: Store, run: Run, result: Result, now: datetime, tmp_path: Path
) -> None:
    """Any program can read the history out of it; sessions, secrets, requests and practice are not in it."""
    filled(store, run, result, now)
    file = tmp_path / "copy.sqlite"
    store.export(file)

    with closing(sqlite3.connect(file)) as copy:
        names = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
        lines = copy.execute("SELECT account, outcome, events FROM history").fetchall()
    assert {"run", "result", "event", "standing", "history"} == names
    assert [("ada", "opted_out", "first switched_off"), ("ada", "opted_in", "came_back")] == lines
    assert b"sealed" not in file.read_bytes()
    if os.name != "nt":
        assert 0o600 == file.stat().st_mode & 0o777


def test_a_copy_of_a_period(store: Store, run: Run, result: Result, now: datetime, tmp_path: Path) -> None:
    """Only what was seen since then; an older copy is replaced."""
    filled(store, run, result, now)
    file = tmp_path / "copy.sqlite"
    store.export(file)
    store.export(file, since=now + timedelta(hours=1))

    with closing(sqlite3.connect(file)) as copy:
        assert [("opted_in",)] == copy.execute("SELECT outcome FROM history").fetchall()


def test_a_place_that_takes_no_copy_is_one_clear_error(store: Store, tmp_path: Path) -> None:
    """What is wrong is said in one sentence, and nothing is left behind."""
    with pytest.raises(StoreError, match="copy"):
        store.export(tmp_path / "nowhere" / "copy.sqlite")
