from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from untrain.model.result import Mode, Result, Run
from untrain.store import Planned, Store


def test_gives_back_a_result_as_it_was(store: Store, run: Run, result: Result) -> None:
    """Nothing of a result is lost or changed on its way through the store."""
    blog = replace(result, platform="tumblr", item="my-blog", before=None, after=None, evidence=())
    store.runs.begin(run, ())
    store.runs.add(run.id, result)
    store.runs.add(run.id, blog)

    assert replace(run, results=(result, blog)) == store.runs.get(run.id)


def test_remembers_what_a_run_set_out_to_do(store: Store, run: Run) -> None:
    """A cut-off run can go on, because its plan is kept."""
    plan = [
        Planned(account="ada", platform="facebook", control="ai-training-objection", named=True),
        Planned(account="ada", platform="tumblr", control="prevent-third-party-sharing", item="my-blog"),
    ]
    store.runs.begin(run, plan)

    assert plan == store.runs.plan(run.id)


def test_says_how_far_a_run_is(store: Store, run: Run, result: Result) -> None:
    """How many were planned, how many are done, and which was the last; all of it without reading all of it."""
    store.runs.begin(run, [Planned(account=name, platform="linkedin", control="ai") for name in ("ada", "bob", "eve")])
    for name in ("ada", "bob"):
        store.runs.add(run.id, replace(result, account=name))

    assert (3, 2) == store.runs.counts(run.id)
    assert ["bob"] == [one.account for one in store.runs.latest_results(run.id, 1)]
    assert (0, 0) == store.runs.counts("none")


def test_finds_the_newest_run_that_was_cut_off(store: Store, run: Run, now: datetime) -> None:
    """`--resume` goes on with the newest unfinished run of its mode, never with a finished one."""
    for number, mode, finished in ((1, Mode.RUN, None), (2, Mode.CHECK, None), (3, Mode.RUN, now), (4, Mode.RUN, None)):
        store.runs.begin(replace(run, id=f"01J{number:023}", mode=mode, finished=finished), ())

    found = store.runs.cut_off(Mode.RUN)

    assert [f"01J{number:023}" for number in (4, 1)] == [run.id for run in found]
    store.runs.finish(found[0].id, now + timedelta(minutes=1))
    assert [f"01J{1:023}"] == [run.id for run in store.runs.cut_off(Mode.RUN)]


def test_practice_runs_are_told_apart(store: Store, run: Run) -> None:
    """A run on replicas is known as one, and a real run never goes on where it was cut off."""
    store.runs.begin(run, (), practice=True)

    assert store.runs.was_practice(run.id)
    assert [] == store.runs.cut_off(Mode.RUN)
    assert [run] == store.runs.cut_off(Mode.RUN, practice=True)


def test_knows_no_run_that_never_was(store: Store) -> None:
    """An unknown run is None, not an empty report."""
    assert store.runs.get("01J0000000000000000000000Z") is None


@pytest.mark.parametrize("statement", ["UPDATE result SET outcome = 'already_out'", "DELETE FROM result"])
def test_a_result_is_never_changed_or_deleted(store: Store, statement: str, run: Run, result: Result) -> None:
    """What a report said once stays: the database itself refuses to change it."""
    store.runs.begin(run, ())
    store.runs.add(run.id, result)

    with pytest.raises(IntegrityError, match="only ever added"), store._database.writing() as connection:
        connection.exec_driver_sql(statement)

    assert (result,) == getattr(store.runs.get(run.id), "results", None)


def test_refuses_a_moment_without_time_zone(store: Store, run: Run, now: datetime) -> None:
    """A time that could mean two moments is never stored."""
    with pytest.raises(Exception, match="time zone"):
        store.runs.begin(replace(run, started=now.replace(tzinfo=None)), ())


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from conftest import RESULT, RUN
from untrain.store import Store
store = Store.open(Path(sys.argv[1]))
store.runs.begin(RUN, ())
store.runs.add(RUN.id, RESULT)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_loses_no_result(place: Path, run: Run, result: Result) -> None:
    """A result is on the disk when `add` returns: even kill -9 right after it loses nothing."""
    script = KILLED.format(tests=str(Path(__file__).parent))
    done = subprocess.run([sys.executable, "-c", script, str(place)], check=False)

    assert -signal.SIGKILL == done.returncode
    assert replace(run, results=(result,)) == Store.open(place).runs.get(run.id)


CROWD = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, {tests!r})
from conftest import RESULT, RUN
from untrain.store import Store
store = Store.open(Path(sys.argv[1]))
run = replace(RUN, id="01J" + sys.argv[2].rjust(23, "0"))
store.runs.begin(run, ())
for number in range(50):
    store.runs.add(run.id, replace(RESULT, attempts=number))
"""


def test_several_processes_write_at_once(place: Path) -> None:
    """Runs at the same time on one store, even a brand-new one, wait for each other and lose nothing."""
    script = CROWD.format(tests=str(Path(__file__).parent))
    crowd = [subprocess.Popen([sys.executable, "-c", script, str(place), str(one)]) for one in range(4)]

    assert [0] * 4 == [process.wait(timeout=60) for process in crowd]
    runs = [Store.open(place).runs.get(run.id) for run in Store.open(place).runs.newest()]
    assert [list(range(50))] * 4 == [[result.attempts for result in run.results] for run in runs if run]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_is_private_to_its_owner(store: Store, place: Path, run: Run) -> None:
    """Nobody else on the machine can read the store, its log files included."""
    store.runs.begin(run, ())

    assert 0o700 == place.parent.stat().st_mode & 0o777
    assert {0o600} == {file.stat().st_mode & 0o777 for file in place.parent.iterdir()}
    assert 4 == len(list(place.parent.iterdir())), "the file, its log, the log's index, and its lock"


def test_a_store_that_others_could_read_is_closed_to_them(place: Path) -> None:
    """A file that was made with laxer rights becomes its owner's alone."""
    place.parent.mkdir()
    place.touch(mode=0o644)

    Store.open(place).close()

    assert 0o600 == place.stat().st_mode & 0o777
