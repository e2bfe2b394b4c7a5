"""Signing in as each platform has it, beyond what the weathers ask for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.rota import playable
from tests.flows.world import FLOWS, ShortMemory, account_of, play

from untrain.engine.browser import BrowserOptions
from untrain.lab import Lab, cases, ordinary
from untrain.lab.replica import load
from untrain.model.result import Evidence, Job, Mode, Wanted
from untrain.runner import RunOptions, run_jobs

pytestmark = pytest.mark.browser

SECRET = "JBSWY3DPEHPK3PXP"
"""Eighty bits, as most platforms give them."""


_FIRST_CONTROL = {slug: control for slug, control, *_ in reversed(playable(cases()))}
"""Of each platform one control."""


def _asks_for_codes(slug: str) -> bool:
    sign_in = load(slug).sign_in
    return "code" in sign_in.stops and not sign_in.passwordless


@pytest.mark.parametrize("slug", sorted(filter(_asks_for_codes, _FIRST_CONTROL)))
async def test_a_code_from_the_authenticator_is_given(slug: str, tmp_path: Path) -> None:
    """With a TOTP secret the code is given once, and the password once."""
    world = await play(replace(ordinary(slug), totp_secret=SECRET), _FIRST_CONTROL[slug], home=tmp_path)

    assert world.result.outcome in {"opted_out", "submitted"}, world.result.detail
    assert 1 == len(world.lab.password_submissions)


STATES = {
    "clear": "opted_out",
    "account_chooser": "opted_out",
    "save_login_offer": "opted_out",
    "terms_page": "needs_human",
    "challenge": "needs_human",
    "captcha": "needs_human",
    "captcha_first": "needs_human",
    "code_by_email": "needs_human",
    "wrong_password": "needs_human",
    "account_locked": "needs_human",
    "session_expires:9": "needs_human",
}
"""What a sign-in may come to, and what it ends in; every platform meets them all in `make contract`."""


@pytest.mark.parametrize(("state", "outcome"), STATES.items(), ids=STATES)
async def test_a_password_is_given_once_whatever_comes(state: str, outcome: str, tmp_path: Path) -> None:
    """One submission, and one more at most where the platform has lost the session; nothing is accepted or pressed,
    and what only the person can do is said with the command."""
    ada = ordinary("linkedin", state)

    world = await play(ada, "generative-ai-improvement", home=tmp_path, timeout=40)

    assert outcome == world.result.outcome, world.result.detail
    lost = state.startswith("session_expires")
    first = state == "captcha_first"
    assert (0 if first else 2 if lost else 1) == len(world.lab.password_submissions)
    assert [] == world.lab.notes
    assert [] == world.lab.person("linkedin", ada.username).accepted
    assert ("untrain login linkedin --account ada" in world.result.detail) is (outcome == "needs_human")


@pytest.mark.parametrize("state", ["wrong_password", "challenge", "captcha"])
async def test_after_a_stop_the_accounts_other_controls_are_not_tried(state: str, tmp_path: Path) -> None:
    """Every control of the account has the same end, after one submission; the next account is tried all the same."""
    ada = ordinary("linkedin", state)
    grace = replace(ordinary("linkedin"), name="grace", username="grace@mail.example", password="practice-grace")
    lab, flow = Lab(["linkedin"], accounts=[ada, grace]), FLOWS["linkedin"]
    wanted = tuple(Wanted(control=control, named=True) for control in flow.controls if control.on_the_web)
    jobs = [
        Job(account=account_of(ada), flow=flow, wanted=wanted),
        Job(account=account_of(grace), flow=flow, wanted=wanted[:1]),
    ]
    async with lab.serve() as address:
        options = RunOptions(
            run_id="test", home=tmp_path, browser=BrowserOptions(connect_to=address), evidence=Evidence.NONE
        )
        results = [one async for one in run_jobs(jobs, mode=Mode.RUN, memory=ShortMemory(), options=options)]

    assert len(wanted) > 1
    assert {"needs_human"} == {str(one.outcome) for one in results if one.account == "ada"}
    assert ["opted_out"] == [str(one.outcome) for one in results if one.account == "grace"]
    assert 1 == len(lab.person("linkedin", ada.username).password_submissions)
