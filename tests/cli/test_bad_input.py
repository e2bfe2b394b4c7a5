from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Shell

ACCOUNTS = "account,platform,username,password\nada,linkedin,ada@mail.example,correct horse battery\n"


def refused(shell: Shell, *words: object) -> str:
    done = shell.run(*words)
    assert 2 == done.returncode, done.stderr
    assert "" == done.stdout
    assert 1 == len(done.stderr.splitlines()), done.stderr
    assert "correct horse" not in done.stderr
    assert [] == list((shell.home / "evidence").glob("*")), "nothing was started"
    return done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "is not there"),
        (b"", "is empty"),
        (b"\x00\x01\x02", "is not a text file"),
        (ACCOUNTS.encode("utf-16"), "is not"),
        (b"account,platform,platform\nada,x,x\n", "the column stands there 2 times"),
        (b"account,platform\nada,lnkedin\n", ":2:platform: “lnkedin” is no platform; did you mean “linkedin”"),
    ],
)
def test_a_bad_accounts_file(shell: Shell, content: bytes | None, said: str) -> None:
    """It is one sentence with file, line and column, and nothing is started."""
    file = shell.folder / "accounts.csv"
    if content is not None:
        file.write_bytes(content)

    assert said in refused(shell, "run", "--accounts", file)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lnkedin"], "“lnkedin” is no platform; did you mean “linkedin”?"),
        (["linkedin/generative-ai"], "LinkedIn has no control “generative-ai”; it has generative-ai-improvement"),
        (["x"], "there is no account on it; add one with `untrain accounts add NAME x`"),
        (["--account", "grace"], "there is no account of that name"),
        (["--connect-to", "93.184.216.34:443"], "is not a loopback address"),
        (["--connect-to", "localhost:99999"], "is no port"),
        (["--json", "absent/report.json"], "there is no folder absent"),
        (["--html", "."], "it is a folder"),
        (["--flows", "absent"], "is not a folder"),
    ],
)
def test_options_that_make_no_sense(shell: Shell, words: list[str], said: str) -> None:
    """A target, account, address or path that can't be used is named before anything is started."""
    (shell.folder / "accounts.csv").write_text(ACCOUNTS)

    assert said in refused(shell, "run", "--accounts", "accounts.csv", *words)


def test_a_bad_flow_of_ones_own(shell: Shell) -> None:
    """Malformed TOML, or a host outside its own, is one sentence with file and remedy."""
    (shell.folder / "mine" / "acme").mkdir(parents=True)
    (shell.folder / "mine" / "acme" / "flow.toml").write_text('title = "Acme\n')

    assert "mine/acme/flow.toml: is not TOML" in refused(shell, "run", "--flows", "mine")


def test_a_store_that_is_none(shell: Shell) -> None:
    """A file in its place is left alone, and named."""
    shell.home.mkdir()
    (shell.home / "untrain.sqlite").write_text("Dear diary, " * 100)

    assert "untrain.sqlite: it is not a database; move it aside" in refused(shell, "run")
    assert (shell.home / "untrain.sqlite").read_text().startswith("Dear diary")


def test_no_browser(shell: Shell) -> None:
    """Where there is none it says so, before anything else is done."""
    shell.variables["UNTRAIN_BROWSER"] = str(shell.folder / "no-browser")
    (shell.folder / "accounts.csv").write_text(ACCOUNTS)

    assert "UNTRAIN_BROWSER" in refused(shell, "run", "--accounts", "accounts.csv")


def test_a_bad_setting(shell: Shell) -> None:
    """A value in .env that can't be is one sentence too."""
    (shell.folder / ".env").write_text("UNTRAIN_EVIDENCE=some\n")

    assert "UNTRAIN_EVIDENCE: its value should be 'none', 'text' or 'full'" in refused(shell, "run")


def test_a_disk_that_fills_in_mid_run(shell: Shell) -> None:
    """What was finished before is kept and reported; the sentence says what to do, and the end is 1."""
    rows = "".join(f"person{number},instagram\n" for number in range(300))
    (shell.folder / "accounts.csv").write_text("account,platform\n" + rows)
    shell.run("report")  # so that the store is there
    done = subprocess.run(
        [sys.executable, "-m", "untrain", "run", "instagram/reuse-with-ai", "--accounts", "accounts.csv"],
        cwd=shell.folder,
        env={**os.environ, "UNTRAIN_HOME": str(shell.home)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000)),
    )

    assert 1 == done.returncode, done.stderr
    assert "free some space on that disk and try again" in done.stderr
    told = len([line for line in done.stdout.splitlines() if line.startswith("person")])
    assert 0 < told < 300
    assert told == len(shell.run("report", "--csv").stdout.splitlines()) - 1


def test_a_mistake_of_ours_keeps_its_secrets(shell: Shell) -> None:
    """A crash is one sentence with where the trace is; neither shows a password, and the trace is private."""
    script = """
from untrain.cli.ending import prepare
from untrain.model.secret import Secret
prepare()
password = Secret("correct horse battery")
raise KeyError(f"no such thing: {password.reveal()}")
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "UNTRAIN_HOME": str(shell.home)},
        capture_output=True,
        text=True,
        check=False,
    )

    (log,) = (shell.home / "logs").iterdir()
    assert 1 == done.returncode
    assert f"a mistake in untrain itself stopped it (KeyError); what happened is written down in {log}" in done.stderr
    assert 1 == len(done.stderr.splitlines())
    assert "KeyError" in log.read_text()
    assert "correct horse" not in done.stderr + log.read_text()
    assert 0o600 == log.stat().st_mode & 0o777


def test_usage_is_told_in_short(shell: Shell) -> None:
    """An option that is not there ends with 2, and says so."""
    done = shell.run("run", "--fast")

    assert 2 == done.returncode
    assert "No such option: --fast" in done.stderr


def test_the_accounts_file_may_not_be_a_folder(shell: Shell, tmp_path: Path) -> None:
    """One sentence, and no trace of Python."""
    assert "cannot be read" in refused(shell, "run", "--accounts", tmp_path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--attach", "127.0.0.1:1"], "no browser listens there; start your browser with --remote-debugging-port"),
        (["--attach", "192.0.2.1:9222"], "is not a loopback address"),
        (["--attach", "linkedin"], "has no port"),
        (["--attach", "127.0.0.1:1", "--headed"], "they exclude each other"),
        (["--attach", "127.0.0.1:1", "--connect-to", "127.0.0.1:1"], "they exclude each other"),
        (["--handoff"], "there is no display to show a browser on"),
        (["--headed"], "there is no display to show a browser on"),
    ],
)
def test_a_window_that_cannot_be_had(shell: Shell, words: list[str], said: str) -> None:
    """It is said at once, not after a time-out, and nothing is started."""
    shell.variables |= {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    (shell.folder / "accounts.csv").write_text(ACCOUNTS)

    assert said in refused(shell, "run", "--accounts", "accounts.csv", *words)
