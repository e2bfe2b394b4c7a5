"""The owner signs in themself, in a visible browser; we only notice when they are in, and keep the session."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from playwright.async_api import Error

from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.gates import Gate, is_signed_out_address
from untrain.engine.session import session_of
from untrain.engine.sign_in import look_at_gate, session_held
from untrain.engine.tab import Tab
from untrain.model.errors import BrowserDied, NeedsHuman, Unreachable
from untrain.model.flow import Flow
from untrain.model.memory import StorageState

_LOOK_AGAIN: Final = 0.3
_SURE: Final = 3
"""How many looks in a row must find them signed in."""


async def sign_in_by_hand(
    flow: Flow, options: BrowserOptions, *, seconds: float, state: StorageState | None = None, url: str | None = None
) -> StorageState:
    """The session of a person who signs in within `seconds` in a visible browser; where a sign-in was begun for them,
    they go on at its `state` and `url`.

    Raises NeedsHuman when they do not, or close the window, and Unreachable when the platform does not answer.
    """
    assert flow.sign_in is not None
    async with running_browser(options) as browser, browser.context(state) as context:
        tab = await Tab.new(context, flow, deadline=time.monotonic() + seconds)
        try:
            await tab.open(url or flow.sign_in.url)
            await _signed_in(tab)
            state = await session_of(context, flow.session_hosts)
        except BrowserDied:
            state = None
        if state is None:
            raise NeedsHuman(f"the window was closed before you were signed in to {flow.title}; nothing was kept")
        return state


async def _signed_in(tab: Tab) -> None:
    """Wait until independent signs agree, several times in a row: address, page, and a session's cookie."""
    seen = 0
    while seen < _SURE:
        try:
            tab.left()
        except Unreachable:
            raise NeedsHuman(f"nobody had signed in to {tab.flow.title} when the time was up") from None
        seen = seen + 1 if await looks_signed_in(tab) else 0
        await asyncio.sleep(_LOOK_AGAIN)


async def looks_signed_in(tab: Tab) -> bool:
    """Whether address, page and cookies agree that somebody is signed in. Raises BrowserDied where it was closed."""
    try:
        if not tab.flow.serves(tab.page.url) or is_signed_out_address(tab.page.url, tab.flow):
            return False
        named = tab.flow.sign_in.cookies if tab.flow.sign_in else ()
        if named and not await session_held(tab):
            return False
        asked, _ = await look_at_gate(tab, await tab.see())
    except Unreachable as error:
        if isinstance(error, BrowserDied):
            raise
        return False  # it is on its way from one page to the next
    except Error as error:
        raise BrowserDied("the window was closed") from error
    return asked in (Gate.OPEN, Gate.OFFER)
