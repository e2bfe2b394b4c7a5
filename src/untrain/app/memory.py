"""What a run remembers: the runner's Memory, over the store, the vault, and a lock for each account."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from filelock import AsyncFileLock, Timeout
from loguru import logger

from untrain.accounts import Unreadable, Vault
from untrain.app.home import Home
from untrain.model.account import Account
from untrain.model.errors import Unreachable
from untrain.model.memory import SentRequest, StorageState
from untrain.store import Event, Store

_LOOK_AGAIN: Final = 0.1  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCard:
    """What is known of a kept session without opening it: when it was last looked at, and what was seen."""

    checked: datetime | None
    health: str | None


class StoredMemory:
    """Sessions, requests and turns that outlive the run; those of practice are kept apart from the real ones."""

    def __init__(
        self, *, home: Home, store: Store, vault: Vault, now: Callable[[], datetime], practice: bool = False
    ) -> None:
        self._home = home
        self._sessions = store.sessions(practice=practice)
        self._requests = store.requests(practice=practice)
        self._vault = vault
        self._now = now

    def session(self, account: Account) -> StorageState | None:
        """The kept session of this account; None where there is none, or where it is somebody else's."""
        kept = self._kept(account)
        # the same name may be given to somebody else in a later accounts file
        if kept is None or (account.username is not None and kept["username"] not in (None, account.username)):
            return None
        state: StorageState = kept["state"]
        return state

    def card(self, account: Account) -> SessionCard | None:
        """When the kept session of this account was last looked at, and what was seen; None where there is none."""
        kept = self._kept(account)
        if kept is None:
            return None
        checked = kept.get("checked")
        return SessionCard(checked=datetime.fromisoformat(checked) if checked else None, health=kept.get("health"))

    def keep_session(self, account: Account, state: StorageState) -> None:
        """Keep this session, in place of an older one, encrypted; what was last seen of it stays."""
        before = self._kept(account) or {}
        seen: dict[str, Any] = {name: before[name] for name in ("checked", "health") if name in before}
        self._keep(account, {"username": account.username, "state": state, **seen})

    def note_health(self, account: Account, health: str) -> None:
        """Write down what was seen of the kept session just now."""
        kept = self._kept(account)
        if kept is not None:
            self._keep(account, {**kept, "checked": self._now().isoformat(), "health": health})

    def _kept(self, account: Account) -> dict[str, Any] | None:
        sealed = self._sessions.get(account)
        if sealed is None:
            return None
        try:
            kept: dict[str, Any] = json.loads(self._vault.unseal(sealed))
        except Unreadable:
            logger.warning("the kept session of {} can't be opened any more: signing in anew", account)
            return None
        return kept

    def _keep(self, account: Account, kept: dict[str, Any]) -> None:
        self._sessions.keep(account, self._vault.seal(json.dumps(kept).encode()), self._now())

    def drop_session(self, account: Account) -> None:
        """Forget a session that the platform no longer accepts."""
        self._sessions.drop(account)

    def sent_request(self, account: Account, control: str) -> SentRequest | None:
        """The request that was begun for this control earlier, or None."""
        return self._requests.standing(account, control)

    def begin_request(self, account: Account, control: str) -> None:
        """Write down, durably, that the request is about to be sent."""
        self._requests.write(account, control, Event.BEGUN, self._now())

    def acknowledge_request(self, account: Account, control: str) -> None:
        """Write down, durably, that the platform acknowledged the request."""
        self._requests.write(account, control, Event.ACKNOWLEDGED, self._now())

    def withdraw_request(self, account: Account, control: str) -> None:
        """Write down that the request surely did not arrive, so that it may be tried again."""
        self._requests.write(account, control, Event.WITHDRAWN, self._now())

    @asynccontextmanager
    async def turn(self, account: Account, seconds: float) -> AsyncIterator[None]:
        """Wait until no job of this run or another works on this account. Raises Unreachable after `seconds`."""
        place = self._home.lock_of_account(account)
        lock = AsyncFileLock(place, mode=0o600, timeout=seconds, poll_interval=_LOOK_AGAIN, run_in_executor=False)
        try:
            await lock.acquire()
        except Timeout:
            raise Unreachable(f"another run still works on {account}; it was waited for {seconds:.0f} s") from None
        try:
            yield
        finally:
            await lock.release()
