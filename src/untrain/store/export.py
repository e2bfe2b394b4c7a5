"""A plain copy of what was found out, for any program that reads SQLite: no session, no secret, no request."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from untrain.store.database import Database
from untrain.store.tables import Moment

_TABLES: Final = (
    """
    CREATE TABLE run AS
    SELECT id, mode, version, started, finished, watch FROM store.run WHERE NOT practice
    """,
    """
    CREATE TABLE result AS
    SELECT id, run, account, platform, control, item, outcome, detail, "before", "after", healed, attempts, seconds,
           flow_version, seen_at, evidence
    FROM store.result WHERE run IN (SELECT id FROM run) AND seen_at >= :since
    """,
    """
    CREATE TABLE event AS
    SELECT id, kind, at, account, platform, control, item, result, "before", link, lines
    FROM store.news WHERE NOT practice AND at >= :since
    """,
    """
    CREATE TABLE standing AS
    SELECT account, platform, control, item, status, since, outcome, at, readings, failures
    FROM store.standing WHERE NOT practice
    """,
    """
    CREATE VIEW history AS
    SELECT account, platform, control, item, seen_at, outcome, "before", "after",
           (SELECT group_concat(kind, ' ') FROM event WHERE event.result = result.id) AS events,
           detail, flow_version, evidence, run
    FROM result ORDER BY account, platform, control, item, id
    """,
)


def export(database: Database, file: Path, since: datetime | None = None) -> None:
    """Write the copy to this file, in place of an older one, for its owner alone. Raises sqlite3.Error or OSError."""
    draft = file.with_name(f".{file.name}.draft")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    begin = Moment().process_bind_param(since, None) if since else ""  # type: ignore[arg-type]  # it asks no dialect
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            copy.execute("ATTACH DATABASE ? AS store", (str(database.path),))
            copy.execute("BEGIN")
            for statement in _TABLES:
                copy.execute(statement, {"since": begin} if ":since" in statement else {})
            copy.execute("COMMIT")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
