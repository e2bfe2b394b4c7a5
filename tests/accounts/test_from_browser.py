"""The session in the owner's everyday browser: of its cookies only the platform's own are taken."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from untrain.accounts import session_from_browser
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.session import rows

_MOZ_COOKIES = (
    "CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, "
    "value TEXT, host TEXT, path TEXT, expiry INTEGER, lastAccessed INTEGER, creationTime INTEGER, "
    "isSecure INTEGER, isHttpOnly INTEGER, inBrowserElement INTEGER DEFAULT 0, sameSite INTEGER DEFAULT 0, "
    "schemeMap INTEGER DEFAULT 0, isPartitionedAttributeSet INTEGER DEFAULT 0, updateTime INTEGER, "
    "CONSTRAINT moz_uniqueid UNIQUE (name, host, path, originAttributes))"
)
"""The table as Firefox makes it."""


def firefox_profile(folder: Path, cookies: dict[tuple[str, str], str], *, version: int = 17) -> Path:
    """A profile as Firefox leaves it on the disk, with these cookies by host and name."""
    folder.mkdir(parents=True)
    expiry = 1_900_000_000 * (1000 if version >= 16 else 1)  # Firefox 142 began to count milliseconds
    with closing(sqlite3.connect(folder / "cookies.sqlite")) as database, database:
        database.execute(_MOZ_COOKIES)
        database.execute(f"PRAGMA user_version={version}")
        for (host, name), value in cookies.items():
            database.execute(
                "INSERT INTO moz_cookies (name, value, host, path, expiry, isSecure, isHttpOnly) "
                "VALUES (?, ?, ?, '/', ?, 1, 1)",
                (name, value, host, expiry),
            )
    return folder


@pytest.mark.parametrize("version", [15, 17], ids=["before Firefox 142", "since"])
def test_a_firefox_profile_gives_the_platforms_own_cookies(
    version: int, tmp_path: Path, flows: dict[str, Flow]
) -> None:
    """By the folder of the profile; the expiry is in seconds whatever the version."""
    cookies = {(".www.linkedin.com", "li_at"): "marked-session", (".bank.example", "sid"): "marked-foreign"}
    profile = firefox_profile(tmp_path / "profile", cookies, version=version)
    before = (profile / "cookies.sqlite").read_bytes()

    state = session_from_browser(f"firefox:{profile}", flows["linkedin"])

    (cookie,) = rows(state, "cookies")
    assert ("li_at", "marked-session", ".www.linkedin.com") == (cookie["name"], cookie["value"], cookie["domain"])
    assert 1_900_000_000 == cookie["expires"]
    assert cookie["secure"]
    assert "marked-foreign" not in json.dumps(state)
    assert before == (profile / "cookies.sqlite").read_bytes()


class _Platform(BaseHTTPRequestHandler):
    """Gives everybody a session."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("set-cookie", "li_at=marked-session; Path=/; Max-Age=86400; HttpOnly")
        self.end_headers()


FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PREFERENCES = {
    "network.dns.localDomains": '"www.linkedin.com,www.bank.example"',
    "network.stricttransportsecurity.preloadlist": "false",
    "dom.security.https_first": "false",
}


@pytest.mark.browser
@pytest.mark.skipif(FIREFOX is None, reason="needs a Firefox")
def test_a_real_firefox_has_kept_it(tmp_path: Path, flows: dict[str, Flow]) -> None:
    """What a Firefox of this machine got from the platform and from a bank: the platform's is taken."""
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "user.js").write_text("".join(f'user_pref("{key}", {value});\n' for key, value in PREFERENCES.items()))
    with ThreadingHTTPServer(("127.0.0.1", 0), _Platform) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for host in ("www.bank.example", "www.linkedin.com"):
            way = ["--headless", "--no-remote", "--profile", profile, "--screenshot", tmp_path / "seen.png"]
            command = [str(FIREFOX), *map(str, way), f"http://{host}:{server.server_port}/"]
            subprocess.run(
                command, env=os.environ | {"HOME": str(tmp_path)}, check=True, timeout=60, capture_output=True
            )
        server.shutdown()

    state = session_from_browser(f"firefox:{profile}", flows["linkedin"])

    assert [("www.linkedin.com", "li_at", "marked-session")] == [
        (one["domain"], one["name"], one["value"]) for one in rows(state, "cookies")
    ]


def test_a_browser_that_cannot_be_read_is_told(tmp_path: Path, flows: dict[str, Flow]) -> None:
    """Unknown, not there, or damaged: one sentence with the remedy."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "cookies.sqlite").write_text("marked-secret")

    for wanted, said in (
        ("firefix", "did you mean “firefox”?"),
        ("netscape", "no browser that can be read"),
        (f"firefox:{tmp_path / 'nowhere'}", "there is no such browser profile here"),
        (f"chrome:{tmp_path / 'nowhere'}", "there is no such browser profile here"),
        (f"firefox:{tmp_path / 'broken'}", "its cookies could not be read"),
    ):
        with pytest.raises(InputError, match=said) as error:
            session_from_browser(wanted, flows["linkedin"])
        assert "marked-secret" not in str(error.value)
