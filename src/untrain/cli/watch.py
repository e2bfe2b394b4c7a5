"""`untrain watch`: scheduled re-checks."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from untrain.app.home import Home
    from untrain.model.result import Result
    from untrain.settings import Settings
    from untrain.watch.cycle import Cycle, Watcher
    from untrain.watch.install import Entry
    from untrain.watch.notifier import Notifier

commands = typer.Typer(
    name="watch",
    help="Look again when it is time, and tell what is new.",
    rich_markup_mode=None,
)


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was chosen on the command line."""

    accounts: Path | None
    flows: Path | None
    connect_to: str | None
    run: bool


@commands.callback(invoke_without_command=True)
def watch(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="Look at what is due now, and end: for cron and timers.")
    ] = False,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what is due, and why.")] = False,
    as_json: options.AsJson = False,
    switch_off: Annotated[bool, typer.Option("--switch-off", help="Also switch off what is on.")] = False,
    accounts: options.AccountsFile = None,
    flows: options.Flows = None,
    connect_to: options.ConnectTo = None,
) -> None:
    """Look again when it is time, and tell what is new; it changes nothing, unless told to."""
    if context.invoked_subcommand is not None:
        return
    from untrain.settings import load_settings

    choices = Choices(accounts=accounts, flows=flows, connect_to=connect_to, run=switch_off)
    given = {"accounts": accounts, "flows": flows}
    settings = load_settings(Path.cwd())
    settings = settings.model_copy(update={name: value for name, value in given.items() if value})
    if plan:
        _show_plan(settings, practice=connect_to is not None, as_json=as_json)
    else:
        raise typer.Exit(_watch(settings, choices, once=once, as_json=as_json))


def _show_plan(settings: Settings, *, practice: bool, as_json: bool) -> None:
    from untrain.app.accounts import listed
    from untrain.app.desk import open_desk
    from untrain.app.watching import plan_of, rhythm_of
    from untrain.report import plan

    moment = now()
    with open_desk(settings) as desk:
        accounts = listed(settings.accounts, desk.home, desk.flows)
        found = plan_of(desk, accounts, rhythm_of(settings), now=moment, practice=practice)
    if as_json:
        typer.echo(plan.as_json(found), nl=False)
        return
    for line in plan.as_text(found):
        typer.echo(line)


def _watch(settings: Settings, choices: Choices, *, once: bool, as_json: bool) -> int:
    """The exit code, after the cycle or after a signal. Raises InputError when nothing could be started."""
    from untrain.app.door import loopback
    from untrain.app.home import Home
    from untrain.cli.log import log_to_stderr
    from untrain.engine.browser import BrowserOptions, find_browser
    from untrain.model.result import Mode
    from untrain.watch.looking import Looking
    from untrain.watch.notifier import Notifier
    from untrain.watch.service import alone

    log_to_stderr(settings.log_level)
    address = None if choices.connect_to is None else loopback(choices.connect_to)
    browser = BrowserOptions(executable=find_browser(settings.browser).path, connect_to=address)
    home = Home(path=settings.home)
    home.make()
    with alone(home):
        mode = Mode.RUN if choices.run else Mode.CHECK
        looking = Looking(settings=settings, browser=browser, clock=now, mode=mode)
        notifier = Notifier.to(settings.notify)
        watcher = looking.watcher(notifier.send, _say_result)
        return _once(watcher, home, notifier, as_json=as_json) if once else _serve(watcher, home, notifier)


def _once(watcher: Watcher, home: Home, notifier: Notifier, *, as_json: bool) -> int:
    from contextlib import suppress
    from dataclasses import replace

    from untrain.app.heartbeat import Heartbeat, write_heartbeat
    from untrain.cli.ending import BAD_OUTCOME, say_error
    from untrain.cli.signals import INTERRUPTED
    from untrain.cli.stopping import run_until_stopped
    from untrain.report.exit_code import exit_code
    from untrain.store import StoreError

    done: list[Cycle] = []

    async def cycle() -> None:
        await notifier.check()
        done.append(await watcher.once())

    beat = Heartbeat(pid=os.getpid(), service=False, beat=now())
    try:
        if run_until_stopped(cycle(), parting="stopping: what was looked at is kept"):
            return INTERRUPTED
    except StoreError as error:
        say_error(error)
        with suppress(OSError):  # the disk may be full
            write_heartbeat(home, replace(beat, problem=f"{error.place}: {error.problem}", ended=True))
        return BAD_OUTCOME
    (ended,) = done
    with suppress(OSError):
        write_heartbeat(home, replace(beat, beat=now(), next=ended.next, ended=True))
    _say_cycle(ended, as_json=as_json)
    return exit_code(ended.results)


