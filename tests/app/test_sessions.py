"""Kept sessions: what is known of each, and that no end of the program leaves half of one."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from untrain.accounts import Vault
from untrain.app.accounts import KeptAccounts, forget, what_is_left
from untrain.app.home import Home
from untrain.app.memory import SessionCard, StoredMemory
from untrain.model.account import Account
from untrain.model.memory import StorageState
from untrain.store import Store

ADA = Account(name="ada", platform="acme", username="ada@mail.example")
STATE: StorageState = {"cookies": [{"name": "sid", "value": "very-secret-cookie"}], "origins": []}

_SAVES_WITHOUT_END = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from untrain.accounts import Vault
from untrain.app.home import Home
from untrain.app.memory import StoredMemory
from untrain.model.account import Account
from untrain.store import Store

home = Home(path=Path(sys.argv[1]))
home.make()
store, vault = Store.open(home.store), Vault.open(home.path, keyring=False)
memory = StoredMemory(home=home, store=store, vault=vault, now=lambda: datetime.now(UTC))
account = Account(name="ada", platform="acme", username="ada@mail.example")
for number in count():
    cookies = [{"name": f"c{i}", "value": f"very-secret-{number:06d}"} for i in range(2000)]
    memory.keep_session(account, {"cookies": cookies, "origins": []})
    print(number, flush=True)
"""


def test_when_a_session_was_looked_at_and_what_was_seen(home: Home, store: Store, vault: Vault, now: datetime) -> None:
    """It is kept with the session, and outlives the next run's save; without a session there is nothing to know."""
    moment = now
    memory = StoredMemory(home=home, store=store, vault=vault, now=lambda: moment)
    assert memory.card(ADA) is None
    memory.note_health(ADA, "signed in")
    assert memory.card(ADA) is None

    memory.keep_session(ADA, STATE)
    assert SessionCard(checked=None, health=None) == memory.card(ADA)
    moment = now + timedelta(days=1)
    memory.note_health(ADA, "signed in")
    memory.keep_session(ADA, STATE)
    assert SessionCard(checked=moment, health="signed in") == memory.card(ADA)
    assert STATE == memory.session(ADA)


def test_forgetting_leaves_nothing_and_looks_again(
    home: Home, store: Store, vault: Vault, kept: KeptAccounts, now: datetime
) -> None:
    """Session, evidence, locks and the account itself: afterwards no byte of the home folder knows of them."""
    memory = StoredMemory(home=home, store=store, vault=vault, now=lambda: now)
    kept.add([ADA])
    memory.keep_session(ADA, STATE)
    memory.begin_request(ADA, "objection")
    evidence = home.path / "evidence" / "run" / "ada-acme-training-after.png"
    evidence.parent.mkdir()
    evidence.write_text("very-secret-picture of ada@mail.example")
    home.lock_of_account(ADA).touch()
    assert len(what_is_left(ADA, home=home, store=store, kept=kept)) == 3

    forget(ADA, home=home, store=store, kept=kept)

    assert () == what_is_left(ADA, home=home, store=store, kept=kept)
    left = b"".join(file.read_bytes() for file in home.path.rglob("*") if file.is_file())
    assert b"ada@mail.example" not in left
    assert b"very-secret" not in left
    assert not home.lock_of_account(ADA).exists()


def test_a_save_that_is_killed_leaves_a_whole_session_and_none_to_read(tmp_path: Path) -> None:
    """After SIGKILL in the midst of saving there is the session of before or the new one, sealed, for its owner."""
    home = tmp_path / "home"
    for pause in (0.0, 0.013, 0.031):
        saving = subprocess.Popen(
            [sys.executable, "-c", _SAVES_WITHOUT_END, str(home)], stdout=subprocess.PIPE, text=True, umask=0o022
        )
        assert saving.stdout is not None
        saved = int(saving.stdout.readline())
        time.sleep(pause)
        os.kill(saving.pid, signal.SIGKILL)
        rest, _ = saving.communicate()
        saved = max(saved, *(int(line) for line in rest.split()), 0)

        store = Store.open(home / "untrain.sqlite")
        vault = Vault.open(home, keyring=False)
        memory = StoredMemory(home=Home(path=home), store=store, vault=vault, now=lambda: datetime.now().astimezone())
        state = memory.session(ADA)
        store.close()
        assert state is not None
        values = {one["value"] for one in json.loads(json.dumps(state["cookies"]))}
        assert 1 == len(values)
        assert values <= {f"very-secret-{saved:06d}", f"very-secret-{saved + 1:06d}"}
        for file in (one for one in home.rglob("*") if one.is_file()):
            assert b"very-secret" not in file.read_bytes(), file
            assert 0o600 == stat.S_IMODE(file.stat().st_mode), file
