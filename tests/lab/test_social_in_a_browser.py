"""More practice platforms in a real browser, by hand-written steps: what is done there, the server remembers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit

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


async def test_quora(browsing: Browsing) -> None:
    """On Quora the front page is the sign-in page, and the switch is a button that heeds no made-up click."""
    async with visiting(browsing, ada := ordinary("quora")) as (page, standing):
        await page.goto("https://www.quora.com/settings/privacy")
        assert "/" == urlsplit(page.url).path
        await page.locator("#email").fill(ada.username)
        await expect(page.get_by_role("button", name="Login")).to_be_disabled()
        await page.locator("#password").fill(ada.password)
        await page.get_by_role("button", name="Login").click()
        switch = page.get_by_role("switch", name="Allow large language models to be trained on your content")
        await expect(switch).to_be_checked()
        await switch.evaluate("one => one.click()")
        assert [] == standing.journal
        async with page.expect_response("**/gql_para_POST?*"):
            await switch.click()
        await page.goto("https://www.quora.com/")
        await page.get_by_role("button", name="Profile photo").click()
        await page.get_by_role("menuitem", name="Settings").click()
        await page.get_by_role("link", name="Privacy").click()
        await expect(switch).not_to_be_checked()
    assert "off" == standing.data_use("llm-training")
    assert {"allow_llm_training"} == standing.touched()


async def test_medium(browsing: Browsing) -> None:
    """On Medium a row opens a dialog with two choices, and nothing is kept until its Save is pressed."""
    async with visiting(browsing, ordinary("medium")) as (page, standing):
        await page.goto("https://medium.com/")
        await page.get_by_role("button", name="user options menu").click()
        await page.get_by_role("link", name="Settings").click()
        await page.get_by_role("tab", name="Account").click()
        row = page.get_by_role("button", name="Third-party AI and your stories")
        await expect(row).to_contain_text("Prioritize maximum reach")
        for press in ("close", "Save"):
            await row.click()
            dialog = page.get_by_role("dialog", name="Third-party AI and your stories")
            await expect(dialog.get_by_role("button", name="Save")).to_be_disabled()
            await dialog.get_by_role("radio", name="Minimize third-party training").check()
            assert "on" == standing.data_use("third-party-ai")
            await dialog.get_by_role("button", name=press).click()
            await expect(dialog).to_have_count(0)
        await page.reload()
        await expect(row).to_contain_text("Minimize third-party training")
    assert "off" == standing.data_use("third-party-ai")
    assert {"thirdPartyAi"} == standing.touched()


async def test_medium_mails_a_code(browsing: Browsing) -> None:
    """Medium asks for an address, and then for the code that it mailed; there is no password anywhere."""
    async with visiting(browsing, replace(ordinary("medium"), signed_in=False)) as (page, standing):
        await page.goto("https://medium.com/me/settings/account")
        await page.get_by_role("button", name="Sign in with email").click()
        await page.get_by_label("Your email").fill(standing.person.email)
        await page.get_by_role("button", name="Continue").click()
        await page.get_by_label("Code").fill("")
        assert 0 == await page.locator("[type=password]").count()
        await page.get_by_label("Code").fill(standing.mailbox[-1])
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("heading", name="Settings")).to_be_visible()


async def test_tumblr(browsing: Browsing) -> None:
    """On Tumblr the settings list the blogs, and each has a switch that must be on, and that another one holds on."""
    async with visiting(browsing, ada := ordinary("tumblr")) as (page, standing):
        await page.goto("https://www.tumblr.com/settings/account")
        await page.get_by_label("Email").fill(ada.username)
        await page.get_by_role("button", name="Next").click()
        await page.get_by_label("Password").fill(ada.password)
        await page.get_by_role("button", name="Log in").click()
        await page.get_by_role("link", name="clockwork-notes").last.click()
        box = page.get_by_role("checkbox", name="Prevent third-party sharing for clockwork-notes")
        await expect(box).not_to_be_checked()
        async with page.expect_response("**/third_party_sharing_off"):
            await box.click()
        await page.reload()
        await expect(box).to_be_checked()
        await page.goto("https://www.tumblr.com/settings/blog/ada-draws")
        box = page.get_by_role("checkbox", name="Prevent third-party sharing for ada-draws")
        await expect(box).not_to_be_checked()
        await page.get_by_role("checkbox", name="Discourage searching").click()
        await expect(box).to_be_checked()
        await expect(box).to_be_disabled()
    assert "off" == standing.data_use("prevent-third-party-sharing:clockwork-notes")
    assert {"third_party_sharing_off:clockwork-notes", "discourage_search:ada-draws"} == standing.touched()


async def test_substack(browsing: Browsing) -> None:
    """On Substack a password is another way in, and each publication has its switch on a host of its own."""
    async with visiting(browsing, ada := ordinary("substack")) as (page, standing):
        await page.goto("https://substack.com/settings")
        await page.get_by_role("link", name="Sign in with password").click()
        await page.locator("[type=email]").fill(ada.username)
        await page.locator("[type=password]").fill(ada.password)
        await page.get_by_role("button", name="Sign in").click()
        await page.get_by_role("list", name="Publications").get_by_role("link", name="clockhouse").click()
        await page.get_by_role("link", name="Settings").click()
        assert "https://clockhouse.substack.com/publish/settings" == page.url
        box = page.get_by_role("checkbox", name="Opt out of AI training")
        await expect(box).not_to_be_checked()
        async with page.expect_response("**/api/v1/publication"):
            await page.locator("label[for=opt_out_of_ai_training]").click()
        await page.reload()
        await expect(box).to_be_checked()
        answer = await page.goto("https://gracewrites.substack.com/publish/settings")
        assert 404 == (answer.status if answer else None)
    assert "off" == standing.data_use("opt-out-of-ai-training:clockhouse")
    assert {"opt_out_of_ai_training:clockhouse"} == standing.touched()


async def test_wordpress(browsing: Browsing) -> None:
    """On WordPress.com nothing is kept without Save; a private site has no box, and discouraged engines fix it on."""
    first, second = "adasketches.wordpress.com", "clockrepairs.wordpress.com"
    async with visiting(browsing, ada := ordinary("wordpress")) as (page, standing):
        await page.goto("https://wordpress.com/sites")
        await page.get_by_label("Email Address or Username").fill(ada.username)
        await page.get_by_role("button", name="Continue", exact=True).click()
        await page.get_by_label("Password").fill(ada.password)
        await page.get_by_role("button", name="Log In", exact=True).click()
        await page.get_by_role("link", name=first).click()
        await page.get_by_role("link", name="Settings").click()
        await page.get_by_role("link", name="Site visibility").click()
        box = page.get_by_role("checkbox", name="Prevent third-party sharing for this site")
        save = page.get_by_role("button", name="Save")
        await expect(save).to_be_disabled()
        await box.check()
        await page.reload()
        await expect(box).not_to_be_checked()
        await box.check()
        await save.click()
        await expect(page.get_by_role("status")).to_have_text("Settings saved.")
        await page.goto(f"https://wordpress.com/v2/sites/{second}/settings/site-visibility")
        await page.get_by_label("Discourage search engines").check()
        assert (True, True) == (await box.is_checked(), await box.is_disabled())
        await page.get_by_label("Private").check()
        await expect(box).to_have_count(0)
    assert ["off", "on"] == [standing.data_use(f"prevent-third-party-sharing:{site}") for site in (first, second)]
    assert {f"wpcom_data_sharing_opt_out:{first}"} == standing.touched()


async def test_youtube(browsing: Browsing) -> None:
    """In YouTube Studio the box lies in shadow roots in a dialog without an address, and Save keeps it."""
    async with visiting(browsing, ada := ordinary("youtube")) as (page, standing):
        await page.goto("https://studio.youtube.com/")
        assert "accounts.google.com" == urlsplit(page.url).hostname
        await page.get_by_label("Email or phone").fill(ada.username)
        await page.get_by_role("button", name="Next").click()
        await page.get_by_label("Enter your password").fill(ada.password)
        await page.get_by_role("button", name="Next").click()
        box = page.get_by_role(
            "checkbox", name="Allow third-party companies to train AI models using my channel content"
        )
        for press in ("Close", "Save"):
            await page.get_by_role("menuitem", name="Settings").click()
            await page.get_by_role("menuitem", name="Channel", exact=True).click()
            await page.get_by_role("tab", name="Advanced settings").click()
            await expect(box).to_be_checked()
            await expect(page.get_by_role("button", name="Save")).to_be_disabled()
            await box.click()
            await expect(page.get_by_role("radio", name="All third-party companies")).to_be_hidden()
            assert "on" == standing.data_use("third-party-training")
            await page.get_by_role("button", name=press).click()
            await expect(page.get_by_role("dialog")).to_have_count(0)
    assert "off" == standing.data_use("third-party-training")
    assert {"thirdPartyTraining"} == standing.touched()


async def test_youtube_is_out_by_default(browsing: Browsing) -> None:
    """Who never turned third-party training on is out."""
    async with visiting(browsing, replace(ordinary("youtube"), settings={})) as (_, standing):
        assert "off" == standing.data_use("third-party-training")


async def test_deviantart(browsing: Browsing) -> None:
    """On DeviantArt everything is a form that the server makes: the name, the password, the boxes and their Save."""
    async with visiting(browsing, ada := ordinary("deviantart")) as (page, standing):
        await page.goto("https://www.deviantart.com/settings/general")
        await page.get_by_label("Username or email").fill(ada.username)
        await page.get_by_role("button", name="Next").click()
        await page.get_by_label("Password").fill("not this")
        await page.get_by_role("button", name="Log In").click()
        await expect(page.get_by_role("alert")).to_contain_text("incorrect")
        await page.get_by_label("Password").fill(ada.password)
        await page.get_by_role("button", name="Log In").click()
        box = page.get_by_role("checkbox", name="NoAI (not authorised for third-party AI datasets)")
        await expect(box).not_to_be_checked()
        await box.check()
        await page.get_by_role("button", name="Save").click()
        await page.reload()
        await expect(box).to_be_checked()
    assert "off" == standing.data_use("noai-default")
    assert {"noai"} == standing.touched()
    assert "off" == Lab(["deviantart"], accounts=[replace(ada, settings={})]).people()[0].data_use("noai-default")


async def test_artstation(browsing: Browsing) -> None:
    """On ArtStation the front page is open to all, and the menu leads to a box that Save keeps."""
    async with visiting(browsing, ada := ordinary("artstation")) as (page, standing):
        await page.goto("https://www.artstation.com/")
        await page.get_by_role("link", name="Sign In").click()
        await page.get_by_label("Email").fill(ada.username)
        await page.get_by_label("Password").fill(ada.password)
        await page.get_by_role("button", name="Sign In", exact=True).click()
        await page.get_by_role("button", name="Profile menu").click()
        await page.get_by_role("menuitem", name="Settings").click()
        await page.get_by_role("link", name="Account").click()
        box = page.get_by_role("checkbox", name="NoAI Tagging")
        await expect(box).not_to_be_checked()
        await box.check()
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("alert").last).to_have_text("Your account was updated.")
        await page.reload()
        await expect(box).to_be_checked()
    assert "off" == standing.data_use("noai-tagging")
    assert {"noai_tagging"} == standing.touched()
