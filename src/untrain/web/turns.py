"""The jobs that wait for a person, as the page shows them."""

from __future__ import annotations

from asyncio import Event
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from untrain.model.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One job that waits: for what, until when, and how that is ended."""

    id: int
    turn: Turn
    until: datetime
    not_now: Event


@dataclass(slots=True, kw_only=True)
class Turns:
    """All of them, the one that waits longest first; replaced as a whole, so that other threads may read."""

    clock: Callable[[], datetime]
    shown: tuple[Waits, ...] = ()
    _numbers: int = field(default=0)

    @contextmanager
    def wait(self, turn: Turn) -> Iterator[Event]:
        """Show this one while the block lasts; the event is set by "not now"."""
        self._numbers += 1
        until = self.clock() + timedelta(seconds=turn.seconds)
        one = Waits(id=self._numbers, turn=turn, until=until, not_now=Event())
        self.shown = (*self.shown, one)
        try:
            yield one.not_now
        finally:
            self.shown = tuple(other for other in self.shown if other.id != one.id)

    def not_now(self, number: int) -> None:
        """End this waiting: the person won't come."""
        for one in self.shown:
            if one.id == number:
                one.not_now.set()
