"""The store: runs, results, requests and sealed sessions, in one SQLite file.

A result is on the disk the moment it is finished, and triggers refuse to change it: what a report said once can be
looked up for ever, or until its owner has the account forgotten. Secrets come here sealed, or not at all.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from untrain.store.board import Board, Filter
    from untrain.store.errors import StoreError
    from untrain.store.notices import Notice, Undelivered
    from untrain.store.requests import Event
    from untrain.store.runs import Planned
    from untrain.store.store import Store

__all__ = ["Board", "Event", "Filter", "Notice", "Planned", "Store", "StoreError", "Undelivered"]

_PLACES: Final = {
    "Board": "untrain.store.board",
    "Filter": "untrain.store.board",
    "Event": "untrain.store.requests",
    "Notice": "untrain.store.notices",
    "Planned": "untrain.store.runs",
    "Store": "untrain.store.store",
    "StoreError": "untrain.store.errors",
    "Undelivered": "untrain.store.notices",
}


def __getattr__(name: str) -> object:
    """A part of the store, imported when it is first asked for: a glance at it needs no database library."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
