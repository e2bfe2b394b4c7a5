from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.web.conftest import Served
from tests.web.past import NOW

from untrain.app.plan import Wish, jobs_for
from untrain.app.undertaking import begin
from untrain.model.account import Account
from untrain.model.result import Mode
from untrain.web.listing import address

pytestmark = pytest.mark.asyncio(loop_scope="module")

LINE = address("/history/control", account="ada", platform="linkedin", control="generative-ai-improvement")
PAGES = ("/", "/?state=on", "/needs", "/history", LINE, "/terms", "/terms/change?look=2", "/progress", "/flows",
         "/flows/linkedin")  # fmt: skip


def words_of(text: str) -> str:
    """What is on the page, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


async def test_what_stands(served: Served) -> None:
    """Every account on every platform it is on, in words; what could be off is counted as in a report."""
    async with served.inside() as client:
        said = words_of((await client.get("/")).text)

    assert "2 of 6 are off" in said
    assert "ada Facebook Needs you" in said
    assert "mary" in said
    assert "last known: off" in said  # grace on X: off, and then a challenge
    assert "Came back on" in said


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("on", {"ada"}),
        ("needs-you", {"ada", "grace"}),
        ("unsure", {"mary"}),
        ("sent", {"alan"}),
        ("off", {"ada", "grace"}),
    ],
)
async def test_what_is_in_one_state(served: Served, state: str, names: set[str]) -> None:
    """Only those are listed, whatever the others are."""
    async with served.inside() as client:
        text = (await client.get("/", params={"state": state})).text

    assert names == set(re.findall(r'<th scope="row">(\w+)</th>', text))


async def test_accounts_and_platforms_are_found_by_name(served: Served) -> None:
    """A part of a name is enough; a name that nobody has finds nothing, and is no error."""
    async with served.inside() as client:
        some = (await client.get("/", params={"account": "GRA"})).text
        none = (await client.get("/", params={"account": "<b>nobody</b>"})).text
        one = (await client.get("/", params={"platform": "x"})).text

    assert "grace" in words_of(some)
    assert "mary" not in words_of(some)
    assert "Nothing fits." in words_of(none)
    assert "<b>nobody" not in none
    assert {"X"} == set(re.findall(r'<th scope="col"><a[^>]*>(\w+)</a>', one))


async def test_what_needs_you_has_buttons_that_fit(served: Served) -> None:
    """What is on can be switched off, a challenge asks for a sign-in, a request shows its words before it is sent."""
    async with served.inside() as client:
        text = (await client.get("/needs")).text
    entries = {words_of(one).partition(" · ")[0]: words_of(one) for one in text.split('<li class="sheet')[1:]}

    assert 4 == len(entries)
    (ada, facebook, grace, mary) = (
        next(said for said in entries.values() if mark in said)
        for mark in ("LinkedIn", "ai-training-objection", "grace", "mary")
    )
    assert "Switch it off now" in ada
    assert "Came back on" in ada
    assert "Sign in" in grace
    assert "Switch it off now" not in mary
    assert "Check now" in mary
    assert "Send this request now" not in ada
    assert "What the request would say:" in facebook


async def test_the_past_of_a_control(served: Served) -> None:
    """Its readings, what came back on, a drawing, and both pictures side by side."""
    async with served.inside() as client:
        text = (await client.get(LINE)).text
    said = words_of(text)

    assert 8 == text.count('name="left"') + said.count("no picture")
    assert "came back on" in said.lower()
    left, right = re.findall(r'<a href="(/evidence/[^"]+)"><img', text)
    assert "/evidence/90/ada-linkedin-generative-ai-improvement-before.png" == left
    assert "/evidence/2/ada-linkedin-generative-ai-improvement-before.png" == right
    assert '<svg class="timeline"' in text


async def test_a_request_is_only_sent_beside_its_words(served: Served) -> None:
    """The page of its past has no button for it; the one that shows what would be said has."""
    async with served.inside() as client:
        place = address("/history/control", account="ada", platform="facebook", control="ai-training-objection")
        past, needs = (await client.get(place)).text, (await client.get("/needs?platform=facebook")).text

    assert "Send this request now" not in past
    assert "Sign in" in past
    assert "Send this request now" in needs


async def test_any_two_readings_can_be_compared(served: Served) -> None:
    """Those that are asked for stand side by side."""
    async with served.inside() as client:
        ids = re.findall(r'name="left" value="(\d+)"', (await client.get(LINE)).text)
        text = (await client.get(f"{LINE}&left={ids[-1]}&right={ids[1]}")).text

    pictures = re.findall(r'<a href="/evidence/(\d+)/', text)
    assert ["360", "90"] == pictures


async def test_a_change_of_terms_has_its_differences_marked(served: Served) -> None:
    """Word by word, and what it is about."""
    async with served.inside() as client:
        text = (await client.get("/terms/change?look=2")).text

    assert "<ins>, and to train generative AI models</ins>" in text
    assert "AI" in words_of(text.partition("about-it")[2])
    assert "telephone" in text


async def test_flows_and_their_freshness(served: Served) -> None:
    """Each platform with the day of its facts, and that nobody has confirmed it yet."""
    async with served.inside() as client:
        text = (await client.get("/flows")).text
        mine = (await client.get("/flows?mine=yes")).text

    assert f"{len(served.office.desk.flows)} platforms" in words_of(text)
    assert "22 Nov 2026 · fresh" in words_of(text)
    assert "4 platforms" in words_of(mine)


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_is_whole(served: Served, page: str) -> None:
    """It has one heading of the first rank, says its language, loads nothing from elsewhere and runs nothing inline."""
    async with served.inside() as client:
        answer = await client.get(page)
    text = answer.text

    assert 200 == answer.status_code
    assert 1 == len(re.findall(r"<h1[ >]", text))
    assert '<html lang="en">' in text
    assert [] == re.findall(r'(?:src|<link[^>]* href|action|hx-get)="(?!/)[^"]*"', text)
    assert [] == re.findall(r'<script>| style="| on[a-z]+="', text)


@pytest.mark.parametrize("page", PAGES)
async def test_no_page_tells_how_anybody_signs_in(served: Served, page: str) -> None:
    """Neither a password, nor where it comes from, nor a user name."""
    async with served.inside() as client:
        text = (await client.get(page)).text

    assert [] == [one for one in ("planted-pw-mary", "env:ADA", "@mail.example") if one in text]


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_speaks_german(served: Served, page: str) -> None:
    """To whoever's browser asks for it."""
    async with served.inside(**{"accept-language": "de-AT,de;q=0.9,en;q=0.5"}) as client:
        answer = await client.get(page)

    assert '<html lang="de">' in answer.text
    assert "Was Sie braucht" in answer.text
    assert "What needs you" not in answer.text


