from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright

from untrain.model.flow import Flow
from untrain.model.outcome import Outcome
from untrain.model.result import Mode, Result, Run
from untrain.report.page import as_html

Make = Callable[..., Result]
Flows = dict[str, Flow]


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def test_needs_nothing_but_itself(run: Run, flows: Flows, pixel: bytes) -> None:
    """The file can be kept for years and opened without a network: it has no script and loads nothing."""
    elements = Elements(as_html(run, flows, lambda _: pixel))

    assert not {"script", "link", "iframe", "form", "object", "embed"} & {tag for tag, _ in elements.found}
    assert [True, True] == [str(image["src"]).startswith("data:image/png;base64,") for image in elements.all("img")]
    assert not [attributes for _, attributes in elements.found if any(name.startswith("on") for name in attributes)]
    policy = next(meta for meta in elements.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'; img-src data:; style-src 'sha256-" == str(policy["content"])[:53]


def test_words_from_a_page_stay_words(run: Run, flows: Flows) -> None:
    """A hostile page can't put markup into the report, neither through its words nor through a name."""
    hostile = replace(run.results[0], account='<img src=x onerror="a()">', detail="</p><script>steal()</script> `<b>`")

    html = as_html(replace(run, results=(hostile,)), flows, lambda _: None)

    assert not {"script", "b", "img"} & {tag for tag, _ in Elements(html).found}
    assert "&lt;script&gt;steal()&lt;/script&gt; <code>&lt;b&gt;</code>" in html


def test_tells_what_is_left_first(run: Run, flows: Flows) -> None:
    """What needs the owner comes before everything else: with its page, its command, and what would be sent."""
    html = as_html(run, flows, lambda _: None)
    words = words_of(html)

    assert "2 of 3 are off. 1 needs you." in words
    left, done = words.index("What is left for you"), words.index("It was on; a fresh load")
    assert left < words.index("I object, for reasons of my own.") < done
    assert left < words.index("untrain run acme/objection --account ada") < done
    assert "https://acme.example/objection" in [link.get("href") for link in Elements(html).all("a")]


def test_says_the_same_thing_once(run: Run, flows: Flows, make_result: Make) -> None:
    """What several people are left with in the same words is said once, with their names."""
    results = tuple(make_result(Outcome.NEEDS_HUMAN, control="app", account=who, detail="Go.") for who in ("bo", "al"))
    words = words_of(as_html(replace(run, results=results), flows, lambda _: None))

    assert "al, bo Go. Open the app and switch it off." in words
    assert "untrain run" not in words, "no command would help"


def test_says_no_more_than_is_known(run: Run, flows: Flows) -> None:
    """Each control says what it does not cover, how old its facts are, and whether a person has seen it work."""
    words = words_of(as_html(run, flows, lambda _: None))

    assert "Training already done is not undone." in words
    assert "Its facts were gathered on 20 November 2026. Not yet confirmed live by a person." in words
    assert "labels.es: half of it is known" in words
    assert "A person last saw it work on the live site on 1 October 2026." in words
    assert "Found in another way than its flow says" in words


def test_shows_pictures_side_by_side_with_words_for_them(run: Run, flows: Flows, pixel: bytes) -> None:
    """Who can't see the pictures is told what they show; evidence that is gone is left out."""
    seen = Elements(as_html(run, flows, lambda path: pixel if path.endswith("-before.png") else None)).all("img")
    both = Elements(as_html(run, flows, lambda _: pixel)).all("img")

    assert ["Use my data for AI training. As found: data use is on"] == [image["alt"] for image in seen]
    assert [
        "Use my data for AI training. Before: data use is on",
        "Use my data for AI training. After, on a fresh load: data use is off",
    ] == [image["alt"] for image in both]


def test_no_colour_without_words(flows: Flows, run: Run, make_result: Make) -> None:
    """Every outcome is said in words beside its colour."""
    results = tuple(make_result(outcome) for outcome in Outcome)
    html = as_html(replace(run, results=results), flows, lambda _: None)

    badges = re.findall(r'<span class="badge \w+">.*?</svg>\s*<span>(.*?)</span>', html, flags=re.DOTALL)
    assert len(badges) > 2 * len(Outcome)
    assert all(badges)


def test_headings_make_an_outline(run: Run, flows: Flows) -> None:
    """One can walk through the report by its headings: no level is left out."""
    elements = Elements(as_html(run, flows, lambda _: None))
    levels = [int(tag[1]) for tag, _ in elements.found if re.fullmatch(r"h\d", tag)]

    assert 1 == levels[0]
    assert 1 == levels.count(1)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"header", "main", "footer"} <= {tag for tag, _ in elements.found}
    assert "en" == elements.all("html")[0]["lang"]


@pytest.mark.parametrize(("mode", "finished", "said"), [
    (Mode.RUN, False, "cut off before its end; untrain run --resume goes on"),
    (Mode.CHECK, True, "what is on and what is off"),
])  # fmt: skip
def test_says_what_kind_of_run_it_was(run: Run, flows: Flows, mode: Mode, finished: bool, said: str) -> None:
    """A check does not look like a change, nor a cut-off run like a whole one."""
    told = replace(run, mode=mode, finished=run.finished if finished else None)

    assert said in words_of(as_html(told, flows, lambda _: None))


def test_tells_of_a_platform_that_no_flow_describes(run: Run) -> None:
    """An old run is still told when its flow is gone."""
    assert "This control is no longer described by a flow." in words_of(as_html(run, {}, lambda _: None))


def test_practice_says_so(run: Run, flows: Flows) -> None:
    """Nobody takes the demo's report for one of real accounts."""
    assert "This was practice" in as_html(run, flows, lambda _: None, practice=True)
    assert "This was practice" not in as_html(run, flows, lambda _: None)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
async def test_is_readable_at_any_width(tmp_path: Path, run: Run, flows: Flows, pixel: bytes, width: int) -> None:
    """On a phone and on a desk: nothing sticks out, nothing is fetched, and its own policy blocks nothing of it."""
    hard = replace(run.results[1], account="a" * 60, detail="x" * 300 + " `" + "command " * 40 + "`")
    file = tmp_path / "report.html"
    file.write_text(as_html(replace(run, results=(*run.results, hard)), flows, lambda _: pixel), encoding="utf-8")

    seen = await _open(file, width)

    assert [] == seen["complaints"]
    assert [file.as_uri()] == [address for address in seen["asked_for"] if not address.startswith("data:")]
    assert width == seen["wide"]
    assert "rgb(246, 245, 241)" == seen["ground"], "the style sheet holds"


async def _open(file: Path, width: int) -> dict[str, Any]:
    from untrain.engine.browser import find_browser

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser().path)
        page = await browser.new_page(viewport={"width": width, "height": 800}, color_scheme="light")
        complaints: list[str] = []
        asked_for: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: asked_for.append(request.url))
        await page.goto(file.as_uri())
        wide = await page.evaluate("document.documentElement.scrollWidth")
        ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        await browser.close()
    return {"complaints": complaints, "asked_for": asked_for, "wide": wide, "ground": ground}
