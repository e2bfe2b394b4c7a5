"""The owner signs in themself, and the session that is kept is good for a run without any password."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright
from tests.flows.world import FLOWS, ShortMemory, account_of, play

from untrain.engine.browser import BrowserOptions, find_browser
from untrain.engine.by_hand import sign_in_by_hand
from untrain.lab import Lab, ordinary
from untrain.model.errors import NeedsHuman

pytestmark = pytest.mark.browser


def _with_a_second_door(folder: Path, port: int) -> Path:
    """The browser of this machine, which also listens for the person of the test."""
    script = folder / "browser"
    script.write_text(f'#!/bin/sh\nexec "{find_browser().path}" --remote-debugging-port={port} "$@"\n')
    script.chmod(0o700)
    return script


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def _page_of_the_person(port: int) -> Page:
    """The page that the visible window shows, in the hands of the person."""
    playwright = await async_playwright().start()
    for _ in range(100):
        await asyncio.sleep(0.1)
        with_port = f"http://127.0.0.1:{port}"
        try:
            browser = await playwright.chromium.connect_over_cdp(with_port, timeout=1000)
        except Exception:  # noqa: BLE001 -- it is not up yet, and says so in many ways
            continue
        pages = [page for context in browser.contexts for page in context.pages if "linkedin" in page.url]
        if pages:
            return pages[0]
    raise AssertionError("the window never came")


async def test_a_session_signed_in_by_hand_needs_no_password(tmp_path: Path) -> None:
    """We notice when the person is in, keep the session, and the next run submits no password at all."""
    person = ordinary("linkedin")
    lab = Lab(["linkedin"], accounts=[person])
    port = _free_port()
    async with lab.serve() as address:
        options = BrowserOptions(executable=_with_a_second_door(tmp_path, port), connect_to=address)
        waiting = asyncio.create_task(sign_in_by_hand(FLOWS["linkedin"], options, seconds=30))
        page = await _page_of_the_person(port)
        await page.get_by_label("Email or phone").locator("visible=true").fill(person.username)
        await page.get_by_label("Password").locator("visible=true").fill(person.password)
        await page.get_by_role("button", name="Sign in", exact=True).locator("visible=true").click()
        state = await waiting

    memory = ShortMemory()
    memory.keep_session(account_of(person), state)
    world = await play(person, "generative-ai-improvement", home=tmp_path, lab=lab, memory=memory)

    assert "opted_out" == world.result.outcome, world.result.detail
    assert 1 == len(lab.password_submissions)


async def test_nobody_comes(tmp_path: Path) -> None:
    """Where nobody signs in, nothing is kept, and that is said."""
    lab = Lab(["linkedin"], accounts=[ordinary("linkedin")])
    async with lab.serve() as address:
        with pytest.raises(NeedsHuman, match="nobody had signed in to LinkedIn"):
            await sign_in_by_hand(FLOWS["linkedin"], BrowserOptions(connect_to=address), seconds=2)
    assert [] == lab.password_submissions
