"""What stands, a page at a time: for whoever looks at very many accounts and platforms at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, and_, case, exists, func, not_, select

from untrain.model.history import News, NewsKind, Standing, Status
from untrain.model.outcome import Outcome
from untrain.store import tables
from untrain.store.database import Database
from untrain.store.history import news_of, standing_of

_COLUMNS: Final = tables.standing.c
_WITH_ITEM: Final = tables.standing.alias("with_item")
_KEY: Final = ("practice", "account", "platform", "control")
_STEPS: Final = """
WITH RECURSIVE step(name) AS (
  SELECT min({0}) FROM standing WHERE practice = ?
  UNION ALL SELECT (SELECT min({0}) FROM standing WHERE practice = ? AND {0} > name) FROM step WHERE name IS NOT NULL)
SELECT name FROM step WHERE name IS NOT NULL
"""
"""Each name once, found by as many steps in an index as there are names, and not by reading every row."""

Tally = Mapping[Outcome, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which controls are wanted. `account` is a part of a name."""

    account: str = ""
    whose: str | None = None  # exactly this account
    platform: str | None = None
    control: str | None = None
    outcomes: Sequence[Outcome] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overview:
    """What takes a look at every row, and holds until somebody writes."""

    tally: Tally
    accounts: Sequence[str]
    platforms: Sequence[str]
    with_items: Sequence[str]  # the platforms on which anything is told item by item


class Board:
    """What stands on real platforms, or on replicas, without what was told of all items at once and is overtaken."""

    def __init__(self, database: Database, *, practice: bool = False) -> None:
        self._database = database
        self._practice = practice
        self._seen: tuple[int, _Overview] | None = None

    def tally(self) -> Tally:
        """How many controls have each outcome; counted anew only after something was written."""
        return self._overview().tally

    def accounts(self) -> Sequence[str]:
        """The names of all accounts of which anything stands."""
        return self._overview().accounts

    def platforms(self) -> Sequence[str]:
        """The slugs of all platforms of which anything stands."""
        return self._overview().platforms

    def count(self, wanted: Filter) -> int:
        """How many controls fit."""
        if wanted == Filter(outcomes=wanted.outcomes):
            tally = self.tally()
            return sum(tally.get(one, 0) for one in wanted.outcomes or Outcome)
        with self._database.reading() as connection:
            return connection.execute(
                select(func.count()).select_from(tables.standing).where(*self._fits(wanted))
            ).scalar_one()

    def page(self, wanted: Filter, *, offset: int, limit: int, first: Sequence[Outcome] = ()) -> list[Standing]:
        """Those that fit, from the one at `offset` on, in the order of these outcomes, and then of their names."""
        order: list[ColumnElement[Any]] = [_COLUMNS.account, _COLUMNS.platform, _COLUMNS.control, _COLUMNS.item]
        if first:
            ranks = [(_COLUMNS.outcome == one.value, rank) for rank, one in enumerate(first)]
            order.insert(0, case(*ranks, else_=len(ranks)))
        rows = select(tables.standing).where(*self._fits(wanted)).order_by(*order)
        with self._database.reading() as connection:
            return [standing_of(row) for row in connection.execute(rows.offset(offset).limit(limit))]

    def returns(self, *, offset: int = 0, limit: int) -> list[News]:
        """What came back on, the newest first."""
        columns = tables.news.c
        mine = (columns.practice.is_(self._practice), columns.kind == NewsKind.CAME_BACK.value)
        wanted = select(tables.news).where(*mine).order_by(columns.at.desc(), columns.id.desc())
        with self._database.reading() as connection:
            return [news_of(row) for row in connection.execute(wanted.offset(offset).limit(limit))]

    def came_back(self, standings: Collection[Standing]) -> set[int]:
        """The newest readings, by id, of those of these controls that are on, and had been off before."""
        columns = tables.news.c
        on = {(*_name(one), one.since): one.last for one in standings if one.status is Status.ON}
        mine = (columns.practice.is_(self._practice), columns.kind == NewsKind.CAME_BACK.value)
        wanted = select(tables.news).where(*mine, columns.at.in_({key[-1] for key in on}))
        with self._database.reading() as connection:
            found = [news_of(row) for row in connection.execute(wanted)] if on else []
        return {on[key] for one in found if (key := (*_name(one), one.at)) in on}

    def _overview(self) -> _Overview:
        mark = self._database.mark()
        if self._seen is None or self._seen[0] != mark:
            with_items = select(_COLUMNS.platform).distinct().where(*self._mine(), _COLUMNS.item != "")
            with self._database.reading() as connection:
                platforms = connection.execute(with_items).scalars().all()
            overview = _Overview(
                tally=MappingProxyType(self._count_all()),
                accounts=self._names("account"),
                platforms=self._names("platform"),
                with_items=platforms,
            )
            self._seen = (mark, overview)
        return self._seen[1]

    def _mine(self) -> tuple[ColumnElement[bool], ...]:
        return (_COLUMNS.practice.is_(self._practice),)

    def _names(self, column: str) -> list[str]:
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(_STEPS.format(column), (self._practice, self._practice))
            return [row[0] for row in rows]

    def _count_all(self) -> dict[Outcome, int]:
        mine = _COLUMNS.practice.is_(self._practice)
        every = select(_COLUMNS.outcome, func.count().label("number")).where(mine).group_by(_COLUMNS.outcome)
        # those with items are few, so one begins with them
        later = and_(*_same_control(), _WITH_ITEM.c.item != "", _WITH_ITEM.c.last > _COLUMNS.last)
        overtaken = select(*(_COLUMNS[name] for name in _KEY), _COLUMNS.outcome).distinct()
        overtaken = overtaken.select_from(_WITH_ITEM.join(tables.standing, later)).where(mine, _COLUMNS.item == "")
        with self._database.reading() as connection:
            found = Counter({row.outcome: row.number for row in connection.execute(every)})
            found.subtract(row.outcome for row in connection.execute(overtaken))
        return {outcome: found[outcome.value] for outcome in Outcome if found[outcome.value]}

    def _fits(self, wanted: Filter) -> list[ColumnElement[bool]]:
        fits = [*self._mine()]
        overview = self._overview()
        if overview.with_items:
            later = exists().where(*_same_control(), _WITH_ITEM.c.item != "", _WITH_ITEM.c.last > _COLUMNS.last)
            fits.append(not_(and_(_COLUMNS.platform.in_(overview.with_items), _COLUMNS.item == "", later)))
        exactly: tuple[tuple[Column[str], str | None], ...] = (
            (_COLUMNS.account, wanted.whose),
            (_COLUMNS.platform, wanted.platform),
            (_COLUMNS.control, wanted.control),
        )
        fits += [column == value for column, value in exactly if value is not None]
        if wanted.account:
            part = wanted.account.casefold()
            fits.append(_COLUMNS.account.in_([name for name in overview.accounts if part in name.casefold()]))
        if wanted.outcomes:
            fits.append(_COLUMNS.outcome.in_([one.value for one in wanted.outcomes]))
        return fits


def _name(one: Standing | News) -> tuple[object, ...]:
    return one.account, one.platform, one.control, one.item or ""


def _same_control() -> list[ColumnElement[bool]]:
    return [_WITH_ITEM.c[name] == _COLUMNS[name] for name in _KEY]
