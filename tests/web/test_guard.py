from __future__ import annotations

import pytest
from tests.web.conftest import Served

from untrain.web.guard import POLICY

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERYWHERE = (
    "/",
    "/needs",
    "/history",
    "/terms",
    "/progress",
    "/progress/part",
    "/flows",
    "/evidence/x.png",
    "/nothing",
)


async def test_nothing_is_shown_to_who_has_not_the_address(served: Served) -> None:
    """Without the session that the address opens, every page is closed."""
    async with served.outside() as stranger:
        assert [403] * len(EVERYWHERE) == [(await stranger.get(place)).status_code for place in EVERYWHERE]
        assert 403 == (await stranger.get("/", params={"token": "guessed"})).status_code
        assert 403 == (await stranger.post("/do", headers={"origin": served.place})).status_code


async def test_the_address_works_once(served: Served) -> None:
    """The first who opens it is let in; it is of no use to the second, and another one is said."""
    address = served.said[-1]
    async with served.outside() as first, served.outside() as second:
        let_in = await first.get(address)
        assert 303 == let_in.status_code
        assert "/" == let_in.headers["location"]
        cookie = let_in.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))
        assert 200 == (await first.get("/")).status_code
        assert 403 == (await second.get(address)).status_code
        assert address != served.said[-1]
        assert 303 == (await second.get(served.said[-1])).status_code


async def test_a_look_ahead_does_not_use_the_address_up(served: Served) -> None:
    """A browser that fetches before anybody has asked gets nothing."""
    async with served.outside() as hasty:
        assert 403 == (await hasty.get(served.said[-1], headers={"sec-purpose": "prefetch"})).status_code
        assert 403 == (await hasty.head(served.said[-1])).status_code
        assert 303 == (await hasty.get(served.said[-1])).status_code


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", ""])
async def test_a_foreign_name_for_this_machine_is_refused(served: Served, host: str) -> None:
    """A page elsewhere that has its name lead here (DNS rebinding) is not answered, with a session neither."""
    port = served.place.rpartition(":")[2]
    async with served.inside() as client:
        answer = await client.get("/", headers={"host": host.format(port=port)})

    assert 421 == answer.status_code


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}", None]
)
async def test_a_form_of_another_place_is_refused(served: Served, origin: str | None) -> None:
    """Another host, another port, or nobody at all: even with the right token."""
    port = served.place.rpartition(":")[2]
    async with served.inside() as client:
        form = {"what": "check", "form_token": _token(await client.get("/"))}
        headers = {"origin": origin.format(port=port)} if origin else {}
        answer = await client.post("/do", data=form, headers=headers)

    assert 403 == answer.status_code
    assert [] == [*served.office.worker.works]


@pytest.mark.parametrize("place", ["/do", "/stop", "/not-now", "/language"])
@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
async def test_a_form_without_its_token_is_refused(served: Served, place: str, token: str) -> None:
    """Also one that comes from here, as from a page that was smuggled in."""
    async with served.inside() as client:
        form = {"what": "check", "language": "de", "form_token": token}
        answer = await client.post(place, data=form, headers={"origin": served.place})

    assert 403 == answer.status_code
    assert [] == [*served.office.worker.works]


async def test_a_token_is_of_one_session(served: Served) -> None:
    """What one browser was given opens nothing for another."""
    async with served.inside() as one, served.inside() as other:
        form = {"language": "de", "form_token": _token(await one.get("/"))}
        assert 403 == (await other.post("/language", data=form, headers={"origin": served.place})).status_code
        assert 303 == (await one.post("/language", data=form, headers={"origin": served.place})).status_code


async def test_every_answer_says_what_a_browser_may_do(served: Served) -> None:
    """No script, style, picture or frame of anybody else; nothing is kept, nothing is told to others."""
    async with served.inside() as client, served.outside() as stranger:
        answers = [await client.get(place) for place in (*EVERYWHERE, "/static/page.css")]
        answers.append(await stranger.get("/"))

    for answer in answers:
        assert POLICY == answer.headers["content-security-policy"]
        assert "nosniff" == answer.headers["x-content-type-options"]
        assert "same-origin" == answer.headers["referrer-policy"]
        assert "no-store" == answer.headers["cache-control"]
    assert "unsafe" not in POLICY


async def test_only_evidence_is_given_out(served: Served) -> None:
    """No other file can be had by way of it, and nothing that is no picture."""
    home = served.office.desk.home
    (home.path / "evidence" / "notes.png").write_text("<script>alert(1)</script>")
    async with served.inside() as client:
        good = await client.get("/evidence/2/ada-linkedin-generative-ai-improvement-before.png")
        places = ("..%2Funtrain.sqlite", "..%2Fkey", "%2Fetc%2Fpasswd", "notes.png", "2", "x%00.png")
        others = [await client.get(f"/evidence/{place}") for place in places]

    assert (200, "image/png") == (good.status_code, good.headers["content-type"])
    assert [404] * len(places) == [answer.status_code for answer in others]


def _token(answer: object) -> str:
    text = str(getattr(answer, "text", ""))
    return text.partition('name="form_token" value="')[2].partition('"')[0]
