"""Reasons to look outside the rhythm: changed terms, a sign-in, a person's wish."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

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
            connection.execute(
                insert(tables.occasion).values(
                    at=occasion.at,
                    practice=self._practice,
                    platform=occasion.platform,
                    account=occasion.account,
                    control=occasion.control,
                    why=occasion.why,
                )
            )

    def since(self, at: datetime) -> list[Occasion]:
        """All occasions from this moment on, in the order of time."""
        columns = tables.occasion.c
        wanted = select(tables.occasion).where(columns.at >= at, columns.practice.is_(self._practice))
        with self._database.reading() as connection:
            return [
                Occasion(at=row.at, platform=row.platform, why=row.why, account=row.account, control=row.control)
                for row in connection.execute(wanted.order_by(columns.at))
            ]
