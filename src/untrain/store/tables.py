"""The tables of the store, and the triggers that keep it honest: what is known of a result is never changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

SCHEMA: Final = 1
"""The version of these tables; a store with a higher one was written by a newer untrain."""


class Moment(TypeDecorator[datetime]):
    """A point in time, kept as ISO 8601 in UTC; one without a time zone is refused."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """The text that is stored."""
        if value is None:
            return None
        assert value.tzinfo is not None, "a moment needs its time zone"
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """The moment that was stored."""
        return None if value is None else datetime.fromisoformat(value)


metadata: Final = MetaData()

schema: Final = Table("schema", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

run: Final = Table(
    "run",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("mode", String(16), nullable=False),
    Column("version", String(64), nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
)

planned: Final = Table(
    "planned",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("account", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("control", Text, nullable=False),
    Column("item", Text),
    Column("named", Boolean, nullable=False),
    Index("planned_by_run", "run"),
)

result: Final = Table(
    "result",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("account", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("control", Text, nullable=False),
    Column("item", Text),
    Column("outcome", String(32), nullable=False),
    Column("detail", Text, nullable=False),
    Column("before", String(8)),
    Column("after", String(8)),
    Column("healed", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("flow_version", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("evidence", JSON, nullable=False),
    Index("result_by_run", "run"),
    Index("result_by_control", "account", "platform", "control"),
)

request: Final = Table(
    "request",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("control", Text, nullable=False),
    Column("person", String(64)),
    Column("practice", Boolean, nullable=False),
    Column("event", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Index("request_by_control", "account", "platform", "control"),
)

session: Final = Table(
    "session",
    metadata,
    Column("account", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("practice", Boolean, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

secret: Final = Table(
    "secret",
    metadata,
    Column("account", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

forgetting: Final = Table(
    "forgetting",
    metadata,
    Column("account", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
)
"""Accounts whose rows are being deleted, within that one transaction; at any other time it is empty."""


_NEVER_CHANGES: Final = """
CREATE TRIGGER TABLE_never_changes BEFORE UPDATE ON TABLE
BEGIN SELECT RAISE(ABORT, 'TABLE rows are only ever added'); END
"""
_IS_KEPT: Final = """
CREATE TRIGGER TABLE_is_kept BEFORE DELETE ON TABLE WHEN NOT EXISTS (
  SELECT 1 FROM forgetting WHERE forgetting.account = OLD.account AND forgetting.platform = OLD.platform)
BEGIN SELECT RAISE(ABORT, 'TABLE rows are only ever added'); END
"""

TRIGGERS: Final = tuple(
    trigger.replace("TABLE", table.name) for table in (result, request) for trigger in (_NEVER_CHANGES, _IS_KEPT)
)
"""SQLite refuses to change a result or a request, and to delete one but for an account that its owner has us forget."""
