"""The ledger of notices: news is written down as told before it is sent, so that nothing is ever told twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from untrain.model.history import News
from untrain.store import tables
from untrain.store.database import Database
from untrain.store.history import news_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice that may be sent now, once: its id, and the news that it tells."""

    id: int
    at: datetime
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """Notices of which we know that they did not arrive, or don't know whether they did."""

    notices: int = 0
    items: int = 0
    newest: datetime | None = None


class Notices:
    """What was told of real platforms, or of replicas."""

    def __init__(self, database: Database, *, practice: bool = False) -> None:
        self._database = database
        self._practice = practice

    def claim(self, wanted: Callable[[News], bool], *, now: datetime) -> Notice | None:
        """All news that nobody was told of yet and that is wanted, as one notice; None where there is none.

        The rest is passed over for good. Whoever is killed after this has told it as far as we know: a notice may be
        lost, and is never repeated.
        """
        told = select(tables.told.c.news)
        columns = tables.news.c
        untold = (columns.watch.is_(True), columns.practice.is_(self._practice), columns.id.not_in(told))
        wanted_rows = select(tables.news).where(*untold).order_by(columns.id)
        with self._database.writing() as connection:
            found = [news_of(row) for row in connection.execute(wanted_rows)]
            news = tuple(one for one in found if wanted(one))
            notice: int | None = None
            if news:
                values = {"at": now, "practice": self._practice, "items": len(news)}
                kept = connection.execute(insert(tables.notice).values(**values))
                assert kept.inserted_primary_key is not None
                notice = int(kept.inserted_primary_key[0])
            ours = {one.id for one in news}
            for one in found:
                connection.execute(insert(tables.told).values(news=one.id, notice=notice if one.id in ours else None))
        return None if notice is None else Notice(id=notice, at=now, news=news)

    def ended(self, notice: Notice, *, delivered: bool, at: datetime) -> None:
        """Write down what became of a notice."""
        columns = tables.notice.c
        with self._database.writing() as connection:
            connection.execute(
                update(tables.notice).where(columns.id == notice.id).values(ended=at, delivered=delivered)
            )

    def undelivered(self, *, but: Notice | None = None) -> Undelivered:
        """What did not arrive, or perhaps not, since the last notice that did."""
        columns = tables.notice.c
        mine = columns.practice.is_(self._practice)
        arrived = select(func.coalesce(func.max(columns.id), 0)).where(mine, columns.delivered.is_(True))
        lost = (mine, columns.delivered.is_not(True), columns.id > arrived.scalar_subquery())
        number = columns["items"].label("number")  # `items` is a method of the columns
        wanted = select(number, columns.at).where(*lost, columns.id != (but.id if but else -1))
        with self._database.reading() as connection:
            rows: Sequence[tuple[int, datetime]] = [(row.number, row.at) for row in connection.execute(wanted)]
        if not rows:
            return Undelivered()
        return Undelivered(notices=len(rows), items=sum(items for items, _ in rows), newest=max(at for _, at in rows))
