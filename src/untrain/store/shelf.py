"""What is kept sealed: sign-in sessions, and passwords that were imported. Only the vault can read any of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, insert, select

from untrain.model.account import Account
from untrain.store import tables
from untrain.store.database import Database


class Sessions:
    """Sealed sign-in sessions by account; those on replicas are kept apart from the real ones."""

    def __init__(self, database: Database, *, practice: bool) -> None:
        self._database = database
        self._practice = practice

    def get(self, account: Account) -> bytes | None:
        """The sealed session of this account, or None."""
        wanted = select(tables.session.c.sealed).where(*self._mine(account))
        with self._database.reading() as connection:
            return connection.execute(wanted).scalar()

    def keep(self, account: Account, sealed: bytes, at: datetime) -> None:
        """Keep a sealed session, in place of an older one."""
        values = {"account": account.name, "platform": account.platform, "practice": self._practice, "sealed": sealed}
        with self._database.writing() as connection:
            connection.execute(delete(tables.session).where(*self._mine(account)))
            connection.execute(insert(tables.session).values(**values, saved_at=at))

    def drop(self, account: Account) -> None:
        """Forget the session of this account."""
        with self._database.writing() as connection:
            connection.execute(delete(tables.session).where(*self._mine(account)))

    def _mine(self, account: Account) -> tuple[ColumnElement[bool], ...]:
        return (*_of(tables.session, account), tables.session.c.practice.is_(self._practice))


class Secrets:
    """Sealed secrets of the accounts that were imported."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, account: Account) -> dict[str, bytes]:
        """The sealed secrets of this account by name, such as `password`."""
        wanted = select(tables.secret.c.name, tables.secret.c.sealed).where(*_of(tables.secret, account))
        with self._database.reading() as connection:
            return {row.name: row.sealed for row in connection.execute(wanted)}

    def keep(self, account: Account, sealed: dict[str, bytes]) -> None:
        """Keep these sealed secrets, and none that were kept before."""
        with self._database.writing() as connection:
            connection.execute(delete(tables.secret).where(*_of(tables.secret, account)))
            for name, value in sealed.items():
                values = {"account": account.name, "platform": account.platform, "name": name, "sealed": value}
                connection.execute(insert(tables.secret).values(**values))


def _of(table: Table, account: Account) -> tuple[ColumnElement[bool], ...]:
    return (table.c.account == account.name, table.c.platform == account.platform)
