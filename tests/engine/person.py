"""A person of the tests: with a browser of their own that listens for us, or at the window that we show them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import BrowserContext, Page, async_playwright

from untrain.engine.browser import find_browser
from untrain.lab import Person, browser_arguments


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def with_a_second_door(folder: Path, port: int) -> Path:
    """The browser of this machine, which also listens for the person of the test."""
    script = folder / "browser"
    script.write_text(f'#!/bin/sh\nexec "{find_browser().path}" --remote-debugging-port={port} "$@"\n')
    script.chmod(0o700)
    return script


@asynccontextmanager
async def page_of_the_person(port: int, part: str) -> AsyncIterator[Page]:
    """The page that the visible window shows, once its address has this part, in the hands of the person."""
    async with async_playwright() as playwright:
        for _ in range(300):
            await asyncio.sleep(0.1)
            try:
                browser = await playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=1000)
            except Exception:  # noqa: BLE001 -- it is not up yet, and says so in many ways
                continue
            for page in [page for context in browser.contexts for page in context.pages if part in page.url]:
                yield page
                return
            await browser.close()
        raise AssertionError("the window never came")


async def sign_in_at_linkedin(page: Page, person: Person) -> None:
    await page.get_by_label("Email or phone").locator("visible=true").fill(person.username)
    await page.get_by_label("Password").locator("visible=true").fill(person.password)
    await page.get_by_role("button", name="Sign in", exact=True).locator("visible=true").click()


@asynccontextmanager
async def browser_of_the_person(folder: Path, port: int, address: str) -> AsyncIterator[BrowserContext]:
    """The person's own browser, which they have started with remote debugging."""
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            folder,
            executable_path=find_browser(headed=True).path,
            args=[*browser_arguments(address), f"--remote-debugging-port={port}"],
            ignore_https_errors=True,
        )
        try:
            yield context
        finally:
            await context.close()
