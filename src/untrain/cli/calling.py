"""How a person is told that it is their turn: by the terminal, and by the notices that they have set up."""

from __future__ import annotations

import asyncio

import typer

from untrain.model.turn import Caller, Turn
from untrain.report.notice import Message
from untrain.report.words import harmless
from untrain.watch.notifier import Notifier


class Terminal:
    """A line on stderr, and the bell."""

    def call(self, turn: Turn) -> None:
        """Print who waits, for what and how long."""
        typer.echo(f"\a{harmless(_sentence(turn))}", err=True)


class Notices:
    """A notice on the desktop, or wherever UNTRAIN_NOTIFY says; nobody waits for it to arrive."""

    def __init__(self, notifier: Notifier) -> None:
        self._notifier = notifier
        self._sending: set[asyncio.Task[bool]] = set()

    def call(self, turn: Turn) -> None:
        """Begin to send it."""
        message = Message(title=f"untrain: {turn.platform} needs you", body=harmless(_sentence(turn)))
        task = asyncio.ensure_future(self._notifier.send(message))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)


def callers(notify: str | None) -> tuple[Caller, ...]:
    """Everybody who tells the person; `notify` is the setting UNTRAIN_NOTIFY."""
    return (Terminal(), Notices(Notifier.to(notify)))


def _sentence(turn: Turn) -> str:
    minutes = max(1, round(turn.seconds / 60))
    wait = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return (
        f"Your turn: {turn.account} on {turn.platform}. {turn.why.rstrip('.')}. A window is open for {wait}; "
        "sign in there, and it goes on by itself."
    )
