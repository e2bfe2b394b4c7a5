"""`untrain letters`: opt-outs that are e-mails, from the draft to the answer; the person sends them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from untrain.app.letters import Case
    from untrain.letters import Written
    from untrain.store.requests import Event, Requests

commands = typer.Typer(
    name="letters", help="Opt-outs that are e-mails: drafts, sent, due.", rich_markup_mode=None, add_completion=False
)

Target = Annotated[str, typer.Argument(metavar="TARGET", help="platform/control, as `untrain letters` lists it.")]
Whose = Annotated[str | None, typer.Option("--account", metavar="NAME", help="Whose letter it is.")]
On = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day on which it was, as 2026-11-22. [default: today]")
]
Details = Annotated[
    list[str] | None,
    typer.Option("--detail", metavar="NAME=VALUE", help="What the platform wants to know; may be given several times."),
]
Eml = Annotated[Path | None, typer.Option(metavar="PATH", help="Write it as a file that your mail program opens.")]


@commands.callback(invoke_without_command=True)
def letters(context: typer.Context, accounts: options.AccountsFile = None, as_json: options.AsJson = False) -> None:
    """Opt-outs that are e-mails: drafts, sent, due."""
    context.obj = accounts
    if context.invoked_subcommand is None:
        with _table(accounts) as table:
            _list(table.cases, as_json=as_json)


@commands.command("list")
def list_letters(
    context: typer.Context, accounts: options.AccountsFile = None, as_json: options.AsJson = False
) -> None:
    """List the letters of your accounts."""
    with _table(accounts or context.obj) as table:
        _list(table.cases, as_json=as_json)


@commands.command()
def due(context: typer.Context, accounts: options.AccountsFile = None, as_json: options.AsJson = False) -> None:
    """List the letters that were not answered in time."""
    from untrain.app.letters import Status

    with _table(accounts or context.obj) as table:
        _list([case for case in table.cases if case.status is Status.DUE], as_json=as_json)


@commands.command()
def show(
    context: typer.Context,
    target: Target,
    account: Whose = None,
    detail: Details = None,
    eml: Eml = None,
    accounts: options.AccountsFile = None,
    as_json: options.AsJson = False,
) -> None:
    """Show a letter, ready to be sent by you."""
    with _table(accounts or context.obj) as table:
        case = table.case(target, account)
        letter = case.letter(_details(detail), table.reason)
    _put(case, letter, eml, as_json=as_json, then="sent")


@commands.command("follow-up")
def follow_up(
    context: typer.Context,
    target: Target,
    account: Whose = None,
    detail: Details = None,
    eml: Eml = None,
    accounts: options.AccountsFile = None,
    as_json: options.AsJson = False,
) -> None:
    """Show the letter to send when the first was not answered."""
    with _table(accounts or context.obj) as table:
        case = table.case(target, account)
        letter = case.reminder(_details(detail))
    _put(case, letter, eml, as_json=as_json, then="followed-up")


@commands.command()
def sent(
    context: typer.Context, target: Target, account: Whose = None, on: On = None, accounts: options.AccountsFile = None
) -> None:
    """Mark a letter as sent."""
    from untrain.store import Event

    case = _mark(context, target, account, on, accounts, Event.BEGUN)
    typer.echo(f"{case.target} of {case.account.name} was sent on {case.sent}; an answer is due by {case.due}")


@commands.command("followed-up")
def followed_up(
    context: typer.Context, target: Target, account: Whose = None, on: On = None, accounts: options.AccountsFile = None
) -> None:
    """Mark its follow-up as sent."""
    from untrain.store import Event

    case = _mark(context, target, account, on, accounts, Event.FOLLOWED_UP)
    typer.echo(f"{case.target} of {case.account.name} was followed up; an answer is due by {case.due}")


@commands.command()
def answered(
    context: typer.Context, target: Target, account: Whose = None, on: On = None, accounts: options.AccountsFile = None
) -> None:
    """Mark a letter as answered."""
    from untrain.store import Event

    case = _mark(context, target, account, on, accounts, Event.ACKNOWLEDGED)
    typer.echo(f"{case.target} of {case.account.name} was answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The letters that lie on the desk."""

    cases: list[Case]
    requests: Requests
    reason: str | None

    def case(self, target: str, account: str | None) -> Case:
        from untrain.app.letters import the_case

        return the_case(target, account, self.cases)


