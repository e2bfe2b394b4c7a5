"""The values of session cookies: whoever reads one is signed in, so none may stand in anything that we write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Final, cast

from playwright.async_api import BrowserContext, Error

from untrain.model.flow import Flow
from untrain.model.memory import StorageState
from untrain.model.secret import hush
from untrain.model.session import rows

_SHORTEST: Final = 8
_SURELY_LONG: Final = 16
"""From this length on a value is taken for one that identifies somebody, whatever its cookie."""


async def hush_cookies(context: BrowserContext, flow: Flow) -> None:
    """From now on no cookie that this context holds for the platform is printed anywhere."""
    with suppress(Error):  # the browser has gone away, and its cookies with it
        cookies = await context.cookies([f"https://{host}/" for host in flow.hosts])
        hush(_values(cast(list[dict[str, Any]], cookies), flow))


def hush_session(state: StorageState, flow: Flow | None) -> None:
    """The same for a kept session, and for what it holds in the browser's local storage."""
    hush(_values(rows(state, "cookies"), flow))
    entries = [entry for origin in rows(state, "origins") for entry in origin.get("localStorage", ())]
    hush(value for entry in entries if _tells(value := str(entry.get("value", "")), _SURELY_LONG))


def _values(cookies: Iterable[Mapping[str, Any]], flow: Flow | None) -> Iterable[str]:
    named = flow.sign_in.cookies if flow and flow.sign_in else ()
    for cookie in cookies:
        value = str(cookie.get("value", "")).strip('"')
        sure = cookie.get("httpOnly") or cookie.get("name") in named
        if _tells(value, _SHORTEST if sure else _SURELY_LONG):
            yield value


def _tells(value: str, shortest: int) -> bool:
    """Whether a value may identify somebody; a plain word, such as a language or "disabled", does not."""
    return len(value) >= shortest and not any(letter.isspace() for letter in value) and not value.isalpha()
