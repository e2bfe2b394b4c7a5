"""Terms whose text only a script draws, in a real browser."""

from __future__ import annotations

import asyncio
import shlex
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, RedirectResponse, Response
from tests.terms.conftest import TERMS, Site, html, page
from tests.terms.pairs import EN

from untrain.engine.browser import BrowserOptions, find_browser
from untrain.engine.drawn import open_drawer
from untrain.model.terms import Document, Finding
from untrain.terms.fetch import Fetched, open_fetcher, user_agent
from untrain.terms.trouble import Trouble

pytestmark = pytest.mark.browser

DRAWING = """fetch('/text').then(answer => answer.json()).then(text => setTimeout(() => {
  for (const one of text) document.querySelector('article').append(
    Object.assign(document.createElement('p'), { textContent: one }));
}, 400));"""
TEXT = JSONResponse([*EN])


def scripted(script: str, head: str = "") -> Response:
    return Response(html(head=head) + f"<script>{script}</script>",
                    media_type="text/html", headers={"etag": '"shell"'})  # fmt: skip


def read(
    site: Site, *documents: Document, executable: Path | None = None, patience: float = 20.0, most: int = 10 * 1024**2
) -> list[Fetched | Trouble]:
    """What each of the documents comes to, in one round."""

    async def each() -> list[Fetched | Trouble]:
        options = BrowserOptions(connect_to=site.address, executable=executable)
        async with AsyncExitStack() as stack:
            drawer = await stack.enter_async_context(open_drawer(options, agent=user_agent("1")))
            drawer.patience, drawer.most_bytes = patience, most
            opening = open_fetcher(version="1", pace=0, connect_to=site.address, draw=drawer.draw)
            fetcher = await stack.enter_async_context(opening)
            found: list[Fetched | Trouble] = []
            for document in documents or (TERMS,):
                try:
                    found.append(await fetcher.fetch(document, None))
                except Trouble as trouble:
                    found.append(trouble)
            return found

    return asyncio.run(each())


def finding(site: Site, **how: float) -> Finding | None:
    (found,) = read(site, **how)  # type: ignore[arg-type]  # each has a type of its own
    return found.finding if isinstance(found, Trouble) else None


def asked(site: Site) -> list[str]:
    return [request.url.path for request in site.asked]


def test_a_text_that_a_script_draws_is_read(site: Site) -> None:
    """The document is asked for once, without marks that would stand for the empty page; we say who we are."""
    site.answers |= {"/terms": scripted(DRAWING), "/text": TEXT}

    (found,) = read(site)

    assert isinstance(found, Fetched)
    assert EN[4] in (found.paragraphs or ())
    assert (None, None) == (found.etag, found.modified)
    assert ["/robots.txt", "/terms", "/text"] == asked(site)
    assert site.asked[-1].headers["user-agent"].endswith("untrain/1 (watches terms)")


def test_robots_txt_holds_for_what_a_page_loads_too(site: Site) -> None:
    """What it does not want to be fetched is not fetched by a browser either."""
    site.answers |= {
        "/robots.txt": Response("User-agent: *\nDisallow: /text"),
        "/terms": scripted(DRAWING),
        "/text": TEXT,
    }

    assert Finding.LOST_TEXT is finding(site)
    assert "/text" not in asked(site)


def test_a_bot_check_is_never_drawn(site: Site) -> None:
    """Neither one that the server sends, nor one that a script puts there."""
    check = "<script src='https://challenges.cloudflare.com/x.js'></script>"
    site.answers |= {"/terms": scripted(DRAWING, head=check), "/text": TEXT}
    assert Finding.BOT_CHECK is finding(site)
    assert "/text" not in asked(site)

    site.answers |= {"/text": JSONResponse(["Verify you are human."])}
    site.answers |= {"/terms": scripted(DRAWING)}
    assert Finding.BOT_CHECK is finding(site)


@pytest.mark.parametrize("script", ["", "fetch('/text')", DRAWING.replace("'/text'", "'/gone'")])
def test_a_text_that_is_not_drawn_is_lost(site: Site, script: str) -> None:
    """A script that runs, and draws nothing."""
    site.answers |= {"/terms": scripted(script), "/text": TEXT}

    (found,) = read(site)

    assert isinstance(found, Trouble)
    assert (Finding.LOST_TEXT, True) == (found.finding, "also in a browser" in found.detail)


