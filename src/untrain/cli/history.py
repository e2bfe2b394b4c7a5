"""`untrain history`: every reading of a control over time, and what came back on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from untrain.model.history import Line


def history(
    target: Annotated[
        str | None,
        typer.Argument(metavar="[TARGET]", help="platform, platform/control or platform/control:item; none means all."),
    ] = None,
    account: options.AccountNames = None,
    as_json: options.AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, a row for each reading.")] = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="As JSON Lines, an object for each reading.")] = False,
    practice: Annotated[bool, typer.Option("--practice", help="Of practice platforms.")] = False,
) -> None:
    """Show every reading over time, and what came back on."""
    from untrain.app.desk import open_desk
    from untrain.app.history import lines
    from untrain.report import lines as forms
    from untrain.settings import load_settings

    with open_desk(load_settings(Path.cwd())) as desk:
        found = lines(desk, target, account or (), practice=practice)
        if as_json:
            _put([forms.as_json(found)])
        elif as_csv:
            _put(forms.as_csv(found))
        elif as_jsonl:
            _put(forms.as_json_lines(found))
        else:
            _show(found)


def _put(pieces: Iterable[str]) -> None:
    """Write to stdout in UTF-8, whatever the terminal speaks."""
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


def _show(found: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.text import Text

    from untrain.report.lines import as_text
    from untrain.report.terminal import STYLES

    console = Console(highlight=False, emoji=False, markup=False)
    empty = True
    for line in found:
        empty = False
        for row in as_text(line):
            style = f"bold {STYLES[row.tone]}" if row.loud else STYLES[row.tone]
            console.print(Text(row.text, style=style), soft_wrap=True)
    if empty:
        typer.echo("nothing was looked at yet: begin with `untrain check`", err=True)
