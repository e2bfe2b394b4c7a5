"""A memory that lasts as long as a trial: it knows of one request at most, and keeps nothing on disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from untrain.model.account import Account
from untrain.model.memory import SentRequest, StorageState

_Key = tuple[str, str, str]


@dataclass(slots=True)
class ShortMemory:
    """Sessions and requests, for as long as it lives."""

    sessions: dict[tuple[str, str], StorageState] = field(default_factory=dict)
    requests: dict[_Key, SentRequest] = field(default_factory=dict)

    def session(self, account: Account) -> StorageState | None:
        """The kept session of this account, or None."""
        return self.sessions.get((account.name, account.platform))

    def keep_session(self, account: Account, state: StorageState) -> None:
        """Keep this session."""
        self.sessions[account.name, account.platform] = state

    def drop_session(self, account: Account) -> None:
        """Forget a session."""
        self.sessions.pop((account.name, account.platform), None)

    def sent_request(self, account: Account, control: str) -> SentRequest | None:
        """The request that was begun for this control earlier, or None."""
        return self.requests.get((account.name, account.platform, control))

    def begin_request(self, account: Account, control: str) -> None:
        """Write down that the request is about to be sent."""
        self.requests[account.name, account.platform, control] = SentRequest(begun=_now(), acknowledged=None)

    def acknowledge_request(self, account: Account, control: str) -> None:
        """Write down that the platform acknowledged the request."""
        self.requests[account.name, account.platform, control] = SentRequest(begun=_now(), acknowledged=_now())

    def withdraw_request(self, account: Account, control: str) -> None:
        """Write down that the request did not arrive."""
        self.requests.pop((account.name, account.platform, control), None)

    @asynccontextmanager
    async def turn(self, account: Account, seconds: float) -> AsyncIterator[None]:  # noqa: ARG002 -- as Memory says
        """Nobody else works on this account."""
        yield


def _now() -> datetime:
    return datetime.now(UTC)
