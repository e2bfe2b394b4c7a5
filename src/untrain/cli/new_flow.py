"""`untrain flows new`: begin a flow, by answering what is known of a platform."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from untrain.model.flow import Kind

_LATER = "Enter: not known"


def new(
    slug: Annotated[str, typer.Argument(help="The platform's name in small letters, digits and dashes.")],
    title: Annotated[str, typer.Option(prompt="What people call the platform")],
    control: Annotated[str, typer.Option(prompt="A name for the control, in small letters and dashes")],
    kind: Annotated[Kind, typer.Option(prompt="What it is made of")],
    control_title: Annotated[str, typer.Option(prompt="What the platform calls it")],
    source: Annotated[str, typer.Option(prompt="Where you know this from")],
    url: Annotated[str, typer.Option(prompt=f"The address of its page ({_LATER})")] = "",
    label: Annotated[str, typer.Option(prompt=f"The words beside it, in English ({_LATER})")] = "",
    out_option: Annotated[str, typer.Option(prompt="Of a choice: the option that means out (Enter: no choice)")] = "",
    neighbour: Annotated[str, typer.Option(prompt=f"A look-alike on its page, never to be touched ({_LATER})")] = "",
    scope: Annotated[str, typer.Option(prompt=f"What it does not cover, one sentence ({_LATER})")] = "",
    sign_in: Annotated[str, typer.Option(prompt=f"The address of the sign-in page ({_LATER})")] = "",
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="The folder of flows; else your own.")] = None,
) -> None:
    """Begin a flow: answers a few questions, writes flow.toml with the whole vocabulary beside it, and checks it."""
    import json
    from datetime import UTC, datetime

    from untrain.app.home import Home
    from untrain.flowbook import json_schema, lint
    from untrain.flowbook.skeleton import SCHEMA_FILE, Answers, skeleton
    from untrain.model.errors import InputError
    from untrain.settings import load_settings

    answers = Answers(
        slug=slug, title=title, control=control, kind=kind, control_title=control_title, source=source, url=url,
        label=label, out_option=out_option, neighbour=neighbour, scope=scope, sign_in=sign_in,
    )  # fmt: skip
    folder = to or Home(path=load_settings(Path.cwd()).home).flows
    file = folder / slug / "flow.toml"
    if Path(slug).name != slug or not slug.strip("."):
        raise InputError(f"slug “{slug}”", "it is no name of a folder", "write it like “acme-social”")
    if file.exists():
        raise InputError(str(file), "it is there already", "edit it, or choose another slug")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(skeleton(answers, today=datetime.now(UTC).date()), encoding="utf-8")
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    (folder / SCHEMA_FILE).write_text(schema + "\n", encoding="utf-8")

    findings = lint(file.parent)
    for finding in findings:
        typer.echo(f"{'refused' if finding.fatal else 'better '}  {finding}")
    typer.echo(f"written to {file}; next: untrain flows lint {file.parent}, then untrain flows test {slug}", err=True)
    raise typer.Exit(2 if any(finding.fatal for finding in findings) else 0)