def _serve(watcher: Watcher, home: Home, notifier: Notifier) -> int:
    from untrain.cli.signals import INTERRUPTED
    from untrain.cli.stopping import run_until_stopped
    from untrain.watch.service import Service

    async def serve() -> None:
        await notifier.check()
        typer.echo("watching; end it with Ctrl-C", err=True)
        await Service(watcher=watcher, home=home).serve()

    run_until_stopped(serve(), parting="stopping: what was looked at is kept")
    return INTERRUPTED


def _say_result(result: Result) -> None:
    from untrain.report.terminal import as_line

    typer.echo(as_line(result), err=True)


def _say_cycle(cycle: Cycle, *, as_json: bool) -> None:
    """Only what is new goes to stdout: where nothing is, cron sends no mail."""
    import json

    from untrain.report.records import moment

    if as_json:
        message = cycle.message
        document = {
            "looks": len(cycle.results),
            "notice": {"title": message.title, "body": message.body} if message else None,
            "next": moment(cycle.next) if cycle.next else None,
        }
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
    elif cycle.message:
        typer.echo(f"{cycle.message.title}\n\n{cycle.message.body}")


@commands.command()
def install(
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Only show what would be done.")] = False,
) -> None:
    """Have the system start it: shows first what is written and done."""
    from untrain.watch.install import shown

    entry = _entry()
    typer.echo(f"{entry.file}:\n\n{entry.text}\nand then:\n")
    for line in shown(entry.enable):
        typer.echo(f"  {line}")
    if show:
        return
    if not yes:
        typer.confirm("\nSet it up?", abort=True)
    entry.file.parent.mkdir(parents=True, exist_ok=True)
    entry.file.write_text(entry.text, encoding="utf-8")
    _run(entry.enable)
    typer.echo("it watches from now on; `untrain watch uninstall` ends that, and `untrain doctor` says how it is")


@commands.command()
def uninstall() -> None:
    """End it, and remove what `install` wrote; nothing that was found out is removed."""
    entry = _entry()
    if not entry.file.exists():
        typer.echo(f"there is no {entry.file}: nothing to remove", err=True)
        return
    _run(entry.disable)
    entry.file.unlink()
    typer.echo(f"removed {entry.file}")


def _entry() -> Entry:
    from untrain.settings import PREFIX, load_settings
    from untrain.watch.install import Machine, entry_for

    folder = Path.cwd()
    settings = load_settings(folder)
    passed_on = ("HOME", "ACCOUNTS", "FLOWS", "BROWSER")  # the others stand in .env, since they may be secret
    given = {
        f"{PREFIX}{name}": os.environ[f"{PREFIX}{name}"] for name in passed_on if os.environ.get(f"{PREFIX}{name}")
    }
    config = os.environ.get("XDG_CONFIG_HOME")
    machine = Machine(
        system=sys.platform,
        home=Path.home(),
        config=Path(config) if config else Path.home() / ".config",
        untrain_home=settings.home,
        folder=folder,
        program=(sys.executable, "-m", "untrain"),
        variables={**given, f"{PREFIX}HOME": str(settings.home)},
        uid=os.getuid() if hasattr(os, "getuid") else 0,
    )
    return entry_for(machine)


def _run(lines: Sequence[Sequence[str]]) -> None:
    import subprocess

    from untrain.model.errors import InputError

    for words in lines:
        try:
            subprocess.run(words, check=True)  # noqa: S603  # shown before, and without a shell
        except (OSError, subprocess.CalledProcessError) as error:
            remedy = "or run `untrain watch --once` from cron or another timer"
            raise InputError(words[0], f"it did not do its part ({error})", remedy) from error
