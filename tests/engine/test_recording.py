"""A person points at a control on a practice platform, in a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import BrowserContext, Page
from tests.engine.person import sign_in_at_linkedin
from tests.engine.stage import Stage

from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.practice_page import practice_page
from untrain.engine.recording import point, record
from untrain.engine.redaction import public_texts
from untrain.lab import Lab, ordinary
from untrain.model.errors import InputError, NeedsHuman, Unreachable
from untrain.model.flow import Kind, OnMeans

pytestmark = pytest.mark.browser

SETTING = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement"
LABEL = "Use my data for training content creation AI models"
HEADING = "Data for Generative AI Improvement"
ROWS = """
<style>input#c { position: absolute; opacity: 0; width: 40px; height: 20px }
#drawn { position: relative; display: inline-block; width: 40px; height: 20px; background: #0a0 }</style>
<main><h1>Privacy</h1><p>Hello Ada Example, <a href="/u/ada-example">ada@mail.example</a></p>
<label for="c"><span id="words">Use my data to train models</span></label>
<span id="drawn"><input type="checkbox" id="c" name="ai-training" value="ada"></span>
<fieldset><legend id="legend">AI training on my posts</legend>
<label><input type="radio" name="choice" data-testid="yes">Allow training</label>
<label id="no"><input type="radio" name="choice" checked>Do not allow training</label></fieldset>
<div id="host"></div><p id="plain">Nothing to switch</p><input id="field" value="Ada Example" aria-label="Name">
<div><iframe srcdoc="<label><input type=checkbox>Framed training</label>" id="frame"></iframe></div></main>
<script>document.querySelector('#host').attachShadow({mode: 'open'}).innerHTML =
'<style>i { display: inline-block; width: 20px; height: 20px }</style><div>Train AI on my photos ' +
'<button role="switch" aria-checked="true" id="in-shadow"><i></i></button></div>'</script>
"""


@asynccontextmanager
async def visiting(address: str) -> AsyncIterator[tuple[BrowserContext, Page]]:
    async with running_browser(BrowserOptions(connect_to=address)) as browser, browser.context() as context:
        yield context, await context.new_page()


async def press(page: Page, part: str) -> None:
    """Press where the person sees this part, once pointing has begun."""
    await page.locator("x-pw-glass").first.wait_for(state="attached")
    place = await page.locator(part).bounding_box()
    assert place is not None
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    await page.mouse.move(x - 1, y)
    await page.mouse.move(x, y)
    await asyncio.sleep(0.2)  # what is under the pointer is marked with the next picture
    await page.mouse.click(x, y)


async def test_a_switch_is_recorded_and_not_pressed() -> None:
    """Its words, its heading and the name of the setting; and the platform remembers what it did before."""
    person = ordinary("linkedin")
    lab = Lab(["linkedin"], accounts=[person])
    async with lab.serve() as address, visiting(address) as (context, page):
        await page.goto("https://www.linkedin.com/login")
        await sign_in_at_linkedin(page, person)
        await page.wait_for_url("**/feed/")
        await page.goto(SETTING)
        await page.get_by_role("switch").wait_for()
        pointed, _ = await asyncio.gather(point(context), press(page, "[role=switch]"))

    assert (Kind.SWITCH, LABEL, "en", OnMeans.USE) == (pointed.kind, pointed.label, pointed.language, pointed.on_means)
    assert (HEADING,) == pointed.headings
    assert ['[aria-labelledby="allowDataForGenerativeAI"]'] == [key.css for key in pointed.keys]
    assert "on" == lab.person("linkedin", person.username).data_use("generative-ai-improvement")


@pytest.mark.parametrize(
    ("part", "label"),
    [
        ("#words", "Use my data to train models"),
        ("#drawn", "Use my data to train models"),
        ("#legend", "AI training on my posts"),
        ("#no", "AI training on my posts"),
        ("#in-shadow i", "Train AI on my photos"),
    ],
)
async def test_people_point_at_what_they_see(part: str, label: str) -> None:
    """Words, what is drawn in place of a native box, one of several options, a part of a web component."""
    async with Stage({"/": ROWS}).open() as address, visiting(address) as (context, page):
        await page.goto("https://www.acme.example/")
        pointed, _ = await asyncio.gather(point(context), press(page, part))

    assert label == pointed.label


async def test_a_page_is_drawn_without_the_person() -> None:
    """Structure, roles and the words of the control; no name, no address, nothing typed or chosen, no link."""
    async with Stage({"/": ROWS}).open() as address, visiting(address) as (context, page):
        await page.goto("https://www.acme.example/")
        pointed, _ = await asyncio.gather(point(context), press(page, "#words"))
    drawn = practice_page(pointed, public_texts([pointed.label]))

    assert 'aria-label="Use my data to train models" name="ai-training"' in drawn
    assert '<input type="radio"' in drawn
    assert [] == [one for one in ("Ada", "ada", "Example", "mail", "/u/", "checked", "value") if one in drawn]


@pytest.mark.parametrize("part", ["h1", "#plain", "#field"])
async def test_what_is_no_control_is_refused(part: str) -> None:
    """In one sentence that says what to point at."""
    async with Stage({"/": ROWS}).open() as address, visiting(address) as (context, page):
        await page.goto("https://www.acme.example/")
        with pytest.raises(InputError, match=r"is no control.*; point at the switch"):
            await asyncio.gather(point(context), press(page, part))


async def test_a_page_without_https_is_refused() -> None:
    """What stands there may come from anybody."""
    async with visiting("127.0.0.1:9") as (context, page):
        await page.set_content(ROWS)
        with pytest.raises(InputError, match="not https"):
            await asyncio.gather(point(context), press(page, "#words"))


async def test_a_window_that_is_closed_ends_it() -> None:
    """Before the person says that they are ready, and while they are to point."""

    async def close(context: BrowserContext) -> None:
        await context.pages[0].locator("x-pw-glass").first.wait_for(state="attached")
        await context.pages[0].close()

    async with visiting("127.0.0.1:9") as (context, page):
        await page.set_content(ROWS)
        with pytest.raises(NeedsHuman, match="the window was closed"):
            await asyncio.gather(point(context), close(context))


async def test_nobody_points() -> None:
    """When the time is up, or nothing answers, that is said."""

    async def never() -> None:
        await asyncio.Event().wait()

    async with Stage({"/": ROWS}).open() as address:
        options = BrowserOptions(connect_to=address)
        with pytest.raises(NeedsHuman, match="when the time was up"):
            await record("https://www.acme.example/", options, ready=never, seconds=0.5)
    with pytest.raises(Unreachable, match=r"www\.acme\.example could not be reached"):
        await record("https://www.acme.example/", options, ready=never, seconds=30)
