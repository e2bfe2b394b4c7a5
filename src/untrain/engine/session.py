"""A sign-in session as it is kept: cookies and storage of the platform's own hosts, and nothing of anyone else's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from playwright.async_api import BrowserContext, Error

from untrain.model.memory import StorageState


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
    script_made = [one for one in _rows(before, "cookies") if not one.get("httpOnly")]
    return {
        "cookies": [*script_made, *(one for one in now if one.get("httpOnly"))],
        "origins": _rows(before, "origins"),
    }


def own_state(state: StorageState, hosts: Sequence[str]) -> StorageState:
    """A session reduced to these hosts."""
    cookies = [one for one in _rows(state, "cookies") if _is_own(str(one.get("domain", "")).lstrip("."), hosts)]
    origins = [one for one in _rows(state, "origins") if str(one.get("origin", "")).removeprefix("https://") in hosts]
    return {"cookies": cookies, "origins": origins}


def _rows(state: StorageState, key: str) -> list[dict[str, Any]]:
    rows = state.get(key)
    return rows if isinstance(rows, list) else []


def _is_own(domain: str, hosts: Sequence[str]) -> bool:
    return any(domain == host or host.endswith(f".{domain}") for host in hosts)
