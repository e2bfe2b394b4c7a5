"""`untrain accounts`: the accounts that are kept in the home folder."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options
from untrain.cli.signals import interrupt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from untrain.app.desk import Desk
    from untrain.model.account import Account

commands = typer.Typer(name="accounts", help="List, add, import, remove or forget accounts.", rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the account, as you call it.")]
Platform = Annotated[str | None, typer.Option(metavar="SLUG", help="Only on this platform.")]


Check = Annotated[bool, typer.Option("--check", help="Look on each platform whether the session is still good.")]


@commands.callback(invoke_without_command=True)
def accounts(
    ctx: typer.Context,
    check: Check = False,
    as_json: options.AsJson = False,
    connect_to: options.ConnectTo = None,
) -> None:
    """List the kept accounts, or add, import, remove or forget some."""
    if ctx.invoked_subcommand is None:
        list_accounts(check=check, as_json=as_json, connect_to=connect_to)


@commands.command("list")
def list_accounts(check: Check = False, as_json: options.AsJson = False, connect_to: options.ConnectTo = None) -> None:
    """List the kept accounts and their sessions; passwords are never shown."""
    from untrain.cli import listing

    listing.list_accounts(check=check, as_json=as_json, connect_to=connect_to)


@commands.command("import")
def import_accounts(file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or TOML.")]) -> None:
    """Keep all accounts of a file: references to secrets as they are, passwords sealed."""
    with _desk() as desk:
        _kept(desk, desk.kept.import_from(file))
    typer.echo(f"{file} may be deleted now, if it holds passwords", err=True)


@commands.command()
def add(
    name: Name,
    platform: Annotated[str, typer.Argument(metavar="SLUG", help="The platform.")],
    username: Annotated[str | None, typer.Option(help="What you sign in with.")] = None,
    password: Annotated[str | None, typer.Option(help="env:NAME, keyring:SERVICE/USER or cmd:COMMAND.")] = None,
    totp_secret: Annotated[str | None, typer.Option(help="The same, for the codes of two-step sign-in.")] = None,
    ask_password: Annotated[
        bool, typer.Option("--ask-password", help="Type the password in; it is kept sealed.")
    ] = False,
    region: Annotated[str | None, typer.Option(help="Where you live, as DE, GB or US.")] = None,
    plan: Annotated[str | None, typer.Option(help="Your plan there.")] = None,
    full_name: Annotated[str | None, typer.Option(help="Your name, for requests.")] = None,
    email: Annotated[str | None, typer.Option(help="Your address, for requests.")] = None,
) -> None:
    """Keep one account, in place of an older one of the same name and platform."""
    if ask_password:
        interrupt()  # so that the terminal shows again what is typed
        password = typer.prompt(f"Password of {name} on {platform}", hide_input=True)
    else:
        _refuse_bare("--password", password)
    _refuse_bare("--totp-secret", totp_secret)
    given = {
        "account": name,
        "platform": platform,
        "username": username,
        "password": password,
        "totp_secret": totp_secret,
        "region": region,
        "plan": plan,
        "full_name": full_name,
        "email": email,
    }
    with _desk() as desk:
        _kept(desk, desk.kept.add_one(given))


@commands.command()
def remove(name: Name, platform: Platform = None) -> None:
    """Keep an account no longer; what was found out about it stays until it is forgotten."""
    with _desk() as desk:
        _tell("removed", desk.kept.remove(name, platform))


@commands.command()
def forget(
    name: Name,
    platform: Platform = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Delete an account and all that is known of it: session, results, evidence, and which requests were sent."""
    from untrain.app.accounts import forget as forget_all
    from untrain.app.accounts import what_is_left

    spoilt = False
    with _desk() as desk:
        accounts = desk.known_accounts(name, platform)
        if not yes:
            whose = " and ".join(str(account) for account in accounts)
            typer.confirm(f"Delete all that is known of {whose}?", abort=True)
        for account in accounts:
            results, files = forget_all(account, home=desk.home, store=desk.store, kept=desk.kept)
            left = what_is_left(account, home=desk.home, store=desk.store, kept=desk.kept)
            typer.echo(
                f"forgot {account}: its session, {results} results and {files} evidence files; "
                + (f"still there: {', '.join(left)}" if left else "looked again: nothing is left")
            )
            spoilt = spoilt or bool(left)
    if spoilt:
        raise typer.Exit(1)


@contextmanager
def _desk() -> Iterator[Desk]:
    from untrain.app.desk import open_desk
    from untrain.cli.notes import tell_of_the_key
    from untrain.settings import load_settings

    with open_desk(load_settings(Path.cwd())) as desk:
        yield desk
        tell_of_the_key(desk)


def _kept(desk: Desk, accounts: Sequence[Account]) -> None:
    """Say so, and have the watch try again where it waited for a sign-in."""
    from datetime import UTC, datetime

    from untrain.app.watching import ask

    waiting = {(one.account, one.platform) for one in desk.store.history().standings() if one.waits}
    for account in accounts:
        if (account.name, account.platform) in waiting:
            at = datetime.now(UTC)
            ask(desk.store, account.platform, "its sign-in was changed", at=at, account=account.name)
    _tell("kept", accounts)


def _tell(what: str, accounts: Iterable[Account]) -> None:
    for account in accounts:
        typer.echo(f"{what} {account}")


def _refuse_bare(option: str, value: str | None) -> None:
    """A password on the command line would stay in the shell's history, and be seen by everybody on the machine."""
    from untrain.app.accounts import REFERENCES
    from untrain.model.errors import InputError

    if value is not None and not value.startswith(REFERENCES):
        remedy = "give env:NAME, keyring:SERVICE/USER or cmd:COMMAND, or use --ask-password"
        raise InputError(option, "it takes only a reference to a secret", remedy)
