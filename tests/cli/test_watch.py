from __future__ import annotations

import json
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Open, Shell, wait_until

from untrain.lab.cast import ordinary

SWITCH_ID = "generative-ai-improvement"
SWITCH = f"linkedin/{SWITCH_ID}"
ADA = ordinary("linkedin")


@pytest.fixture
def accounts(shell: Shell) -> Path:
    file = shell.folder / "accounts.csv"
    file.write_text("account,platform,username,password,region\nada,linkedin,ada@mail.example,secret,DE\n")
    return file


def test_says_what_is_due_and_why(shell: Shell, accounts: Path) -> None:
    """For a person, and for programs; nothing is started."""
    done = shell.run("watch", "--plan", "--accounts", accounts)
    plan = json.loads(shell.run("watch", "--plan", "--json", "--accounts", accounts).stdout)

    assert "generative-ai-improvement" in done.stdout
    assert "never looked at" in done.stdout
    assert ("untrain.plan/1", "ada", "never") == (
        plan["schema"],
        plan["due"][0]["account"],
        plan["due"][0]["controls"][0]["why"],
    )
    assert not (shell.home / "evidence").exists() or [] == list((shell.home / "evidence").iterdir())


def test_nothing_to_watch_is_said(shell: Shell) -> None:
    """Without accounts the plan is empty; to watch nothing is an error with its remedy."""
    assert "nothing to watch" in shell.run("watch", "--plan").stdout


def test_an_address_that_cannot_work_starts_nothing(shell: Shell, accounts: Path) -> None:
    """It is refused at the start, rather than when something has come back on, and is not shown."""
    shell.variables["UNTRAIN_NOTIFY"] = "nonsense://ada:hunter22@example.org"
    done = shell.run("watch", "--once", "--accounts", accounts)

    assert 2 == done.returncode
    assert "UNTRAIN_NOTIFY: its address no. 1 is none that Apprise knows" in done.stderr
    assert "hunter22" not in done.stderr + done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for systemctl")
def test_is_set_up_and_removed_again(shell: Shell) -> None:
    """It shows what it will do; with consent it does just that; and it leaves nothing behind."""
    tools, said = shell.folder / "tools", shell.folder / "said"
    tools.mkdir()
    (tools / "systemctl").write_text(f'#!/bin/sh\necho "$@" >> {said}\n')
    (tools / "systemctl").chmod(0o700)
    shell.variables |= {"PATH": f"{tools}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(shell.folder / "config")}
    unit = shell.folder / "config" / "systemd" / "user" / "untrain-watch.service"

    shown = shell.run("watch", "install", "--show")
    assert f"UNTRAIN_HOME={shell.home}" in shown.stdout
    refused = shell.run("watch", "install", given="n\n")
    assert (False, False, 1) == (unit.exists(), said.exists(), refused.returncode)

    assert 0 == shell.run("watch", "install", given="y\n").returncode
    assert unit.read_text() in shown.stdout
    assert 0 == shell.run("watch", "uninstall").returncode
    assert not unit.exists()
    assert [
        "--user daemon-reload",
        "--user enable --now untrain-watch.service",
        "--user disable --now untrain-watch.service",
    ] == said.read_text().splitlines()


@pytest.mark.browser
def test_finds_what_came_back_on_by_itself(shell: Shell, practise: Open) -> None:
    """Switched off by a run; switched on by the platform; found, told once, and loud in history and report."""
    practice = practise(ADA)
    shell.variables["UNTRAIN_WATCH_SPACING"] = "0.000001"
    shell.variables["UNTRAIN_NOTIFY"] = "json://127.0.0.1:1"
    assert 0 == shell.run("run", SWITCH, *practice.options).returncode
    _look_again_now(shell)
    quiet = shell.run("watch", "--once", *practice.options)
    assert (0, "") == (quiet.returncode, quiet.stdout), "nothing is new: nothing is said"

    standing = practice.lab.person("linkedin", ADA.username)
    standing.settings |= {key: standing.person.settings.get(key, True) for key in standing.keys_of(SWITCH_ID)}
    assert "on" == standing.data_use(SWITCH_ID)
    _look_again_now(shell)
    loud = shell.run("watch", "--once", *practice.options)

    assert 1 == loud.returncode
    assert "1 came back on" in loud.stdout
    assert f"untrain run {SWITCH} --account ada" in loud.stdout
    assert "CAME BACK ON" in shell.run("history", "--practice").stdout
    shown = shell.run("report", "--html", "report.html")
    assert 0 == shown.returncode
    html = (shell.folder / "report.html").read_text()
    assert "Came back on</h2>" in html
    assert html.index("Came back on</h2>") < html.index('src="data:image/png')
    _look_again_now(shell)
    assert "came back" not in shell.run("watch", "--once", *practice.options).stdout, "it is told once"


@pytest.mark.browser
def test_watches_until_it_is_asked_to_stop(shell: Shell, practise: Open) -> None:
    """As a service it looks at once, shows that it lives, keeps a second one out, and ends cleanly on SIGTERM."""
    practice = practise(ADA)
    service = shell.start("watch", *practice.options)
    heartbeat = shell.home / "watch.json"
    wait_until(lambda: heartbeat.exists() and json.loads(heartbeat.read_text())["next"])

    second = shell.run("watch", "--once", *practice.options)
    assert (2, True) == (second.returncode, "it runs already" in second.stderr)
    service.send_signal(signal.SIGTERM)
    service.communicate(timeout=60)
    assert 130 == service.returncode
    assert json.loads(heartbeat.read_text())["ended"]


def _look_again_now(shell: Shell) -> None:
    """Ask for a look, as a sign-in does."""
    from datetime import UTC, datetime

    from untrain.app.watching import ask
    from untrain.store import Store

    store = Store.open(shell.home / "untrain.sqlite")
    ask(store, "linkedin", "a test asks", at=datetime.now(UTC), practice=True)
    store.close()


def test_gives_everything_since_a_day(shell: Shell) -> None:
    """Summed up, as CSV, and as a copy that any program reads; a period and a run at once is refused."""
    assert 0 == shell.run("report", "--since", "2026-01-01", "--by", "account").returncode
    assert shell.run("report", "--since", "2026-01-01", "--csv").stdout.startswith("run,mode,account")
    assert 0 == shell.run("report", "--sqlite", "copy.sqlite").returncode
    with closing(sqlite3.connect(shell.folder / "copy.sqlite")) as copy:
        assert [] == copy.execute("SELECT * FROM history").fetchall()
    assert 2 == shell.run("report", "--since", "yesterday").returncode
    assert 2 == shell.run("report", "01J", "--since", "2026-01-01").returncode
