from __future__ import annotations

import gzip
import resource
from datetime import UTC, datetime

import pytest
from starlette.responses import RedirectResponse, Response
from tests.terms.conftest import Never, Site, endless, html, packed, page
from tests.terms.pairs import DE, EN, JA

from untrain.model.terms import Finding, Look
from untrain.terms.reduce import decode, refuse_loss
from untrain.terms.trouble import Trouble

LOOK = Look(
    address="https://acme.example/terms",
    at=datetime(2026, 11, 22, tzinfo=UTC),
    finding=Finding.FIRST,
    etag='"one"',
    modified="Sun, 22 Nov 2026 16:45:00 GMT",
)
LOST = "Please sign in to go on."


def test_a_page_is_reduced_to_its_paragraphs(site: Site) -> None:
    """What is said is there, what leads elsewhere is not, and the server learns who asks."""
    site.answers["/terms"] = page()

    paragraphs = site.fetch().paragraphs or ()

    assert EN[4] in paragraphs
    assert not any("Log in" in one for one in paragraphs)
    assert "untrain/1 (watches terms)" == site.asked[-1].headers["user-agent"]
    assert ["acme.example"] * 2 == [request.url.hostname for request in site.asked]


def test_what_the_server_knows_to_be_the_same_is_not_sent_again(site: Site) -> None:
    """ETag and Last-Modified of the last look are given back."""
    site.answers["/terms"] = lambda request: (
        Response(status_code=304) if request.headers.get("if-none-match") == '"one"' else page()
    )

    assert site.fetch(LOOK).paragraphs is None
    assert LOOK.modified == site.asked[-1].headers["if-modified-since"]


TROUBLES = {
    "a bot check": (Response(html("Verify you are human", title="Just a moment..."), 200), Finding.BOT_CHECK),
    "a bot check of a maker": (
        Response(html("Wait.", head="<script src='https://challenges.cloudflare.com/x.js'></script>"), 403),
        Finding.BOT_CHECK,
    ),
    "another host": (RedirectResponse("https://elsewhere.example/terms"), Finding.MOVED),
    "plain http": (RedirectResponse("http://acme.example/terms"), Finding.MOVED),
    "another port": (RedirectResponse("https://acme.example:8443/terms"), Finding.MOVED),
    "in circles": (RedirectResponse("/terms"), Finding.UNREACHABLE),
    "lost text": (page(LOST), Finding.LOST_TEXT),
    "100 MB": (endless, Finding.TOO_LARGE),
    "a gzip bomb": (packed(60 * 1024**2), Finding.TOO_LARGE),
    "packed in another way": (
        Response(b"\x28\xb5", media_type="text/html", headers={"content-encoding": "zstd"}),
        Finding.UNREADABLE,
    ),
    "packed badly": (Response(b"abc", headers={"content-encoding": "gzip"}), Finding.UNREADABLE),
    "cut off": (
        Response(gzip.compress(html(*EN).encode())[:-20], headers={"content-encoding": "gzip"}),
        Finding.UNREACHABLE,
    ),
    "a PDF": (Response(b"%PDF-1.7", media_type="application/pdf"), Finding.UNREADABLE),
    "letters lost": (Response(html(*("�" * 20 for _ in EN))), Finding.UNREADABLE),
    "an error": (Response(status_code=500), Finding.UNREACHABLE),
    "gone": (Response(status_code=404), Finding.UNREACHABLE),
    "forbidden": (Response(html(*EN), 403), Finding.REFUSED),
    "an error in disguise": (Response(html("Not found"), 200, media_type="text/html"), Finding.LOST_TEXT),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_a_text_that_can_t_be_had_is_drift_of_its_kind(site: Site, name: str) -> None:
    """It is never taken for the document."""
    answer, finding = TROUBLES[name]
    site.answers["/terms"] = (lambda _: endless()) if answer is endless else answer  # type: ignore[assignment]

    with pytest.raises(Trouble) as told:
        site.fetch()

    assert finding is told.value.finding, told.value.detail


def test_a_bomb_takes_no_memory(site: Site) -> None:
    """60 MB in a small answer are refused before they are there."""
    site.answers["/terms"] = packed(60 * 1024**2)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(Trouble):
        site.fetch()

    assert 50 * 1024 > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def test_who_never_answers_is_not_waited_for(site: Site) -> None:
    """A document has so much time, and no more."""
    site.answers["/terms"] = Never()

    with pytest.raises(Trouble) as told:
        site.fetch(patience=0.5)

    assert Finding.UNREACHABLE is told.value.finding


@pytest.mark.parametrize(
    ("robots", "finding"),
    [
        (Response("User-agent: *\nDisallow: /terms"), Finding.REFUSED),
        (Response("User-agent: untrain\nDisallow: /"), Finding.REFUSED),
        (Response("User-agent: others\nDisallow: /"), None),
        (Response(status_code=404), None),
        (Response(status_code=503), Finding.UNREACHABLE),
    ],
)
def test_robots_txt_is_heeded(site: Site, robots: Response, finding: Finding | None) -> None:
    """What it does not want is not asked for; where it can't be read, nothing is."""
    site.answers |= {"/robots.txt": robots, "/terms": page()}
    found = None
    try:
        site.fetch()
    except Trouble as trouble:
        found = trouble.finding

    assert finding is found
    assert (finding is None) is ("/terms" in {request.url.path for request in site.asked})


def test_a_redirect_within_the_platform_is_followed(site: Site) -> None:
    """Its other hosts are its own."""
    site.answers |= {"/terms": RedirectResponse("https://www.acme.example/legal/terms"), "/legal/terms": page()}

    assert EN[4] in (site.fetch().paragraphs or ())


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        ("\n".join(DE).encode(), "iso-8859-1"),
        ("\n".join(DE).encode("cp1252"), "windows-1252"),
        ("\n".join(DE).encode("utf-16"), "utf-8"),
        ("\n".join(DE).encode("cp1252"), "no-such-encoding"),
        ("\n".join(DE).encode("cp1252"), "utf-8"),
        ("\n".join(JA).encode("iso-2022-jp"), "iso-2022-jp"),
        ("\n".join(JA).encode("shift_jis"), "shift_jis"),
    ],
)
def test_a_wrong_encoding_loses_no_letter(body: bytes, declared: str) -> None:
    """A page is read right though its server is wrong about it."""
    assert "\n".join(JA if declared.endswith(("jp", "jis")) else DE) == decode(body, declared)


def test_a_text_that_shrinks_to_a_third_is_lost() -> None:
    """Most of a document is not struck out from one day to the next."""
    with pytest.raises(Trouble) as told:
        refuse_loss(EN, EN[:3])

    assert Finding.LOST_TEXT is told.value.finding
    refuse_loss(EN, EN[:5])
