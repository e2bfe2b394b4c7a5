"""What all results come down to: readings, what stands, and news; folded in the order in which they were kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, column, func, insert, select, table, update

from untrain.model.history import ERRORS, News, NewsKind, Reading, Standing, Status, fold
from untrain.model.outcome import Outcome
from untrain.model.result import Mode
from untrain.model.rhythm import Resting
from untrain.store import tables
from untrain.store.database import Database
from untrain.store.rows import result_of

_Key = tuple[bool, str, str, str, str]
_AT_ONCE: Final = 20_000  # results that are folded between two writes


class History:
    """The lines of all controls on real platforms, or on replicas."""

    def __init__(self, database: Database, *, practice: bool = False) -> None:
        self._database = database
        self._practice = practice

    def readings(
        self,
        *,
        account: str | None = None,
        platform: str | None = None,
        control: str | None = None,
        item: str | None = None,
        since: datetime | None = None,
    ) -> Iterator[Reading]:
        """Every reading that fits, control by control, each line in the order of its readings."""
        columns = tables.result.c
        wanted = {"account": account, "platform": platform, "control": control, "item": item}
        fits: list[ColumnElement[bool]] = [columns[name] == value for name, value in wanted.items() if value]
        if since is not None:
            fits.append(columns.seen_at >= since)
        order = (columns.account, columns.platform, columns.control, columns.item, columns.id)
        with self._database.reading() as connection:
            for row in connection.execution_options(yield_per=1000).execute(self._results(*fits).order_by(*order)):
                yield _reading(row)

    def reading(self, reading_id: int) -> Reading | None:
        """The reading with this id, or None where it was forgotten."""
        with self._database.reading() as connection:
            row = connection.execute(self._results(tables.result.c.id == reading_id)).one_or_none()
            return None if row is None else _reading(row)

    def readings_of(self, ids: Collection[int]) -> dict[int, Reading]:
        """The readings with these ids, but for those that were forgotten."""
        with self._database.reading() as connection:
            rows = connection.execute(self._results(tables.result.c.id.in_(ids))).all()
        return {row.id: _reading(row) for row in rows}

    def standings(self, *, account: str | None = None, platform: str | None = None) -> list[Standing]:
        """What stands of every control that was ever looked at."""
        columns = tables.standing.c
        wanted = select(tables.standing).where(columns.practice.is_(self._practice))
        if account is not None:
            wanted = wanted.where(columns.account == account)
        if platform is not None:
            wanted = wanted.where(columns.platform == platform)
        with self._database.reading() as connection:
            return [standing_of(row) for row in connection.execute(wanted)]

    def resting(self, rest: Resting) -> set[tuple[str, str, str]]:
        """Account, platform and control of all that rests; what has items is not among it."""
        columns = tables.standing.c
        calm = columns.outcome.not_in([one.value for one in (*ERRORS, Outcome.NEEDS_HUMAN)])
        when = (columns.at > rest.after, columns.at <= rest.now, columns.since <= rest.settled)
        mine = (columns.practice.is_(self._practice), columns.item == "")
        wanted = select(columns.account, columns.platform, columns.control).where(*mine, calm, *when)
        with self._database.reading() as connection:
            cursor = connection.execute(wanted).cursor
            assert cursor is not None
            return set(cursor.fetchall())  # as the driver gives them: there may be very many

    def standings_of(self, whose: Collection[tuple[str, str]]) -> list[Standing]:
        """What stands of these accounts, each with its platform."""
        columns = tables.standing.c
        mine = columns.practice.is_(self._practice)
        with self._database.reading() as connection:
            connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS wanted (account, platform)")
            connection.exec_driver_sql("DELETE FROM wanted")
            if whose:
                connection.exec_driver_sql("INSERT INTO wanted VALUES (?, ?)", [tuple(one) for one in whose])
            some = table("wanted", column("account"), column("platform"))
            same = and_(some.c.account == columns.account, some.c.platform == columns.platform)
            # the few wanted ones lead, and each is looked up by the key of the many
            joined = select(tables.standing).select_from(some.join(tables.standing, and_(mine, same)))
            return [standing_of(row) for row in connection.execute(joined)]

    def news(
        self,
        *,
        kinds: Collection[NewsKind] | None = None,
        run: str | None = None,
        since: datetime | None = None,
        account: str | None = None,
        platform: str | None = None,
    ) -> list[News]:
        """All news that fits, in the order in which it happened."""
        columns = tables.news.c
        fits: list[ColumnElement[bool]] = [columns.practice.is_(self._practice)]
        if kinds is not None:
            fits.append(columns.kind.in_([kind.value for kind in kinds]))
        if run is not None:
            fits.append(columns.result.in_(select(tables.result.c.id).where(tables.result.c.run == run)))
        if since is not None:
            fits.append(columns.at >= since)
        fits += [
            tables.news.c[name] == value for name, value in (("account", account), ("platform", platform)) if value
        ]
        with self._database.reading() as connection:
            return [news_of(row) for row in connection.execute(select(tables.news).where(*fits).order_by(columns.id))]

    def add_news(self, news: News) -> int:
        """Keep news that no reading tells, such as changed terms; it will be told. Gives its id."""
        with self._database.writing() as connection:
            return keep_news(connection, news, practice=self._practice, watch=True)

    def catch_up(self) -> None:
        """Fold what was kept by a version that knew nothing of history; mostly there is nothing to do."""
        with self._database.reading() as connection:
            if _newest(connection) <= _through(connection):
                return
        with self._database.writing() as connection:
            fold_new(connection)

    def _results(self, *fits: ColumnElement[bool]) -> Select[tuple[object, ...]]:
        joined = tables.result.join(tables.run, tables.result.c.run == tables.run.c.id)
        mine = tables.run.c.practice.is_(self._practice)
        return select(tables.result, tables.run.c.mode).select_from(joined).where(mine, *fits)


def fold_new(connection: Connection) -> None:
    """Bring what stands, and the news, up to the newest result; part of the transaction that adds results."""
    while True:
        rows = connection.execute(_unfolded(_through(connection))).all()
        if not rows:
            return
        touched: dict[_Key, Standing] = {}
        for row in rows:
            key = (row.practice, row.account, row.platform, row.control, row.item or "")
            before = touched.get(key) or _standing_at(connection, key)
            touched[key], news = fold(before, _reading(row))
            for one in news:
                keep_news(connection, one, practice=row.practice, watch=row.watch)
        for key, standing in touched.items():
            _write(connection, key, standing)
        fold_through(connection, rows[-1].id)
        if len(rows) < _AT_ONCE:
            return


def fold_through(connection: Connection, result_id: int) -> None:
    """Note that everything up to this result is folded."""
    if not connection.execute(update(tables.folded).values(through=result_id)).rowcount:
        connection.execute(insert(tables.folded).values(through=result_id))


def news_of(row: Row[tuple[object, ...]]) -> News:
    """The news in this row."""
    return News(
        id=row.id,
        kind=NewsKind(row.kind),
        at=row.at,
        platform=row.platform,
        account=row.account,
        control=row.control,
        item=row.item,
        reading=row.result,
        before=row.before,
        link=row.link,
        lines=tuple(row.lines),
    )


def _unfolded(through: int) -> Select[tuple[object, ...]]:
    run = tables.run.c
    joined = tables.result.join(tables.run, tables.result.c.run == run.id)
    wanted = select(tables.result, run.mode, run.practice, run.watch).select_from(joined)
    return wanted.where(tables.result.c.id > through).order_by(tables.result.c.id).limit(_AT_ONCE)


def _through(connection: Connection) -> int:
    return connection.execute(select(tables.folded.c.through)).scalar() or 0


def _newest(connection: Connection) -> int:
    return connection.execute(select(func.max(tables.result.c.id))).scalar() or 0


def _standing_at(connection: Connection, key: _Key) -> Standing | None:
    row = connection.execute(select(tables.standing).where(*_at(key))).one_or_none()
    return None if row is None else standing_of(row)


def _at(key: _Key) -> Sequence[ColumnElement[bool]]:
    columns = tables.standing.c
    practice, account, platform, control, item = key
    names = (columns.account == account, columns.platform == platform, columns.control == control)
    return (columns.practice.is_(practice), *names, columns.item == item)


def _write(connection: Connection, key: _Key, standing: Standing) -> None:
    practice, account, platform, control, item = key
    connection.execute(
        insert(tables.standing)
        .prefix_with("OR REPLACE")
        .values(
            practice=practice,
            account=account,
            platform=platform,
            control=control,
            item=item,
            readings=standing.readings,
            last=standing.last,
            at=standing.at,
            outcome=standing.outcome.value,
            flow_version=standing.flow_version,
            status=standing.status,
            known=standing.known,
            since=standing.since,
            failures=standing.failures,
            trouble=standing.trouble,
        )
    )


def keep_news(connection: Connection, news: News, *, practice: bool, watch: bool) -> int:
    """Keep news within this transaction; with `watch` it will be told. Gives its id."""
    values = {
        "kind": news.kind.value,
        "at": news.at,
        "platform": news.platform,
        "account": news.account,
        "control": news.control,
        "item": news.item,
        "result": news.reading,
        "before": news.before,
        "link": news.link,
        "lines": list(news.lines),
    }
    kept = connection.execute(insert(tables.news).values(**values, practice=practice, watch=watch))
    assert kept.inserted_primary_key is not None
    return int(kept.inserted_primary_key[0])


def standing_of(row: Row[tuple[object, ...]]) -> Standing:
    """What stands in this row."""
    return Standing(
        account=row.account,
        platform=row.platform,
        control=row.control,
        item=row.item or None,
        readings=row.readings,
        last=row.last,
        at=row.at,
        outcome=Outcome(row.outcome),
        flow_version=row.flow_version,
        status=Status(row.status) if row.status else None,
        known=row.known,
        since=row.since,
        failures=row.failures,
        trouble=NewsKind(row.trouble) if row.trouble else None,
    )


def _reading(row: Row[tuple[object, ...]]) -> Reading:
    return Reading(id=row.id, run=row.run, mode=Mode(row.mode), result=result_of(row))
