"""`untrain report`: any past run again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options
from untrain.model.errors import InputError
from untrain.model.period import By

if TYPE_CHECKING:
    from collections.abc import Sequence

    from untrain.app.desk import Desk
    from untrain.model.history import CameBack
    from untrain.model.result import Run


Since = Annotated[
    datetime | None,
    typer.Option("--since", metavar="DATE", formats=["%Y-%m-%d"], help="All results since this day, as 2026-11-22."),
]
SqliteTo = Annotated[
    Path | None,
    typer.Option("--sqlite", metavar="FILE", help="Write a plain SQLite copy, without sessions and secrets."),
]

Anonymous = Annotated[bool, typer.Option("--counts", help="Only numbers, for a group; small ones are hidden.")]


def report(
    run: Annotated[str | None, typer.Argument(metavar="[RUN]", help="The run; none means the newest.")] = None,
    as_json: options.AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    html: options.HtmlTo = None,
    list_runs: Annotated[bool, typer.Option("--list", help="List the runs.")] = False,
    since: Since = None,
    by: Annotated[By | None, typer.Option("--by", help="Sum up by account or by platform.")] = None,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="All results as JSON Lines.")] = False,
    sqlite: SqliteTo = None,
    anonymous: Annotated[
        bool, typer.Option("--counts", help="Only numbers, for a group; small ones are hidden.")
    ] = False,
) -> None:
    """Show a past run again, or all that was found out since a day."""
    from untrain.cli.period import Wish, show_period

    wish = Wish(since=since, by=by, json=as_json, csv=as_csv, jsonl=as_jsonl, sqlite=sqlite, counts=anonymous)
    if wish.given:
        if run is not None or html is not None or list_runs:
            raise InputError("report", "a run was asked for, and a period too", "ask for one of them")
        show_period(wish)
        return
    _show_run(run, html, as_json=as_json, as_csv=as_csv, list_runs=list_runs)


def _show_run(run: str | None, html: Path | None, *, as_json: bool, as_csv: bool, list_runs: bool) -> None:
    from untrain.app.desk import open_desk
    from untrain.app.history import came_back_in
    from untrain.cli.papers import Papers
    from untrain.report.records import as_csv as csv_of
    from untrain.settings import load_settings

    papers = Papers(json="-" if as_json else None, html=html)
    papers.check()
    with open_desk(load_settings(Path.cwd())) as desk:
        if list_runs:
            _list(desk, as_json=as_json)
            return
        past = desk.past_run(run)
        practice = desk.store.runs.was_practice(past.id)
        came_back = came_back_in(desk.store, run=past.id, practice=practice)
        papers.write(past, desk.flows, desk.home, practice=practice, came_back=came_back)
    if as_csv:
        typer.echo(csv_of(past), nl=False)
    elif html:
        typer.echo(f"written to {html}", err=True)
    elif not as_json:
        _show(past, came_back)


def _show(past: Run, came_back: Sequence[CameBack]) -> None:
    from rich.console import Console
    from rich.text import Text

    from untrain.report.records import moment
    from untrain.report.terminal import as_line, as_table, came_back_lines, in_short

    console = Console(highlight=False, emoji=False, markup=False)
    end = moment(past.finished) if past.finished else "cut off"
    console.print(f"run {past.id} ({past.mode}), {moment(past.started)} to {end}", soft_wrap=True)
    if console.is_terminal:
        console.print(as_table(past.results, came_back))
    else:
        for result in past.results:
            console.print(as_line(result), soft_wrap=True)
    for line in came_back_lines(came_back):
        console.print(Text(f"▲ {line}", style="bold red"), soft_wrap=True)
    console.print(in_short(past.results), soft_wrap=True)


def _list(desk: Desk, *, as_json: bool) -> None:
    import json

    from untrain.report.records import moment

    records: list[dict[str, object]] = [
        {
            "run": run.id,
            "mode": run.mode.value,
            "started": moment(run.started),
            "finished": moment(run.finished) if run.finished else None,
            "practice": desk.store.runs.was_practice(run.id),
        }
        for run in desk.store.runs.newest()
    ]
    if as_json:
        typer.echo(json.dumps(records, indent=1))
        return
    for one in records:
        practice = "  practice" if one["practice"] else ""
        typer.echo(f"{one['run']}  {one['mode']}  {one['started']}  {one['finished'] or 'cut off'}{practice}")
