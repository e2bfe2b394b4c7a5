"""Terms: their texts, and every look at them."""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS: Final = (
    """CREATE TABLE terms_text (
        id INTEGER NOT NULL,
        practice BOOLEAN NOT NULL,
        address TEXT NOT NULL,
        at VARCHAR(32) NOT NULL,
        paragraphs JSON NOT NULL,
        link TEXT,
        PRIMARY KEY (id)
    )""",
    "CREATE INDEX terms_text_by_address ON terms_text (address, at)",
    """CREATE TABLE terms_look (
        id INTEGER NOT NULL,
        practice BOOLEAN NOT NULL,
        address TEXT NOT NULL,
        at VARCHAR(32) NOT NULL,
        finding VARCHAR(16) NOT NULL,
        detail TEXT NOT NULL,
        etag TEXT,
        modified TEXT,
        text INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(text) REFERENCES terms_text (id)
    )""",
    "CREATE INDEX terms_look_by_address ON terms_look (address)",
    *(
        f"""CREATE TRIGGER {table}_{what}
        BEGIN SELECT RAISE(ABORT, '{table} rows are only ever added'); END"""
        for table in ("terms_text", "terms_look")
        for what in (f"never_changes BEFORE UPDATE ON {table}", f"stays BEFORE DELETE ON {table}")
    ),
)


def upgrade() -> None:
    """Add the tables; there is nothing yet to put into them."""
    for statement in _STATEMENTS:
        op.execute(statement)
