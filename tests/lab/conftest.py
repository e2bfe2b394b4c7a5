from __future__ import annotations

import os
import shutil
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright
from tests.lab.visitor import Visitor

from untrain.lab import Lab, Person

Opened = Callable[..., tuple[Lab, Visitor]]
Browsing = Callable[[Lab], AbstractAsyncContextManager[Page]]


@pytest.fixture
def open_lab() -> Iterator[Opened]:
    """Open a lab with these people, and send one visitor in."""
    with ExitStack() as doors:

        def opened(*people: Person, weather: tuple[str, ...] = ()) -> tuple[Lab, Visitor]:
            lab = Lab({one.platform for one in people}, accounts=people, weather=weather)
            return lab, Visitor(doors.enter_context(lab.serve_in_thread()))

        yield opened


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browsing() -> AsyncIterator[Browsing]:
    """One Chromium for the module, which reaches nothing but the lab; each lab it is shown gets a fresh page."""
    program = os.environ.get("UNTRAIN_BROWSER") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with async_playwright() as playwright:
        rule = f"--host-resolver-rules=MAP * 127.0.0.1:{port}"
        browser = await playwright.chromium.launch(executable_path=program, args=[rule, "--no-sandbox"])

        @asynccontextmanager
        async def showing(lab: Lab) -> AsyncIterator[Page]:
            async with lab.serve(port):
                context = await browser.new_context(ignore_https_errors=True)
                context.set_default_timeout(5000)
                yield await context.new_page()
                await context.close()

        yield showing
        await browser.close()
