"""The closed set of outcomes: what became of one control of one account."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of one control, in the owner's words; the meaning of each is part of the contract."""

    OPTED_OUT = "opted_out"
    ALREADY_OUT = "already_out"
    SUBMITTED = "submitted"
    UNAVAILABLE = "unavailable"
    NO_CONTROL = "no_control"
    OPTED_IN = "opted_in"
    NEEDS_HUMAN = "needs_human"
    LOCKED = "locked"
    DRIFTED = "drifted"
    NOT_SAVED = "not_saved"
    UNSAFE = "unsafe"
    FAILED = "failed"

    @property
    def good(self) -> bool | None:
        """True for a good outcome, False for a bad one, None for one that is neither."""
        if self is Outcome.NO_CONTROL:
            return None
        return self in _GOOD


_GOOD = frozenset({Outcome.OPTED_OUT, Outcome.ALREADY_OUT, Outcome.SUBMITTED, Outcome.UNAVAILABLE})


class DataUse(StrEnum):
    """Whether the platform may use the data: what `before` and `after` say in a report."""

    ON = "on"
    OFF = "off"
