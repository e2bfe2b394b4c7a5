"""How a person at this machine is told that it is their turn: by the terminal, and by the desktop."""

from __future__ import annotations

import shutil
import subprocess
import sys

import typer

from untrain.model.turn import Caller, Turn
from untrain.report.words import harmless


class Terminal:
    """A line on stderr, and the bell."""

    def call(self, turn: Turn) -> None:
        """Print who waits, for what and how long."""
        typer.echo(f"\a{harmless(_sentence(turn))}", err=True)


class Desktop:
    """A notification of the desktop, where there is a program that shows one."""

    def call(self, turn: Turn) -> None:
        """Show it, and go on; where it can't be shown the terminal has said it."""
        command = _notification(harmless(_sentence(turn)))
        if command is None:
            return
        try:
            subprocess.Popen(  # noqa: S603 -- a fixed program, without a shell
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError:
            return


def callers() -> tuple[Caller, ...]:
    """Everybody who tells the person at this machine."""
    return (Terminal(), Desktop())


def _sentence(turn: Turn) -> str:
    minutes = max(1, round(turn.seconds / 60))
    wait = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return (
        f"Your turn: {turn.account} on {turn.platform}. {turn.why.rstrip('.')}. A window is open for {wait}; "
        "sign in there, and it goes on by itself."
    )


def _notification(text: str) -> list[str] | None:
    if sys.platform == "darwin":
        quoted = text.replace("\\", " ").replace('"', "'")
        return ["osascript", "-e", f'display notification "{quoted}" with title "untrain"']
    program = shutil.which("notify-send")
    return None if program is None else [program, "--app-name=untrain", "--", "untrain", text]
