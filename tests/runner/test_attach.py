"""A browser that the person has started: its session is used, and its tabs are left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.engine.person import browser_of_the_person, free_port, sign_in_at_linkedin
from tests.flows.world import FLOWS, ShortMemory, account_of

from untrain.engine.browser import BrowserOptions
from untrain.lab import Lab, Person, ordinary
from untrain.model.result import Evidence, Job, Mode, Result, Wanted
from untrain.runner import RunOptions, run_jobs

pytestmark = pytest.mark.browser
CONTROL = "generative-ai-improvement"


async def _run(person: Person, port: int, home: Path, memory: ShortMemory) -> Result:
    flow = FLOWS["linkedin"]
    control = flow.control(CONTROL)
    assert control is not None
    job = Job(account=account_of(person), flow=flow, wanted=(Wanted(control=control),))
    browser = BrowserOptions(attach=f"127.0.0.1:{port}")
    options = RunOptions(run_id="test", home=home, browser=browser, timeout=60, evidence=Evidence.NONE)
    (result,) = [one async for one in run_jobs([job], mode=Mode.RUN, memory=memory, options=options)]
    return result


async def test_the_persons_own_browser_is_used_and_left_as_it_was(tmp_path: Path) -> None:
    """It is opted out in their session, without a password; their tab stays where it is, and ours are gone."""
    ada = replace(ordinary("linkedin"), password="their-own-password")
    lab, port, memory = Lab(["linkedin"], accounts=[ada]), free_port(), ShortMemory()
    async with lab.serve() as address, browser_of_the_person(tmp_path / "profile", port, address) as theirs:
        tab = theirs.pages[0]
        await tab.goto("https://www.linkedin.com/login")
        await sign_in_at_linkedin(tab, ada)
        await tab.wait_for_url("**/feed/")
        await tab.evaluate("() => { window.theirs = 'untouched' }")

        result = await _run(ada, port, tmp_path, memory)

        assert "opted_out" == result.outcome, result.detail
        assert [tab] == theirs.pages
        assert ("untouched", "https://www.linkedin.com/feed/") == (await tab.evaluate("window.theirs"), tab.url)
        assert not await tab.evaluate("'__untrainRest' in window")
        await tab.reload()
        assert not await tab.evaluate("'__untrainRest' in window")
    assert "off" == lab.person("linkedin", ada.username).data_use(CONTROL)
    assert 1 == len(lab.password_submissions)
    assert {} == memory.sessions


async def test_nothing_is_typed_into_the_persons_own_browser(tmp_path: Path) -> None:
    """Where they are not signed in there, it is said where to do that, although a password is known."""
    ada = ordinary("linkedin")
    lab, port = Lab(["linkedin"], accounts=[ada]), free_port()
    async with lab.serve() as address, browser_of_the_person(tmp_path / "profile", port, address):
        result = await _run(ada, port, tmp_path, ShortMemory())

    assert "needs_human" == result.outcome
    assert "in the browser that is attached" in result.detail
    assert [] == lab.password_submissions
