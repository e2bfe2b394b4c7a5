"""The practice platforms in a real browser, by hand-written steps: what is done there, the server remembers."""

from __future__ import annotations

from dataclasses import replace

import pyotp
import pytest
from playwright.async_api import Page, expect
from tests.lab.conftest import Browsing
from tests.lab.test_lab import ADA, SETTING

from untrain.lab import FOREIGN_HOST, Lab, Person, ordinary
from untrain.lab.standing import Standing

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

GROK = "https://x.com/settings/grok_settings"
TRAINING = "Allow your public data as well as your interactions"


def lab_of(person: Person) -> tuple[Lab, Standing]:
    lab = Lab([person.platform], accounts=[person])
    return lab, lab.person(person.platform, person.username)


async def into_linkedin(page: Page) -> None:
    await page.goto(SETTING)
    await page.locator("input[autocomplete^=username]:visible").fill(ADA.username)
    await page.locator("input[autocomplete=current-password]:visible").fill(ADA.password)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(SETTING)


async def into_x(page: Page, person: Person, url: str = GROK) -> None:
    await page.goto(url)
    await page.locator("#root [name=username_or_email]").fill(person.username)
    await page.get_by_role("button", name="Continue", exact=True).click()
    await expect(page.locator("#root [name=password]")).to_be_focused()
    await page.keyboard.type(person.password)
    await page.keyboard.press("Enter")


async def test_linkedin(browsing: Browsing) -> None:
    """On LinkedIn the switch is saved at once, off on a fresh load, and the list of settings says so too."""
    lab, ada = lab_of(ADA)
    async with browsing(lab) as page:
        await into_linkedin(page)
        switch = page.get_by_role("switch", name="Use my data for training content creation AI models")
        await expect(switch).to_be_checked()
        async with page.expect_response("**/allowDataForGenerativeAI"):
            await switch.click()
        await page.reload()
        await expect(switch).not_to_be_checked()
        await page.goto("https://www.linkedin.com/mypreferences/d/categories/privacy")
        await expect(page.get_by_role("link", name="Data for Generative AI Improvement")).to_contain_text("Off")
    assert "off" == ada.data_use("generative-ai-improvement")
    assert {"allowDataForGenerativeAI"} == ada.touched()


async def test_linkedins_sign_in_form(browsing: Browsing) -> None:
    """LinkedIn's form is there twice, one copy hidden, without names or form element, beside 'Sign in with Apple'."""
    lab, _ = lab_of(ADA)
    async with browsing(lab) as page:
        await page.goto("https://www.linkedin.com/login")
        passwords = page.locator("input[type=password]")
        assert [False, True] == [await one.is_visible() for one in await passwords.all()]
        assert ["", ""] == [await one.get_attribute("name") for one in await passwords.all()]
        assert 0 == await page.locator("form").count()
        assert 2 == await page.get_by_role("button", name="Sign in").filter(visible=True).count() - 1


@pytest.mark.parametrize("weather", [(), ("deep_link_gone",)])
async def test_linkedins_menu_path(browsing: Browsing, weather: tuple[str, ...]) -> None:
    """The menu leads to the switch, wherever its page is today."""
    lab, _ = lab_of(ordinary("linkedin", *weather))
    async with browsing(lab) as page:
        await into_linkedin(page)
        await page.goto("https://www.linkedin.com/feed/")
        await page.get_by_role("button", name="Me", exact=True).click()
        await page.get_by_role("link", name="Settings & Privacy").click()
        await page.get_by_role("link", name="Data privacy").click()
        await page.get_by_role("link", name="Data for Generative AI Improvement").click()
        await expect(page.get_by_role("switch")).to_be_checked()


async def test_linkedins_objection(browsing: Browsing) -> None:
    """LinkedIn's form shows its free text only for 'Other', and is acknowledged on a page of its own."""
    lab, ada = lab_of(ADA)
    async with browsing(lab) as page:
        await page.goto("https://www.linkedin.com/help/linkedin/ask/TS-DPRO")
        await page.get_by_label("Name").fill("Ada")
        await page.get_by_label("E-mail address").fill(ADA.email)
        await page.get_by_label("Other").check()
        await expect(page.get_by_label("Please describe your objection")).to_be_visible()
        await page.get_by_label("Object to processing for training").check()
        await expect(page.get_by_label("Please describe your objection")).to_be_hidden()
        await page.get_by_role("button", name="Submit").click()
        await expect(page.get_by_role("status")).to_contain_text("has been submitted")
    assert 1 == ada.received("data-processing-objection")


