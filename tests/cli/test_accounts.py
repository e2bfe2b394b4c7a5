"""`untrain accounts`: who is kept, whether their sessions are good, and how they are forgotten."""

from __future__ import annotations

import json

import pytest
from tests.cli.conftest import Open, Shell

from untrain.lab import ordinary

ADA = ordinary("linkedin")


def _with_a_session(shell: Shell) -> None:
    """Ada's account is kept, with a session that she brought."""
    (shell.folder / "cookies.txt").write_text(".www.linkedin.com\tTRUE\t/\tTRUE\t0\tli_at\tmarked-session\n")
    assert 0 == shell.run("login", "linkedin", "--account", "ada", "--import", "cookies.txt").returncode


def test_accounts_lists_each_with_its_session(shell: Shell) -> None:
    """Without a word after it, too; a session that nobody has looked at says so, and its content never shows."""
    _with_a_session(shell)
    assert 0 == shell.run("accounts", "add", "grace", "x", "--username", "grace").returncode

    plain, listed = shell.run("accounts"), shell.run("accounts", "list", "--json")

    assert plain.stdout.splitlines() == [
        "ada  linkedin  -  -  session kept, not checked yet",
        "grace  x  grace  -  no session",
    ]
    sessions = {one["account"]: (one["session"], one["session_checked"]) for one in json.loads(listed.stdout)}
    assert {"ada": ("kept", None), "grace": (None, None)} == sessions
    assert "marked-session" not in plain.stdout + listed.stdout


def test_forgetting_says_that_nothing_is_left(shell: Shell) -> None:
    """It looked again; afterwards no byte of the home folder knows of the account."""
    _with_a_session(shell)

    done = shell.run("accounts", "forget", "ada", "--yes")

    assert 0 == done.returncode, done.stderr
    assert (
        "forgot ada on linkedin: its session, 0 results and 0 evidence files; looked again: nothing is left\n"
        == done.stdout
    )
    left = b"".join(file.read_bytes() for file in shell.home.rglob("*") if file.is_file())
    assert b"linkedin" not in left
    assert b"ada" not in left


@pytest.mark.browser
def test_a_session_is_looked_at_where_it_is_from(shell: Shell, practise: Open) -> None:
    """With --check: signed in after a run, signed out once the platform has ended it; the time is kept."""
    practice = practise(ADA)
    assert 0 == shell.run("run", "linkedin/generative-ai-improvement", *practice.options).returncode
    led_there = practice.options[-2:]

    good = shell.run("accounts", "--check", "--json", *led_there)
    practice.lab.sessions.drop(practice.lab.person("linkedin", ADA.username))
    ended = shell.run("accounts", "--check", *led_there)

    (record,) = json.loads(good.stdout)
    assert "signed in" == record["session"], good.stderr
    assert record["session_checked"]
    assert "session signed out (checked 20" in ended.stdout
    assert 1 == len(practice.lab.password_submissions)
