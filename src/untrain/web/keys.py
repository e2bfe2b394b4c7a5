"""Who may look at the page: an address that works once, the sessions it opens, and a token for each form."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable


class Keys:
    """The one address that lets somebody in, and those who are in. Nothing of it outlives the program."""

    def __init__(self, on_used: Callable[[str], None] = lambda _: None) -> None:
        self._secret = secrets.token_bytes(32)
        self._sessions: set[bytes] = set()
        self._on_used = on_used
        self.token = secrets.token_urlsafe(32)

    def exchange(self, token: str) -> str | None:
        """A session for the token, which is a new one from now on; None for any other token, or an old one."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        session = secrets.token_urlsafe(32)
        self._sessions.add(_digest(session))
        self.token = secrets.token_urlsafe(32)
        self._on_used(self.token)
        return session

    def knows(self, session: str | None) -> bool:
        """Whether this session was opened here."""
        return session is not None and _digest(session) in self._sessions

    def form_token(self, session: str) -> str:
        """What every form of this session has to bring along, and only its own pages know."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def is_form_token(self, given: str, session: str) -> bool:
        """Whether a form of this session brought the right one."""
        return hmac.compare_digest(given.encode(), self.form_token(session).encode())


def _digest(session: str) -> bytes:
    return hashlib.sha256(session.encode()).digest()
