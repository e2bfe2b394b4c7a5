from __future__ import annotations

import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest_asyncio
from hypothesis import settings
from tests.engine.stage import Stage
from tests.engine.values import ACME

from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.tab import Tab
from untrain.model.flow import Flow

# A busy machine is no reason to fail.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

Showing = Callable[..., AbstractAsyncContextManager[Tab]]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def showing() -> AsyncIterator[Showing]:
    """One browser for the module, which reaches nothing but the stage it is shown; each gets a fresh tab."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with running_browser(BrowserOptions(connect_to=f"127.0.0.1:{port}")) as browser:

        @asynccontextmanager
        async def shown(stage: Stage, flow: Flow = ACME, *, seconds: float = 30.0) -> AsyncIterator[Tab]:
            async with stage.open(port), browser.context() as context:
                yield await Tab.new(context, flow, deadline=time.monotonic() + seconds)

        yield shown
