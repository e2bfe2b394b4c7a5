"""The store: runs, results, requests and sealed sessions, in one SQLite file.

A result is on the disk the moment it is finished, and triggers refuse to change it: what a report said once can be
looked up for ever, or until its owner has the account forgotten. Secrets come here sealed, or not at all.
"""

from __future__ import annotations

from untrain.store.errors import StoreError
from untrain.store.notices import Notice, Undelivered
from untrain.store.requests import Event
from untrain.store.runs import Planned
from untrain.store.store import Store

__all__ = ["Event", "Notice", "Planned", "Store", "StoreError", "Undelivered"]
