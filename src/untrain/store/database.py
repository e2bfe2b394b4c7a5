"""The database behind the store: found or made, private to its owner, and of a version that we know."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from untrain.model.errors import InputError
from untrain.store.errors import StoreError, told
from untrain.store.migrate import copies, copy_aside, migrate, stamp
from untrain.store.tables import SCHEMA, TRIGGERS, metadata, schema

_PATIENCE: Final = 30_000  # milliseconds; another run may be writing


class Database:
    """One SQLite file, through which each block of reading or writing is one transaction."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.place = f"store {path}"
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._lookout: PoolProxiedConnection | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store. Raises StoreError when it can't be read."""
        with told(self.place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose writes are kept, all or none, when the block ends. Raises StoreError if they can't be."""
        with told(self.place), self._writer.begin() as connection:
            yield connection

    def mark(self) -> int:
        """A number that is another one as soon as anybody has written something. Raises StoreError."""
        with told(self.place):
            if self._lookout is None:
                self._lookout = self._engine.raw_connection()  # what others write shows on one and the same connection
            assert isinstance(self._lookout.driver_connection, sqlite3.Connection)
            (number,) = self._lookout.driver_connection.execute("PRAGMA data_version").fetchone()
            return int(number)

    def wipe_traces(self) -> None:
        """Empty the write-ahead log and remove old copies: what was deleted is nowhere on the disk any more."""
        with told(self.place):
            _outside_transactions(self._engine, "PRAGMA wal_checkpoint(TRUNCATE)")
            for copy in copies(self.path):
                copy.unlink()

    def close(self) -> None:
        """Let go of the file."""
        if self._lookout is not None:
            self._lookout.close()
        self._engine.dispose()


def open_database(place: Path | str) -> Database:
    """The database in this file, or at this address; made when absent. Raises InputError when it can't be used."""
    path = place if isinstance(place, Path) else _path_in(place)
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    database = Database(path, engine)
    try:
        with told(database.place):
            _make_private(path)
            # SQLite does not wait its turn to change the journal, so those who begin at once take turns here
            with FileLock(f"{path}.lock", timeout=_PATIENCE / 1000, mode=0o600):
                _keep_a_log(engine)
                with database.writing() as connection:
                    _agree_on_version(connection, database)
    except Timeout:
        database.close()
        raise InputError(database.place, "another program keeps it locked", "wait for it to end") from None
    except StoreError as error:
        database.close()
        raise InputError(error.place, error.problem, error.remedy) from error
    return database


def _path_in(address: str) -> Path:
    """The file of a SQLite address; anything else is refused without repeating it, since it may carry a password."""
    remedy = "give sqlite:///PATH, with the path of a file"
    try:
        url = make_url(address)
    except ArgumentError:
        raise InputError("UNTRAIN_STORE", "it is not the address of a database", remedy) from None
    if url.get_backend_name() != "sqlite":
        raise InputError("UNTRAIN_STORE", "only SQLite is known so far", remedy)
    if not url.database or url.database == ":memory:":
        raise InputError("UNTRAIN_STORE", "it names no file", remedy)
    return Path(url.database).expanduser().absolute()


def _make_private(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)


def _keep_a_log(engine: Engine) -> None:
    """Have readers and a writer not wait for each other, from now on and for everybody who opens the file."""
    _outside_transactions(engine, "PRAGMA journal_mode=WAL")


def _outside_transactions(engine: Engine, pragma: str) -> None:
    with closing(engine.raw_connection()) as connection:
        assert isinstance(connection.driver_connection, sqlite3.Connection)
        connection.driver_connection.execute(pragma)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so, not where the driver guesses
    for pragma in (
        f"busy_timeout={_PATIENCE}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    # a writer that starts as a reader could find the door shut half-way
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _agree_on_version(connection: Connection, database: Database) -> None:
    """Make the tables in an empty database, bring an older one up to date; refuse one that is newer, or not ours."""
    there = inspect(connection).get_table_names()
    if not there:
        metadata.create_all(connection)
        for trigger in TRIGGERS:
            connection.exec_driver_sql(trigger)
        stamp(connection)
        return

    version = connection.execute(select(schema.c.version)).scalar() if schema.name in there else None
    if version is None:
        raise InputError(database.place, "it belongs to another program", "point UNTRAIN_HOME at a folder of its own")
    if version > SCHEMA:
        problem = f"a newer untrain wrote it (schema {version}, this one knows {SCHEMA})"
        raise InputError(database.place, problem, "update untrain, or point UNTRAIN_HOME at another folder")
    if version < SCHEMA:
        copy_aside(database.path, version)
        migrate(connection, version)
