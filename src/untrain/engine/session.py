"""A browser's sign-in session, reduced to what is the platform's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from playwright.async_api import BrowserContext, Error

from untrain.model.memory import StorageState
from untrain.model.session import own_state, rows


async def session_of(context: BrowserContext, hosts: Sequence[str]) -> StorageState | None:
    """The session that a context holds, reduced to these hosts; None where the browser has gone away with it."""
    try:
        state = cast(StorageState, await context.storage_state())
    except Error:
        return None
    return own_state(state, hosts)


async def renewed(context: BrowserContext, before: StorageState) -> StorageState:
    """The session as it was `before`, with the cookies that only the server can have set since: what a page's own
    script has kept meanwhile is not in it."""
    now = cast(list[dict[str, Any]], await context.cookies())
    script_made = [one for one in rows(before, "cookies") if not one.get("httpOnly")]
    return {
        "cookies": [*script_made, *(one for one in now if one.get("httpOnly"))],
        "origins": rows(before, "origins"),
    }
