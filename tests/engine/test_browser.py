from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.engine.stage import Stage

from untrain.engine.browser import BrowserOptions, find_browser, running_browser
from untrain.model.errors import BrowserDied, InputError


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose own browsers are only those that a test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    return tmp_path


def test_the_setting_comes_first(machine: Path) -> None:
    """The browser of the setting is used, whatever else there is."""
    executable(machine / "bin/chromium")
    mine = executable(machine / "mine/brave")

    assert (mine, "setting") == (find_browser(mine).path, find_browser(mine).source)


def test_a_setting_that_leads_nowhere_is_said(machine: Path) -> None:
    """A path without a browser is an error that names the setting, though there would be another browser."""
    executable(machine / "bin/chromium")

    with pytest.raises(InputError, match=r"UNTRAIN_BROWSER: .*/nowhere is not a file; give the path"):
        find_browser(machine / "nowhere")


def test_playwrights_own_comes_before_the_systems(machine: Path) -> None:
    """What `playwright install` has put there is used first, the newest, the headless shell before the rest."""
    executable(machine / "bin/chromium")
    executable(machine / "playwright/chromium-1100/chrome-linux/chrome")
    executable(machine / "playwright/chromium_headless_shell-1100/chrome-linux/headless_shell")
    shell = executable(machine / "playwright/chromium_headless_shell-1200/chrome-linux/headless_shell")

    assert (shell, "Playwright") == (find_browser().path, find_browser().source)


def test_of_the_systems_the_headless_shell_comes_first(machine: Path) -> None:
    """It starts quickest; then Chromium, Chrome and Edge."""
    executable(machine / "bin/msedge")
    executable(machine / "bin/google-chrome")
    assert "google-chrome" == find_browser().path.name
    executable(machine / "bin/chromium")
    assert "chromium" == find_browser().path.name
    executable(machine / "bin/chromium-headless-shell")
    assert ("chromium-headless-shell", "system") == (find_browser().path.name, find_browser().source)


def test_a_window_needs_a_browser_that_has_one(machine: Path) -> None:
    """With `--headed` no headless shell is taken, whoever put it there."""
    executable(machine / "playwright/chromium_headless_shell-1200/chrome-linux/headless_shell")
    executable(machine / "bin/chromium-headless-shell")
    executable(machine / "bin/google-chrome")

    assert "google-chrome" == find_browser(headed=True).path.name


def test_people_sign_in_with_what_they_use_every_day(machine: Path) -> None:
    """Where a person sits at the window, their own Chrome or Edge comes before all others; else there is Chromium."""
    executable(machine / "playwright/chromium-1100/chrome-linux/chrome")
    executable(machine / "bin/chromium")
    assert "Playwright" == find_browser(headed=True, everyday=True).source
    executable(machine / "bin/msedge")
    assert "msedge" == find_browser(headed=True, everyday=True).path.name
    executable(machine / "bin/google-chrome")
    assert "google-chrome" == find_browser(headed=True, everyday=True).path.name
    assert "Playwright" == find_browser(headed=True).source


def test_a_machine_without_a_browser_is_told_the_remedy(machine: Path) -> None:
    """No browser with a window: an error with the command that mends it."""
    with pytest.raises(InputError, match=r"no Chromium, Chrome or Edge .*make browser"):
        find_browser(headed=True)


async def test_a_program_that_is_no_browser_does_not_start(tmp_path: Path) -> None:
    """What ends at once is a browser that died, with its path."""
    options = BrowserOptions(executable=executable(tmp_path / "brave"))
    async with running_browser(options) as browser:
        with pytest.raises(BrowserDied, match="brave did not start"):
            await browser.start()


@asynccontextmanager
async def somebody_else() -> AsyncIterator[tuple[int, list[str]]]:
    """Another server on loopback; gives its port and who called."""
    calls: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append("called")
        await reader.read(1)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1], calls


REACHING_OUT = """<link rel=preconnect href="http://127.0.0.1:{port}"><link rel=dns-prefetch href="//localhost:{port}">
<img src="http://127.0.0.1:{port}/a.png"><img src="http://2130706433:{port}/b.png"><iframe src="http://localhost:{port}/">
</iframe><script>
for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '127.1', 'elsewhere.example', '127.0.0.1.'])
  fetch(`http://${{host}}:{port}/`, {{ mode: 'no-cors' }}).catch(() => 0);
new WebSocket('ws://127.0.0.1:{port}/'); navigator.sendBeacon('http://127.0.0.1:{port}/', 'x');
const peer = new RTCPeerConnection({{ iceServers: [{{ urls: 'stun:127.0.0.1:{port}' }},
  {{ urls: 'turn:127.0.0.1:{port}?transport=tcp', username: 'a', credential: 'b' }}] }});
peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
</script>"""


@pytest.mark.browser
async def test_nothing_but_the_given_address_is_reached() -> None:
    """With `--connect-to` every name and every number leads to that address, and no other server hears a thing."""
    stage = Stage()
    async with somebody_else() as (port, calls), stage.open() as address:
        page_of_it = REACHING_OUT.format(port=port)
        stage.pages = {"/": page_of_it}
        async with running_browser(BrowserOptions(connect_to=address)) as browser, browser.context() as context:
            page = await context.new_page()
            for url in ("http://www.acme.example/", f"http://127.0.0.1:{port}/"):
                await page.goto(url, wait_until="load")
                await asyncio.sleep(1.0)

    assert [] == calls
    assert "GET http://elsewhere.example/" in stage.asked
    assert "GET http://127.0.0.1/" in stage.asked


@pytest.mark.browser
async def test_without_it_certificates_are_checked(tmp_path: Path) -> None:
    """Only a replica may have a certificate that nobody vouches for: a browser for the real thing refuses it."""
    stage = Stage(pages={"/": "<p>hello</p>"})
    async with stage.open() as address:
        led_there = tmp_path / "browser"
        led_there.write_text(f'#!/bin/sh\nexec "{find_browser().path}" "$@" "--host-resolver-rules=MAP * {address}"\n')
        led_there.chmod(0o700)
        async with running_browser(BrowserOptions(executable=led_there)) as browser, browser.context() as context:
            page = await context.new_page()
            with pytest.raises(Exception, match="ERR_CERT"):
                await page.goto("https://www.acme.example/")

    assert [] == stage.asked


@pytest.mark.browser
async def test_a_browser_that_died_is_started_anew() -> None:
    """After the process has gone, the next context comes from a new one."""
    stage = Stage(pages={"/": "<p>hello</p>"})
    async with stage.open() as address, running_browser(BrowserOptions(connect_to=address)) as running:
        first = await running.start()
        await first.close()
        async with running.context() as context:
            page = await context.new_page()
            await page.goto("https://www.acme.example/")

        assert first is not await running.start()
    assert ["GET https://www.acme.example/"] == stage.asked


@pytest.mark.browser
async def test_contexts_know_nothing_of_each_other() -> None:
    """Each job has its own cookies, and begins with the session that it was given."""
    mine = {"name": "sid", "value": "1", "domain": "www.acme.example", "path": "/", "expires": time.time() + 600}
    state: dict[str, object] = {
        "cookies": [mine | {"httpOnly": False, "secure": True, "sameSite": "Lax"}],
        "origins": [],
    }
    async with running_browser(BrowserOptions()) as running, running.context(state) as ada, running.context() as grace:
        assert ["1"] == [cookie.get("value") for cookie in await ada.cookies()]
        assert [] == await grace.cookies()
