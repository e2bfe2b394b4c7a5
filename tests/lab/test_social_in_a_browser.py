"""More practice platforms in a real browser, by hand-written steps: what is done there, the server remembers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, expect
from tests.lab.conftest import Browsing

from untrain.lab import Lab, Person, ordinary
from untrain.lab.standing import Standing

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@asynccontextmanager
async def visiting(browsing: Browsing, person: Person) -> AsyncIterator[tuple[Page, Standing]]:
    """A page on the platform of this person, and what the platform remembers."""
    lab = Lab([person.platform], accounts=[person])
    async with browsing(lab) as page:
        if person.signed_in:
            await page.context.add_cookies(lab.open_session(person)["cookies"])  # type: ignore[arg-type]
        yield page, lab.person(person.platform, person.username)


async def test_pinterest(browsing: Browsing) -> None:
    """On Pinterest the menu leads to a page that fills itself; the switch saves at once."""
    async with visiting(browsing, ada := ordinary("pinterest")) as (page, standing):
        await page.goto("https://www.pinterest.com/login/")
        await page.locator('[data-test-id="emailInputField"] #email').fill(ada.username)
        await page.locator("#password").fill(ada.password)
        await page.locator('[data-test-id="registerFormSubmitButton"] button').click()
        await page.get_by_role("button", name="Accounts and more options").click()
        await page.get_by_role("link", name="Settings").click()
        await page.get_by_role("link", name="Privacy and data").click()
        switch = page.get_by_role("switch", name="Use your data to train Pinterest Canvas")
        await expect(switch).to_be_checked()
        async with page.expect_response("**/UserSettingsResource/update/**"):
            await switch.click()
        await page.goto("https://www.pinterest.com/settings/privacy-and-data")
        await expect(page.get_by_role("switch")).to_have_count(4)
        await expect(switch).not_to_be_checked()
    assert "off" == standing.data_use("canvas-training")
    assert {"genai_training"} == standing.touched()


async def test_twitch(browsing: Browsing) -> None:
    """On Twitch the button wakes up with both fields, the switch has no name, and its row comes as one scrolls."""
    async with visiting(browsing, ada := ordinary("twitch")) as (page, standing):
        await page.goto("https://www.twitch.tv/settings/security")
        button = page.locator("[data-a-target=passport-login-button]")
        await expect(button).to_be_disabled()
        await page.get_by_label("Username").fill(ada.username)
        await page.get_by_label("Password").fill(ada.password)
        await button.click()
        await expect(page.get_by_role("heading", name="Contact")).to_be_visible()
        row = page.locator(".row").filter(has_text="Training for Generative AI")
        await expect(row).to_have_count(0)
        await page.mouse.move(600, 500)
        while not await row.count():
            await page.mouse.wheel(0, 500)
            await page.wait_for_timeout(50)
        assert "" == await row.locator("label").inner_text()
        assert 5 == await page.locator("[data-a-target=tw-toggle]").count()
        async with page.expect_response("https://gql.twitch.tv/gql"):
            await row.locator("label").click()
    assert "off" == standing.data_use("training-for-generative-ai")
    assert {"genAITraining"} == standing.touched()
