"""What a good engineer would write by hand with Playwright, to compare with: one script per platform, and no more care
than the job needs. It waits for what it needs and for nothing else, and reads the setting off a fresh load."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from playwright.async_api import Browser, Page, async_playwright

from untrain.engine.browser import BrowserOptions, _arguments, find_browser
from untrain.lab import Person


async def opt_out_everybody(everybody: Sequence[Person], address: str, *, concurrency: int) -> int:
    """Opt all of these people out, and give the number of those whose setting reads off."""
    slots = asyncio.Semaphore(concurrency)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_browser().path, args=_arguments(BrowserOptions(connect_to=address))
        )
        done = await asyncio.gather(*(_in_a_slot(browser, one, slots) for one in everybody))
        await browser.close()
    return sum(done)


async def _in_a_slot(browser: Browser, person: Person, slots: asyncio.Semaphore) -> bool:
    async with slots:
        context = await browser.new_context(ignore_https_errors=True)
        off = await SCRIPTS[person.platform](await context.new_page(), person)
        await context.close()
    return off


async def _linkedin(page: Page, person: Person) -> bool:
    await page.goto("https://www.linkedin.com/login")
    await page.get_by_role("textbox", name="Email or phone").fill(person.username)
    await page.get_by_role("textbox", name="Password").fill(person.password)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url("**/feed/")

    await page.goto("https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement")
    switch = page.get_by_role("switch", name="Use my data for training content creation AI models")
    await switch.wait_for()
    if await switch.is_checked():
        async with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
            await switch.click()
        if not (await saved.value).ok:
            return False
        await page.reload()
        await switch.wait_for()
    return not await switch.is_checked()


async def _x(page: Page, person: Person) -> bool:
    await page.goto("https://x.com/i/flow/login")
    username = page.get_by_role("textbox", name="Email or username")
    await username.fill(person.username)
    await page.get_by_role("button", name="Continue", exact=True).click()
    await username.wait_for(state="hidden")  # the password field is there all the time, and takes text too early
    await page.get_by_role("textbox", name="Password").fill(person.password)
    await page.get_by_role("button", name="Continue", exact=True).click()
    await page.wait_for_url("**/home")

    await page.goto("https://x.com/settings/grok_settings")
    words = "to be used for training and fine-tuning"
    box = page.get_by_role("checkbox", name=words)
    await box.wait_for()
    if await box.is_checked():
        async with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
            await page.locator("label", has_text=words).click()
        if not (await saved.value).ok:
            return False
        await page.reload()
        await box.wait_for()
    return not await box.is_checked()


Script = Callable[[Page, Person], Awaitable[bool]]
SCRIPTS: Final[dict[str, Script]] = {"linkedin": _linkedin, "x": _x}
