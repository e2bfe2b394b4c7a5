"""What goes to stderr while we work: never a secret, whoever writes it."""

from __future__ import annotations

import sys

from loguru import logger

from untrain.model.secret import redact


def log_to_stderr(level: str) -> None:
    """Send everything from this level on to stderr, with every living secret taken out at the sink."""
    logger.remove()
    logger.add(
        _write,
        level=level,
        format="{time:HH:mm:ss.SSS} {level: <7} {name}: {message}\n{exception}",
        backtrace=False,
        diagnose=False,
    )


def _write(line: str) -> None:
    # stderr is looked up each time: a live table takes it over while it stands
    sys.stderr.write(redact(line))
