"""A browser that the person has started themself: we open tabs of our own in it, and close those; theirs stay."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

from playwright.async_api import Browser, BrowserContext, Error, Page, Playwright

from untrain.engine.within import teach
from untrain.model.errors import BrowserDied


async def attach(playwright: Playwright, address: str) -> Browser:
    """The browser that listens at this loopback HOST:PORT. Raises BrowserDied where none does."""
    try:
        browser = await playwright.chromium.connect_over_cdp(f"http://{address}", timeout=15_000)
        await teach(playwright)  # only now: what is taught before does not reach a context that is there already
        return browser
    except Error as error:
        raise BrowserDied(f"the browser at {address} went away") from error


@asynccontextmanager
async def their_context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """The context in which the person is signed in; at the end only the pages that we opened are closed."""
    guest = _Guest(browser.contexts[0])
    try:
        yield cast(BrowserContext, guest)
    finally:
        await guest.leave()


class _Guest:
    """A context of somebody else's, in which every page is theirs but those that were opened here."""

    def __init__(self, theirs: BrowserContext) -> None:
        self._theirs = theirs
        self._scripts: list[str] = []
        self._ours: list[Page] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- all else is as the context has it
        return getattr(self._theirs, name)

    async def add_init_script(self, script: str) -> None:
        """Have our own pages run this script first; theirs never do."""
        self._scripts.append(script)

    async def new_page(self) -> Page:
        """A page of our own."""
        page = await self._theirs.new_page()
        self._ours.append(page)
        page.on("popup", self._opened)
        for script in self._scripts:
            await page.add_init_script(script)
        return page

    def _opened(self, popup: Page) -> None:
        self._ours.append(popup)

    async def leave(self) -> None:
        """Close our own pages, and what they have opened."""
        for page in self._ours:
            with suppress(Error):  # it may be gone, or the whole browser
                await page.close()