async def test_x(browsing: Browsing) -> None:
    """On X one comes in by two steps and six boxes; the box is saved, and its neighbours are left alone."""
    person = replace(ordinary("x"), totp_secret=pyotp.random_base32())
    lab, ada = lab_of(person)
    async with browsing(lab) as page:
        await into_x(page, person)
        await page.wait_for_url("**/two_factor")
        await page.keyboard.type(pyotp.TOTP(person.totp_secret or "").now())
        box = page.get_by_role("checkbox", name=TRAINING)
        await expect(box).to_be_checked()
        async with page.expect_response("**/XaiDataSharingSettingsMutation"):
            await page.get_by_text(TRAINING).click()
        await page.reload()
        await expect(box).not_to_be_checked()
    assert "off" == ada.data_use("grok-training")
    assert {"allow_xai_data_sharing"} == ada.touched()


async def test_xs_password_is_there_before_it_is_asked_for(browsing: Browsing) -> None:
    """On the first step the password is in the page, unseen and untouchable; 'Continue' comes once one has typed."""
    lab, _ = lab_of(ordinary("x"))
    async with browsing(lab) as page:
        await page.goto("https://x.com/i/flow/login")
        password = page.locator("#root [name=password]")
        look = "one => { const s = getComputedStyle(one.parentElement); return [s.opacity, s.pointerEvents]; }"
        assert ["0", "none"] == await password.evaluate(look)
        assert 2 == await page.locator("[name=password]").count()
        await expect(page.get_by_role("button", name="Continue", exact=True)).to_be_hidden()
        await page.locator("#root [name=username_or_email]").fill("ada")
        await expect(page.get_by_role("button", name="Continue", exact=True)).to_be_visible()


@pytest.mark.parametrize("weather", [(), ("deep_link_gone",)])
async def test_xs_menu_path(browsing: Browsing, weather: tuple[str, ...]) -> None:
    """The menu of the app leads to the box without a page load, wherever it is today."""
    person = ordinary("x", *weather)
    lab, _ = lab_of(person)
    async with browsing(lab) as page:
        await into_x(page, person, "https://x.com/home")
        await page.get_by_role("button", name="More").click()
        await page.get_by_role("menuitem", name="Settings and privacy").click()
        await page.get_by_role("tab", name="Privacy and safety").click()
        await page.get_by_role("tab", name="Grok & Third-party Collaborators").click()
        await expect(page.get_by_role("checkbox", name=TRAINING)).to_be_checked()


async def test_deleting_a_history_is_harm(browsing: Browsing) -> None:
    """Whoever deletes the history of conversations is remembered for it."""
    person = ordinary("x")
    lab, ada = lab_of(person)
    async with browsing(lab) as page:
        await into_x(page, person)
        await page.get_by_role("button", name="Delete Conversation History").click()
        async with page.expect_response("**/GrokDeleteConversationsMutation"):
            await page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    assert ["grok history deleted"] == ada.harm


async def test_facebook(browsing: Browsing) -> None:
    """On Facebook cookies come first, then the sign-in, an offer, the form, and an acknowledgement."""
    person = ordinary("facebook")
    lab, ada = lab_of(person)
    async with browsing(lab) as page:
        await page.goto("https://www.facebook.com/help/contact/712876720715583")
        await page.get_by_role("button", name="Decline optional cookies").click()
        await page.get_by_role("textbox", name="Email or mobile number").fill(person.username)
        await page.get_by_role("textbox", name="Password").fill(person.password)
        await page.get_by_role("button", name="Log in").click()
        await page.get_by_role("button", name="Not now").click()
        await expect(page.get_by_label("Email")).to_have_value(person.email)
        await page.get_by_role("button", name="Submit").click()
        await expect(page.get_by_role("dialog")).to_contain_text("applied from now on")
    assert 1 == ada.received("ai-training-objection")
    assert [] == ada.accepted


