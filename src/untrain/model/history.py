"""The history of a control: one reading after another, what stands after them, and what is news about them.

Everything here is a pure function of the readings in the order in which they were taken; no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode, Result

MANY_FAILURES: Final = 3
"""So many looks in a row that failed are news; one or two are weather."""


class Status(StrEnum):
    """What a control was last known to be, of data use."""

    ON = "on"
    OFF = "off"
    NOT_OFFERED = "not_offered"


class NewsKind(StrEnum):
    """What can be news. The values are kept in the store and shown in JSON: they never change their meaning."""

    FIRST = "first"  # the first reading that says something, but that it is on
    FOUND_ON = "found_on"  # it is on, and was never known to be off
    CAME_BACK = "came_back"  # it was off, and is found on
    SWITCHED_OFF = "switched_off"  # it was on, and is off now
    OFFERED = "offered"  # it was not offered, and is now; it is off
    WITHDRAWN = "withdrawn"  # it was offered, and is not any more
    NEEDS_YOU = "needs_you"  # only the owner can take the next step
    UNSAFE = "unsafe"  # a page was not what it claims
    UNCLEAR = "unclear"  # it could not be identified with certainty any more
    NOT_SAVED = "not_saved"  # the platform did not keep the change
    FAILING = "failing"  # it could not be looked at several times in a row
    WELL_AGAIN = "well_again"  # a trouble that was news is over
    TERMS_CHANGED = "terms_changed"  # what a platform says about data use
    TERMS_UNCLEAR = "terms_unclear"  # the text of its terms can't be had any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One look at a control: the result it gave, and its place in the order of all."""

    id: int
    run: str
    mode: Mode
    result: Result

    @property
    def found(self) -> DataUse | None:
        """What it was found to be, before anything was changed; None where it could not be read."""
        if self.result.outcome is Outcome.ALREADY_OUT:
            return DataUse.OFF
        if self.result.outcome in _SURELY_FOUND_ON or DataUse.ON in (self.result.before, self.result.after):
            return DataUse.ON
        return None

    @property
    def status(self) -> Status | None:
        """What it is known to be afterwards. Only a proven outcome says off; None leaves what was known before."""
        if (sure := _SURELY_LEFT.get(self.result.outcome)) is not None:
            return sure
        return Status.ON if self.found is DataUse.ON else None


_SURELY_FOUND_ON: Final = (Outcome.OPTED_OUT, Outcome.OPTED_IN, Outcome.LOCKED)
_SURELY_LEFT: Final = {
    Outcome.OPTED_OUT: Status.OFF,
    Outcome.ALREADY_OUT: Status.OFF,
    Outcome.OPTED_IN: Status.ON,
    Outcome.LOCKED: Status.ON,
    Outcome.UNAVAILABLE: Status.NOT_OFFERED,
}
ERRORS: Final = frozenset({Outcome.FAILED, Outcome.DRIFTED, Outcome.NOT_SAVED, Outcome.UNSAFE})
"""Outcomes after which one looks again, later and later."""

