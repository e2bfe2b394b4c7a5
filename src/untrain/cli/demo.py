"""`untrain demo`: the real engine on practice platforms, and what these remember of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli.ending import BAD_OUTCOME
from untrain.cli.signals import INTERRUPTED, interrupt
from untrain.model.outcome import Outcome

if TYPE_CHECKING:
    from untrain.app.desk import Desk
    from untrain.cli.papers import Papers
    from untrain.lab.lab import Lab
    from untrain.lab.person import Person
    from untrain.model.result import Result
    from untrain.settings import Settings


def demo(
    html: Annotated[Path, typer.Option("--html", metavar="PATH", help="Where the report goes.")] = Path(
        "demo-report.html"
    ),
    home: Annotated[
        Path | None, typer.Option("--home", metavar="DIR", help="Keep results and evidence there; else nowhere.")
    ] = None,
    headed: Annotated[bool, typer.Option("--headed", help="Show the browser.")] = False,
) -> None:
    """See it work on practice platforms, without any account."""
    from untrain.app.desk import open_desk
    from untrain.cli.log import log_to_stderr
    from untrain.cli.papers import Papers
    from untrain.lab.cast import demo_cast
    from untrain.lab.lab import Lab

    papers = Papers(html=html, evidence_stays=home is not None)
    papers.check()
    people = demo_cast()
    interrupt()  # there is a folder to be removed
    with _folder(home) as folder:
        settings = _practice_settings(folder)
        log_to_stderr(settings.log_level)
        platforms = sorted({one.platform for one in people})
        typer.echo(f"{len(people)} accounts on {len(platforms)} practice platforms, on this machine alone\n")
        practice = Lab(platforms, accounts=people)
        with practice.serve_in_thread() as address, open_desk(settings, keyring=False) as desk:
            _bring_sessions(desk, practice, people)
            code = _opt_out(desk, settings, papers, people, address=address, headed=headed)
            results = desk.past_run(None).results

    differences = list(_differences(practice, people, results))
    _tell_truth(results, differences)
    _show_report(html)
    raise typer.Exit(INTERRUPTED if code == INTERRUPTED else BAD_OUTCOME if differences else 0)


@contextmanager
def _folder(home: Path | None) -> Iterator[Path]:
    """The folder that was asked for, else one that is gone afterwards."""
    from tempfile import TemporaryDirectory

    if home is not None:
        yield home.absolute()
        return
    with TemporaryDirectory(prefix="untrain-demo-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _practice_settings(folder: Path) -> Settings:
    """The settings, without what is the owner's own."""
    from untrain.model.result import Evidence
    from untrain.settings import load_settings

    ours = {"home": folder, "accounts": None, "flows": None, "store": None, "evidence": Evidence.FULL, "reason": None}
    return load_settings(Path.cwd()).model_copy(update=ours)


def _bring_sessions(desk: Desk, practice: Lab, people: Sequence[Person]) -> None:
    """Where nobody has a password, people have signed in by themselves, as by `untrain login`."""
    from untrain.app.memory import StoredMemory
    from untrain.cli.practice import account_of
    from untrain.cli.session import now

    memory = StoredMemory(home=desk.home, store=desk.store, vault=desk.vault, now=now, practice=True)
    for person in people:
        if person.signed_in:
            memory.keep_session(account_of(person), practice.open_session(person))


def _opt_out(
    desk: Desk, settings: Settings, papers: Papers, people: Sequence[Person], *, address: str, headed: bool
) -> int:
    from untrain.app.desk import our_version
    from untrain.app.plan import Wish, jobs_for
    from untrain.app.undertaking import begin
    from untrain.cli.practice import account_of
    from untrain.cli.session import Session, now
    from untrain.engine.browser import BrowserOptions, find_browser
    from untrain.model.result import Mode

    found = find_browser(settings.browser, headed=headed)
    browser = BrowserOptions(headed=headed, executable=found.path, connect_to=address)
    jobs = jobs_for(Wish(requests=True), [account_of(one) for one in people], desk.flows)
    started = begin(Mode.RUN, jobs, home=desk.home, store=desk.store, version=our_version(), now=now(), practice=True)
    with started as undertaking:
        session = Session(desk=desk, settings=settings, browser=browser, papers=papers)
        return session.carry_through(undertaking)


_CLAIMS = {
    Outcome.OPTED_OUT: "off",
    Outcome.ALREADY_OUT: "off",
    Outcome.SUBMITTED: "off",
    Outcome.LOCKED: "on",
    Outcome.NOT_SAVED: "on",
}


def _differences(practice: Lab, people: Sequence[Person], results: Sequence[Result]) -> Iterator[str]:
    """Where what was reported is not what the platforms remember, or where they remember more than was asked for."""
    usernames = {(one.name, one.platform): one.username for one in people}
    for result in results:
        standing = practice.person(result.platform, usernames[result.account, result.platform])
        whose = ":".join(filter(None, (result.control, result.item)))
        claim, truth = _CLAIMS.get(result.outcome), standing.data_use(whose)
        if claim is not None and claim != truth:
            yield f"{result.account} on {result.platform}: {result.control} was told {claim}, and is {truth}"
        if (times := standing.received(result.control)) > 1:
            yield f"{result.account} on {result.platform}: {result.control} was sent {times} times"
    for standing in practice.people():
        for name in sorted(standing.meddled(standing.replica.controls) & standing.touched()):
            yield f"{standing.person.name} on {standing.person.platform}: {name} was touched, and nobody asked for it"
        yield from (f"{standing.person.name} on {standing.person.platform}: {harm}" for harm in standing.harm)


def _tell_truth(results: Sequence[Result], differences: Sequence[str]) -> None:
    checked = sum(1 for result in results if result.outcome in _CLAIMS)
    if differences:
        typer.echo("The practice platforms remember it differently:")
        for difference in differences:
            typer.echo(f"  {difference}")
    else:
        typer.echo(
            f"The practice platforms remember the same, {checked} times out of {checked}; nothing else was touched."
        )


def _show_report(html: Path) -> None:
    import webbrowser

    typer.echo(f"The report: {html.absolute()}")
    if sys.stdin.isatty() and sys.stdout.isatty() and _has_a_desktop() and typer.confirm("Open it?", default=True):
        webbrowser.open(html.absolute().as_uri())


def _has_a_desktop() -> bool:
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