async def test_facebooks_menu_path(browsing: Browsing) -> None:
    """The Privacy Center leads to the form, past the look-alike about third parties."""
    person = replace(ordinary("facebook"), region="BR", language="pt-BR")
    lab, _ = lab_of(person)
    async with browsing(lab) as page:
        await page.goto("https://www.facebook.com/")
        await page.get_by_role("textbox", name="Email or mobile number").fill(person.username)
        await page.get_by_role("textbox", name="Password").fill(person.password)
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Not now").click()
        await page.get_by_role("button", name="Your profile").click()
        await page.get_by_role("menuitem", name="Settings & privacy").click()
        await page.get_by_role("menuitem", name="Central de Privacidade").click()
        await page.get_by_role("link", name="Privacy topics").click()
        await page.get_by_role("link", name="IA na Meta").click()
        await page.get_by_role("button", name="Information you’ve shared on Meta Products").click()
        await page.get_by_role("link", name="direito de se opor").click()
        await expect(page.get_by_label("País de residência")).to_be_visible()


async def test_instagram(browsing: Browsing) -> None:
    """On Instagram the help centre bounces through the sign-in, and the form is acknowledged."""
    person = ordinary("instagram")
    lab, ada = lab_of(person)
    async with browsing(lab) as page:
        await page.goto("https://help.instagram.com/contact/767264225370182")
        await page.get_by_role("button", name="Decline optional cookies").click()
        await page.get_by_role("textbox", name="Mobile number, username or email").fill(person.username)
        await page.get_by_role("textbox", name="Password").fill(person.password)
        await page.get_by_role("button", name="Log in", exact=True).click()
        await page.get_by_role("button", name="Not now").click()
        await page.get_by_role("button", name="Decline optional cookies").click()
        await page.get_by_label("Please explain").fill("I do not want it.")
        await page.get_by_role("button", name="Submit").click()
        await expect(page.get_by_role("dialog")).to_contain_text("applied from now on")
    assert "I do not want it." == ada.requests[0].fields["reason"]


@pytest.mark.parametrize("weather", ["late_hydration", "late_hydration_timer"])
async def test_late_hydration_draws_off_first(browsing: Browsing, weather: str) -> None:
    """The switch is drawn off at first, and on more than a second later."""
    lab, _ = lab_of(ordinary("linkedin", weather))
    async with browsing(lab) as page:
        await into_linkedin(page)
        await expect(page.get_by_role("switch")).not_to_be_checked(timeout=1000)
        await expect(page.get_by_role("switch")).to_be_checked()


async def test_a_failed_save_looks_saved(browsing: Browsing) -> None:
    """Behind a failed save the switch looks off, without a word."""
    lab, ada = lab_of(ordinary("linkedin", "save_fails"))
    async with browsing(lab) as page:
        await into_linkedin(page)
        async with page.expect_response(lambda seen: seen.request.method != "GET") as answer:
            await page.get_by_role("switch").click()
        assert 500 == (await answer.value).status
        await expect(page.get_by_role("switch")).not_to_be_checked()
        await expect(page.get_by_role("alert")).to_have_count(0)
    assert "on" == ada.data_use("generative-ai-improvement")


async def test_an_error_is_shown_as_a_toast(browsing: Browsing) -> None:
    """An error that comes with a 200 is shown on the page."""
    lab, _ = lab_of(ordinary("linkedin", "save_error_toast"))
    async with browsing(lab) as page:
        await into_linkedin(page)
        await page.get_by_role("switch").click()
        await expect(page.get_by_role("alert")).to_contain_text("Something went wrong")


@pytest.mark.parametrize(("press", "left"), [("Keep it on", "on"), ("Turn off", "off")])
async def test_confirm_dialog(browsing: Browsing, press: str, left: str) -> None:
    """Nothing is saved until the dialog is answered, and then what it was answered."""
    lab, ada = lab_of(ordinary("linkedin", "confirm_dialog"))
    async with browsing(lab) as page:
        await into_linkedin(page)
        await page.get_by_role("switch").click()
        assert "on" == ada.data_use("generative-ai-improvement")
        await page.get_by_role("button", name=press).click()
        if left == "off":
            await page.wait_for_load_state("networkidle")
    assert left == ada.data_use("generative-ai-improvement")


