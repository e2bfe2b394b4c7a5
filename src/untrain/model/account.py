"""An account: a named person's or organisation's sign-in on one platform."""

from __future__ import annotations

from dataclasses import dataclass

from untrain.model.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One row of the accounts file. `region` is an ISO 3166 country code in capitals."""

    name: str
    platform: str
    username: str | None = None
    password: Secret | None = None
    totp_secret: Secret | None = None
    region: str | None = None
    plan: str | None = None
    full_name: str | None = None
    email: str | None = None

    @property
    def reply_address(self) -> str | None:
        """The e-mail address for requests and letters: `email`, else the username where it is an address."""
        if self.email:
            return self.email
        return self.username if self.username and "@" in self.username else None

    def __str__(self) -> str:
        return f"{self.name} on {self.platform}"
