"""The watch as a service: a cycle when something is due, a sign of life every minute, and a clean end."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from filelock import FileLock, Timeout
from loguru import logger

from untrain.app.heartbeat import BEAT, Heartbeat, write_heartbeat
from untrain.app.home import Home
from untrain.model.errors import InputError
from untrain.store import StoreError
from untrain.watch.cycle import Cycle, Watcher

TICK: Final = timedelta(minutes=5)
"""So often it is seen whether something is due: clocks are set, machines sleep, and terms change meanwhile."""

Sleep = Callable[[float], Awaitable[None]]


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """While the block lasts no other watch runs on this home. Raises InputError where one does already."""
    lock = FileLock(home.lock_of_watch, mode=0o600)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise InputError("watch", "it runs already", "end that one first, or leave it to it") from None
    try:
        yield
    finally:
        lock.release()


@dataclass(slots=True, kw_only=True)
class Service:
    """A watch that goes on until it is cancelled."""

    watcher: Watcher
    home: Home
    sleep: Sleep = asyncio.sleep
    _last: Heartbeat | None = None

    async def serve(self) -> None:
        """Look whenever something is due, until cancelled; what hinders one cycle does not end the watch."""
        beating = asyncio.create_task(self._beat())
        try:
            while True:
                await self._cycle()
                await self.sleep(TICK.total_seconds())
        finally:
            beating.cancel()
            with suppress(asyncio.CancelledError):
                await beating
            self.show(ended=True)

    def show(self, cycle: Cycle | None = None, *, problem: str | None = None, ended: bool = False) -> None:
        """Show a sign of life; a full disk is no reason to end."""
        last = self._last or Heartbeat(pid=os.getpid(), service=True, beat=self.watcher.clock())
        upcoming = cycle.next if cycle else last.next
        self._last = replace(last, beat=self.watcher.clock(), next=upcoming, problem=problem, ended=ended)
        try:
            write_heartbeat(self.home, self._last)
        except OSError as error:
            logger.warning("the sign of life could not be written ({})", error.strerror)

    async def _cycle(self) -> None:
        try:
            cycle = await self.watcher.once()
        except (InputError, StoreError) as error:
            logger.error("this time nothing could be looked at: {}", error)
            self.show(problem=f"{error.place}: {error.problem}; {error.remedy}")
        else:
            self.show(cycle)

    async def _beat(self) -> None:
        while True:
            self.show(problem=self._last.problem if self._last else None)
            await self.sleep(BEAT.total_seconds())
