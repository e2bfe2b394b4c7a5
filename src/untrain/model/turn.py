"""When only a person can go on: what they are told, and by whom."""

from __future__ import annotations

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
