"""What the buttons ask for, done in the background, one thing at a time, by the same verbs as on the command line."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from untrain.app.accounts import accounts_for
from untrain.app.desk import Desk, our_version
from untrain.app.display import has_display, must_have_display
from untrain.app.memory import StoredMemory
from untrain.app.plan import Wish, account_on, jobs_for
from untrain.app.sessions import keep
from untrain.app.undertaking import begin, carry_out
from untrain.engine.browser import BrowserOptions, find_browser
from untrain.engine.by_hand import sign_in_by_hand
from untrain.model.account import Account
from untrain.model.errors import InputError, JobError
from untrain.model.result import Job, Mode, Result, Run
from untrain.runner.options import Handoff, RunOptions
from untrain.runner.pool import run_jobs
from untrain.settings import Settings
from untrain.store import StoreError
from untrain.web.orders import Order, What
from untrain.web.rows import Rows
from untrain.web.turns import Turns

_REMEMBERED: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An order, and what became of it: not begun, under way, done, stopped by its owner, or hindered by a problem."""

    id: int
    order: Order
    began: datetime | None = None
    ended: datetime | None = None
    stopped: bool = False
    problem: str | None = None
    run: str | None = None


@dataclass(slots=True, kw_only=True)
class Worker:
    """Does one order at a time; `connect_to` is the loopback address of practice platforms."""

    desk: Desk
    settings: Settings
    clock: Callable[[], datetime]
    connect_to: str | None = None
    rows: Rows | None = None
    works: deque[Work] = field(default_factory=deque)
    turns: Turns = field(init=False)
    _numbers: int = 0
    _task: asyncio.Task[None] | None = None
    _ordered: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.turns = Turns(clock=self.clock)

    @property
    def practice(self) -> bool:
        """Whether the platforms are replicas."""
        return self.connect_to is not None

    @property
    def current(self) -> Work | None:
        """What is being done."""
        return next((one for one in tuple(self.works) if one.began and not one.ended), None)

    @property
    def waiting(self) -> list[Work]:
        """What is to be done after it."""
        return [one for one in tuple(self.works) if not one.began and not one.ended]

    @property
    def ended(self) -> list[Work]:
        """What was done last, the newest first."""
        return [one for one in tuple(self.works) if one.ended][::-1]

    def add(self, order: Order) -> None:
        """Have it done when its turn comes; what waits already is not done twice."""
        if all(one.order != order for one in self.waiting):
            self._numbers += 1
            self.works.append(Work(id=self._numbers, order=order))
            self._ordered.set()

    def stop(self, number: int) -> None:
        """Stop this work, or don't begin it; what was finished is kept."""
        for one in tuple(self.works):
            if one.id == number and not one.ended:
                self._note(replace(one, ended=None if one.began else self.clock(), stopped=True))
                if one.began and self._task is not None:
                    self._task.cancel()

    async def work(self) -> None:
        """Do what is ordered, until cancelled."""
        while True:
            while waiting := self.waiting:
                await self._do(waiting[0])
            self._ordered.clear()
            await self._ordered.wait()

    async def _do(self, work: Work) -> None:
        self._note(replace(work, began=self.clock()))
        self._task = asyncio.create_task(self._carry_out(work.order))
        problem = None
        try:
            await asyncio.wait({self._task})
            if not self._task.cancelled():
                self._task.result()
        except (InputError, StoreError, JobError) as error:
            problem = str(error)
        finally:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task, self.rows = None, None
        self._note(replace(self._now(work), ended=self.clock(), problem=problem))
        while len(self.works) > _REMEMBERED and self.works[0].ended:
            self.works.popleft()

    def _now(self, work: Work) -> Work:
        return next(one for one in self.works if one.id == work.id)

    def _note(self, work: Work) -> None:
        for place, one in enumerate(self.works):
            if one.id == work.id:
                self.works[place] = work

    async def _carry_out(self, order: Order) -> None:
        if order.what is What.SIGN_IN:
            await self._sign_in(order)
        else:
            await self._run(order, Mode(order.what.value))

    async def _run(self, order: Order, mode: Mode) -> None:
        desk = self.desk
        # a secret may come from another program, which takes its time
        accounts = await asyncio.to_thread(accounts_for, self.settings.accounts, desk.kept, desk.flows)
        wish = Wish(targets=[order.target] if order.target else (), accounts=[order.account] if order.account else ())
        jobs = jobs_for(wish, accounts, desk.flows)
        browser = BrowserOptions(executable=find_browser(self.settings.browser).path, connect_to=self.connect_to)
        started = begin(
            mode,
            jobs,
            home=desk.home,
            store=desk.store,
            version=our_version(),
            now=self.clock(),
            practice=self.practice,
        )
        with started as undertaking:
            rows = self.rows = Rows(jobs)
            self._note(replace(self._under_way(), run=undertaking.run.id))
            work = self._jobs(undertaking.run, browser, rows)
            async with aclosing(carry_out(undertaking, work, store=desk.store, now=self.clock)) as results:
                async for result in results:
                    rows.finished(result)

    def _jobs(self, run: Run, browser: BrowserOptions, rows: Rows) -> Callable[[Sequence[Job]], AsyncIterator[Result]]:
        desk, settings = self.desk, self.settings
        memory = StoredMemory(
            home=desk.home, store=desk.store, vault=desk.vault, now=self.clock, practice=self.practice
        )
        options = RunOptions(
            run_id=run.id,
            home=desk.home.path,
            browser=browser,
            concurrency=settings.concurrency,
            timeout=settings.timeout,
            pace=0.0 if self.practice else settings.pace,
            evidence=settings.evidence,
            reason=settings.reason,
            handoff=self._handoff(),
        )

        def work(jobs: Sequence[Job]) -> AsyncIterator[Result]:
            return run_jobs(jobs, mode=run.mode, memory=memory, options=options, on_progress=rows.show)

        return work

    def _handoff(self) -> Handoff | None:
        """How jobs are left to the person at the page; None where no window can be shown to them."""
        if not self.has_window:
            return None
        return Handoff(browser=self._window(), seconds=self.settings.handoff_seconds, waiting=self.turns.wait)

    @property
    def has_window(self) -> bool:
        """Whether a window can be shown to the person: there is a display, and a browser that has windows."""
        try:
            return has_display() and not find_browser(self.settings.browser, headed=True).headless_only
        except InputError:
            return False

    def _window(self) -> BrowserOptions:
        found = find_browser(self.settings.browser, headed=True, everyday=True)
        return BrowserOptions(headed=True, executable=found.path, connect_to=self.connect_to, by_hand=True)

    async def _sign_in(self, order: Order) -> None:
        assert order.platform is not None
        desk = self.desk
        remedy = f"run `untrain login {order.platform} --account {order.account}` in a desktop session"
        must_have_display("sign in", remedy)
        window = self._window()
        known = await asyncio.to_thread(self._known)
        whose = account_on(order.platform, order.account, known, desk.flows)
        state = await sign_in_by_hand(desk.flows[whose.platform], window, seconds=self.settings.handoff_seconds)
        keep(desk, whose, state, new=whose not in known, now=self.clock, practice=self.practice)

    def _known(self) -> Sequence[Account]:
        file, desk = self.settings.accounts, self.desk
        return accounts_for(file, desk.kept, desk.flows) if file else desk.kept.all()

    def _under_way(self) -> Work:
        current = self.current
        assert current is not None
        return current
