from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.history import NewsKind, Status
from untrain.model.memory import SentRequest
from untrain.store import Store
from untrain.store.tables import SCHEMA

RELEASED = sorted((Path(__file__).parent / "schemas").glob("*.sql"))
ADA = Account(name="ada", platform="linkedin", username="ada@example.org")


def made_from(dump: Path, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript(dump.read_text())
    return place


def schema_of(place: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(place)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            (name, str(column[1:])) for name in names for column in connection.execute(f"PRAGMA table_info({name})")
        }
        others = "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        version = ("alembic_version", str(connection.execute("SELECT version_num FROM alembic_version").fetchall()))
        return columns | {(name, " ".join(sql.split())) for name, sql in connection.execute(others)} | {version}


def test_every_released_schema_is_there() -> None:
    """A schema that was released is tested for ever; one that was not is today's."""
    assert [str(number) for number in range(1, SCHEMA)] == [dump.stem for dump in RELEASED]


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.stem)
def test_an_older_store_becomes_one_of_today(dump: Path, place: Path, tmp_path: Path) -> None:
    """It has the same tables, indexes and triggers as a new one."""
    Store.open(made_from(dump, place)).close()
    Store.open(tmp_path / "new.sqlite").close()

    assert schema_of(tmp_path / "new.sqlite") == schema_of(place)


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.stem)
def test_nothing_is_lost_on_the_way(dump: Path, place: Path) -> None:
    """Runs, results, requests, sessions and secrets are as they were, and the history knows of them."""
    store = Store.open(made_from(dump, place))

    assert ["opted_in", "already_out"] == [
        one.outcome.value for one in getattr(store.runs.get("01J0000000000000000000000B"), "results", ())
    ]
    assert isinstance(store.requests().standing(ADA, "objection"), SentRequest)
    assert (b"sealed", {"password": b"sealed too"}) == (store.sessions().get(ADA), store.secrets.get(ADA))
    standings = {(one.platform, one.item): (one.status, one.readings) for one in store.history().standings()}
    assert {("linkedin", None): (Status.ON, 2), ("tumblr", "my-blog"): (Status.OFF, 1)} == standings
    (back,) = store.history().news(kinds=[NewsKind.CAME_BACK])
    assert (2, 1) == (back.reading, back.before)
    assert store.notices().claim(lambda _: True, now=back.at) is None, "what people saw themselves is no news to them"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_a_copy_is_made_first(place: Path) -> None:
    """The store as it was lies beside it, for its owner alone; forgetting an account removes it."""
    before = made_from(RELEASED[0], place).stat().st_size
    store = Store.open(place)
    copy = place.with_name("untrain.sqlite.schema-1")

    assert (before, 0o600) == (copy.stat().st_size, copy.stat().st_mode & 0o777)
    with closing(sqlite3.connect(copy)) as connection:
        assert [(1,)] == connection.execute("SELECT version FROM schema").fetchall()
    store.forget(ADA)
    assert not copy.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from untrain.store import Store, migrate
take, steps = migrate.migrate, []
def killed(connection, version):
    take(connection, version)
    os.kill(os.getpid(), signal.SIGKILL)
from untrain.store import database
database.migrate = killed
Store.open(Path(sys.argv[1]))
"""


def test_a_killed_migration_leaves_the_old_store(place: Path) -> None:
    """All steps are taken or none; the next start takes them."""
    made_from(RELEASED[0], place)
    done = subprocess.run([sys.executable, "-c", KILLED, str(place)], check=False)

    assert -signal.SIGKILL == done.returncode
    with closing(sqlite3.connect(place)) as connection:
        assert [(1,)] == connection.execute("SELECT version FROM schema").fetchall()
    assert 2 == len(Store.open(place).history().standings())


FULL = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
from untrain.model.errors import InputError
from untrain.store import Store
try:
    Store.open(Path(sys.argv[1]))
except InputError as error:
    print(error)
"""


def test_a_full_disk_leaves_the_old_store(place: Path) -> None:
    """When there is no room for the copy, nothing is migrated, and the error says what to do."""
    made_from(RELEASED[0], place)
    done = subprocess.run([sys.executable, "-c", FULL, str(place)], check=True, capture_output=True, text=True)

    assert "free some space" in done.stdout
    with closing(sqlite3.connect(place)) as connection:
        assert [(1,)] == connection.execute("SELECT version FROM schema").fetchall()


def test_a_newer_store_is_not_touched(place: Path) -> None:
    """It is refused with the way out, and no copy is made."""
    Store.open(place).close()
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("UPDATE schema SET version = 99")

    with pytest.raises(InputError, match="update untrain"):
        Store.open(place)
    assert not list(place.parent.glob("*.schema-*"))
