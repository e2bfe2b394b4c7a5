"""The store as a whole: one file, opened once, with a part for each thing that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, insert, select, union

from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.store import tables
from untrain.store.board import Board
from untrain.store.database import Database, open_database
from untrain.store.errors import StoreError, told
from untrain.store.export import export
from untrain.store.history import History, fold_through
from untrain.store.notices import Notices
from untrain.store.occasions import Occasions
from untrain.store.requests import Requests
from untrain.store.runs import Runs
from untrain.store.shelf import Secrets, Sessions
from untrain.store.terms import Terms


class Store:
    """All that outlives a run. Results and requests are only ever added; `forget` is the one way out."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.runs = Runs(database)
        self.secrets = Secrets(database)

    @classmethod
    def open(cls, place: Path | str) -> Store:
        """The store in this file, or at this `sqlite:///` address; made when absent. Raises InputError."""
        store = cls(open_database(place))
        try:
            store.history().catch_up()
        except StoreError as error:
            store.close()
            raise InputError(error.place, error.problem, error.remedy) from error
        return store

    def history(self, *, practice: bool = False) -> History:
        """Readings, what stands, and news; those of replicas are a history of their own."""
        return History(self._database, practice=practice)

    def board(self, *, practice: bool = False) -> Board:
        """What stands, a page at a time; it counts quickest when it is kept."""
        return Board(self._database, practice=practice)

    def occasions(self, *, practice: bool = False) -> Occasions:
        """Reasons to look outside the rhythm."""
        return Occasions(self._database, practice=practice)

    def notices(self, *, practice: bool = False) -> Notices:
        """What was told, and what is still to be told."""
        return Notices(self._database, practice=practice)

    def terms(self, *, practice: bool = False) -> Terms:
        """Texts of the terms, and every look at them."""
        return Terms(self._database, practice=practice)

    def requests(self, *, practice: bool = False) -> Requests:
        """The ledger of requests; those that were sent to replicas are in one of their own."""
        return Requests(self._database, practice=practice)

    def sessions(self, *, practice: bool = False) -> Sessions:
        """The sealed sign-in sessions; those on replicas are kept apart, so that none meets the other's server."""
        return Sessions(self._database, practice=practice)

    @property
    def place(self) -> str:
        """Where it is, to say so in a message."""
        return self._database.place

    def known(self) -> Sequence[Account]:
        """Every account that anything is known of, by its name and platform."""
        found = union(
            *(select(table.c.account, table.c.platform) for table in (tables.session, tables.request, tables.result))
        )
        with self._database.reading() as connection:
            rows = connection.execute(found.order_by("account", "platform"))
            return [Account(name=row.account, platform=row.platform) for row in rows]

    def evidence_of(self, account: Account) -> Sequence[str]:
        """The evidence files of all results of this account, relative to the home folder."""
        columns = tables.result.c
        mine = (columns.account == account.name, columns.platform == account.platform)
        with self._database.reading() as connection:
            rows = connection.execute(select(columns.evidence).where(*mine)).scalars()
            return [file for files in rows for file in files]

    def forget(self, account: Account) -> int:
        """Delete all that is known of this account on its platform; gives how many results there were."""
        with self._database.writing() as connection:
            values = {"account": account.name, "platform": account.platform}
            connection.execute(insert(tables.forgetting).values(**values))
            gone = 0
            for table in (
                tables.session,
                tables.secret,
                tables.request,
                tables.planned,
                tables.standing,
                tables.news,
                tables.occasion,
                tables.visit,
                tables.result,
                tables.forgetting,
            ):
                mine = (table.c.account == account.name, table.c.platform == account.platform)
                rows = connection.execute(delete(table).where(*mine)).rowcount
                gone = rows if table is tables.result else gone
            # the next result may get an id that was in use before
            newest = connection.execute(select(func.max(tables.result.c.id))).scalar()
            fold_through(connection, newest or 0)
        self._database.wipe_traces()
        return gone

    def export(self, file: Path, *, since: datetime | None = None) -> None:
        """Write a plain copy of what was found out, without sessions, secrets and requests. Raises StoreError."""
        with told(f"copy {file}"):
            export(self._database, file, since)

    def traces_of(self, account: Account) -> int:
        """How many rows, of whatever table, still speak of this account on its platform."""
        theirs = [table for table in tables.metadata.sorted_tables if {"account", "platform"} <= set(table.c.keys())]
        with self._database.reading() as connection:
            return sum(
                connection.execute(
                    select(func.count())
                    .select_from(table)
                    .where(table.c.account == account.name, table.c.platform == account.platform)
                ).scalar_one()
                for table in theirs
            )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
