from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright
from tests.web import past

from untrain.app.desk import Desk, open_desk
from untrain.settings import Settings
from untrain.web.office import Office
from untrain.web.serve import Serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web")


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    return Settings(home=folder / "home", accounts=past.write_accounts(folder))


@pytest.fixture(scope="module")
def desk(settings: Settings) -> Iterator[Desk]:
    """The desk of people who have had a year of it."""
    with open_desk(settings, keyring=False) as desk:
        past.live(desk)
        yield desk


@dataclass(kw_only=True)
class Served:
    """A page that is served: its office, its addresses so far, and its place."""

    office: Office
    said: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        parts = urlsplit(self.said[0])
        return f"{parts.scheme}://{parts.netloc}"

    @asynccontextmanager
    async def inside(self, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
        """A client that was let in."""
        async with self.outside(**headers) as client:
            assert 303 == (await client.get(self.said[-1])).status_code
            yield client

    @asynccontextmanager
    async def outside(self, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(base_url=self.place, headers=headers, trust_env=False) as client:
            yield client


@asynccontextmanager
async def serving(desk: Desk, settings: Settings, connect_to: str | None = None) -> AsyncIterator[Served]:
    said: list[str] = []
    serve = Serving(desk=desk, settings=settings, clock=lambda: past.NOW, say=said.append, connect_to=connect_to)
    async with serve.open() as office:
        yield Served(office=office, said=said)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def served(desk: Desk, settings: Settings) -> AsyncIterator[Served]:
    async with serving(desk, settings) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    program = os.environ.get("UNTRAIN_BROWSER") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        await found.close()
