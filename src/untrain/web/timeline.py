"""The past of a control as a drawing: where everything goes, in units of the drawing; the template sets it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from untrain.model.history import Line, NewsKind, Reading, Status
from untrain.report.words import Tone
from untrain.web.looks import CAME_BACK, LOOKS, Look

WIDTH: Final = 1000.0
_EDGE: Final = 14.0  # so that the marks at both ends are whole
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60)
_MOST_TICKS: Final = 8
_SHORTEST: Final = timedelta(days=7)
_NEAR: Final = 9.0  # marks of the same look that lie closer than this are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in which it was known to be on, off or not offered, or in which nothing was known."""

    left: float
    width: float
    status: Status | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A reading, or several alike that lie close together; `at` is when the first of them was taken."""

    x: float
    look: Look
    at: datetime
    readings: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The first of a month."""

    x: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole drawing."""

    spans: Sequence[Span]
    marks: Sequence[Mark]
    ticks: Sequence[Tick]
    since: datetime
    until: datetime


def timeline_of(line: Line, now: datetime) -> Timeline:
    """The drawing of a line, from its first reading until now."""
    moments = [one.result.seen_at for one in line.readings]
    until = max(*moments, now)
    since = min(*moments, until - _SHORTEST)

    def x(at: datetime) -> float:
        return round(_EDGE + (WIDTH - 2 * _EDGE) * ((at - since) / (until - since)), 1)

    returned = {news.reading for news in line.news if news.kind is NewsKind.CAME_BACK}
    marks: list[Mark] = []
    for one in line.readings:
        look = CAME_BACK if one.id in returned else LOOKS[one.result.outcome]
        _set_down(marks, Mark(x=x(one.result.seen_at), look=look, at=one.result.seen_at))
    spans = [
        Span(left=x(since_), width=max(0.0, round(x(until_) - x(since_), 1)), status=status, since=since_, until=until_)
        for status, since_, until_ in _spans(line.readings, max(now, moments[-1]))
    ]
    ticks = [Tick(x=x(at), at=at) for at in _ticks(since, until)]
    return Timeline(spans=spans, marks=marks, ticks=ticks, since=since, until=until)


def _set_down(marks: list[Mark], mark: Mark) -> None:
    """Add the mark, or count it with the one before it where they would cover each other and look alike."""
    last = marks[-1] if marks else None
    if last is not None and last.look == mark.look and last.look.tone is not Tone.BAD and mark.x - last.x < _NEAR:
        marks[-1] = Mark(x=last.x, look=last.look, at=last.at, readings=last.readings + 1)
    else:
        marks.append(mark)


def _spans(readings: Sequence[Reading], end: datetime) -> list[tuple[Status | None, datetime, datetime]]:
    """What was known from when to when; a reading that says nothing leaves what was known before."""
    turns: list[tuple[Status | None, datetime]] = []
    for one in readings:
        status = one.status if one.status is not None else (turns[-1][0] if turns else None)
        if not turns or turns[-1][0] is not status:
            turns.append((status, one.result.seen_at))
    ends = [*turns, (None, end)]
    return [(status, since, max(since, until)) for (status, since), (_, until) in pairwise(ends)]


def _ticks(since: datetime, until: datetime) -> list[datetime]:
    """Firsts of months in between, every so many months that they don't crowd."""
    months = (until.year - since.year) * 12 + until.month - since.month
    step = next((one for one in _MONTHS if months / one <= _MOST_TICKS), _MONTHS[-1])
    found = []
    for number in range(since.year * 12 + since.month, until.year * 12 + until.month):
        if number % step == 0:
            year, month = divmod(number, 12)
            at = since.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
            found.append(at)
    return [at for at in found if since <= at <= until]
