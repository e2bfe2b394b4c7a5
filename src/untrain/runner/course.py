"""One job of a run, from its first page to its last result, whatever happens to browser and session meanwhile."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Protocol

from loguru import logger

from untrain.engine.browser import RunningBrowser
from untrain.engine.credentials import Credentials
from untrain.engine.hush import hush_cookies
from untrain.engine.session import session_of
from untrain.engine.settle import Progress as Done
from untrain.engine.sign_in import sign_in
from untrain.engine.tab import Tab
from untrain.model.errors import BrowserDied, JobError, NeedsHuman, Unreachable
from untrain.model.memory import Memory
from untrain.model.result import Job, Mode, Progress, Result, Wanted
from untrain.runner.attempt import Attempt, outcome_of, result, sentence, without_a_page
from untrain.runner.handover import Handover
from untrain.runner.item_lists import ItemLists
from untrain.runner.options import RunOptions
from untrain.runner.retry import patience

_BROWSERS: Final = 2
"""In how many browsers a job is tried when they die under it."""


class Pool(Protocol):
    """What a job shares with all others of its run."""

    mode: Mode
    memory: Memory
    options: RunOptions
    browser: RunningBrowser | None

    async def begin(self, platform: str) -> None:
        """Wait until it is polite to begin another job on this platform."""

    def finish(self, one: Result, seconds: float) -> None:
        """Hand over a finished result."""

    def tell(self, progress: Progress) -> None:
        """Tell how far a job is."""


@dataclass(slots=True, kw_only=True)
class JobRun:
    """One job on its way through the pool: an account on a platform, with all of its controls."""

    pool: Pool
    job: Job
    _began: float = 0.0
    _left: list[Wanted] = field(default_factory=list)
    _credentials: Credentials = field(init=False)
    _handover: Handover = field(init=False)
    _done: dict[str, Done] = field(default_factory=dict)
    _lists: ItemLists = field(default_factory=ItemLists)

    def __post_init__(self) -> None:
        # one count for the whole job: a new browser is no reason to give a password once more
        attached = self.pool.options.browser.attach is not None
        self._credentials = Credentials(account=self.job.account, flow=self.job.flow, attached=attached)
        self._handover = Handover(job=self.job, how=self.pool.options.handoff)

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
            await self.go_on()

    async def handed_over(self) -> bool:
        """Whether a person did what only they can; where nobody came, the controls end as they would have."""
        if not self._handover.waiting:
            return False
        assert self._handover.error is not None
        self._say("waiting for you")
        state = await self._handover.session()
        if state is None:
            self._finish_all(self._handover.error)
            return False
        self.pool.memory.keep_session(self.job.account, state)
        self._credentials.blocked = None
        return True

    async def go_on(self) -> None:
        """Do what is left of the job."""
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
            await self._stop(error)

    async def _in_time(self) -> None:
        try:
            async with asyncio.timeout(self.pool.options.timeout + 5):
                await self._in_context()
        except TimeoutError:
            self._finish_all(Unreachable(f"the job took longer than {self.pool.options.timeout:g} seconds"))

    async def _stop(self, error: JobError, tab: Tab | None = None) -> None:
        """Leave the rest to a person, where that is wanted and of use; else it ends here."""
        if tab is not None:
            await hush_cookies(tab.page.context, self.job.flow)
        if not await self._handover.takes(error, tab):
            self._finish_all(error)

    def _finish_all(self, error: JobError) -> None:
        """The same end for every control that has none yet."""
        while self._left:
            wanted = self._left.pop(0)
            seconds = time.monotonic() - self._began
            one = result(self.job, wanted, outcome_of(error), sentence(error), seconds=seconds)
            self.pool.finish(one, seconds)

    async def _in_context(self) -> None:
        assert self.pool.browser is not None
        credentials = self._credentials
        state = None if credentials.attached else self.pool.memory.session(self.job.account)
        if state is None and self.job.account.password is None and not credentials.attached:
            raise credentials.missing("no session is kept for it")
        deadline = self._began + self.pool.options.timeout
        opened = partial(self.pool.browser.context, flow=self.job.flow)
        async with opened(state) as context:
            tab = await Tab.new(context, self.job.flow, deadline=deadline, renew=opened)
            try:
                if state is None and not credentials.attached:
                    await self._sign_in(tab, credentials, deadline)
                await hush_cookies(tab.page.context, self.job.flow)
                await self._controls(tab, deadline)
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
            await self._stop(error, tab)

    async def _controls(self, tab: Tab, deadline: float) -> None:
        while self._left and not self._handover.waiting:
            wanted = self._left[0]
            one = await self._next(wanted, tab, deadline)
            if one is None:
                continue
            if self._credentials.blocked is not None and await self._handover.takes(self._credentials.blocked, tab):
                return
            self._left.pop(0)
            self.pool.finish(one, time.monotonic() - self._began)

    async def _next(self, wanted: Wanted, tab: Tab, deadline: float) -> Result | None:
        """The result of what is wanted; None where it stood for several items, of which each is wanted now."""
        if wanted.control.items is None or self._lists.known(wanted):
            self._say(f"{wanted.control.id}:{wanted.item}" if wanted.item else wanted.control.id)
            return await self._attempt(wanted, deadline).on(tab, self._credentials)
        self._say(f"listing {wanted.control.items.plural}")
        found = await self._attempt(wanted, deadline).items(tab, self._credentials)
        if isinstance(found, Result):
            return found
        self._left = self._lists.each(self._left, wanted.control, found)
        return None

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

    async def _keep_session(self, tab: Tab, credentials: Credentials, *, held: bool) -> None:
        """Keep the session for the next run, if there is one that was accepted; only the platform's own hosts."""
        if not (credentials.accepted or held) or credentials.blocked is not None or credentials.attached:
            return
        state = await session_of(tab.page.context, self.job.flow.session_hosts)
        if state is not None:
            self.pool.memory.keep_session(self.job.account, state)

    def _say(self, step: str) -> None:
        seconds = time.monotonic() - self._began
        self.pool.tell(Progress(account=self.job.account.name, platform=self.job.flow.slug, step=step, seconds=seconds))
