"""`untrain version`, and `untrain --version`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from untrain.cli import options


def version(as_json: options.AsJson = False) -> None:
    """Show the version."""
    from untrain.app.desk import our_version

    typer.echo(json.dumps({"version": our_version()}) if as_json else f"untrain {our_version()}")


def _show_and_end(wanted: bool) -> None:
    if wanted:
        version()
        raise typer.Exit


def program_options(
    show: Annotated[
        bool, typer.Option("--version", help="Show the version and end.", callback=_show_and_end, is_eager=True)
    ] = False,
) -> None:
    """Options of the program itself."""
