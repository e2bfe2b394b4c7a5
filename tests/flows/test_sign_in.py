"""Signing in as each platform has it, beyond what the weathers ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.rota import ALONE, playable
from tests.flows.world import FLOWS, ShortMemory, World, account_of, play_together

from untrain.engine.browser import BrowserOptions
from untrain.lab import Lab, Person, Weather, cases, ordinary
from untrain.lab.replica import load
from untrain.lab.weather import named
from untrain.model.result import Evidence, Job, Mode, Wanted
from untrain.runner import RunOptions, run_jobs

pytestmark = pytest.mark.browser

SECRET = "JBSWY3DPEHPK3PXP"
"""Eighty bits, as most platforms give them."""


_CONTROL = {slug: control for slug, control, *_ in reversed([*playable(cases()), *playable(cases(of_items=True))])}
"""Of each platform one control."""


def _asks_for_codes(slug: str) -> bool:
    sign_in = load(slug).sign_in
    return "code" in sign_in.stops and not sign_in.passwordless


async def _play(people: Sequence[Person], *, home: Path) -> list[World]:
    """One control of their platform (of one item, where each has it for itself), for all of them at once."""
    slug = people[0].platform
    lab = Lab([slug], accounts=people)
    items = lab.person(slug, people[0].username).items[:1]
    return await play_together(people, _CONTROL[slug], home=home, lab=lab, items=items)


@pytest.mark.parametrize("slug", sorted(filter(_asks_for_codes, _CONTROL)))
async def test_a_code_from_the_authenticator_is_given(slug: str, tmp_path: Path) -> None:
    """With a TOTP secret the code is given once, and the password once."""
    (world,) = await _play([replace(ordinary(slug), totp_secret=SECRET)], home=tmp_path)

    assert world.result.outcome in {"opted_out", "submitted"}, world.result.detail
    assert 1 == len(world.lab.password_submissions)


SUBMISSIONS = {
    "clear": 1,
    "account_chooser": 1,
    "save_login_offer": 1,
    "phone_offer": 1,
    "consent_offer": 1,
    "terms_page": 1,
    "challenge": 1,
    "captcha": 1,
    "code_by_email": 1,
    "wrong_password": 1,
    "account_locked": 1,
    "session_expires:9": 2,
    "no_session": 0,
    "captcha_first": 0,
    "browser_refused": 0,
    "foreign_login": 0,
    "http_login": 0,
    "password_in_foreign_frame": 0,
}
"""All that a sign-in may come to, and how often the password is given: twice where the platform loses the session."""


def _grid() -> Iterator[object]:
    """Platform and states; those that strangers do not meet are played together. One platform is for every day."""
    for slug in sorted(_CONTROL):
        mine = [state for state in SUBMISSIONS if _weather(state).applies_to(slug, _CONTROL[slug])]
        if load(slug).sign_in.passwordless:
            mine = [state for state in mine if state in ALONE]
        together = [state for state in mine if state not in ALONE]
        for states in filter(None, (together, *([state] for state in mine if state in ALONE))):
            name = "inside" if states is together else states[0]
            marks = [] if slug == "linkedin" else [pytest.mark.thorough]
            yield pytest.param(slug, states, id=f"{slug}-{name}", marks=marks)


def _weather(state: str) -> Weather:
    return named(state.partition(":")[0])


@pytest.mark.parametrize(("slug", "states"), list(_grid()))
async def test_every_state_of_a_sign_in_ends_well(slug: str, states: Sequence[str], tmp_path: Path) -> None:
    """The truth is told of each; the password is given as often as it may be, and nothing is accepted or pressed; what
    only the person can do is said with the command."""
    names = [_weather(state).name for state in states]
    people = [
        replace(ordinary(slug, state), name=name, username=f"{name}@mail.example")
        for state, name in zip(states, names, strict=True)
    ]

    worlds = await _play(people, home=tmp_path)

    for state, world in zip(states, worlds, strict=True):
        _ends_well(state, world)
    assert [] == worlds[0].lab.typed
    assert [] == worlds[0].lab.notes
    assert [] == [one for one in worlds[0].lab.password_submissions if not one.expected]


def _ends_well(state: str, world: World) -> None:
    result, standing = world.result, world.lab.person(world.person.platform, world.person.username)
    kind = load(result.platform).controls[result.control]
    lost = state.startswith("session_expires")  # and lost for good: perhaps after the switch
    allowed = frozenset({"needs_human"}) if lost else _weather(state).outcomes_on(load(result.platform), kind)
    assert result.outcome in allowed, f"{state}: {result.outcome}: {result.detail}"
    assert lost or ("off" if result.outcome in {"opted_out", "submitted"} else "on") == world.use, state
    assert SUBMISSIONS[state] == len(standing.password_submissions), state
    assert set() == standing.meddled({result.control}), state
    command = f"untrain login {result.platform} --account {result.account}"
    assert (command in result.detail) is (result.outcome == "needs_human"), f"{state}: {result.detail}"


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
