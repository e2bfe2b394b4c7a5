"""What the browser is kept from: this machine and its neighbours, foreign pop-ups, permissions; and its own sandbox."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies

from loguru import logger
from playwright.async_api import BrowserContext, Error, Frame, Page

from untrain.model.flow import Flow

_PRIVATE: Final = (
    "localhost", "*.localhost", "*.local", "0.0.0.0",  # noqa: S104 -- to be refused, not to be listened on
    "127.*.*.*", "10.*.*.*", "192.168.*.*", "169.254.*.*", *(f"172.{number}.*.*" for number in range(16, 32)),
    "[::1]", "::1", "[::]", "::", "[::ffff:*", "::ffff:*", "[fc*:*", "fc*:*", "[fd*:*", "fd*:*", "[fe80:*", "fe80:*",
)  # fmt: skip
"""Names and addresses of this machine and its own network, as Chromium's resolver rules match them."""
_CONTAINERS: Final = (Path("/.dockerenv"), Path("/run/.containerenv"))


def private_addresses_refused(proxies: Iterable[str] | None = None) -> str:
    """The argument by which Chromium finds no private address; a proxy of the system stays reachable."""
    places = getproxies().values() if proxies is None else proxies
    hosts = {urlsplit(place if "//" in place else f"//{place}").hostname for place in places}
    rules = [f"EXCLUDE {host}" for host in sorted(filter(None, hosts))]
    return "--host-resolver-rules=" + ", ".join([*rules, *(f"MAP {pattern} ~NOTFOUND" for pattern in _PRIVATE)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sandbox:
    """Whether Chromium's own sandbox is on; it can't be for root, which is usual in a container and nowhere else."""

    root: bool
    container: bool

    @property
    def on(self) -> bool:
        """Whether the browser is started with it."""
        return not self.root


def sandbox() -> Sandbox:
    """What this process can have."""
    container = "container" in os.environ or any(mark.exists() for mark in _CONTAINERS)
    return Sandbox(root=hasattr(os, "geteuid") and os.geteuid() == 0, container=container)


async def fence(context: BrowserContext, flow: Flow | None) -> None:
    """From now on a context grants no permission, and a pop-up that leaves the flow's hosts is closed at once."""
    await context.grant_permissions([])
    if flow is not None:
        context.on("page", lambda page: _watch(page, flow))


def _watch(page: Page, flow: Flow) -> None:
    if page.context.pages[:1] == [page]:
        return  # our own tab: it is watched by those who read it
    closing: set[asyncio.Task[None]] = set()

    def look(_frame: Frame | None = None) -> None:
        if page.is_closed() or page.url in ("", "about:blank") or flow.serves(page.url):
            return
        logger.debug("{}: a pop-up to {} was closed", flow.slug, urlsplit(page.url).hostname)
        task = asyncio.ensure_future(_close(page))
        closing.add(task)
        task.add_done_callback(closing.discard)

    page.on("framenavigated", look)
    look()


async def _close(page: Page) -> None:
    with suppress(Error):
        await page.close()
