"""Runs and their results: what was set out to do, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from untrain.model.result import Mode, Result, Run
from untrain.store import tables
from untrain.store.database import Database
from untrain.store.history import fold_new
from untrain.store.rows import result_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One control that a run set out to see to."""

    account: str
    platform: str
    control: str
    item: str | None = None
    named: bool = False


class Runs:
    """All runs, of which each result is kept from the moment it is finished."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, run: Run, plan: Iterable[Planned], *, practice: bool = False, watch: bool = False) -> None:
        """Write down that the run begins, and all that it sets out to do; `practice` when it is on replicas.

        `watch` when nobody looks on, so that its news has to be told.
        """
        rows = [
            {
                "run": run.id,
                "account": one.account,
                "platform": one.platform,
                "control": one.control,
                "item": one.item,
                "named": one.named,
            }
            for one in plan
        ]
        with self._database.writing() as connection:
            values = {
                "id": run.id,
                "mode": run.mode.value,
                "version": run.version,
                "practice": practice,
                "watch": watch,
            }
            connection.execute(insert(tables.run).values(**values, started=run.started, finished=run.finished))
            if rows:
                connection.execute(insert(tables.planned), rows)

    def add(self, run_id: str, result: Result) -> None:
        """Keep a result, with what it means for the history; it is on the disk when this returns."""
        values = {
            "account": result.account,
            "platform": result.platform,
            "control": result.control,
            "item": result.item,
            "outcome": result.outcome.value,
            "detail": result.detail,
            "before": result.before,
            "after": result.after,
            "healed": result.healed,
            "attempts": result.attempts,
            "seconds": result.seconds,
            "flow_version": result.flow_version,
            "seen_at": result.seen_at,
            "evidence": list(result.evidence),
        }
        with self._database.writing() as connection:
            connection.execute(insert(tables.result).values(run=run_id, **values))
            fold_new(connection)

    def finish(self, run_id: str, at: datetime) -> None:
        """Write down that the run did all it set out to do."""
        with self._database.writing() as connection:
            connection.execute(update(tables.run).where(tables.run.c.id == run_id).values(finished=at))

    def get(self, run_id: str) -> Run | None:
        """The run with this id and its results, in the order in which they were finished."""
        with self._database.reading() as connection:
            row = connection.execute(select(tables.run).where(tables.run.c.id == run_id)).one_or_none()
            return None if row is None else replace(_run(row), results=_results(connection, run_id))

    def newest(self, limit: int = 50) -> Sequence[Run]:
        """The newest runs, the newest first and without their results."""
        return self._newest(select(tables.run).limit(limit))

    def cut_off(self, mode: Mode, *, practice: bool = False) -> Sequence[Run]:
        """The runs of this mode that did not finish, the newest first and without their results."""
        columns = tables.run.c
        mine = (columns.mode == mode.value, columns.practice.is_(practice), columns.finished.is_(None))
        return self._newest(select(tables.run).where(*mine))

    def counts(self, run_id: str) -> tuple[int, int]:
        """How many controls the run set out to see to, and how many results it has; items may make these more."""
        with self._database.reading() as connection:
            planned, done = (
                connection.execute(select(func.count()).select_from(table).where(table.c.run == run_id)).scalar_one()
                for table in (tables.planned, tables.result)
            )
        return planned, done

    def latest_results(self, run_id: str, limit: int) -> Sequence[Result]:
        """The results of the run that were finished last, the newest first."""
        columns = tables.result.c
        wanted = select(tables.result).where(columns.run == run_id).order_by(columns.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [result_of(row) for row in connection.execute(wanted)]

    def was_practice(self, run_id: str) -> bool:
        """Whether this run was on replicas."""
        with self._database.reading() as connection:
            return bool(connection.execute(select(tables.run.c.practice).where(tables.run.c.id == run_id)).scalar())

    def _newest(self, wanted: Select[tuple[object, ...]]) -> Sequence[Run]:
        with self._database.reading() as connection:
            return [_run(row) for row in connection.execute(wanted.order_by(tables.run.c.id.desc()))]

    def plan(self, run_id: str) -> Sequence[Planned]:
        """All that the run set out to do."""
        wanted = select(tables.planned).where(tables.planned.c.run == run_id).order_by(tables.planned.c.id)
        with self._database.reading() as connection:
            return [
                Planned(account=row.account, platform=row.platform, control=row.control, item=row.item, named=row.named)
                for row in connection.execute(wanted)
            ]


def _run(row: Row[tuple[object, ...]]) -> Run:
    return Run(id=row.id, mode=Mode(row.mode), started=row.started, version=row.version, finished=row.finished)


def _results(connection: Connection, run_id: str) -> tuple[Result, ...]:
    wanted = select(tables.result).where(tables.result.c.run == run_id).order_by(tables.result.c.id)
    return tuple(result_of(row) for row in connection.execute(wanted))
