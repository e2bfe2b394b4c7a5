"""When only a person can go on: what they are told, and by whom."""

from __future__ import annotations

from asyncio import Event
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """It is a person's turn: whose account waits, on which platform, why, and for how many seconds."""

    account: str
    platform: str
    why: str
    seconds: float


class Caller(Protocol):
    """A way to reach a person: the terminal's bell, a notification of the desktop, a message to a phone."""

    def call(self, turn: Turn) -> None:
        """Tell them, without waiting for anything; whoever can't be reached this way is no error."""


class Waiting(Protocol):
    """Where a person sees that a job waits for them, and may say that they won't come."""

    def __call__(self, turn: Turn, /) -> AbstractContextManager[Event]:
        """Show it while the block lasts; the event is set once they have said so."""


@contextmanager
def unseen(_turn: Turn) -> Iterator[Event]:
    """Nowhere: who won't come closes the window."""
    yield Event()
