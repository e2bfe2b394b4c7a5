"""A run under way: begun or gone on with, kept step by step, and locked so that nobody else goes on with it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from ulid import ULID

from untrain.app.home import Home
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.result import Job, Mode, Result, Run, Wanted
from untrain.store import Planned, Store

_LONGEST_RUN: Final = timedelta(days=1)  # older ones were cut off

Work = Callable[[Sequence[Job]], AsyncIterator[Result]]
"""Does the jobs, and gives each result as it is finished; where it can be closed, closing it ends the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """A run with the jobs that are left of it; `run` holds the results of an earlier part, if it was cut off."""

    run: Run
    jobs: tuple[Job, ...]
    resumed: bool = False


@contextmanager
def begin(
    mode: Mode,
    jobs: Sequence[Job],
    *,
    home: Home,
    store: Store,
    version: str,
    now: datetime,
    practice: bool = False,
    watch: bool = False,
) -> Iterator[Undertaking]:
    """A new run of these jobs, written down with all it sets out to do, and ours while the block lasts.

    With `watch` nobody looks on, so that its news will be told.
    """
    run = Run(id=str(ULID.from_datetime(now)), mode=mode, started=now, version=version)
    with FileLock(home.lock_of_run(run.id), mode=0o600):
        store.runs.begin(run, _plan(jobs), practice=practice, watch=watch)
        yield Undertaking(run=run, jobs=tuple(jobs))


@contextmanager
def resume(
    mode: Mode,
    accounts: Iterable[Account],
    flows: Mapping[str, Flow],
    *,
    home: Home,
    store: Store,
    practice: bool = False,
) -> Iterator[Undertaking | None]:
    """The newest run of this mode that was cut off, with what is left of it; None where there is none.

    One that still goes on elsewhere does not count. Raises InputError when an account or a control of it is gone.
    """
    for run in store.runs.cut_off(mode, practice=practice):
        if lock := _lock_if_free(home.lock_of_run(run.id)):
            with lock:
                whole = store.runs.get(run.id) or run
                jobs = _what_is_left(whole, store.runs.plan(run.id), tuple(accounts), flows)
                yield Undertaking(run=whole, jobs=jobs, resumed=True)
            return
    yield None


def under_way(home: Home, store: Store, *, now: datetime, practice: bool = False) -> list[Run]:
    """The runs that go on at this moment, here or in another program, the newest first and without their results."""
    found = [run for mode in Mode for run in store.runs.cut_off(mode, practice=practice)]
    recent = sorted((run for run in found if now - run.started < _LONGEST_RUN), key=lambda run: run.id, reverse=True)
    return [run for run in recent if _is_locked(home.lock_of_run(run.id))]


async def carry_out(
    undertaking: Undertaking, work: Work, *, store: Store, now: Callable[[], datetime]
) -> AsyncGenerator[Result]:
    """Each result of the jobs, once it is on the disk; at the end the run is written down as finished.

    Raises StoreError when a result could not be kept.
    """
    run = undertaking.run
    results = work(undertaking.jobs)
    try:
        async for result in results:
            store.runs.add(run.id, result)
            yield result
    finally:
        if isinstance(results, AsyncGenerator):
            await results.aclose()
    store.runs.finish(run.id, now())


def _is_locked(path: Path) -> bool:
    lock = _lock_if_free(path) if path.exists() else None
    if lock is None:
        return path.exists()
    with lock:
        return False


def _lock_if_free(path: Path) -> AbstractContextManager[object] | None:
    """The held lock, to be released by a `with`; None where somebody else holds it."""
    try:
        return FileLock(path, mode=0o600).acquire(blocking=False)
    except Timeout:
        return None


def _plan(jobs: Iterable[Job]) -> Iterator[Planned]:
    for job in jobs:
        for one in job.wanted:
            yield Planned(
                account=job.account.name,
                platform=job.flow.slug,
                control=one.control.id,
                item=one.item,
                named=one.named,
            )


def _what_is_left(
    run: Run, plan: Iterable[Planned], accounts: Sequence[Account], flows: Mapping[str, Flow]
) -> tuple[Job, ...]:
    """The jobs of the plan without what has a result; items that the user did not name are listed again."""
    done = {(result.account, result.platform, result.control, result.item) for result in run.results}
    left: dict[tuple[str, str], list[Wanted]] = {}
    for one in plan:
        if (one.account, one.platform, one.control, one.item) not in done:
            items = {item for *control, item in done if control == [one.account, one.platform, one.control] and item}
            wanted = replace(_wanted(run, one, flows), done=frozenset(items))
            left.setdefault((one.account, one.platform), []).append(wanted)
    return tuple(
        Job(account=_account(run, who, accounts), flow=flows[who[1]], wanted=tuple(wanted))
        for who, wanted in left.items()
    )


def _wanted(run: Run, one: Planned, flows: Mapping[str, Flow]) -> Wanted:
    flow = flows.get(one.platform)
    control = flow.control(one.control) if flow else None
    if control is None:
        raise _gone(run, f"no flow describes {one.platform}/{one.control} any more")
    return Wanted(control=control, named=one.named, item=one.item)


def _account(run: Run, who: tuple[str, str], accounts: Sequence[Account]) -> Account:
    for account in accounts:
        if (account.name, account.platform) == who:
            return account
    raise _gone(run, f"the account {who[0]} on {who[1]} is not there any more")


def _gone(run: Run, what: str) -> InputError:
    return InputError(f"run {run.id}", what, "put it back, or start afresh without --resume")
