"""The tree of errors. The type says who acts next; the message says how, in one sentence.

UntrainError
├── InputError        the caller: a bad file, flow, target or setting; nothing was started (exit code 2)
└── JobError          one control or one job ends with an outcome; runner/attempt.py turns it into one
    ├── Unreachable   nobody: network, server, browser or time; may be tried again  → failed
    │   └── BrowserDied                       the browser itself went away; the job is tried once more in a new one
    ├── Drift         a contributor: it could not be identified with certainty      → drifted
    ├── NeedsHuman    the owner: a sign-in, a challenge, a step of their own        → needs_human
    │   └── SignInRefused                     a password was refused; never a second one for this account
    ├── Locked        the owner's organisation                                      → locked
    ├── NotOffered    nobody: the platform does not offer it to this account        → unavailable
    ├── NotSaved      the platform: it was switched and did not hold                → not_saved
    │   └── NotTaken                          a request was refused; never sent again by itself
    └── Unsafe        nobody: the page was not what it claims                       → unsafe

Anything else is our own bug, and crashes.
"""

from __future__ import annotations


class UntrainError(Exception):
    """The root of all errors of ours."""


class InputError(UntrainError):
    """Something given to us is wrong: `place` (file, key, option), what is wrong with it, and the remedy."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}; {remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy


class JobError(UntrainError):
    """One control, or the whole job, ends here; the message becomes the `detail` of the result."""


class Unreachable(JobError):
    """Network, server or time failed us; `retry_after` is the number of seconds the server asked for."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BrowserDied(Unreachable):
    """The browser itself went away in the middle of a job."""


class Drift(JobError):
    """The control could not be identified with certainty, so nothing more is changed.

    With `told`, the message already says what was changed before that, and what to look at.
    """

    def __init__(self, message: str, *, told: bool = False) -> None:
        super().__init__(message)
        self.told = told


class NeedsHuman(JobError):
    """Only the account's owner can take the next step, which the message names."""


class SignInRefused(NeedsHuman):
    """The platform refused the password, or locked the account: no other job may try it again."""


class Locked(JobError):
    """The control is there and on, and this account may not change it."""


class NotOffered(JobError):
    """The platform says that it does not offer this control to this account."""


class NotSaved(JobError):
    """It was switched, and the platform did not keep it; `retry_after` is in seconds."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NotTaken(NotSaved):
    """A request was refused by the platform; it is not sent again by itself."""


class Unsafe(JobError):
    """The page was not what it claims, or asked for a sign-in where none may be typed; nothing was typed."""
