"""Many jobs at once, in one browser: a context each, one job at a time per account, politely spaced per platform."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

from untrain.engine.browser import RunningBrowser, running_browser
from untrain.model.memory import Memory
from untrain.model.result import Job, Mode, Progress, Result
from untrain.runner.attempt import without_a_page
from untrain.runner.course import JobRun
from untrain.runner.options import RunOptions


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
        run = JobRun(pool=self, job=job)
        async with slots:
            await run.run()
        if await run.handed_over():  # others have the slot while a person is waited for
            async with slots:
                await run.go_on()

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

    def tell(self, progress: Progress) -> None:
        """Tell how far a job is."""
        self.on_progress(progress)
