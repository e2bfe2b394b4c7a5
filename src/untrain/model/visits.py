"""What the watch would do: for each account on its platform when it is visited next, what for, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from untrain.model.account import Account
from untrain.model.flow import Control, Flow, Kind
from untrain.model.history import Standing
from untrain.model.result import Job, Wanted
from untrain.model.rhythm import Look, Occasion, Rhythm, next_look, visit_at

_READABLE: Final = (Kind.SWITCH, Kind.CHOICE)
_Whose = tuple[str, str]
_ONE_LOOK: Final = timedelta(hours=6)  # two readings that lie less apart are of one look


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One control of a visit, with all its items: when it is due, and why."""

    control: Control
    look: Look
    occasion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One account on one platform: `at` is None while all of it waits for its owner."""

    account: Account
    flow: Flow
    at: datetime | None
    glances: tuple[Glance, ...]

    @property
    def asked(self) -> bool:
        """Whether somebody or something asked for it."""
        return any(one.occasion for one in self.glances)

    def is_due(self, now: datetime) -> bool:
        """Whether it is time."""
        return self.at is not None and self.at <= now

    def due(self, now: datetime) -> tuple[Glance, ...]:
        """The controls that are the reason to go now."""
        return tuple(one for one in self.glances if one.look.due is not None and one.look.due <= now)

    def job(self, now: datetime, account: Account | None = None) -> Job:
        """The job that this visit is, as this account: what is due, and what nearly is and is taken along."""
        wanted = (Wanted(control=one.control) for one in self.glances if one.look.worth(now))
        return Job(account=account or self.account, flow=self.flow, wanted=tuple(wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the watch would do: its visits, the most urgent first, and how many more rest until after `now`."""

    now: datetime
    visits: tuple[Visit, ...]
    resting: int = 0

    @property
    def due(self) -> tuple[Visit, ...]:
        """The visits for which it is time."""
        return tuple(visit for visit in self.visits if visit.is_due(self.now))

    @property
    def waiting(self) -> tuple[Visit, ...]:
        """Those that wait for their owner."""
        return tuple(visit for visit in self.visits if visit.at is None)

    @property
    def later(self) -> tuple[Visit, ...]:
        """Those that are not due yet, without those that rest."""
        return tuple(visit for visit in self.visits if visit.at is not None and visit.at > self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known when visits are planned."""

    standings: Iterable[Standing] = ()
    occasions: Iterable[Occasion] = ()
    visits: Mapping[_Whose, datetime] | None = None


def watched(account: Account, flow: Flow) -> tuple[Control, ...]:
    """The controls that a look can read for this account: what stands on a page, and is offered to it."""
    return tuple(
        control
        for control in flow.controls
        if control.kind in _READABLE
        and (control.url is not None or control.path or control.items is not None)
        and not control.availability.excludes(account.region)
        and (account.plan or "").casefold() not in (plan.casefold() for plan in control.availability.plans_without)
    )


def plan_visits(
    accounts: Iterable[Account], flows: Mapping[str, Flow], known: Known, rhythm: Rhythm, *, now: datetime
) -> list[Visit]:
    """Every visit, what was asked for and what is most overdue first; those that wait come last."""
    standing: defaultdict[_Whose, list[Standing]] = defaultdict(list)
    for one in known.standings:
        standing[one.account, one.platform].append(one)
    asked: defaultdict[tuple[str | None, str], list[Occasion]] = defaultdict(list)
    for occasion in known.occasions:
        if occasion.at <= now:
            asked[occasion.account, occasion.platform].append(occasion)
    begun = known.visits or {}
    visits = []
    for account in accounts:
        whose = (account.name, account.platform)
        flow = flows[account.platform]
        occasions = [*asked.get(whose, ()), *asked.get((None, account.platform), ())]
        glances = _glances((account, flow), standing.get(whose, ()), occasions, rhythm=rhythm, now=now)
        if glances:
            last = _last(standing.get(whose, ()), begun.get(whose), now)
            at = visit_at((one.look for one in glances), last, rhythm, now=now)
            visits.append(Visit(account=account, flow=flow, at=at, glances=glances))
    return sorted(visits, key=lambda visit: (visit.at is None, not visit.asked, visit.at or now))


def _glances(
    who: tuple[Account, Flow],
    standings: Sequence[Standing],
    occasions: Sequence[Occasion],
    *,
    rhythm: Rhythm,
    now: datetime,
) -> tuple[Glance, ...]:
    account, flow = who
    found = []
    for control in watched(account, flow):
        mine = [one for one in occasions if one.concerns(account.name, account.platform, control.id)]
        newest = max(mine, key=lambda one: one.at, default=None)
        asked = newest.at if newest else None
        lines = _newest_look([one for one in standings if one.control == control.id])
        looks = [next_look(line, rhythm, now=now, asked=asked, flow=flow.version) for line in lines or (None,)]
        look = min(looks, key=lambda one: (one.due is None, one.due or now))
        found.append(Glance(control=control, look=look, occasion=newest.why if newest and look.due == asked else None))
    return tuple(found)


def _newest_look(lines: Sequence[Standing]) -> list[Standing]:
    """The lines of a control that its newest look has read: of several items those that are still there."""
    if len(lines) < 2:
        return list(lines)
    newest = max(lines, key=lambda one: one.last)
    return [one for one in lines if abs(newest.at - one.at) < _ONE_LOOK]


def _last(standings: Sequence[Standing], begun: datetime | None, now: datetime) -> datetime | None:
    """When somebody was there last; of the readings the newest counts, and not the one with the latest date."""
    read = max(standings, key=lambda one: one.last, default=None)
    moments = [at for at in (read.at if read else None, begun) if at is not None and at <= now]
    return max(moments, default=read.at if read else begun)
