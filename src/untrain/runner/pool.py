"""Many jobs at once, in one browser: a context each, one job at a time per account, politely spaced per platform."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

from loguru import logger

from untrain.engine.browser import RunningBrowser, running_browser
from untrain.engine.credentials import Credentials
from untrain.engine.session import session_of
from untrain.engine.settle import Progress as Done
from untrain.engine.sign_in import sign_in
from untrain.engine.tab import Tab
from untrain.model.errors import BrowserDied, JobError, NeedsHuman, Unreachable
from untrain.model.memory import Memory
from untrain.model.result import Job, Mode, Progress, Result, Wanted
from untrain.runner.attempt import Attempt, outcome_of, result, sentence, without_a_page
from untrain.runner.item_lists import ItemLists
from untrain.runner.options import RunOptions
from untrain.runner.retry import patience

_BROWSERS = 2
"""In how many browsers a job is tried when they die under it."""


async def run_jobs(
    jobs: Sequence[Job],
    *,
    mode: Mode,
    memory: Memory,
    options: RunOptions,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> AsyncIterator[Result]:
    """Every result of these jobs, each as soon as it is finished. Raises InputError where there is no browser.

    When the iteration is cancelled or closed, the jobs under way are ended and the browser is closed.
    """
    pool = _Pool(mode=mode, memory=memory, options=options, on_progress=on_progress)
    async with AsyncExitStack() as stack:
        if any(pool.needs_a_page(job) for job in jobs):
            pool.browser = await stack.enter_async_context(running_browser(options.browser))
        work = asyncio.create_task(pool.work(jobs))
        stack.push_async_callback(_end, work)
        while (one := await pool.next_result(work)) is not None:
            yield one
        await work


async def _end(work: asyncio.Task[None]) -> None:
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work


@dataclass(slots=True, kw_only=True)
class _Pool:
    mode: Mode
    memory: Memory
    options: RunOptions
    on_progress: Callable[[Progress], None]
    browser: RunningBrowser | None = None
    _finished: asyncio.Queue[Result] = field(default_factory=asyncio.Queue)
    _next_start: dict[str, float] = field(default_factory=dict)

    def needs_a_page(self, job: Job) -> bool:
        """Whether any control of the job has to be looked at in a browser."""
        return any(without_a_page(job, wanted, self.mode, self.memory) is None for wanted in job.wanted)

    async def work(self, jobs: Sequence[Job]) -> None:
        """Do all jobs; their results go to the queue."""
        slots = asyncio.Semaphore(self.options.concurrency)
        ends = await asyncio.gather(*(self._in_a_slot(job, slots) for job in jobs), return_exceptions=True)
        for error in ends:  # a bug in one job is told after all others are done
            if isinstance(error, BaseException):
                raise error

    async def next_result(self, work: asyncio.Task[None]) -> Result | None:
        """The next finished result; None when all is done."""
        getter = asyncio.create_task(self._finished.get())
        await asyncio.wait({getter, work}, return_when=asyncio.FIRST_COMPLETED)
        if getter.done():
            return getter.result()
        getter.cancel()
        return None if self._finished.empty() else self._finished.get_nowait()

    async def _in_a_slot(self, job: Job, slots: asyncio.Semaphore) -> None:
        async with slots:
            await _JobRun(pool=self, job=job).run()

    async def begin(self, platform: str) -> None:
        """Have a browser, and wait until it is polite to begin another job on this platform."""
        assert self.browser is not None
        await self.browser.start()
        now = time.monotonic()
        start = max(now, self._next_start.get(platform, now))
        self._next_start[platform] = start + self.options.pace
        await asyncio.sleep(start - now)

    def finish(self, one: Result, seconds: float) -> None:
        """Hand over a finished result."""
        self._finished.put_nowait(one)
        step = Progress(account=one.account, platform=one.platform, step="done", seconds=seconds, result=one)
        self.on_progress(step)


@dataclass(slots=True, kw_only=True)
class _JobRun:
    pool: _Pool
    job: Job
    _began: float = 0.0
    _left: list[Wanted] = field(default_factory=list)
    _credentials: Credentials = field(init=False)
    _done: dict[str, Done] = field(default_factory=dict)
    _lists: ItemLists = field(default_factory=ItemLists)

    def __post_init__(self) -> None:
        # one count for the whole job: a new browser is no reason to give a password once more
        self._credentials = Credentials(account=self.job.account, flow=self.job.flow)

    async def run(self) -> None:
        """Do the whole job: what needs no page at once, the rest in a context of its own."""
        self._began = time.monotonic()
        for wanted in self.job.wanted:
            known = without_a_page(self.job, wanted, self.pool.mode, self.pool.memory)
            if known is not None:
                self.pool.finish(known, 0.0)
            else:
                self._left.append(wanted)
        if self._left:
            await self._with_patience()

    async def _with_patience(self) -> None:
        """Do what is left, in a new browser if one dies under it; in the end every control has a result."""
        try:
            async with self.pool.memory.turn(self.job.account, self.pool.options.timeout):
                await self.pool.begin(self.job.flow.slug)
                self._began = time.monotonic()
                for browser in range(_BROWSERS):
                    try:
                        await self._in_time()
                        return
                    except BrowserDied:
                        if browser + 1 == _BROWSERS:
                            raise
                        logger.warning("{}: the browser went away; trying once more in a new one", self.job.account)
        except JobError as error:
            self._finish_all(error)

    async def _in_time(self) -> None:
        try:
            async with asyncio.timeout(self.pool.options.timeout + 5):
                await self._in_context()
        except TimeoutError:
            self._finish_all(Unreachable(f"the job took longer than {self.pool.options.timeout:g} seconds"))

    def _finish_all(self, error: JobError) -> None:
        """The same end for every control that has none yet."""
        while self._left:
            wanted = self._left.pop(0)
            seconds = time.monotonic() - self._began
            one = result(self.job, wanted, outcome_of(error), sentence(error), seconds=seconds)
            self.pool.finish(one, seconds)

    async def _in_context(self) -> None:
        assert self.pool.browser is not None
        state = self.pool.memory.session(self.job.account)
        credentials = self._credentials
        if state is None and self.job.account.password is None:
            raise credentials.missing("no session is kept for it")
        deadline = self._began + self.pool.options.timeout
        async with self.pool.browser.context(state) as context:
            tab = await Tab.new(context, self.job.flow, deadline=deadline, renew=self.pool.browser.context)
            try:
                if state is None:
                    await self._sign_in(tab, credentials, deadline)
                await self._controls(tab, credentials, deadline)
            finally:
                await self._keep_session(tab, credentials, held=state is not None)

    async def _sign_in(self, tab: Tab, credentials: Credentials, deadline: float) -> None:
        self._say("signing in")
        flow = self.job.flow
        if flow.sign_in is None:
            return
        try:
            async for attempt in patience(deadline):
                with attempt:
                    await tab.open(flow.sign_in.url)
                    await sign_in(tab, credentials)
        except NeedsHuman as error:
            self._finish_all(error)

    async def _controls(self, tab: Tab, credentials: Credentials, deadline: float) -> None:
        while self._left:
            wanted = self._left[0]
            if wanted.control.items is not None and not self._lists.known(wanted):
                self._say(f"listing {wanted.control.items.plural}")
                found = await self._attempt(wanted, deadline).items(tab, credentials)
                if isinstance(found, Result):
                    self._finish(found)
                else:
                    self._left = self._lists.each(self._left, wanted.control, found)
            else:
                self._say(f"{wanted.control.id}:{wanted.item}" if wanted.item else wanted.control.id)
                self._finish(await self._attempt(wanted, deadline).on(tab, credentials))

    def _attempt(self, wanted: Wanted, deadline: float) -> Attempt:
        return Attempt(
            job=self.job,
            wanted=wanted,
            mode=self.pool.mode,
            memory=self.pool.memory,
            options=self.pool.options,
            deadline=deadline,
            progress=self._done.setdefault(f"{wanted.control.id}:{wanted.item}", Done()),
            listed=self._lists.of(wanted.control),
        )

    def _finish(self, one: Result) -> None:
        """Hand over the result of the first that is left."""
        self._left.pop(0)
        self.pool.finish(one, time.monotonic() - self._began)

    async def _keep_session(self, tab: Tab, credentials: Credentials, *, held: bool) -> None:
        """Keep the session for the next run, if there is one that was accepted; only the platform's own hosts."""
        if not (credentials.accepted or held) or credentials.blocked is not None:
            return
        state = await session_of(tab.page.context, self.job.flow.hosts)
        if state is not None:
            self.pool.memory.keep_session(self.job.account, state)

    def _say(self, step: str) -> None:
        seconds = time.monotonic() - self._began
        self.pool.on_progress(
            Progress(account=self.job.account.name, platform=self.job.flow.slug, step=step, seconds=seconds)
        )
