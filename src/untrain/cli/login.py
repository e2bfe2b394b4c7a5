"""`untrain login`: the owner signs in themself, once, and the session is kept for the runs to come."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from untrain.cli.signals import interrupt


def login(
    platform: Annotated[str, typer.Argument(help="The platform, by its slug.")],
    account: Annotated[
        str | None,
        typer.Option("--account", metavar="NAME", help="Whose sign-in it is; needed where there are several."),
    ] = None,
    accounts: Annotated[
        Path | None, typer.Option("--accounts", metavar="FILE", help="The accounts, as CSV or TOML.")
    ] = None,
    wait: Annotated[float, typer.Option("--wait", metavar="SECONDS", help="How long to wait for you.")] = 600.0,
    connect_to: Annotated[
        str | None, typer.Option("--connect-to", metavar="HOST:PORT", help="Reach every host at this loopback address.")
    ] = None,
) -> None:
    """Sign in yourself, in a visible browser."""
    import asyncio

    from untrain.app.accounts import accounts_for
    from untrain.app.desk import open_desk
    from untrain.app.door import loopback
    from untrain.app.memory import StoredMemory
    from untrain.app.plan import account_on
    from untrain.cli.session import now
    from untrain.engine.browser import BrowserOptions, find_browser
    from untrain.engine.by_hand import sign_in_by_hand
    from untrain.model.errors import InputError, JobError
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise InputError("login", "there is no display to show a browser on", "run it in a desktop session")
    address = None if connect_to is None else loopback(connect_to)
    with open_desk(settings) as desk:
        file = accounts or settings.accounts
        known = accounts_for(file, desk.kept, desk.flows) if file else desk.kept.all()
        whose = account_on(platform, account, known, desk.flows)
        browser = find_browser(settings.browser, headed=True)
        options = BrowserOptions(headed=True, executable=browser.path, connect_to=address)
        flow = desk.flows[whose.platform]
        typer.echo(f"Sign in to {flow.title} as {whose.name} in the window that opens; it closes by itself.", err=True)
        interrupt()  # there is a browser to be closed
        try:
            state = asyncio.run(sign_in_by_hand(flow, options, seconds=wait))
        except JobError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(1) from None
        if whose not in known:
            desk.kept.add([whose])
        practice = address is not None
        StoredMemory(home=desk.home, store=desk.store, vault=desk.vault, now=now, practice=practice).keep_session(
            whose, state
        )
        typer.echo(f"The session of {whose} is kept, encrypted; now: untrain run {flow.slug} --account {whose.name}")
