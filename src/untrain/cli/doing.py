"""What `run` and `check` do before their first job and after their last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import typer

from untrain.app.accounts import accounts_for
from untrain.app.desk import Desk, open_desk, our_version
from untrain.app.display import must_have_display
from untrain.app.door import loopback, open_door
from untrain.app.plan import Wish, jobs_for, parse_target
from untrain.app.undertaking import Undertaking, begin, resume
from untrain.cli.calling import callers
from untrain.cli.choosing import Choices
from untrain.cli.log import log_to_stderr
from untrain.cli.notes import tell_of_the_key
from untrain.cli.papers import Papers
from untrain.cli.session import Session, now
from untrain.engine.browser import BrowserOptions, find_browser
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.result import Job, Mode
from untrain.runner.options import Handoff
from untrain.settings import Settings, load_settings


def do(mode: Mode, choices: Choices) -> int:
    """The exit code, after everything was done and reported. Raises InputError when nothing could be started."""
    settings = settled(load_settings(Path.cwd()), choices)
    log_to_stderr(settings.log_level)
    papers = Papers(json=choices.json, html=choices.html)
    papers.check()
    browser = browser_options(settings, choices)
    handed = handoff(settings, choices, browser)
    with open_desk(settings) as desk:
        for target in choices.targets:
            parse_target(target, desk.flows)
        accounts = accounts_for(settings.accounts, desk.kept, desk.flows)
        with _undertaken(mode, choices, accounts, desk) as undertaking:
            tell_of_the_key(desk)
            session = Session(desk=desk, settings=settings, browser=browser, papers=papers, handoff=handed)
            return session.carry_through(undertaking)


def settled(settings: Settings, choices: Choices) -> Settings:
    """The settings, with what was chosen on the command line before them."""
    chosen = {
        "accounts": choices.accounts,
        "flows": choices.flows,
        "concurrency": choices.concurrency,
        "evidence": choices.evidence,
        "timeout": choices.timeout,
    }
    return settings.model_copy(update={name: value for name, value in chosen.items() if value is not None})


def browser_options(settings: Settings, choices: Choices) -> BrowserOptions:
    """How the browser is started, or which one is used. Raises InputError for an address off loopback, and where there
    is no browser, or no screen for one that is to be seen."""
    if choices.attach is not None:
        return _attached(choices)
    if choices.headed:
        must_have_display("--headed")
    connect_to = None if choices.connect_to is None else loopback(choices.connect_to)
    found = find_browser(settings.browser, headed=choices.headed)
    return BrowserOptions(headed=choices.headed, executable=found.path, connect_to=connect_to)


def _attached(choices: Choices) -> BrowserOptions:
    for option, given in (
        ("--headed", choices.headed),
        ("--handoff", choices.handoff),
        ("--connect-to", choices.connect_to),
    ):
        if given:
            raise InputError(f"--attach and {option}", "they exclude each other", "leave one of them out")
    remedy = "start your browser with --remote-debugging-port=9222 and a --user-data-dir of its own"
    return BrowserOptions(attach=open_door(choices.attach or "", option="--attach", remedy=remedy))


def handoff(settings: Settings, choices: Choices, browser: BrowserOptions) -> Handoff | None:
    """How jobs are left to a person, where that is wanted. Raises InputError where no window can be shown."""
    if not (choices.handoff or choices.headed):
        return None
    must_have_display("--handoff" if choices.handoff else "--headed")
    found = find_browser(settings.browser, headed=True, everyday=True)
    window = replace(browser, headed=True, executable=found.path, by_hand=True)
    return Handoff(browser=window, callers=callers(settings.notify), seconds=settings.handoff_seconds)


def _refuse_two_in_one_browser(jobs: Sequence[Job]) -> None:
    """In an attached browser one person is signed in to a platform: a second account's job would change the first's."""
    seen: dict[str, str] = {}
    for job in jobs:
        if job.flow.slug in seen:
            problem = f"{seen[job.flow.slug]} and {job.account.name} are both on {job.flow.slug}"
            raise InputError("--attach", problem, "say with --account NAME who is signed in to that browser")
        seen[job.flow.slug] = job.account.name


@contextmanager
def _undertaken(mode: Mode, choices: Choices, accounts: Sequence[Account], desk: Desk) -> Iterator[Undertaking]:
    """The run to go on with, where that is wanted and there is one; else a new one."""
    practice = choices.connect_to is not None
    if choices.resume:
        with resume(mode, accounts, desk.flows, home=desk.home, store=desk.store, practice=practice) as undertaking:
            if undertaking is not None:
                _say(
                    f"going on with run {undertaking.run.id}: {len(undertaking.run.results)} results are there already"
                )
                yield undertaking
                return
        _say("no run was cut off: starting afresh")

    wish = Wish(targets=choices.targets, accounts=choices.names, requests=choices.requests)
    jobs = jobs_for(wish, accounts, desk.flows)
    if choices.attach is not None:
        _refuse_two_in_one_browser(jobs)
    with begin(
        mode, jobs, home=desk.home, store=desk.store, version=our_version(), now=now(), practice=practice
    ) as undertaking:
        yield undertaking


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)