async def test_a_language_that_was_chosen_stays(served: Served) -> None:
    """Against what the browser says; and one comes back to where one was, never to another host."""
    async with served.inside(**{"accept-language": "de"}) as client:
        page = (await client.get("/needs")).text
        token = page.partition('name="form_token" value="')[2].partition('"')[0]
        form = {"form_token": token, "language": "en", "back": "/needs?platform=x"}
        back = await client.post("/language", data=form, headers={"origin": served.place})
        assert "/needs?platform=x" == back.headers["location"]
        assert '<html lang="en">' in (await client.get("/needs")).text
        for evil in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""):
            back = await client.post("/language", data={**form, "back": evil}, headers={"origin": served.place})
            assert "/" == back.headers["location"]


async def test_a_run_in_another_program_shows(served: Served) -> None:
    """With how far it is, for as long as it goes on."""
    desk = served.office.desk
    ada = [Account(name="ada", platform="linkedin"), Account(name="ada", platform="x")]
    jobs = jobs_for(Wish(), ada, desk.flows)
    run = begin(Mode.CHECK, jobs, home=desk.home, store=desk.store, version="1", now=NOW)
    async with served.inside() as client:
        with run:
            during = words_of((await client.get("/progress")).text)
        after = words_of((await client.get("/progress")).text)

    assert f"0 of {sum(len(job.wanted) for job in jobs)} done" in during
    assert "Nothing is being done." in after


async def test_progress_that_was_seen_is_not_sent_again(served: Served) -> None:
    """So that nothing is read out each second, and nothing loses the focus."""
    async with served.inside() as client:
        first = await client.get("/progress/part")
        (seen,) = re.findall(r"seen=(\w+)", first.text)
        again, other = await client.get(f"/progress/part?seen={seen}"), await client.get("/progress/part?seen=0")

    assert [200, 204, 200] == [answer.status_code for answer in (first, again, other)]


@pytest.mark.parametrize(
    "place",
    ["/history/control", f"{LINE}x", "/history/control?account=ada", "/terms/change", "/terms/change?look=999",
     "/flows/nothing", "/nothing", "/static/x"],
)  # fmt: skip
async def test_what_there_is_not_is_not_found(served: Served, place: str) -> None:
    """And says so; it is no crash."""
    async with served.inside() as client:
        assert 404 == (await client.get(place)).status_code


@pytest.mark.parametrize("number", ["0", "-1", "99999", "abc", "²", "9" * 30])
async def test_any_page_number_is_some_page(served: Served, number: str) -> None:
    """The nearest that there is."""
    async with served.inside() as client:
        for place in ("/", "/needs", "/history", "/terms", LINE):
            joint = "&" if "?" in place else "?"
            assert 200 == (await client.get(f"{place}{joint}page={number}&across={number}&left={number}")).status_code


async def test_an_order_that_makes_no_sense_is_refused(served: Served) -> None:
    """One sentence says why, and nothing is begun."""
    async with served.inside() as client:
        page = (await client.get("/")).text
        token = page.partition('name="form_token" value="')[2].partition('"')[0]
        for form in ({"what": "dance"}, {"what": "check", "platform": "nowhere"}, {"what": "sign_in"}):
            answer = await client.post("/do", data={**form, "form_token": token}, headers={"origin": served.place})
            assert 400 == answer.status_code
            assert "It could not be done" in answer.text
    assert [] == [*served.office.worker.works]


async def test_names_are_only_ever_text(served: Served) -> None:
    """Whatever an account is called."""
    reading = served.office.history.reading(1)
    assert reading is not None
    evil = replace(reading.result, account="<script>alert(1)</script>", detail="<img src=x>", evidence=())
    served.office.desk.store.runs.add(reading.run, evil)
    async with served.inside() as client:
        for place in ("/", "/needs", "/history?account=script"):
            text = (await client.get(place)).text
            assert "<script>alert" not in text
            assert "<img src=x" not in text
