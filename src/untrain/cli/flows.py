"""`untrain flows`: the contributor's tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from untrain.cli import healing, new_flow, options, trying

commands = typer.Typer(name="flows", help="The contributor's tools.", no_args_is_help=True, rich_markup_mode=None)
commands.command("new")(new_flow.new)
commands.command("test")(trying.try_out)
commands.command("heal")(healing.heal)
commands.command("report")(healing.report)


@commands.command()
def lint(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of flows; none means the built-in ones and yours.")
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Say what is wrong with flows, with file, key and remedy; exit code 2 when one would be refused."""
    import json
    from dataclasses import asdict

    from untrain.app.flows import own_flows
    from untrain.flowbook import builtin_folder
    from untrain.flowbook import lint as find
    from untrain.settings import load_settings

    folders = [folder] if folder else [builtin_folder(), *own_flows(load_settings(Path.cwd()))]
    findings = [finding for each in folders for finding in find(each)]
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            typer.echo(f"{'refused' if finding.fatal else 'better '}  {finding}")
        typer.echo("nothing is wrong" if not findings else f"{len(findings)} to look at", err=True)
    raise typer.Exit(2 if any(finding.fatal for finding in findings) else 0)


@commands.command()
def schema() -> None:
    """Show the JSON Schema of a flow file, for editors."""
    import json

    from untrain.flowbook import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=1))
