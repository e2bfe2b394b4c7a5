"""How a command ends: exit codes, one sentence for an error, and a crash that keeps its secrets."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Final

import typer

from untrain.model.errors import UntrainError

BAD_OUTCOME: Final = 1
NOTHING_STARTED: Final = 2


def prepare() -> None:
    """Have a mistake of ours be told in one sentence, and every letter be printable."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.excepthook = _crashed


def say_error(error: UntrainError) -> None:
    """Print the error as one sentence to stderr, with nothing in it that could move a cursor."""
    from untrain.model.secret import redact
    from untrain.report.words import harmless

    typer.echo(f"error: {redact(harmless(str(error)))}", err=True)


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write the trace where its owner finds it, without the values in it, and say so."""
    import traceback

    from untrain.model.secret import redact

    text = redact("".join(traceback.format_exception(kind, error, trace)))
    try:
        where = f"what happened is written down in {_write_down(text)}"
    except OSError:
        where = f"and it could not be written down:\n{text}"
    typer.echo(f"error: a mistake in untrain itself stopped it ({kind.__name__}); {where}", err=True)


def _write_down(text: str) -> Path:
    folder = _logs()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.log"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    return file


def _logs() -> Path:
    from tempfile import gettempdir

    from untrain.app.home import Home
    from untrain.settings import load_settings

    try:
        return Home(path=load_settings(Path.cwd()).home).logs
    except UntrainError:
        return Path(gettempdir())
