"""Every page in a real browser: at the size of a desktop and of a phone, light and dark, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect
from tests.web.conftest import Served, serving
from tests.web.test_pages import PAGES

from untrain.app.desk import open_desk
from untrain.lab.cast import ordinary, write_accounts
from untrain.lab.lab import Lab
from untrain.model.result import Mode
from untrain.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", "locale": "en-GB"}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "locale": "de-DE"}


@asynccontextmanager
async def looking(browser: Browser, served: Served, **options: Any) -> AsyncIterator[Page]:
    """A page that was let in; it must not complain about anything."""
    context = await browser.new_context(**options)
    context.set_default_timeout(15_000)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"{request.url} {request.failure}"))
    await page.goto(served.said[-1])
    yield page
    await context.close()
    # whoever leaves a page leaves its questions unanswered
    assert [] == [one for one in complaints if not any(word in one for word in ("ERR_ABORTED", "htmx:sendAbort"))]


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_everybody_can_read_every_page(browser: Browser, served: Served, options: dict[str, Any]) -> None:
    """Axe finds nothing serious, nothing sticks out at the side, and every request goes to this machine."""
    found = []
    async with looking(browser, served, **options) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for place in PAGES:
            await page.goto(served.place + place)
            results = (await Axe().run(page)).response["violations"]
            serious = [one for one in results if one["impact"] in {"serious", "critical"}]
            found += [(place, one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in serious]
            if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append((place, "too wide", []))

    assert [] == found
    assert [] == [address for address in asked if not address.startswith(served.place)]


async def test_the_pages_can_be_walked_by_keyboard(browser: Browser, served: Served) -> None:
    """The first stop leads past the navigation, and what has the focus shows it."""
    async with looking(browser, served, **DESKTOP) as page:
        await page.goto(served.place)
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator("main")).to_be_focused()
        await page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert "none" != await page.evaluate(outline)


async def test_colour_is_never_alone(browser: Browser, served: Served) -> None:
    """Each badge has a drawing and a word beside its colour."""
    async with looking(browser, served, **DESKTOP) as page:
        for place in ("/", "/needs", "/history", "/flows?mine=yes"):
            await page.goto(served.place + place)
            for badge in await page.locator(".badge").all():
                assert "" != (await badge.inner_text()).strip()
                assert 1 == await badge.locator("svg").count()


async def test_without_scripts_everything_works(browser: Browser, served: Served) -> None:
    """Filters, comparing, the language, and the buttons: forms that post, and pages that come back."""
    async with looking(browser, served, **DESKTOP, java_script_enabled=False) as page:
        await page.get_by_role("searchbox", name="Account").fill("mary")
        await page.get_by_role("button", name="Show", exact=True).click()
        await expect(page.get_by_role("table")).not_to_contain_text("grace")
        await page.goto(f"{served.place}{PAGES[4]}")
        await page.get_by_role("radio", name="left").last.check()
        await page.get_by_role("button", name="Show both side by side").click()
        await page.wait_for_url("**left=**")
        await page.get_by_role("button", name="Deutsch").click()
        await expect(page.get_by_role("heading", name="Zeitachse")).to_be_visible()
        await page.get_by_role("link", name="Stand", exact=True).click()
        await page.get_by_role("button", name="Jetzt alles prüfen").click()
        await expect(page.get_by_role("heading", level=1, name="Fortschritt")).to_be_visible()
        for _ in range(100):
            if await page.get_by_text("Es ging nicht").count():
                return  # the passwords of these people are in variables that are not set
            await page.wait_for_timeout(200)
            await page.reload()
    pytest.fail("the page never said what became of it")


async def test_a_stranger_sees_nothing(browser: Browser, served: Served) -> None:
    """A second browser, without the address."""
    context = await browser.new_context()
    page = await context.new_page()
    answer = await page.goto(served.place)
    assert answer is not None
    assert 403 == answer.status
    await context.close()


async def test_a_button_starts_the_real_thing(browser: Browser, tmp_path: Path) -> None:
    """Two switches are on; one button; the page follows by itself, and what it says then is true."""
    people = [ordinary("linkedin"), ordinary("x")]
    lab = Lab(["linkedin", "x"], accounts=people)
    write_accounts(tmp_path / "accounts.csv", people)
    settings = Settings(home=tmp_path / "home", accounts=tmp_path / "accounts.csv")
    async with lab.serve() as address:
        with open_desk(settings, keyring=False) as desk:
            async with serving(desk, settings, address) as served, looking(browser, served, **DESKTOP) as page:
                await page.get_by_role("button", name="Switch off everything that is on").click()
                await expect(page.get_by_role("progressbar")).to_be_visible(timeout=30_000)
                await expect(page.get_by_text(re.compile(r"^Done\."))).to_be_visible(timeout=60_000)
                await page.goto(served.place)
                await expect(page.get_by_role("heading", level=1)).to_contain_text("are off")
                await expect(page.get_by_text("This is practice")).to_be_visible()
                (run,) = desk.store.runs.newest()

    assert Mode.RUN is run.mode
    assert run.finished is not None
    assert "off" == lab.person("linkedin", people[0].username).data_use("generative-ai-improvement")


async def test_what_is_under_way_can_be_stopped(browser: Browser, tmp_path: Path) -> None:
    """It ends soon, what was finished is kept, and `--resume` could go on with it."""
    people = [ordinary("linkedin", "slow")]
    lab = Lab(["linkedin"], accounts=people)
    write_accounts(tmp_path / "accounts.csv", people)
    settings = Settings(home=tmp_path / "home", accounts=tmp_path / "accounts.csv")
    async with lab.serve() as address:
        with open_desk(settings, keyring=False) as desk:
            async with serving(desk, settings, address) as served, looking(browser, served, **DESKTOP) as page:
                await page.get_by_role("button", name="Check everything now").click()
                await expect(page.get_by_role("progressbar")).to_be_visible(timeout=30_000)
                await page.get_by_role("button", name="Stop").click()
                await expect(page.get_by_text("Stopped; what was finished is kept.")).to_be_visible(timeout=30_000)
                (run,) = desk.store.runs.newest()

    assert run.finished is None
