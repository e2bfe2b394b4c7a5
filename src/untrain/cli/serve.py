"""`untrain serve`: the local page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from untrain.cli import options


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")] = 0,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it in your browser.")] = True,
    accounts: options.AccountsFile = None,
    flows: options.Flows = None,
    connect_to: options.ConnectTo = None,
) -> None:
    """Show all of it in your browser, on this machine alone."""
    from untrain.app.desk import open_desk
    from untrain.app.door import loopback
    from untrain.cli.log import log_to_stderr
    from untrain.cli.session import now
    from untrain.cli.signals import INTERRUPTED
    from untrain.cli.stopping import run_until_stopped
    from untrain.settings import load_settings
    from untrain.web.serve import Serving

    given = {"accounts": accounts, "flows": flows}
    settings = load_settings(Path.cwd())
    settings = settings.model_copy(update={name: value for name, value in given.items() if value})
    log_to_stderr(settings.log_level)
    address = None if connect_to is None else loopback(connect_to)
    say = _Saying(show=show)
    with open_desk(settings) as desk:
        serving = Serving(desk=desk, settings=settings, clock=now, say=say, connect_to=address, port=port)

        async def _stay() -> None:
            import asyncio

            async with serving.open():
                await asyncio.Event().wait()

        run_until_stopped(_stay(), parting="closing: what was finished is kept")
    raise typer.Exit(INTERRUPTED)


class _Saying:
    """Tells each address, and opens the first one where there is a desktop."""

    def __init__(self, *, show: bool) -> None:
        self._show = show
        self._said = False

    def __call__(self, address: str) -> None:
        """Print it; it works once."""
        if self._said:
            typer.echo(f"for another browser: {address}")
            return
        self._said = True
        typer.echo(f"{address}\nIt works once, in one browser, on this machine. End it with Ctrl-C.")
        if self._show:
            _open(address)


def _open(address: str) -> None:
    import sys
    import webbrowser

    from untrain.app.display import must_have_display
    from untrain.model.errors import InputError

    if not sys.stdout.isatty():
        return
    try:
        must_have_display("--open")
    except InputError:
        return
    webbrowser.open(address)
