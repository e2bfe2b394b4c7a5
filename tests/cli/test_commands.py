from __future__ import annotations

import json
import os
import pty
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Open, Shell

from untrain.lab.cast import ordinary
from untrain.model.outcome import Outcome
from untrain.model.result import Mode, Result, Run
from untrain.store import Store

COMMANDS = (
    "demo", "run", "check", "login", "platforms", "report", "doctor", "lab", "version", "accounts", "flows", "letters",
    "history", "watch", "terms",
)  # fmt: skip
NOW = datetime(2026, 11, 22, 16, 45, tzinfo=UTC)
HEAVY = ("playwright", "sqlalchemy", "rich", "jinja2", "pydantic", "cryptography", "starlette", "loguru")


def test_help_imports_nothing_heavy() -> None:
    """What is heavy is imported by the command that needs it."""
    script = f"import sys, untrain.cli.program; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


def test_help_comes_at_once(shell: Shell) -> None:
    """Within 0.4 seconds of work, so that nobody waits for it on a machine that has nothing else to do."""
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert 0 == shell.run("--help").returncode
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)

    assert min(took) < 0.4


def test_every_command_has_its_help(shell: Shell) -> None:
    """All commands of the contract that are there are listed, each with a sentence that fits its line."""
    said = shell.run("--help").stdout
    for command in COMMANDS:
        assert f"\n  {command} " in said
    assert "..." not in said.partition("Commands:")[2]


def test_run_and_check_take_the_options_of_the_contract(shell: Shell) -> None:
    """Each of them, under its very name."""
    options = (
        "--accounts FILE", "--account NAME", "--flows DIR", "--json PATH", "--html PATH", "--concurrency N", "--headed",
        "--evidence <none|text|full>", "--timeout SECONDS", "--requests", "--resume", "--connect-to HOST:PORT",
    )  # fmt: skip
    for command in ("run", "check"):
        said = shell.run(command, "--help").stdout
        assert [] == [option for option in options if option not in said]


def test_version(shell: Shell) -> None:
    """As a command, as an option, and for programs."""
    said = shell.run("version").stdout

    assert said == shell.run("--version").stdout
    assert said.strip() == f"untrain {json.loads(shell.run('version', '--json').stdout)['version']}"


def test_platforms(shell: Shell) -> None:
    """Every platform has its line, and the whole story is a command away."""
    lines = shell.run("platforms").stdout.splitlines()
    records = json.loads(shell.run("platforms", "--json").stdout)

    assert [line.split()[0] for line in lines] == [record["platform"] for record in records]
    assert {"facebook", "instagram", "linkedin", "x"} <= {record["platform"] for record in records}


def test_the_whole_story_of_a_platform(shell: Shell) -> None:
    """Where, for whom, what a request would say, what is not covered, and how sure we are; the same for programs."""
    story = shell.run("platforms", "facebook").stdout
    record = json.loads(shell.run("platforms", "facebook", "--json").stdout)
    objection = record["controls"][0]

    assert objection["reason"]
    for fact in (objection["url"], objection["reason"], objection["elsewhere"], *objection["scope"]):
        assert fact in story
    assert "not yet confirmed live by a person" in story or objection["confirmed"] in story


