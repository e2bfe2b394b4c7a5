"""History: what stands, news, notices, occasions, and which runs nobody watched."""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES: Final = (
    """CREATE TABLE standing (
        practice BOOLEAN NOT NULL,
        account TEXT NOT NULL,
        platform TEXT NOT NULL,
        control TEXT NOT NULL,
        item TEXT NOT NULL,
        readings INTEGER NOT NULL,
        last INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        outcome VARCHAR(32) NOT NULL,
        flow_version TEXT NOT NULL,
        status VARCHAR(16),
        known INTEGER,
        since VARCHAR(32),
        failures INTEGER NOT NULL,
        trouble VARCHAR(16),
        PRIMARY KEY (practice, account, platform, control, item)
    )
     WITHOUT ROWID""",
    "CREATE INDEX standing_by_platform ON standing (practice, platform)",
    """CREATE TABLE folded (
        through INTEGER NOT NULL,
        PRIMARY KEY (through)
    )""",
    """CREATE TABLE news (
        id INTEGER NOT NULL,
        kind VARCHAR(16) NOT NULL,
        at VARCHAR(32) NOT NULL,
        practice BOOLEAN NOT NULL,
        watch BOOLEAN NOT NULL,
        platform TEXT NOT NULL,
        account TEXT,
        control TEXT,
        item TEXT,
        result INTEGER,
        "before" INTEGER,
        link TEXT,
        lines JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(result) REFERENCES result (id)
    )""",
    "CREATE INDEX news_by_control ON news (account, platform, control)",
    "CREATE INDEX news_by_kind ON news (kind, at)",
    "CREATE INDEX news_by_result ON news (result)",
    """CREATE TABLE notice (
        id INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        practice BOOLEAN NOT NULL,
        items INTEGER NOT NULL,
        ended VARCHAR(32),
        delivered BOOLEAN,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE told (
        news INTEGER NOT NULL,
        notice INTEGER,
        PRIMARY KEY (news),
        FOREIGN KEY(news) REFERENCES news (id) ON DELETE CASCADE,
        FOREIGN KEY(notice) REFERENCES notice (id)
    )""",
    """CREATE TABLE occasion (
        id INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        practice BOOLEAN NOT NULL,
        platform TEXT NOT NULL,
        account TEXT,
        control TEXT,
        why TEXT NOT NULL,
        PRIMARY KEY (id)
    )""",
    "CREATE INDEX occasion_by_time ON occasion (at)",
    """CREATE TABLE visit (
        practice BOOLEAN NOT NULL,
        account TEXT NOT NULL,
        platform TEXT NOT NULL,
        at VARCHAR(32) NOT NULL,
        PRIMARY KEY (practice, account, platform)
    )""",
)

_KEPT: Final = (
    """CREATE TRIGGER news_never_changes BEFORE UPDATE ON news
    BEGIN SELECT RAISE(ABORT, 'news rows are only ever added'); END""",
    """CREATE TRIGGER news_is_kept BEFORE DELETE ON news WHEN NOT EXISTS (
      SELECT 1 FROM forgetting WHERE forgetting.account = OLD.account AND forgetting.platform = OLD.platform)
    BEGIN SELECT RAISE(ABORT, 'news rows are only ever added'); END""",
)


def upgrade() -> None:
    """Add the tables; what they say is made from the results afterwards."""
    op.execute("ALTER TABLE run ADD COLUMN watch BOOLEAN DEFAULT 0 NOT NULL")
    for statement in (*_TABLES, *_KEPT):
        op.execute(statement)
