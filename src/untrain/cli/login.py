"""`untrain login`: the owner brings a session, or signs in themself, once, and it is kept for the runs to come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options
from untrain.cli.signals import interrupt

if TYPE_CHECKING:
    from untrain.app.desk import Desk
    from untrain.engine.browser import BrowserOptions
    from untrain.model.account import Account
    from untrain.model.memory import StorageState
    from untrain.settings import Settings


def login(
    platform: Annotated[str, typer.Argument(help="The platform, by its slug.")],
    account: Annotated[
        str | None,
        typer.Option("--account", metavar="NAME", help="Whose sign-in it is; needed where there are several."),
    ] = None,
    accounts: options.AccountsFile = None,
    from_browser: Annotated[
        str | None,
        typer.Option(
            metavar="BROWSER[:PROFILE]",
            help="Take the session from firefox, chrome, edge, brave or chromium; PROFILE is its name or folder.",
        ),
    ] = None,
    import_file: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Take it from a Playwright storage state or a cookies.txt."),
    ] = None,
    wait: Annotated[float, typer.Option("--wait", metavar="SECONDS", help="How long to wait for you.")] = 600.0,
    connect_to: options.ConnectTo = None,
) -> None:
    """Sign in yourself, once, or bring a session."""
    from untrain.app.accounts import accounts_for
    from untrain.app.desk import open_desk
    from untrain.app.door import loopback
    from untrain.app.plan import account_on
    from untrain.app.sessions import brought_session, keep
    from untrain.cli.notes import tell_of_the_key, tell_of_the_risk
    from untrain.cli.session import now
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    by_hand = from_browser is None and import_file is None
    _refuse_what_cannot_be(by_hand=by_hand, both=from_browser is not None and import_file is not None)
    address = None if connect_to is None else loopback(connect_to)
    with open_desk(settings) as desk:
        file = accounts or settings.accounts
        known = accounts_for(file, desk.kept, desk.flows) if file else desk.kept.all()
        whose = account_on(platform, account, known, desk.flows)
        flow = desk.flows[whose.platform]
        brought = None if by_hand else brought_session(flow, browser=from_browser, file=import_file, now=now)
        tell_of_the_risk(desk, flow)
        state = brought or _signed_in_by_hand(desk, settings, whose, wait, address)
        keep(desk, whose, state, new=whose not in known, now=now, practice=address is not None)
        tell_of_the_key(desk)
        typer.echo(f"The session of {whose} is kept, encrypted; now: untrain run {flow.slug} --account {whose.name}")


def _refuse_what_cannot_be(*, by_hand: bool, both: bool) -> None:
    from untrain.app.display import must_have_display
    from untrain.model.errors import InputError

    if both:
        raise InputError("login", "--from-browser and --import were both given", "give one of them")
    if by_hand:
        must_have_display("login", "run it in a desktop session, or bring a session with --from-browser or --import")


def _signed_in_by_hand(
    desk: Desk, settings: Settings, whose: Account, wait: float, address: str | None
) -> StorageState:
    import asyncio

    from untrain.engine.by_hand import sign_in_by_hand
    from untrain.model.errors import JobError

    flow = desk.flows[whose.platform]
    browser = _visible_browser(settings, address)
    typer.echo(f"Sign in to {flow.title} as {whose.name} in the window that opens; it closes by itself.", err=True)
    interrupt()  # there is a browser to be closed
    try:
        return asyncio.run(sign_in_by_hand(flow, browser, seconds=wait))
    except JobError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None


def _visible_browser(settings: Settings, address: str | None) -> BrowserOptions:
    from untrain.engine.browser import BrowserOptions, find_browser

    found = find_browser(settings.browser, headed=True, everyday=True)
    return BrowserOptions(headed=True, executable=found.path, connect_to=address, by_hand=True)
