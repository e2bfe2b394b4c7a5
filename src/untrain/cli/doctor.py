"""`untrain doctor`: what is there, what is missing, and what mends it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from untrain.cli import options


def doctor(as_json: options.AsJson = False) -> None:
    """See what is there, what is missing, and what mends it."""
    import json
    from datetime import UTC, datetime

    from untrain.app.doctor import examine
    from untrain.cli.log import log_to_stderr
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    log_to_stderr(settings.log_level)
    checks = []
    for check in examine(settings, now=datetime.now(UTC)):
        checks.append(check)
        if not as_json:
            typer.echo(f"{'ok     ' if check.well else 'missing'}  {check.name: <8} {check.found}")
            if check.mend:
                typer.echo(f"{'': <18}to mend it: {check.mend}")
    if as_json:
        typer.echo(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=1))
    raise typer.Exit(0 if all(check.well for check in checks) else 1)
