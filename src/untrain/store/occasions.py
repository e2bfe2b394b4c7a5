"""Reasons to look outside the rhythm (changed terms, a sign-in, a person's wish), and when the watch came by last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from untrain.model.rhythm import Occasion
from untrain.store import tables
from untrain.store.database import Database


class Occasions:
    """Occasions on real platforms, or on replicas; each is answered by the first look after it."""

    def __init__(self, database: Database, *, practice: bool = False) -> None:
        self._database = database
        self._practice = practice

    def add(self, occasion: Occasion) -> None:
        """Write it down; it is on the disk when this returns."""
        with self._database.writing() as connection:
            keep_occasion(connection, occasion, practice=self._practice)

    def all(self) -> list[Occasion]:
        """All occasions, in the order of time."""
        columns = tables.occasion.c
        wanted = select(tables.occasion).where(columns.practice.is_(self._practice))
        with self._database.reading() as connection:
            return [
                Occasion(at=row.at, platform=row.platform, why=row.why, account=row.account, control=row.control)
                for row in connection.execute(wanted.order_by(columns.at))
            ]

    def begin_visit(self, account: str, platform: str, at: datetime) -> None:
        """Write down that the watch begins to work on this account."""
        columns = tables.visit.c
        mine = (columns.account == account, columns.platform == platform, columns.practice.is_(self._practice))
        values = {"account": account, "platform": platform, "practice": self._practice}
        with self._database.writing() as connection:
            connection.execute(delete(tables.visit).where(*mine))
            connection.execute(insert(tables.visit).values(**values, at=at))

    def visits(self) -> dict[tuple[str, str], datetime]:
        """When the watch last began to work on each account on its platform."""
        columns = tables.visit.c
        wanted = select(columns.account, columns.platform, columns.at).where(columns.practice.is_(self._practice))
        with self._database.reading() as connection:
            return {(row.account, row.platform): row.at for row in connection.execute(wanted)}


def keep_occasion(connection: Connection, occasion: Occasion, *, practice: bool) -> None:
    """Keep it within this transaction."""
    connection.execute(
        insert(tables.occasion).values(
            at=occasion.at,
            practice=practice,
            platform=occasion.platform,
            account=occasion.account,
            control=occasion.control,
            why=occasion.why,
        )
    )
