"""`untrain flows heal` and `untrain flows report`: what runs have seen of redesigned pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from untrain.app.desk import Desk
    from untrain.app.heal import Healed
    from untrain.settings import Settings

RunId = Annotated[str | None, typer.Argument(metavar="[RUN]", help="The run; none means the newest.")]


def heal(
    run: RunId = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write it into your own flows.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --apply: do not ask.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Show what was found otherwise than the flow says, why it was believed, and a patch to the flow."""
    from untrain.app.desk import open_desk
    from untrain.app.heal import healed_in, without_notes
    from untrain.model.errors import InputError
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    if as_json and apply:
        raise InputError("flows heal", "--json and --apply were both given", "look first, then apply")
    with open_desk(settings) as desk:
        past = desk.past_run(run)
        found, unknown = healed_in(desk, past), without_notes(desk, past)
        if as_json:
            _as_json(found)
            return
        for one in found:
            _tell(one)
        if unknown:
            typer.echo(f"of {unknown} more nothing was kept (--evidence none, or it is gone)", err=True)
        if not found:
            typer.echo(f"nothing to heal: run {past.id} found every control the flow's first way")
        for slug in dict.fromkeys(one.platform for one in found):
            _patch(desk, settings, slug, [one for one in found if one.platform == slug], apply=apply, sure=yes)


def report(
    run: RunId = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Where it goes; - is stdout.")] = None,
) -> None:
    """Write what drifted, without anything of yours in it, as a file that you can attach to a ticket yourself."""
    import json

    from untrain.app.desk import open_desk
    from untrain.app.drift import drift_report
    from untrain.app.files import check_writable, write_privately
    from untrain.settings import load_settings

    with open_desk(load_settings(Path.cwd())) as desk:
        past = desk.past_run(run)
        told = drift_report(desk, past)
    if not told["drifted"]:
        typer.echo(f"nothing drifted in run {past.id}", err=True)
        return
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if str(to) == "-":
        typer.echo(text, nl=False)
        return
    file = to or Path("untrain-drift.json")
    check_writable(file, "--to")
    write_privately(file, text)
    typer.echo(f"written to {file}; nothing was sent: read it, and attach it to a ticket yourself")


def _tell(one: Healed) -> None:
    typer.echo(f"{one.platform}/{one.control}")
    typer.echo(f"  expected  “{one.expected[0]}”" + (f" and {len(one.expected) - 1} more" if one.expected[1:] else ""))
    typer.echo(f"  found     “{one.found}”" + (f", under “{one.under}”" if one.under else ""))
    typer.echo(f"  by        {'its address' if one.way == 'link' else one.way}")
    typer.echo(f"  believed  for its {', '.join(one.signs)}")
    if one.locator:
        typer.echo(f"  locator   {one.locator}")


def _patch(desk: Desk, settings: Settings, slug: str, found: Sequence[Healed], *, apply: bool, sure: bool) -> None:
    """Show the patch, and write it where its owner wants that: into their own flows, never into the built-in ones."""
    from datetime import UTC, datetime

    from untrain.app.flows import folder_of
    from untrain.app.mending import difference, keep_flow, mended

    old = (folder_of(slug, settings) / slug / "flow.toml").read_text(encoding="utf-8")
    new = mended(old, found, today=datetime.now(UTC).date())
    if new == old:
        typer.echo("  the flow knows all of that already: nothing to add")
        return
    typer.echo(difference(old, new, f"{slug}/flow.toml"), nl=False)
    if not apply:
        typer.echo("to keep this in your own flows: untrain flows heal --apply", err=True)
    elif sure or typer.confirm(f"Write this to {desk.home.flows / slug / 'flow.toml'}?", default=False):
        typer.echo(f"written to {keep_flow(desk.home.flows, slug, new)}")
    else:
        typer.echo("nothing was written")


def _as_json(found: Sequence[Healed]) -> None:
    import json
    from dataclasses import asdict

    typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
