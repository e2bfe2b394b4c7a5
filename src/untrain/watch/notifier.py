"""Sends a message, in a process of its own: one that hangs is ended, and nothing that it says is heard."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from untrain.model.errors import InputError
from untrain.model.secret import Secret
from untrain.report.notice import Message

_ASIDE: Final = subprocess.DEVNULL
_PATIENCE: Final = 45.0  # seconds, for all addresses together
DESKTOP: Final = "desktop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifier:
    """Where notices go; the addresses carry passwords, and are shown nowhere."""

    addresses: Sequence[Secret]
    patience: float = _PATIENCE

    @classmethod
    def to(cls, setting: str | None) -> Notifier:
        """By the setting UNTRAIN_NOTIFY: addresses with blanks in between; the desktop where there is none."""
        return cls(addresses=tuple(Secret(one) for one in (setting or DESKTOP).split()))

    async def send(self, message: Message) -> bool:
        """Send it to every address; whether it surely arrived at all of them."""
        return all(await self._ask({"title": message.title, "body": message.body}))

    async def check(self) -> None:
        """Find out now which address could never work. Raises InputError, which does not show it."""
        for number, known in enumerate(await self._ask({"check": True}), start=1):
            if not known:
                problem = f"its address no. {number} is none that Apprise knows"
                raise InputError("UNTRAIN_NOTIFY", problem, "see .env.example, or leave it out for the desktop")

    async def _ask(self, what: dict[str, object]) -> list[bool]:
        """What the messenger says to each address; all False when it does not answer in time, or at all."""
        nothing = [False] * len(self.addresses)
        order = json.dumps({**what, "addresses": [one.reveal() for one in self.addresses]})
        try:
            messenger = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "untrain.watch.messenger"), stdin=-1, stdout=-1, stderr=_ASIDE
            )
        except OSError:
            return nothing
        try:
            said, _ = await asyncio.wait_for(messenger.communicate(order.encode()), self.patience)
            answers = json.loads(said)
        except (TimeoutError, OSError, ValueError):
            return nothing
        finally:
            if messenger.returncode is None:
                messenger.kill()
                await messenger.wait()
        return [one is True for one in answers]
