"""What a page can't make our browser do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page
from tests.engine.stage import Stage
from tests.engine.values import ACME

from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.fences import Sandbox, private_addresses_refused

Opened = Callable[[Stage], AbstractAsyncContextManager[Page]]
URL = "https://www.acme.example/"


@pytest.fixture
def opened() -> Opened:
    """A page of a stage, in a context as a job has it."""

    @asynccontextmanager
    async def page_of(stage: Stage) -> AsyncIterator[Page]:
        async with (
            stage.open() as address,
            running_browser(BrowserOptions(connect_to=address)) as browser,
            browser.context(flow=ACME) as context,
        ):
            page = await context.new_page()
            await page.goto(URL)
            yield page

    return page_of


@pytest.mark.browser
async def test_a_pop_up_that_leaves_the_platform_is_closed(opened: Opened) -> None:
    """Whether it begins elsewhere or goes there later, with an opener or without; one of the platform's own stays."""
    links = "".join(
        f"<a id={name} target=_blank rel={rel} href={url}>x</a>"
        for name, rel, url in (
            ("foreign", "opener", "https://evil.example/"),
            ("silent", "noopener", "https://evil.example/"),
            ("later", "noopener", "/leaves"),
            ("own", "noopener", "/own"),
        )
    )
    leaves = "<script>setTimeout(() => location = 'https://evil.example/', 100)</script>"
    async with opened(Stage(pages={"/": links, "/own": "<p>own</p>", "/leaves": leaves})) as page:
        for name in ("foreign", "silent", "later", "own"):
            async with page.context.expect_page():
                await page.click(f"#{name}")
        for _ in range(50):
            await asyncio.sleep(0.1)
            if len(page.context.pages) == 2:
                break

        assert [URL, f"{URL}own"] == [one.url for one in page.context.pages]


@pytest.mark.browser
async def test_nothing_is_downloaded_permitted_or_read_off_the_disk(opened: Opened, tmp_path: Path) -> None:
    """A download is cancelled, a permission denied, and a script that leads to a file leads nowhere."""
    (tmp_path / "private.html").write_text("<title>private</title>")
    names = ["geolocation", "notifications", "camera", "clipboard-read"]
    async with opened(Stage(pages={"/": "<a id=get href=/own download=x.exe>get</a>", "/own": "own"})) as page:
        async with page.expect_download() as download:
            await page.click("#get")
        assert "accept_downloads" in str(await (await download.value).failure())

        states = "names => Promise.all(names.map(async name => (await navigator.permissions.query({ name })).state))"
        assert ["denied"] * len(names) == await page.evaluate(states, names)

        await page.evaluate("url => { location = url }", (tmp_path / "private.html").as_uri())
        await asyncio.sleep(0.5)
        assert URL == page.url


@pytest.mark.browser
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
async def test_this_machine_is_not_reached(host: str) -> None:
    """Neither by its name nor by any way to write its address: what runs here is no business of a page's."""
    stage = Stage(pages={"/": "<p>hello</p>"})
    async with stage.open() as address, running_browser(BrowserOptions()) as browser, browser.context() as context:
        page = await context.new_page()
        with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
            await page.goto(f"http://{host}:{address.rpartition(':')[2]}/")

    assert [] == stage.asked


def test_a_proxy_of_the_system_stays_reachable() -> None:
    """Many a proxy listens on this very machine; without it nothing would be reached."""
    rules = private_addresses_refused(["http://127.0.0.1:3128", "proxy.local:80", ""])

    assert rules.startswith("--host-resolver-rules=EXCLUDE 127.0.0.1, EXCLUDE proxy.local, MAP localhost ~NOTFOUND")
    assert "EXCLUDE" not in private_addresses_refused([])


def test_the_sandbox_is_off_for_root_only() -> None:
    """Chromium refuses it to root, and to nobody else."""
    assert Sandbox(root=False, container=True).on
    assert Sandbox(root=False, container=False).on
    assert not Sandbox(root=True, container=True).on