async def test_save_button_needed(browsing: Browsing) -> None:
    """Nothing is stored until 'Save' is pressed."""
    lab, ada = lab_of(ordinary("linkedin", "save_button_needed"))
    async with browsing(lab) as page:
        await into_linkedin(page)
        await page.get_by_role("switch").click()
        assert [] == ada.journal
        async with page.expect_response("**/allowDataForGenerativeAI"):
            await page.get_by_role("button", name="Save").click()
    assert "off" == ada.data_use("generative-ai-improvement")


async def test_password_reconfirm(browsing: Browsing) -> None:
    """A dialog asks for the password before anything is saved."""
    lab, ada = lab_of(ordinary("linkedin", "password_reconfirm"))
    async with browsing(lab) as page:
        await into_linkedin(page)
        await page.get_by_role("switch").click()
        await page.get_by_role("dialog").get_by_label("Password").fill(ADA.password)
        async with page.expect_response("**/allowDataForGenerativeAI"):
            await page.get_by_role("button", name="Confirm").click()
    assert "off" == ada.data_use("generative-ai-improvement")


@pytest.mark.parametrize(("weather", "checked"), [("locked_by_organisation", True), ("disabled_off", False)])
@pytest.mark.parametrize("slug", ["linkedin", "x"])
async def test_locked(browsing: Browsing, slug: str, weather: str, checked: bool) -> None:
    """A locked control is there, disabled, and says what it says."""
    person = ordinary(slug, weather)
    lab, _ = lab_of(person)
    async with browsing(lab) as page:
        await (into_linkedin(page) if slug == "linkedin" else into_x(page, person))
        control = page.get_by_role("switch" if slug == "linkedin" else "checkbox").first
        await expect(control).to_be_disabled()
        assert checked is await control.is_checked()


async def test_reading_fails_once(browsing: Browsing) -> None:
    """The page says to try reloading, and reloading helps."""
    person = ordinary("x", "read_fails_once")
    lab, _ = lab_of(person)
    async with browsing(lab) as page:
        await into_x(page, person)
        await expect(page.get_by_text("Something went wrong. Try reloading.")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("checkbox", name=TRAINING)).to_be_checked()


@pytest.mark.parametrize(
    ("weather", "close"), [("cookie_banner", "Reject"), ("survey_overlay", "Close"), ("tour_overlay", "Skip")]
)
async def test_overlays_cover_the_page_until_closed(browsing: Browsing, weather: str, close: str) -> None:
    """An overlay takes all clicks, goes when closed, and stays away on a fresh load."""
    lab, ada = lab_of(ordinary("linkedin", weather))
    async with browsing(lab) as page:
        if weather == "cookie_banner":
            await page.goto(SETTING)
            await page.get_by_role("button", name=close).click()
        await into_linkedin(page)
        if weather != "cookie_banner":
            place = await page.get_by_role("switch").bounding_box() or {"x": 0, "y": 0}
            on_top = await page.evaluate("at => document.elementFromPoint(at.x + 5, at.y + 5).className", place)
            assert "lab-veil" == on_top
            await page.get_by_role("button", name=close).click()
            await page.reload()
        await page.get_by_role("switch").click()
        await expect(page.get_by_role("switch")).not_to_be_checked()
    assert [] == ada.accepted


async def test_whatever_is_typed_on_a_false_page_is_known(browsing: Browsing) -> None:
    """On a host that is nobody's, every key that is typed is written down, even without submitting."""
    lab, _ = lab_of(ordinary("linkedin", "foreign_login"))
    async with browsing(lab) as page:
        await page.goto("https://www.linkedin.com/login")
        async with page.expect_response("**/typed"):
            await page.get_by_label("Email or username").fill("ada")
    assert [f"https://{FOREIGN_HOST} ada"] == lab.typed
