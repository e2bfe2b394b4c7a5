"""`untrain flows new`: begin a flow, by answering what is known of a platform, or by pointing at the control."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from untrain.cli import options
from untrain.model.flow import Kind

if TYPE_CHECKING:
    from untrain.flowbook.skeleton import Answers

_LATER = "Enter: not known"


def new(
    slug: Annotated[str, typer.Argument(help="The platform's name in small letters, digits and dashes.")],
    title: Annotated[str | None, typer.Option(help="What people call the platform.")] = None,
    control: Annotated[str | None, typer.Option(help="A name for the control, in small letters and dashes.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="What it is made of.")] = None,
    control_title: Annotated[str | None, typer.Option(help="What the platform calls it.")] = None,
    source: Annotated[str | None, typer.Option(help="Where you know this from.")] = None,
    url: Annotated[str | None, typer.Option(help="The address of its page; with --record, where to begin.")] = None,
    label: Annotated[str | None, typer.Option(help="The words beside it, in English.")] = None,
    out_option: Annotated[str | None, typer.Option(help="Of a choice: the option that means out.")] = None,
    neighbour: Annotated[str | None, typer.Option(help="A look-alike on its page, never to be touched.")] = None,
    scope: Annotated[str | None, typer.Option(help="What it does not cover, one sentence.")] = None,
    sign_in: Annotated[str | None, typer.Option(help="The address of the sign-in page.")] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="The folder of flows; else your own.")] = None,
    record: Annotated[bool, typer.Option("--record", help="Point at the control, in a visible browser.")] = False,
    wait: Annotated[float, typer.Option("--wait", metavar="SECONDS", help="How long --record waits for you.")] = 600.0,
    connect_to: options.ConnectTo = None,
) -> None:
    """Begin a flow: asks for what is not given, writes flow.toml with the whole vocabulary beside it, and checks it."""
    from untrain.app.home import Home
    from untrain.cli import recording
    from untrain.flowbook.skeleton import Answers
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    folder = to or Home(path=settings.home).flows
    shown = {"--kind": kind, "--label": label}
    begun = recording.prepared(slug, url, folder, settings, shown=shown, connect_to=connect_to) if record else None
    ask = _given if record else _asked
    answers = Answers(
        slug=slug,
        title=_asked(title, "What people call the platform"),
        control=_asked(control, "A name for the control, in small letters and dashes"),
        kind=kind or (Kind.SWITCH if record else typer.prompt("What it is made of", type=Kind)),
        control_title=ask(control_title, "What the platform calls it"),
        source=ask(source, "Where you know this from"),
        url=ask(url, f"The address of its page ({_LATER})", ""),
        label=ask(label, f"The words beside it, in English ({_LATER})", ""),
        out_option=ask(out_option, "Of a choice: the option that means out (Enter: no choice)", ""),
        neighbours=_any(ask(neighbour, f"A look-alike on its page, never to be touched ({_LATER})", "")),
        scope=ask(scope, f"What it does not cover, one sentence ({_LATER})", ""),
        sign_in=ask(sign_in, f"The address of the sign-in page ({_LATER})", ""),
    )
    _check(recording.record(answers, begun, wait=wait) if begun else _write(answers, folder))


def _asked(value: str | None, question: str, default: str | None = None) -> str:
    """What was given, else what the person answers."""
    return str(typer.prompt(question, default=default)) if value is None else value


def _given(value: str | None, _question: str, _default: str | None = None) -> str:
    """What was given, else nothing: the page says it, or nobody knows it yet."""
    return value or ""


def _any(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _write(answers: Answers, folder: Path) -> Path:
    from datetime import UTC, datetime

    from untrain.flowbook.skeleton import skeleton
    from untrain.model.errors import InputError

    slug = answers.slug
    file = folder / slug / "flow.toml"
    if Path(slug).name != slug or not slug.strip("."):
        raise InputError(f"slug “{slug}”", "it is no name of a folder", "write it like “acme-social”")
    if file.exists():
        raise InputError(str(file), "it is there already", "edit it, or choose another slug")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(skeleton(answers, today=datetime.now(UTC).date()), encoding="utf-8")
    return file


def _check(file: Path) -> NoReturn:
    """Put the schema beside the flow, for editors, and say what is wrong with it; the process ends here."""
    import json

    from untrain.flowbook import json_schema, lint
    from untrain.flowbook.skeleton import SCHEMA_FILE

    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    (file.parents[1] / SCHEMA_FILE).write_text(schema + "\n", encoding="utf-8")
    findings = lint(file.parent)
    for finding in findings:
        typer.echo(f"{'refused' if finding.fatal else 'better '}  {finding}")
    slug = file.parent.name
    typer.echo(f"written to {file}; next: untrain flows lint {file.parent}, then untrain flows test {slug}", err=True)
    raise typer.Exit(2 if any(finding.fatal for finding in findings) else 0)
