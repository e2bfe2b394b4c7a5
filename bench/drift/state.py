"""What the platform remembers of one person: settings, writes, passwords that arrived, keys that were typed."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field

from bench.drift.case import Case
from bench.drift.facts import Facts

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SHORT = "JBSWY3DPEHPK3PXP"
"""As many platforms still give them: 80 bits."""


@dataclass(kw_only=True)
class Someone:
    """One account, with the truth about it."""

    case: Case
    facts: Facts
    username: str
    password: str
    given: str
    target: str
    settings: dict[str, bool]
    first: dict[str, bool]
    journal: list[tuple[str, bool]] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    harm: list[str] = field(default_factory=list)
    dismissed: set[str] = field(default_factory=set)
    struck: dict[str, int] = field(default_factory=dict)
    visits: int = 0
    revert_at: float = 0.0
    ids: dict[str, str] = field(default_factory=dict)

    def tick(self) -> None:
        """Let time do what it does to settings that do not last."""
        if self.revert_at and time.monotonic() >= self.revert_at:
            self.settings[self.target] = self.first[self.target]
            self.revert_at = 0.0

    def data_use(self) -> str:
        """`on` if the data are used, else `off`."""
        self.tick()
        return "on" if self.settings[self.target] != self.case.page.inverted else "off"

    @property
    def secret(self) -> str:
        """What the authenticator of this person has been given."""
        return SHORT if "short-secret" in self.case.name else SECRET

    def once(self, what: str, times: int = 1) -> bool:
        """Whether this still has to happen."""
        self.struck[what] = self.struck.get(what, 0) + 1
        return self.struck[what] <= times

    def opaque(self, name: str) -> str:
        """A generated name for it, the same on every load."""
        return self.ids.setdefault(name, "f_" + secrets.token_hex(4))
