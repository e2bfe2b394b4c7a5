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
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)

SCHEMA: Final = 3
"""The version of these tables; a lower one is migrated (store/migrations), a higher one is a newer untrain's."""


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

alembic_version: Final = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The same version, for Alembic, which takes the steps."""

run: Final = Table(
    "run",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("mode", String(16), nullable=False),
    Column("version", String(64), nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("watch", Boolean, nullable=False, server_default=text("0")),  # begun by `untrain watch`, not by a person
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

standing: Final = Table(
    "standing",
    metadata,
    Column("practice", Boolean, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("control", Text, primary_key=True),
    Column("item", Text, primary_key=True),  # empty for none, since NULL equals nothing
    Column("readings", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("flow_version", Text, nullable=False),
    Column("status", String(16)),
    Column("known", Integer),
    Column("since", Moment),
    Column("failures", Integer, nullable=False),
    Column("trouble", String(16)),
    Index("standing_by_platform", "practice", "platform"),
    sqlite_with_rowid=False,
)
"""What all results of a control come down to (model/history.py); made from them alone, and made anew at any time."""

folded: Final = Table("folded", metadata, Column("through", Integer, primary_key=True, autoincrement=False))
"""One row: the newest result that `standing` and `news` know of."""

news: Final = Table(
    "news",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("watch", Boolean, nullable=False),  # whether nobody has seen it yet
    Column("platform", Text, nullable=False),
    Column("account", Text),
    Column("control", Text),
    Column("item", Text),
    Column("result", ForeignKey("result.id")),
    Column("before", Integer),
    Column("link", Text),
    Column("lines", JSON, nullable=False),
    Index("news_by_control", "account", "platform", "control"),
    Index("news_by_result", "result"),
    Index("news_by_kind", "kind", "at"),
)

notice: Final = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("items", Integer, nullable=False),
    Column("ended", Moment),
    Column("delivered", Boolean),
)
"""Notices that were sent out, or were about to be when we were killed: then `ended` is empty."""

told: Final = Table(
    "told",
    metadata,
    Column("news", ForeignKey("news.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("notice", ForeignKey("notice.id")),  # empty where nobody wanted to know
)
"""News that is never told again: written down before it is sent, so that no crash repeats it."""

occasion: Final = Table(
    "occasion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("platform", Text, nullable=False),
    Column("account", Text),  # empty for all
    Column("control", Text),
    Column("why", Text, nullable=False),
    Index("occasion_by_time", "at"),
)
"""Reasons to look outside the rhythm, such as changed terms or a sign-in."""

visit: Final = Table(
    "visit",
    metadata,
    Column("practice", Boolean, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)
"""When `untrain watch` last began to work on an account, so that a crash is no reason to come back at once."""

terms_text: Final = Table(
    "terms_text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("practice", Boolean, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("paragraphs", JSON, nullable=False),
    Column("link", Text),
    Index("terms_text_by_address", "address", "at"),
)
"""Versions of the documents in which platforms say what they do with the data."""

terms_look: Final = Table(
    "terms_look",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("practice", Boolean, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("finding", String(16), nullable=False),
    Column("detail", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("text", ForeignKey("terms_text.id")),
    Index("terms_look_by_address", "address"),
)
"""Every look at one of these documents, those that came to nothing too."""

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

_STAYS: Final = """
CREATE TRIGGER TABLE_stays BEFORE DELETE ON TABLE
BEGIN SELECT RAISE(ABORT, 'TABLE rows are only ever added'); END
"""

TRIGGERS: Final = (
    *(
        trigger.replace("TABLE", table.name)
        for table in (result, request, news)
        for trigger in (_NEVER_CHANGES, _IS_KEPT)
    ),
    *(
        trigger.replace("TABLE", table.name)
        for table in (terms_text, terms_look)
        for trigger in (_NEVER_CHANGES, _STAYS)
    ),
)
"""SQLite refuses to change a result, a request, news or terms, or to delete one but for an account that it forgets."""
