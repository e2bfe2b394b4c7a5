"""An older store becomes one of today's schema: a copy first, then every step within one transaction, or none."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, update

from untrain.store import tables

_STEPS: Final = "untrain.store:migrations"


def stamp(connection: Connection) -> None:
    """Note in a new store that no step is left to take."""
    connection.execute(insert(tables.schema).values(version=tables.SCHEMA))
    connection.execute(insert(tables.alembic_version).values(version_num=_name(tables.SCHEMA)))


def migrate(connection: Connection, version: int) -> None:
    """Take the steps from this version to today's; all of it is undone where the transaction does not end well."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", _STEPS)
    script = ScriptDirectory.from_config(config)
    with EnvironmentContext(config, script, fn=lambda now, _context: script._upgrade_revs("head", now)) as environment:  # noqa: SLF001  # as Alembic's own `upgrade` does
        environment.configure(connection=connection, transactional_ddl=False)  # the transaction is ours
        context = environment.get_context()
        if not context.get_current_heads():
            context.stamp(script, _name(version))
        environment.run_migrations()
    connection.execute(update(tables.schema).values(version=tables.SCHEMA))


def copy_aside(path: Path, version: int) -> Path:
    """A copy of the store as it is, beside it and for its owner alone.

    Raises sqlite3.Error or OSError when there is no room for it.
    """
    copy = path.with_name(f"{path.name}.schema-{version}")
    draft = path.with_name(f"{copy.name}.draft")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(draft)) as new:
            old.backup(new)
        draft.replace(copy)
    finally:
        draft.unlink(missing_ok=True)
    return copy


def copies(path: Path) -> list[Path]:
    """The copies that migrations have left beside this store."""
    return sorted(path.parent.glob(f"{path.name}.schema-*"))


def _name(version: int) -> str:
    return f"{version:04}"
