"""A job that only a person can go on with: it is left to them in a visible window, and taken back from there."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from loguru import logger

from untrain.engine.by_hand import sign_in_by_hand
from untrain.engine.session import session_of
from untrain.engine.tab import Tab
from untrain.model.errors import InputError, JobError, NeedsHuman
from untrain.model.memory import StorageState
from untrain.model.result import Job
from untrain.model.secret import redact
from untrain.model.turn import Turn
from untrain.runner.options import Handoff


@dataclass(slots=True, kw_only=True)
class Handover:
    """What waits for a person in one job; each job is left to them once at most."""

    job: Job
    how: Handoff | None
    error: NeedsHuman | None = None
    _state: StorageState | None = None
    _url: str | None = None
    _done: bool = False

    @property
    def waiting(self) -> bool:
        """Whether the job waits for a person."""
        return self.error is not None and not self._done

    async def takes(self, error: JobError, tab: Tab | None) -> bool:
        """Whether this end is now left to a person, who goes on where the tab stands."""
        if self.how is None or self._done or self.job.flow.sign_in is None or not isinstance(error, NeedsHuman):
            return False
        self.error = error
        if tab is not None and self.job.flow.serves(tab.page.url):
            self._state, self._url = await session_of(tab.page.context, self.job.flow.session_hosts), tab.page.url
        return True

    async def session(self) -> StorageState | None:
        """Tell the person, wait for them, and give the session in which they are signed in; None if nobody came."""
        assert self.how is not None
        assert self.error is not None
        self._done = True
        flow = self.job.flow
        turn = Turn(
            account=self.job.account.name, platform=flow.title, why=redact(str(self.error)), seconds=self.how.seconds
        )
        for caller in self.how.callers:
            caller.call(turn)
        signing_in = sign_in_by_hand(flow, self.how.browser, seconds=self.how.seconds, state=self._state, url=self._url)
        try:
            with self.how.waiting(turn) as not_now:
                return await _unless(not_now, signing_in)
        except (JobError, InputError) as error:
            logger.info("{}: {}", self.job.account, error)
            return None


async def _unless(not_now: asyncio.Event, signing_in: Coroutine[Any, Any, StorageState | None]) -> StorageState | None:
    """The session, once there is one; None as soon as the person says that they won't come. Their window is closed."""
    tasks = asyncio.ensure_future(signing_in), asyncio.ensure_future(not_now.wait())
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return tasks[0].result() if tasks[0].done() else None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
