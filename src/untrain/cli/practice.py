"""A flow on its own practice pages, in a real browser: what `untrain flows test --browser` adds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from untrain.engine.browser import BrowserOptions
from untrain.lab.cast import ordinary
from untrain.lab.lab import Lab
from untrain.lab.person import Person
from untrain.lab.replica import Replica, load
from untrain.lab.standing import Standing
from untrain.lab.weather import Weather, named
from untrain.model.account import Account
from untrain.model.flow import Control, Flow
from untrain.model.outcome import Outcome
from untrain.model.result import Evidence, Job, Mode, Result, Wanted
from untrain.model.secret import Secret
from untrain.runner import RunOptions, run_jobs
from untrain.trial import Verdict
from untrain.trial.memory import ShortMemory

_WEATHERS: Final = ("clear", "save_lies", "missing_control", "neighbour_moves", "disabled_off")
_TIMEOUT: Final = 90.0
_OUT: Final = frozenset({Outcome.OPTED_OUT, Outcome.ALREADY_OUT})


def practise(flow: Flow, folder: Path, browser: BrowserOptions) -> Iterator[Verdict]:
    """Each control of a flow on the replica that lies beside it, in clear weather and in the worst."""
    replica = load(flow.slug, folder)
    for name, kind in replica.controls.items():
        control = flow.control(name)
        for weather in map(named, _WEATHERS):
            fits = replica.knows_weather(weather.name, weather.needs, (name,))
            if control is not None and control.on_the_web and fits and weather.outcomes[kind]:
                problem = _play(flow, replica, control, weather, browser)
                yield Verdict(
                    platform=flow.slug,
                    control=name,
                    name=f"in a browser: {weather.promise}",
                    negative=weather.name != "clear",
                    problem=problem,
                )


def account_of(person: Person) -> Account:
    """The account of somebody who lives on a practice platform."""
    return Account(
        name=person.name,
        platform=person.platform,
        username=person.username,
        password=Secret(person.password),
        totp_secret=Secret(person.totp_secret) if person.totp_secret else None,
        region=person.region,
        plan=person.plan,
        full_name=person.full_name,
        email=person.email,
    )


def _play(flow: Flow, replica: Replica, control: Control, weather: Weather, browser: BrowserOptions) -> str | None:
    """What is wrong with how one control went in one weather, or None."""
    person = ordinary(replica, weather.name)
    lab = Lab([replica], accounts=[person])
    with lab.serve_in_thread() as address:
        results = asyncio.run(_run(flow, control, person, lab, _at(browser, address)))
    allowed = weather.outcomes_on(replica, replica.controls[control.id])
    standing = lab.person(person.platform, person.username)
    setting = replica.setting_of(control.id)
    moved = setting.neighbour if setting and weather.name == "neighbour_moves" else None  # and may be put back
    problems = (_judge(one, standing, allowed, but=moved) for one in results)
    return next(filter(None, problems), None if results else "no result")


def _at(browser: BrowserOptions, address: str) -> BrowserOptions:
    return BrowserOptions(headed=browser.headed, executable=browser.executable, connect_to=address)


async def _run(flow: Flow, control: Control, person: Person, lab: Lab, browser: BrowserOptions) -> list[Result]:
    account, memory = account_of(person), ShortMemory()
    if person.signed_in:
        memory.keep_session(account, lab.open_session(person))
    job = Job(account=account, flow=flow, wanted=(Wanted(control=control, named=True),))
    with TemporaryDirectory(prefix="untrain-trial-", ignore_cleanup_errors=True) as home:
        how = RunOptions(
            run_id="trial", home=Path(home), browser=browser, timeout=_TIMEOUT, evidence=Evidence.NONE
        )  # fmt: skip
        return [one async for one in run_jobs([job], mode=Mode.RUN, memory=memory, options=how)]


def _judge(result: Result, standing: Standing, allowed: frozenset[str], *, but: str | None) -> str | None:
    """Where a result and what the platform remembers are not both as they should be."""
    truth = standing.data_use(":".join(filter(None, (result.control, result.item))))
    if result.outcome in _OUT and truth != "off":
        return f"it is told as {result.outcome}, and is {truth}"
    if touched := standing.meddled({result.control}) & standing.touched() - {but}:
        return f"{', '.join(sorted(touched))} was touched, and nobody asked for it"
    if standing.harm:
        return "; ".join(standing.harm)
    return None if result.outcome.value in allowed else f"it is told as {result.outcome}: {result.detail}"