_TROUBLES: Final = {
    Outcome.NEEDS_HUMAN: NewsKind.NEEDS_YOU,
    Outcome.UNSAFE: NewsKind.UNSAFE,
    Outcome.DRIFTED: NewsKind.UNCLEAR,
    Outcome.NOT_SAVED: NewsKind.NOT_SAVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that the readings of one control come down to.

    `last` and `known` are ids of readings: the newest one, and the newest that said the `status`, which holds `since`.
    `failures` counts the looks in a row that failed; `trouble` is the news about it that is not over yet.
    """

    account: str
    platform: str
    control: str
    item: str | None
    readings: int
    last: int
    at: datetime
    outcome: Outcome
    flow_version: str
    status: Status | None = None
    known: int | None = None
    since: datetime | None = None
    failures: int = 0
    trouble: NewsKind | None = None

    @property
    def waits(self) -> bool:
        """Whether only its owner can take the next step."""
        return self.outcome is Outcome.NEEDS_HUMAN


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that happened: of a control, with the reading that says so and the one before it, or of a platform.

    `id` is None until it is kept; `link` and `lines` are for news that no reading tells, such as changed terms.
    """

    kind: NewsKind
    at: datetime
    platform: str
    account: str | None = None
    control: str | None = None
    item: str | None = None
    reading: int | None = None
    before: int | None = None
    link: str | None = None
    lines: tuple[str, ...] = ()
    id: int | None = None


def fold(standing: Standing | None, reading: Reading) -> tuple[Standing, tuple[News, ...]]:
    """What stands after this reading of a control, and what is news about it."""
    result = reading.result
    failed = result.outcome in ERRORS
    failures = (standing.failures if standing else 0) + 1 if failed else 0
    trouble, about_trouble = _trouble(standing, result.outcome, failures)
    status, known, since = _known(standing, reading)
    now = Standing(
        account=result.account,
        platform=result.platform,
        control=result.control,
        item=result.item,
        readings=(standing.readings if standing else 0) + 1,
        last=reading.id,
        at=result.seen_at,
        outcome=result.outcome,
        flow_version=result.flow_version,
        status=status,
        known=known,
        since=since,
        failures=failures,
        trouble=trouble,
    )
    kinds = (*_changes(standing.status if standing else None, reading), *about_trouble)
    return now, tuple(_news(kind, standing, reading) for kind in kinds)


def fold_all(readings: Iterable[Reading]) -> tuple[Standing | None, tuple[News, ...]]:
    """What stands after all these readings of one control, and all news about it."""
    standing: Standing | None = None
    everything: list[News] = []
    for reading in readings:
        standing, news = fold(standing, reading)
        everything += news
    return standing, tuple(everything)


def _known(standing: Standing | None, reading: Reading) -> tuple[Status | None, int | None, datetime | None]:
    """The status, the reading that says it, and since when it holds."""
    said = reading.status
    if standing is not None and said in (None, standing.status):
        known = standing.known if said is None else reading.id
        came_back_and_went = said is Status.OFF and reading.found is DataUse.ON
        return standing.status, known, reading.result.seen_at if came_back_and_went else standing.since
    return (said, reading.id, reading.result.seen_at) if said else (None, None, None)


def _changes(was: Status | None, reading: Reading) -> tuple[NewsKind, ...]:
    found_on, said = reading.found is DataUse.ON, reading.status
    if said is None:
        return ()
    went_off = (NewsKind.SWITCHED_OFF,) if said is Status.OFF and (found_on or was is Status.ON) else ()
    if was is Status.OFF and found_on:
        return (NewsKind.CAME_BACK, *went_off)
    if was in (None, Status.NOT_OFFERED) and said is Status.ON:
        return (NewsKind.FOUND_ON,)
    if was is None:
        return (NewsKind.FIRST, *went_off)
    if was is Status.NOT_OFFERED and said is not was:
        return (NewsKind.OFFERED, *went_off)
    if said is Status.NOT_OFFERED and said is not was:
        return (NewsKind.WITHDRAWN,)
    return went_off


def _trouble(
    standing: Standing | None, outcome: Outcome, failures: int
) -> tuple[NewsKind | None, tuple[NewsKind, ...]]:
    """The trouble that it is in now, and whether that is news."""
    was = standing.trouble if standing else None
    if outcome not in ERRORS and outcome is not Outcome.NEEDS_HUMAN:
        return None, (NewsKind.WELL_AGAIN,) if was else ()
    now = _TROUBLES.get(outcome)
    if now is None and failures >= MANY_FAILURES and was is not NewsKind.NEEDS_YOU:
        now = NewsKind.FAILING
    return now or was, (now,) if now not in (None, was) else ()


def _news(kind: NewsKind, standing: Standing | None, reading: Reading) -> News:
    result = reading.result
    return News(
        kind=kind,
        at=result.seen_at,
        platform=result.platform,
        account=result.account,
        control=result.control,
        item=result.item,
        reading=reading.id,
        before=standing.known if standing else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """A control that was found on after it had been off, with both readings; `off` is None where it was forgotten."""

    on: Reading
    off: Reading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The history of one control of one account: its readings, what stands after them, and what was news."""

    readings: tuple[Reading, ...]
    standing: Standing
    news: tuple[News, ...]

    def reading(self, reading_id: int | None) -> Reading | None:
        """The reading with this id, if it is one of the line's."""
        return next((one for one in self.readings if one.id == reading_id), None)

    @property
    def returns(self) -> tuple[CameBack, ...]:
        """Every time that it came back on."""
        found = [(self.reading(one.reading), one) for one in self.news if one.kind is NewsKind.CAME_BACK]
        return tuple(CameBack(on=on, off=self.reading(one.before)) for on, one in found if on is not None)