def test_platforms_come_at_once(shell: Shell) -> None:
    """The list needs neither the store's library nor a browser's, so that it is there within 0.6 seconds."""
    script = f"""import sys; sys.argv = ["untrain", "platforms"]
from untrain.cli.program import start
try: start()
finally: print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=shell.folder)

    assert "['pydantic']" == done.stderr.strip()
    assert 70 < len(done.stdout.splitlines())


def test_after_a_run_platforms_tells_what_became_of_it(shell: Shell) -> None:
    """Platform by platform in the list, and control by control in the story of one."""
    run = Run(id="01J0000000000000000000000A", mode=Mode.RUN, started=NOW, version="0.1.0")
    told = {"control": "grok-training", "platform": "x", "detail": "", "flow_version": "1", "seen_at": NOW}
    (shell.home).mkdir()
    store = Store.open(shell.home / "untrain.sqlite")
    store.runs.begin(run, ())
    store.runs.add(run.id, Result(account="ada", outcome=Outcome.OPTED_OUT, **told))
    store.runs.add(run.id, Result(account="bob", outcome=Outcome.NEEDS_HUMAN, **told))
    store.close()

    assert "→ X: 1 of 2 done, 1 needs you" in shell.run("platforms").stdout
    assert "X: 1 of 2 done, 1 needs you" == json.loads(shell.run("platforms", "x", "--json").stdout)["story"]
    assert "bob: needs_human" in shell.run("platforms", "x").stdout


def test_what_stands_for_an_item_is_told_in_words(shell: Shell) -> None:
    """People read “<blog>”, not the place that a flow has for it."""
    story = shell.run("platforms", "tumblr").stdout

    assert "One for each blog; all blogs are listed first" in story
    assert "https://www.tumblr.com/settings/blog/<blog>" in story
    assert "{item}" not in story


def test_an_unknown_platform_names_the_nearest(shell: Shell) -> None:
    """A typing mistake is answered with what was meant."""
    done = shell.run("platforms", "facebok")

    assert 2 == done.returncode
    assert "did you mean “facebook”?" in done.stderr


def test_doctor_says_what_mends_what_is_missing(shell: Shell) -> None:
    """0 when all is well, 1 with the remedy when something is missing."""
    assert 0 == shell.run("doctor").returncode
    shell.variables["UNTRAIN_BROWSER"] = "no-browser"
    done = shell.run("doctor", "--json")

    browser, *others = json.loads(done.stdout)
    assert 1 == done.returncode
    assert (False, True) == (browser["well"], bool(browser["mend"]))
    assert all(check["well"] for check in others)


def test_flows_lint_and_schema(shell: Shell) -> None:
    """The flows that ship are clean; a bad one ends with 2, and its schema helps to write a good one."""
    assert 0 == shell.run("flows", "lint").returncode
    (shell.folder / "mine" / "acme").mkdir(parents=True)
    (shell.folder / "mine" / "acme" / "flow.toml").write_text('title = "Acme"\n')
    done = shell.run("flows", "lint", "mine", "--json")

    assert 2 == done.returncode
    assert any(finding["fatal"] for finding in json.loads(done.stdout))
    assert "object" == json.loads(shell.run("flows", "schema").stdout)["type"]


def test_accounts_are_kept_listed_and_removed(shell: Shell) -> None:
    """From a file into the home folder and out again, without showing a password."""
    (shell.folder / "accounts.csv").write_text("account,platform,password\nada,x,correct horse battery\n")
    assert "kept ada on x" in shell.run("accounts", "import", "accounts.csv").stdout
    asked = shell.run("accounts", "add", "grace", "linkedin", "--ask-password", "--region", "de", given="staple\n")
    assert "kept grace on linkedin" in asked.stdout

    listed = shell.run("accounts", "list")
    records = json.loads(shell.run("accounts", "list", "--json").stdout)
    assert ["ada", "grace"] == [record["account"] for record in records]
    assert ("sealed", "DE") == (records[1]["password"], records[1]["region"])
    assert "password sealed" in listed.stdout
    assert "removed ada on x" in shell.run("accounts", "remove", "ada").stdout
    (shell.folder / "accounts.csv").unlink()
    assert b"correct horse" not in shell.everything_written()
    assert b"staple" not in shell.everything_written()


def test_a_password_is_not_taken_from_the_command_line(shell: Shell) -> None:
    """It would stay in the shell's history; a reference does no harm."""
    done = shell.run("accounts", "add", "ada", "x", "--password", "correct horse battery")

    assert 2 == done.returncode
    assert "it takes only a reference to a secret" in done.stderr
    assert "correct horse" not in done.stderr
    assert 0 == shell.run("accounts", "add", "ada", "x", "--password", "env:ADA_PASSWORD").returncode


def test_forgetting_asks_first(shell: Shell) -> None:
    """Without a yes, everything stays."""
    shell.run("accounts", "add", "ada", "x")
    done = shell.run("accounts", "forget", "ada", given="n\n")

    assert 0 != done.returncode
    assert "Delete all that is known of ada on x?" in done.stdout
    assert "ada" in shell.run("accounts", "list").stdout


@pytest.mark.browser
def test_in_a_terminal_there_is_a_live_table(shell: Shell, practise: Open) -> None:
    """Platform, account, step, outcome and seconds stand there while it works, and the results in the end."""
    options = map(str, practise(ordinary("linkedin")).options)
    program = [sys.executable, "-m", "untrain", "run", "linkedin/generative-ai-improvement", *options]
    shown = in_a_terminal(program, shell.folder, {**os.environ, "UNTRAIN_HOME": str(shell.home), "TERM": "xterm"})

    assert all(heading in shown for heading in ("platform", "account", "step", "outcome", "seconds"))
    assert "signing in" in shown
    assert "✔ Switched off" in shown
    assert "It is off." in shown
    assert shown.rstrip().endswith("It is off.\x1b[0m")
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l"), "the cursor is back"


def in_a_terminal(program: list[str], folder: Path, environ: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(program, cwd=folder, env=environ, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            shown += piece
        assert 0 == process.wait(60)
    os.close(ours)
    return shown.decode()
