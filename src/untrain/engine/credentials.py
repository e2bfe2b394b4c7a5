"""The one place that counts how often a password was given: never again after it was refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from untrain.model.account import Account
from untrain.model.errors import NeedsHuman, SignInRefused, Unsafe
from untrain.model.flow import Flow
from untrain.model.secret import Secret


@dataclass(slots=True)
class Credentials:
    """One account's sign-in during one run: what may still be typed. A password is given once; once it was accepted,
    it may be given once more where the platform asks to confirm it, or has lost the session. A submission that the
    server answered with "not now" (429, 503) was not looked at, and does not count, once."""

    account: Account
    flow: Flow
    given: int = 0
    accepted: bool = False
    refused: bool = False
    unanswered: int = 0
    codes: set[str] = field(default_factory=set, repr=False)
    blocked: NeedsHuman | Unsafe | None = None  # why signing in is of no use in this run
    attached: bool = False  # in the person's own browser, where nothing of a sign-in is ever typed

    @property
    def login_command(self) -> str:
        """The command by which the owner signs in themself, or where else they do."""
        if self.attached:
            return "in the browser that is attached, then once more the same command"
        return f"untrain login {self.flow.slug} --account {self.account.name}"

    def username(self) -> str:
        """The user name; raises NeedsHuman where none was given."""
        if self.attached:
            raise self.missing("nothing is typed into your own browser")
        if not self.account.username:
            raise self.missing("no user name was given")
        return self.account.username

    def password(self) -> Secret:
        """The password, if it may be given now; raises NeedsHuman or SignInRefused if not."""
        if self.attached:
            raise self.missing("nothing is typed into your own browser")
        if self.account.password is None:
            raise self.missing("there is no session that it accepts, and no password was given")
        if self.refused:
            raise self.refusal("the password was refused before")
        allowed = 2 if self.accepted else 1
        if self.given - min(self.unanswered, 1) >= allowed:
            raise NeedsHuman(
                f"{self.flow.title} asks for the password again, which is not given a second time; "
                f"sign in yourself: {self.login_command}"
            )
        return self.account.password

    def missing(self, what: str) -> NeedsHuman:
        """The error for a sign-in that cannot be done without the owner."""
        return NeedsHuman(f"{self.flow.title} asks to sign in, and {what}; sign in yourself: {self.login_command}")

    def refusal(self, why: str) -> SignInRefused:
        """The error after a refusal; from now on the password is never given again."""
        self.refused = True
        return SignInRefused(
            f"{self.flow.title} did not accept the sign-in ({why}), and it was not tried again; "
            f"sign in yourself: {self.login_command}"
        )
