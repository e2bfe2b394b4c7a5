from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.conftest import Showing
from tests.engine.stage import Stage
from tests.engine.values import ACME

from untrain.engine.bot_check import bot_check_shown

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

assert ACME.sign_in is not None
WATCHED = replace(ACME, sign_in=replace(ACME.sign_in, captchas=("#captcha-internal",)))
BIG = "style='width: 300px; height: 80px'"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f"<iframe {BIG} src='https://www.recaptcha.example/recaptcha/api2/bframe'></iframe>", True),
        (f"<iframe {BIG} src='https://challenges.cloudflare.com/cdn-cgi/x'></iframe>", True),
        (f"<div id=captcha-internal {BIG}>Prove it</div>", True),
        ("<div id=captcha-internal hidden>Prove it</div>", False),
        ("<iframe style='width: 1px; height: 1px' src='https://x.example/recaptcha/api2/anchor'></iframe>", False),
        (f"<div hidden><iframe {BIG} src='https://x.example/recaptcha/api2/bframe'></iframe></div>", False),
        (f"<iframe {BIG} src='https://www.acme.example/ad?ref=recaptcha'></iframe>", False),
        ("<p>An article on recaptcha</p>", False),
    ],
    ids=["recaptcha", "cloudflare", "flow", "hidden-flow", "invisible", "not-displayed", "query", "words"],
)
async def test_a_bot_check_is_one_that_is_shown(html: str, shown: bool, showing: Showing) -> None:
    """A frame of a known maker, or what the flow names, that a person can see; what only lies in wait is none."""
    async with showing(Stage(pages={"/login": html})) as tab:
        await tab.open("https://www.acme.example/login")
        await tab.rest()

        assert shown is await bot_check_shown(tab.page, WATCHED)