def test_a_script_may_lead_on_within_the_platform(site: Site) -> None:
    """As a redirect does, and only as often."""
    site.answers |= {"/terms": scripted("location.replace('/legal')"), "/legal": page()}
    assert finding(site) is None
    assert 1 == asked(site).count("/legal")

    site.asked.clear()
    site.answers["/legal"] = scripted("location.replace('/terms')")
    assert Finding.UNREACHABLE is finding(site)
    assert (1, 1) == (asked(site).count("/terms"), asked(site).count("/legal"))


@pytest.mark.parametrize("where", ["https://elsewhere.example/terms", "http://acme.example/legal"])
def test_a_script_may_not_lead_elsewhere(site: Site, where: str) -> None:
    """Nobody goes to another host, nor out of https."""
    site.answers |= {"/terms": scripted(f"location.href = '{where}'"), "/legal": page()}

    assert Finding.MOVED is finding(site)
    assert ["/robots.txt", "/terms"] == asked(site)


def test_nothing_is_sent_opened_or_kept(site: Site) -> None:
    """No POST, no picture, no frame, no pop-up, no download; and no cookie that the next page would give back."""
    greedy = """
      fetch('/sent', { method: 'POST', body: 'x' }); navigator.sendBeacon('/beacon', 'x'); new Image().src = '/image';
      window.open('/popup'); const frame = document.createElement('iframe'); frame.src = '/frame';
      document.body.append(frame); const a = document.createElement('a'); a.href = '/file'; a.download = 'x'; a.click();
      document.cookie = 'ada=1; path=/';"""
    text = JSONResponse([*EN], headers={"set-cookie": "grace=1; path=/"})
    site.answers |= {"/terms": scripted(greedy + DRAWING), "/legal": scripted(DRAWING), "/text": text}
    legal = Document(address="https://acme.example/legal", platforms=("acme",))

    assert [Fetched, Fetched] == [type(one) for one in read(site, TERMS, legal)]
    assert {"/robots.txt", "/terms", "/legal", "/text"} == {*asked(site)}
    assert "cookie" not in site.asked[-1].headers


@pytest.mark.parametrize(
    ("script", "how"),
    [
        ("while (true);", {"patience": 6.0}),
        ("setInterval(() => document.body.append('more and more '), 50)", {"patience": 6.0}),
        ("document.querySelector('article').textContent = 'x '.repeat(300000)", {"most": 100_000}),
        ("fetch('/large')", {"most": 100_000}),
    ],
)
def test_time_and_size_have_an_end(site: Site, script: str, how: dict[str, float]) -> None:
    """A page that never comes to rest, or grows beyond measure, is no text."""
    site.answers |= {"/terms": scripted(script), "/large": Response("x" * 400_000)}

    assert Finding.UNREACHABLE is finding(site, **how)


def test_without_a_browser_it_is_said(site: Site, tmp_path: Path) -> None:
    """The text is lost, as it is without scripts, and the person reads what is missing."""
    site.answers |= {"/terms": scripted(DRAWING), "/text": TEXT}

    (found,) = read(site, executable=tmp_path / "none")

    assert isinstance(found, Trouble)
    assert (Finding.LOST_TEXT, True) == (found.finding, "no browser is here" in found.detail)


def test_the_browser_is_started_once_and_only_when_needed(site: Site, tmp_path: Path) -> None:
    """Not for pages that have their text, and once for all those that have not."""
    log, counting = tmp_path / "starts", tmp_path / "chromium-headless-shell"
    log.touch()
    counting.write_text(
        f'#!/bin/sh\necho x >> {shlex.quote(str(log))}\nexec {shlex.quote(str(find_browser().path))} "$@"\n'
    )
    counting.chmod(0o755)
    site.answers |= {"/terms": page(), "/drawn": scripted(DRAWING), "/text": TEXT}
    drawn = Document(address="https://acme.example/drawn", platforms=("acme",))

    assert [Fetched] == [type(one) for one in read(site, TERMS, executable=counting)]
    assert "" == log.read_text()
    assert [Fetched] * 3 == [type(one) for one in read(site, drawn, TERMS, drawn, executable=counting)]
    assert "x\n" == log.read_text()


def test_a_redirect_is_followed_before_anything_is_drawn(site: Site) -> None:
    """The browser is handed what stands at the end of it, under that address."""
    site.answers |= {
        "/terms": RedirectResponse("https://www.acme.example/legal/en/"),
        "/legal/en/": scripted(DRAWING.replace("'/text'", "'text'")),
        "/legal/en/text": TEXT,
    }

    assert finding(site) is None
