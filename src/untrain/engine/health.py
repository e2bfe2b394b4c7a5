"""Whether a kept session is still good: seen on the platform's own page, by our own signs, not by the flow's words."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from untrain.engine.browser import RunningBrowser
from untrain.engine.by_hand import looks_signed_in
from untrain.engine.gates import WAYS_IN, Gate, is_signed_out_address
from untrain.engine.session import session_of
from untrain.engine.sign_in import look_at_gate
from untrain.engine.tab import Tab
from untrain.model.errors import JobError
from untrain.model.flow import Flow
from untrain.model.memory import StorageState

_LOOKS: Final = 2
"""How many looks in a row must say the same."""
_LOOK_AGAIN: Final = 0.4


class Health(StrEnum):
    """What became of a session."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    ASKS_FOR_YOU = "asks for you"  # a code, a CAPTCHA, terms: only a person can go on
    NOT_SEEN = "could not be seen"  # the platform did not answer, or showed nothing that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was seen of a session, and the session as the platform has renewed it meanwhile, where it is good."""

    health: Health
    state: StorageState | None = None


async def examine_session(browser: RunningBrowser, flow: Flow, state: StorageState, *, seconds: float) -> Examined:
    """Open the page that only a signed-in person gets to see, and say whether this session does; nothing is typed."""
    try:
        async with browser.context(state, flow=flow) as context:
            tab = await Tab.new(context, flow, deadline=time.monotonic() + seconds)
            for page in _pages_for_the_signed_in(flow):
                if (await tab.open(page) or 0) not in (404, 410):
                    break
            health = await _seen(tab)
            renewed = await session_of(context, flow.session_hosts) if health is Health.SIGNED_IN else None
            return Examined(health=health, state=renewed)
    except JobError:
        return Examined(health=Health.NOT_SEEN)


def _pages_for_the_signed_in(flow: Flow) -> list[str]:
    """The pages that only they get to see, so far as known; else where one signs in, which sends them on."""
    assert flow.sign_in is not None
    host = urlsplit(flow.sign_in.url).hostname
    homes = [f"https://{host}{path}" for path in flow.sign_in.home if path.strip("/")]
    return homes or [flow.sign_in.url]


async def _seen(tab: Tab) -> Health:
    if tab.status in (404, 410):
        return Health.NOT_SEEN
    before, same = Health.NOT_SEEN, 0
    while same < _LOOKS:
        tab.left()
        await tab.rest(4.0)
        now = await _look(tab)
        same = same + 1 if now is before else 1
        before = now
        await asyncio.sleep(_LOOK_AGAIN)
    return before


async def _look(tab: Tab) -> Health:
    if await looks_signed_in(tab):
        return Health.SIGNED_IN
    if not tab.flow.serves(tab.page.url):
        return Health.NOT_SEEN
    asked, _ = await look_at_gate(tab, await tab.see())
    # a banner may lie over the fields; whoever is signed in is led away from such an address
    if asked in WAYS_IN or (asked is Gate.UNCLEAR and is_signed_out_address(tab.page.url, tab.flow)):
        return Health.SIGNED_OUT
    return Health.NOT_SEEN if asked in (Gate.OPEN, Gate.OFFER, Gate.UNCLEAR) else Health.ASKS_FOR_YOU
