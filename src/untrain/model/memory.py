"""What a run may remember and ask for while it works; `app` provides it, so that the runner knows no store."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from untrain.model.account import Account

StorageState = dict[str, object]
"""A browser's storage state, as Playwright gives it: cookies and origins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """A request that was begun; `acknowledged` is None where we never learnt whether it arrived.

    A letter is begun when its owner has sent it, acknowledged when it was answered, and may be followed up between.
    """

    begun: datetime
    acknowledged: datetime | None
    followed_up: datetime | None = None


class Memory(Protocol):
    """What outlives a job: sign-in sessions, requests that were sent, and whose turn it is."""

    def session(self, account: Account) -> StorageState | None:
        """The kept session of this account, or None."""

    def keep_session(self, account: Account, state: StorageState) -> None:
        """Keep this session, in place of an older one, encrypted."""

    def drop_session(self, account: Account) -> None:
        """Forget a session that the platform no longer accepts."""

    def sent_request(self, account: Account, control: str) -> SentRequest | None:
        """The request that was begun for this control earlier, or None."""

    def begin_request(self, account: Account, control: str) -> None:
        """Write down, durably, that the request is about to be sent: called just before it is."""

    def acknowledge_request(self, account: Account, control: str) -> None:
        """Write down, durably, that the platform acknowledged the request."""

    def withdraw_request(self, account: Account, control: str) -> None:
        """Write down that the request surely did not arrive (it was refused), so that it may be tried again."""

    def turn(self, account: Account, seconds: float) -> AbstractAsyncContextManager[None]:
        """Wait until no other job, of this run or another, works on this account. Raises Unreachable in the end."""
