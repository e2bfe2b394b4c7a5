from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from untrain.accounts import Vault
from untrain.app.home import Home
from untrain.app.memory import StoredMemory
from untrain.model.account import Account
from untrain.model.errors import Unreachable
from untrain.model.memory import Memory, SentRequest, StorageState
from untrain.store import Store

ADA = Account(name="ada", platform="acme", username="ada@mail.example")
STATE: StorageState = {"cookies": [{"name": "sid", "value": "very-secret-cookie"}], "origins": []}


@pytest.fixture
def memory(home: Home, store: Store, vault: Vault, now: datetime) -> Memory:
    return StoredMemory(home=home, store=store, vault=vault, now=lambda: now)


def test_keeps_a_session_until_it_is_dropped(memory: Memory) -> None:
    """The next run starts signed in, with exactly what the browser had."""
    assert memory.session(ADA) is None
    memory.keep_session(ADA, STATE)
    assert STATE == memory.session(ADA)
    memory.drop_session(ADA)
    assert memory.session(ADA) is None


def test_no_session_is_on_the_disk_in_clear(memory: Memory, home: Home) -> None:
    """Whoever gets the store gets no session, nor whose it is."""
    memory.keep_session(ADA, STATE)
    content = b"".join(file.read_bytes() for file in home.path.rglob("*") if file.is_file())

    assert b"very-secret-cookie" not in content
    assert b"ada@mail.example" not in content


def test_gives_nobody_somebody_elses_session(memory: Memory) -> None:
    """When a name is given to somebody else, their run does not start in the session of the one before."""
    memory.keep_session(ADA, STATE)

    assert memory.session(Account(name="ada", platform="acme", username="ada.two@mail.example")) is None
    assert STATE == memory.session(Account(name="ada", platform="acme"))


def test_a_session_that_cannot_be_opened_is_none(
    memory: Memory, home: Home, store: Store, tmp_path: Path, now: datetime
) -> None:
    """With a lost key one signs in anew, rather than not at all."""
    memory.keep_session(ADA, STATE)
    other = Vault.open(tmp_path / "another-home", keyring=False)

    assert StoredMemory(home=home, store=store, vault=other, now=lambda: now).session(ADA) is None


def test_practice_never_meets_the_real_thing(
    memory: Memory, home: Home, store: Store, vault: Vault, now: datetime
) -> None:
    """A real session is never shown to a replica, and a request that was sent to a replica was not sent for real."""
    practice = StoredMemory(home=home, store=store, vault=vault, now=lambda: now, practice=True)
    memory.keep_session(ADA, STATE)
    practice.begin_request(ADA, "objection")

    assert practice.session(ADA) is None
    assert memory.sent_request(ADA, "objection") is None


def test_remembers_a_request_from_begin_to_end(home: Home, store: Store, vault: Vault, now: datetime) -> None:
    """A request is known from just before it is sent, with both times."""
    times = iter([now, now + timedelta(seconds=2)])
    memory = StoredMemory(home=home, store=store, vault=vault, now=lambda: next(times))

    memory.begin_request(ADA, "objection")
    assert SentRequest(begun=now, acknowledged=None) == memory.sent_request(ADA, "objection")
    memory.acknowledge_request(ADA, "objection")
    assert SentRequest(begun=now, acknowledged=now + timedelta(seconds=2)) == memory.sent_request(ADA, "objection")


async def test_takes_turns_on_one_account(memory: Memory) -> None:
    """Two jobs never work on the same account at the same time; on different ones they do."""
    said: list[str] = []

    async def work(name: str, account: Account) -> None:
        async with memory.turn(account, 10):
            said.append(f"{name} begins")
            await asyncio.sleep(0.3)
            said.append(f"{name} ends")

    await asyncio.gather(work("one", ADA), work("two", ADA), work("other", Account(name="grace", platform="acme")))

    alone = [line for line in said if not line.startswith("other")]
    assert alone in (
        ["one begins", "one ends", "two begins", "two ends"],
        ["two begins", "two ends", "one begins", "one ends"],
    )
    assert said.index("other begins") < 3


HOLDER = """
import sys, time
from pathlib import Path
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def another_run(home: Home) -> Iterator[subprocess.Popen[bytes]]:
    """A process that works on Ada's account."""
    place = str(home.lock_of_account(ADA))
    with subprocess.Popen([sys.executable, "-c", HOLDER, place], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield other
        other.kill()


async def test_waits_for_another_run_but_not_for_ever(memory: Memory, another_run: subprocess.Popen[bytes]) -> None:
    """Another run on the same store is waited for; a killed one gives its turn back at once."""
    with pytest.raises(Unreachable, match="another run still works on ada on acme; it was waited for 1 s"):
        async with memory.turn(ADA, 1):
            pass

    another_run.kill()
    another_run.wait()
    async with memory.turn(ADA, 1):
        pass


async def test_a_cancelled_wait_holds_nothing(memory: Memory) -> None:
    """Whoever is stopped while waiting leaves the turn to others."""
    async with memory.turn(ADA, 5):
        waiting = asyncio.create_task(_take(memory))
        await asyncio.sleep(0.2)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    await asyncio.wait_for(_take(memory), 2)


async def _take(memory: Memory) -> None:
    async with memory.turn(ADA, 5):
        pass
