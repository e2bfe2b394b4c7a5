from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from tests.watch.year import START, World

from untrain.app.desk import Desk
from untrain.app.heartbeat import Heartbeat, describe_watch, is_watching, read_heartbeat, write_heartbeat
from untrain.model.errors import InputError
from untrain.store import StoreError
from untrain.watch.service import TICK, Service, alone

HOLDER = """
import sys, time
from pathlib import Path
from untrain.app.home import Home
from untrain.watch.service import alone
with alone(Home(path=Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


async def served(world: World, service: Service, *, hours: float) -> None:
    """Let it watch for so long by its own clock, and then stop it."""
    enough = asyncio.Event()
    end = world.now + timedelta(hours=hours)

    async def sleep(seconds: float) -> None:
        if seconds == TICK.total_seconds():
            world.now += timedelta(seconds=seconds) * 12
        if world.now >= end:
            enough.set()
        await asyncio.sleep(0.01)

    service.sleep = sleep
    serving = asyncio.create_task(service.serve())
    await asyncio.wait_for(enough.wait(), 120)
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def test_looks_when_it_is_time_and_shows_that_it_lives(world: World) -> None:
    """Over two days everybody is looked at twice; afterwards one knows that it was stopped, and was not ended."""
    await served(world, Service(watcher=world.watcher(), home=world.home), hours=30)

    assert 6 == len(world.looks)
    last = read_heartbeat(world.home)
    assert last is not None
    assert (True, True, None) == (last.service, last.ended, last.problem)
    assert last.next is not None
    assert last.next > START + timedelta(days=1)


async def test_a_hindrance_does_not_end_it(world: World) -> None:
    """A full disk, or a file that is being edited, is shown to the doctor, and it goes on when that is over."""
    troubles: list[Exception] = [
        StoreError("store", "there is no room left for it", "free some space"),
        InputError("accounts.csv", "is spoilt", "mend it"),
    ]
    seen: list[str] = []

    @contextmanager
    def desk() -> Iterator[Desk]:
        if troubles:
            raise troubles.pop(0)
        beat = read_heartbeat(world.home)
        seen.append(str(beat and beat.problem))
        with world.desk() as opened:
            yield opened

    await served(world, Service(watcher=world.watcher(open=desk), home=world.home), hours=4)

    assert "accounts.csv: is spoilt; mend it" == seen[0]
    assert 3 == len(world.looks)
    assert "None" == seen[-1]


def test_two_never_watch(world: World) -> None:
    """The second one ends with one sentence; one that was killed gives its place back at once."""
    words = [sys.executable, "-c", HOLDER, str(world.home.path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert is_watching(world.home)
        with pytest.raises(InputError, match="it runs already"), alone(world.home):
            pass
        other.kill()
        other.wait()

    assert not is_watching(world.home)
    with alone(world.home):
        assert is_watching(world.home)


@pytest.mark.parametrize(
    ("heartbeat", "later", "said"),
    [
        (Heartbeat(pid=1, service=True, beat=START), timedelta(hours=1), "it was ended by force"),
        (Heartbeat(pid=1, service=True, beat=START, problem="no room"), timedelta(), "no room"),
        (Heartbeat(pid=1, service=False, beat=START, next=START, ended=True), timedelta(days=4), "overdue since"),
    ],
)
def test_the_doctor_reads_its_pulse(world: World, heartbeat: Heartbeat, later: timedelta, said: str) -> None:
    """What is wrong is said, with what mends it."""
    write_heartbeat(world.home, heartbeat)

    with pytest.raises(InputError, match=said):
        describe_watch(world.home, now=START + later)


def test_the_doctor_is_content(world: World) -> None:
    """Not used, running, or stopped by its owner: all well."""
    assert "not used" in describe_watch(world.home, now=START)
    write_heartbeat(world.home, Heartbeat(pid=1, service=True, beat=START, ended=True))
    assert "does not run now" in describe_watch(world.home, now=START)
    with alone(world.home):
        assert "it runs" in describe_watch(world.home, now=START)
        with pytest.raises(InputError, match="it hangs"):
            describe_watch(world.home, now=START + timedelta(hours=1))


def test_a_spoilt_sign_of_life_is_none(world: World, tmp_path: Path) -> None:
    """Half a file is no reason to crash."""
    world.home.heartbeat.write_text('{"pid": 1')

    assert read_heartbeat(world.home) is None
