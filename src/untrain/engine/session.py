"""A browser's sign-in session, reduced to what is the platform's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from playwright.async_api import BrowserContext, Error

from untrain.model.memory import StorageState
from untrain.model.session import own_state


async def session_of(context: BrowserContext, hosts: Sequence[str]) -> StorageState | None:
    """The session that a context holds, reduced to these hosts; None where the browser has gone away with it."""
    try:
        state = cast(StorageState, await context.storage_state())
    except Error:
        return None
    return own_state(state, hosts)
