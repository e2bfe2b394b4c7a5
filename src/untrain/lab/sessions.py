"""Who is signed in where: session tokens, sign-ins that are half done, and tickets from one host to the next."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field

from untrain.lab.standing import Standing


@dataclass(frozen=True, slots=True)
class Signed:
    """One signed-in browser."""

    standing: Standing
    token: str = field(default_factory=lambda: secrets.token_hex(20))
    csrf: str = field(default_factory=lambda: secrets.token_hex(10))


@dataclass(slots=True)
class Pending:
    """A sign-in between its steps; `code` is the one that was sent by e-mail, None where an authenticator is asked."""

    standing: Standing
    passed: bool = False
    code: str | None = None
    wanted: str = ""


class Sessions:
    """All sessions of the lab, on all platforms."""

    def __init__(self) -> None:
        self._signed: dict[str, Signed] = {}
        self._pending: dict[str, Pending] = {}
        self._tickets: dict[str, Signed] = {}
        self._pages: Counter[str] = Counter()

    def open(self, standing: Standing) -> Signed:
        """A new session."""
        signed = Signed(standing)
        self._signed[signed.token] = signed
        standing.sign_ins += 1
        return signed

    def lands(self, signed: Signed, *, document: bool) -> bool:
        """Whether this belongs to the first page that the session is used for: nobody has lost it by then."""
        self._pages[signed.token] += document
        return self._pages[signed.token] < 2

    def find(self, token: str | None) -> Signed | None:
        """The session of that token, if it is still good."""
        return self._signed.get(token or "")

    def drop(self, standing: Standing) -> None:
        """End every session of this person."""
        self._signed = {token: one for token, one in self._signed.items() if one.standing is not standing}

    def begin(self, pending: Pending) -> str:
        """A token for a sign-in that needs another step."""
        token = secrets.token_hex(12)
        self._pending[token] = pending
        return token

    def pending(self, token: str | None) -> Pending | None:
        """The half-done sign-in of that token."""
        return self._pending.get(token or "")

    def ticket(self, signed: Signed) -> str:
        """A one-time ticket that carries a session to another host."""
        ticket = secrets.token_hex(12)
        self._tickets[ticket] = signed
        return ticket

    def redeem(self, ticket: str) -> Signed | None:
        """The session behind a ticket, once."""
        return self._tickets.pop(ticket, None)
