"""When to look next: a pure function of what stands, the settings, and the moment it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from untrain.model.history import ERRORS, Standing
from untrain.model.outcome import Outcome

_DAY: Final = timedelta(days=1)
_NEARLY: Final = 0.8  # of an interval: from then on a look counts as the one that is due
_SMALL_JUMP: Final = timedelta(minutes=5)  # clocks are set right by so much without having been wrong


class Why(StrEnum):
    """Why a control is looked at."""

    NEVER = "never"  # it was never looked at
    ASKED = "asked"  # something happened: changed terms, a sign-in, a person's wish
    CONFIRM = "confirm"  # what is new is looked at again soon
    ROUTINE = "routine"
    AGAIN = "again"  # the last look failed
    NEW_FLOW = "new_flow"  # it was not found, and its flow was changed since
    CLOCK = "clock"  # its last look lies in the future: the clock was wrong then, or is now
    WAITS = "waits"  # for its owner; it is never due by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often to look. `spacing` is the least time between two visits of an account on a platform."""

    confirm: tuple[timedelta, ...] = (_DAY, 7 * _DAY)
    every: timedelta = 30 * _DAY
    jitter: float = 0.1
    spacing: timedelta = _DAY
    longest: timedelta = timedelta(hours=48)  # between two looks that failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """When a control is due, since when it may be taken along on a visit, and why; `due` is None while it waits."""

    due: datetime | None
    early: datetime | None
    why: Why

    def worth(self, at: datetime) -> bool:
        """Whether a visit at this moment should take it along."""
        return self.early is not None and self.early <= at


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A reason to look outside the rhythm: at all accounts on a platform, or one; at all controls, or one."""

    at: datetime
    platform: str
    why: str
    account: str | None = None
    control: str | None = None

    def concerns(self, account: str, platform: str, control: str) -> bool:
        """Whether it is about this control of this account."""
        return platform == self.platform and self.account in (None, account) and self.control in (None, control)


def next_look(
    standing: Standing | None, rhythm: Rhythm, *, now: datetime, asked: datetime | None = None, flow: str | None = None
) -> Look:
    """When to look at a control next, and why; `asked` is the newest occasion for it, `flow` its flow's version now."""
    if standing is None:
        return Look(due=now, early=now, why=Why.NEVER)
    if asked is not None and asked <= now and (asked > standing.at or standing.at > now + _SMALL_JUMP):
        return Look(due=asked, early=asked, why=Why.ASKED)
    if standing.outcome is Outcome.NEEDS_HUMAN:
        return Look(due=None, early=None, why=Why.WAITS)
    if standing.at > now + _SMALL_JUMP:
        return Look(due=now, early=now, why=Why.CLOCK)
    if standing.outcome is Outcome.DRIFTED and flow not in (None, standing.flow_version):
        return Look(due=standing.at, early=standing.at, why=Why.NEW_FLOW)
    if standing.outcome in ERRORS:
        pause = backoff(standing.failures, rhythm)
        return _after(standing.at, pause, Why.AGAIN)
    return _calm(standing, rhythm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """What is surely not due, told so simply that a database can pick it out: a control whose last look was in
    (`after`, `now`], ended calmly, and whose status holds since `settled` or longer. Only an occasion disturbs it."""

    after: datetime
    now: datetime
    settled: datetime


def resting(rhythm: Rhythm, now: datetime) -> Resting:
    """What rests at this moment."""
    after = now - rhythm.every * (1 - rhythm.jitter)
    confirmed = max(rhythm.confirm, default=timedelta()) * _NEARLY
    return Resting(after=after, now=now, settled=after - confirmed)


def backoff(failures: int, rhythm: Rhythm) -> timedelta:
    """How long to wait after so many looks in a row that failed."""
    return min(timedelta(hours=2 ** min(failures, 10)), rhythm.longest)


def visit_at(looks: Iterable[Look], last: datetime | None, rhythm: Rhythm, *, now: datetime) -> datetime | None:
    """When an account on a platform is visited next, never sooner than its last visit allows; None while all waits.

    Who asked after the last visit is answered at once; a last visit in the future says nothing.
    """
    due = [(look.due, look.why) for look in looks if look.due is not None]
    if not due:
        return None
    first = min(at for at, _ in due)
    if last is None or last > now + _SMALL_JUMP:
        return first
    asked = [at for at, why in due if why is Why.ASKED and at > last]
    return min([max(first, last + rhythm.spacing), *asked])


def _calm(standing: Standing, rhythm: Rhythm) -> Look:
    since = standing.at if standing.since is None else min(standing.since, standing.at)
    for step in rhythm.confirm:
        if standing.at - since < step * _NEARLY:
            return Look(due=since + step, early=since + step * _NEARLY, why=Why.CONFIRM)
    return _after(standing.at, rhythm.every * (1 + rhythm.jitter * _fraction(standing)), Why.ROUTINE)


def _after(last: datetime, pause: timedelta, why: Why) -> Look:
    return Look(due=last + pause, early=last + pause * _NEARLY, why=why)


def _fraction(standing: Standing) -> float:
    """A number from -1 to 1 that is the same each time for this control and this turn, and differs from others."""
    key = f"{standing.account}\n{standing.platform}\n{standing.control}\n{standing.item}\n{standing.readings}"
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) / 2**31 - 1
