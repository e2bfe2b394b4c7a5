"""A job that was started at the page and needs its owner: in a real window, where there is a screen for it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect
from tests.engine.person import free_port, page_of_the_person
from tests.web.conftest import Served, serving
from tests.web.test_in_a_browser import DESKTOP, looking

from untrain.app.desk import Desk, open_desk
from untrain.engine.browser import find_browser
from untrain.lab.cast import ordinary, write_accounts
from untrain.lab.lab import Lab
from untrain.model.outcome import Outcome
from untrain.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

ADA = ordinary("linkedin", "code_by_email")
SWITCH_OFF = "Switch off everything that is on"


@dataclass(kw_only=True)
class Place:
    """A page that is served, a browser that looks at it, and the platform behind it."""

    lab: Lab
    desk: Desk
    served: Served
    page: Page

    def outcomes(self) -> list[Outcome]:
        (run,) = self.desk.store.runs.newest()
        return [one.outcome for one in self.desk.past_run(run.id).results]

    async def done(self) -> None:
        await self.page.goto(f"{self.served.place}/progress")
        await expect(self.page.get_by_text(re.compile(r"^Done\."))).to_be_visible(timeout=60_000)


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def screen(no_screen: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A screen that nobody looks at, so that real windows open on it."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb")
    words = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        monkeypatch.setenv("DISPLAY", f":{process.stdout.readline().strip()}")
        yield
        process.terminate()


def windows_with_a_door(folder: Path, port: int) -> Path:
    """The browser of this machine; its windows, and they only, also listen for the person of the test."""
    program, script = shlex.quote(str(find_browser(headed=True).path)), folder / "browser"
    script.write_text(
        f'#!/bin/sh\ncase "$*" in *--headless*) exec {program} "$@";; esac\n'
        f'exec {program} --remote-debugging-port={port} "$@"\n'
    )
    script.chmod(0o700)
    return script


@asynccontextmanager
async def at_the_page(browser: Browser, folder: Path, executable: Path | None = None) -> AsyncIterator[Place]:
    write_accounts(folder / "accounts.csv", [ADA])
    settings = Settings(home=folder / "home", accounts=folder / "accounts.csv", browser=executable, handoff_seconds=120)
    lab = Lab(["linkedin"], accounts=[ADA])
    async with lab.serve() as address:
        with open_desk(settings, keyring=False) as desk:
            async with serving(desk, settings, address) as served, looking(browser, served, **DESKTOP) as page:
                yield Place(lab=lab, desk=desk, served=served, page=page)


async def test_a_person_goes_on_in_the_window(browser: Browser, tmp_path: Path, screen: None) -> None:
    """The page says what for, a window stands where the job stopped, and what they did there is taken back."""
    port = free_port()
    async with at_the_page(browser, tmp_path, windows_with_a_door(tmp_path, port)) as place:
        await place.page.get_by_role("button", name=SWITCH_OFF).click()
        await expect(place.page.get_by_role("heading", name="It is your turn")).to_be_visible(timeout=60_000)
        await expect(place.page.get_by_text("It waits until")).to_be_visible()
        async with page_of_the_person(port, "/checkpoint/") as window:
            await window.locator("input[name=pin]").fill(place.lab.person("linkedin", ADA.username).mailbox[-1])
            await window.keyboard.press("Enter")
            await window.wait_for_url("**/feed/**")
        await place.done()
        await expect(place.page.get_by_role("heading", name="It is your turn")).to_have_count(0)

        assert Outcome.OPTED_OUT in place.outcomes()
        assert "off" == place.lab.person("linkedin", ADA.username).data_use("generative-ai-improvement")


async def test_not_now_ends_the_waiting(browser: Browser, tmp_path: Path, screen: None) -> None:
    """It appears under "What needs you" by itself; who won't come presses once, and is told the command."""
    async with at_the_page(browser, tmp_path, find_browser(headed=True).path) as place:
        await place.page.get_by_role("button", name=SWITCH_OFF).click()
        await place.page.goto(f"{place.served.place}/needs")
        turn = place.page.locator("#live li")
        await expect(turn).to_contain_text("code", timeout=60_000)
        await expect(turn).to_contain_text("It waits until")
        violations = (await Axe().run(place.page)).response["violations"]
        assert [] == [one["id"] for one in violations if one["impact"] in {"serious", "critical"}]
        await turn.get_by_role("button", name="Not now").click()
        await expect(place.page.get_by_role("heading", name="It is your turn")).to_have_count(0, timeout=30_000)
        await place.done()

        assert {Outcome.NEEDS_HUMAN} == {*place.outcomes()}
        await place.page.goto(f"{place.served.place}/needs")
        await expect(place.page.get_by_text("untrain login linkedin").first).to_be_visible()
        assert 1 == len(place.lab.password_submissions)


async def test_without_a_screen_nobody_is_waited_for(browser: Browser, tmp_path: Path, no_screen: None) -> None:
    """That is said while it goes on, and the command stands under what needs them."""
    async with at_the_page(browser, tmp_path) as place:
        await place.page.get_by_role("button", name=SWITCH_OFF).click()
        await expect(place.page.get_by_text("No window can be shown here.", exact=False)).to_be_visible()
        await place.done()
        await place.page.goto(f"{place.served.place}/needs")
        await expect(place.page.get_by_text("untrain login linkedin").first).to_be_visible()

        assert {Outcome.NEEDS_HUMAN} == {*place.outcomes()}
