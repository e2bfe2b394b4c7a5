"""Whether a kept session is still good, as the platform's own page shows it."""

from __future__ import annotations

import time

import pytest
from tests.flows.world import FLOWS

from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.health import Health, examine_session
from untrain.lab import Lab, ordinary
from untrain.lab.replica import built_in
from untrain.model.memory import StorageState

pytestmark = pytest.mark.browser

SLUGS = [slug for slug in built_in() if (flow := FLOWS.get(slug)) is not None and flow.sign_in is not None]


def _session(lab: Lab, slug: str) -> StorageState:
    """The cookies that the platform gives to somebody who has signed in."""
    (standing,) = lab.people(slug)
    replica, signed = lab.replicas[slug], lab.sessions.open(standing)
    extra = {
        name: text.format(csrf=signed.csrf, number=standing.person.number)
        for name, text in replica.session.extra.items()
    }
    cookies = [
        {"name": name, "value": value, "domain": host, "path": "/", "expires": time.time() + 3600, "httpOnly": True,
         "secure": True, "sameSite": "Lax"}
        for host in replica.hosts
        for name, value in {replica.session.cookie: signed.token, **extra}.items()
    ]  # fmt: skip
    return {"cookies": cookies, "origins": []}


async def test_a_session_is_good_until_the_platform_has_ended_it() -> None:
    """Signed in, and signed out as soon as the server says so, on every platform that we practise on."""
    lab = Lab(SLUGS, accounts=[ordinary(slug) for slug in SLUGS])
    async with lab.serve() as address, running_browser(BrowserOptions(connect_to=address)) as browser:
        for slug in SLUGS:
            state = _session(lab, slug)
            good = await examine_session(browser, FLOWS[slug], state, seconds=30)
            lab.sessions.drop(lab.people(slug)[0])
            ended = await examine_session(browser, FLOWS[slug], state, seconds=30)

            assert (Health.SIGNED_IN, Health.SIGNED_OUT) == (good.health, ended.health), slug
            assert good.state is not None, slug
            assert ended.state is None, slug
    assert [] == lab.password_submissions


async def test_what_only_a_person_can_pass_is_told() -> None:
    """A bot check in place of the sign-in page says nothing of the session, and is not pressed."""
    lab = Lab(["linkedin"], accounts=[ordinary("linkedin", "captcha_first")])
    async with lab.serve() as address, running_browser(BrowserOptions(connect_to=address)) as browser:
        state = _session(lab, "linkedin")
        lab.sessions.drop(lab.people("linkedin")[0])
        seen = await examine_session(browser, FLOWS["linkedin"], state, seconds=30)

    assert Health.ASKS_FOR_YOU == seen.health
    assert [] == lab.notes


async def test_a_platform_that_does_not_answer_says_nothing() -> None:
    """No network is no reason to call a session dead."""
    async with running_browser(BrowserOptions(connect_to="127.0.0.1:9")) as browser:
        seen = await examine_session(browser, FLOWS["linkedin"], {"cookies": [], "origins": []}, seconds=10)

    assert Health.NOT_SEEN == seen.health
