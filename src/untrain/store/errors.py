"""What can be wrong with a store, said in one sentence each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from untrain.model.errors import UntrainError

_FREE_SPACE: Final = "free some space on that disk and try again"
_SET_ASIDE: Final = "move it aside, or point UNTRAIN_HOME at another folder"

_KNOWN: Final = {
    sqlite3.SQLITE_FULL: ("there is no room left for it", _FREE_SPACE),
    sqlite3.SQLITE_IOERR: ("the disk did not take it or give it back", _FREE_SPACE),
    sqlite3.SQLITE_NOTADB: ("it is not a database", _SET_ASIDE),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", _SET_ASIDE),
    sqlite3.SQLITE_READONLY: ("it can be read only", "give yourself the right to write to it and to its folder"),
    sqlite3.SQLITE_CANTOPEN: ("it can't be opened", "check that its folder is there and yours"),
    sqlite3.SQLITE_PERM: ("it can't be opened", "check that its folder is there and yours"),
    sqlite3.SQLITE_BUSY: ("another program has kept it locked for half a minute", "wait for it to end and try again"),
    sqlite3.SQLITE_LOCKED: ("another program keeps it locked", "wait for it to end and try again"),
}


class StoreError(UntrainError):
    """The store can't be used: its `place`, what is wrong with it, and the remedy."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}; {remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turns what the database says within the block into a StoreError about `place`; our own mistakes stay as is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = _KNOWN.get(_primary_code(error))
        if known is None:
            raise
        raise StoreError(place, *known) from error
    except OSError as error:
        raise StoreError(place, f"it can't be opened ({error.strerror})", "check that its folder is yours") from error


def _primary_code(error: DBAPIError | sqlite3.Error) -> int:
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", -1)
    return int(code) & 0xFF