@contextmanager
def _table(file: Path | None) -> Iterator[_Table]:
    from untrain.app.accounts import listed
    from untrain.app.desk import open_desk
    from untrain.app.letters import cases
    from untrain.cli.session import now
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    with open_desk(settings) as desk:
        known = listed(file or settings.accounts, desk.home, desk.flows)
        requests = desk.store.requests()
        found = cases(known, desk.flows, requests, today=now().date())
        yield _Table(cases=found, requests=requests, reason=settings.reason)


def _mark(
    context: typer.Context, target: str, account: str | None, on: str | None, file: Path | None, event: Event
) -> Case:
    """The case as it is after the event was written down."""
    from untrain.app.letters import mark
    from untrain.cli.session import now

    with _table(file or context.obj) as table:
        case = table.case(target, account)
        mark(case, table.requests, event, on=_day(on), now=now())
    with _table(file or context.obj) as table:
        return table.case(case.target, case.account.name)


def _day(text: str | None) -> date | None:
    import datetime as dt

    from untrain.model.errors import InputError

    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--on {text}", "it is no date", "write it like 2026-11-22") from None


def _details(given: list[str] | None) -> dict[str, str]:
    from untrain.model.errors import InputError

    found = {}
    for one in given or ():
        name, equals, value = one.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise InputError(
                f"--detail {one}", "it is no NAME=VALUE", "write it like --detail 'Workspace=acme.slack.com'"
            )
        found[name.strip()] = value.strip()
    return found


def _list(found: list[Case], *, as_json: bool) -> None:
    import json

    if as_json:
        typer.echo(json.dumps([case.as_record() for case in found], ensure_ascii=False, indent=1))
        return
    for case in found:
        days = f"sent {case.sent}" if case.sent else ""
        days += f", due by {case.due}" if case.due else ""
        typer.echo(f"{case.status: <9} {case.account.name}  {case.target}  {days}".rstrip())
        if case.status == "due":
            typer.echo(f"          untrain letters follow-up {case.target} --account {case.account.name}")
    if not found:
        typer.echo("there is no such letter: `untrain platforms` shows which platforms want one", err=True)


def _put(case: Case, letter: Written, eml: Path | None, *, as_json: bool, then: str) -> None:
    import json
    from dataclasses import asdict

    from untrain.app.files import check_writable, write_privately
    from untrain.letters import as_eml, as_mailto

    if eml is not None:
        check_writable(eml, "--eml")
        write_privately(eml, as_eml(letter))
    if as_json:
        record = {**case.as_record(), **asdict(letter), "mailto": as_mailto(letter), "eml": as_eml(letter)}
        typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    to = letter.to or f"(look it up: {case.control.next_step})"
    typer.echo(f"To: {to}\nSubject: {letter.subject}\n\n{letter.body}")
    _advise(case, letter, eml, then)


def _advise(case: Case, letter: Written, eml: Path | None, then: str) -> None:
    from untrain.letters import as_mailto

    assert case.control.letter is not None
    lines = [case.control.letter.sender] if case.control.letter.sender else []
    lines += [f"still to be filled in: {', '.join(letter.missing)}"] if letter.missing else []
    lines += [f"written to {eml}"] if eml else [f"to open it in your mail program: {as_mailto(letter)}"]
    lines += [f"when you have sent it: untrain letters {then} {case.target} --account {case.account.name}"]
    for line in lines:
        typer.echo(line, err=True)
