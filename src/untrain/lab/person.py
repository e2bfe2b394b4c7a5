"""A person of the practice world: who they are, and the weather that follows them about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account on one practice platform; `weather` holds names of faults, as `slow` or `reset:2` (only twice)."""

    platform: str
    username: str
    password: str = field(repr=False)
    name: str = "ada"
    full_name: str = "Ada Example"
    totp_secret: str | None = field(default=None, repr=False)
    region: str = "DE"
    language: str = "en"
    plan: str = "free"
    settings: Mapping[str, bool | str] = field(default_factory=dict)
    items: tuple[str, ...] = ()  # blogs, sites, teams; empty: those of an ordinary person there
    signed_in: bool = False  # a session is at hand, as after `untrain login`
    weather: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The address that the platform writes to."""
        return self.username if "@" in self.username else f"{self.username}@mail.example"

    @property
    def first_name(self) -> str:
        """What a greeting says."""
        return self.full_name.split()[0]

    @property
    def number(self) -> str:
        """The number that the platform knows the account by: always the same one for the same user name."""
        return "1000" + "".join(str(ord(letter) % 10) for letter in self.username)[:11]
