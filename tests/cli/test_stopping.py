from __future__ import annotations

import os
import signal
import subprocess
from dataclasses import replace

import pytest
from tests.cli.conftest import Open, Practice, Shell, outcomes_in, processes_of_group, report_in, wait_until

from untrain.lab.cast import ordinary

SWITCH = "linkedin/generative-ai-improvement"
ADA = ordinary("linkedin")
LATE = replace(ordinary("linkedin", "never_answers"), name="grace", username="grace@mail.example")


@pytest.fixture
def practice(practise: Open) -> Practice:
    """Ada's page answers, Grace's never does."""
    return practise(ADA, LATE)


def until_the_first_result(shell: Shell, practice: Practice, *more: object) -> subprocess.Popen[str]:
    process = shell.start("run", SWITCH, *practice.options, *more)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("ada")
    return process


@pytest.mark.browser
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_reports_what_is_finished(shell: Shell, practice: Practice, number: signal.Signals) -> None:
    """Ctrl-C reaches the whole group, as in a terminal: what is finished is stored and reported, no browser stays."""
    process = until_the_first_result(shell, practice, "--json", "report.json", "--html", "report.html")
    os.killpg(process.pid, number)
    _, said = process.communicate(timeout=30)

    assert 130 == process.returncode, said
    written = (shell.folder / "report.json").read_text()
    assert {f"ada {SWITCH}": "opted_out"} == outcomes_in(written)
    assert report_in(written)["finished"] is None
    assert "cut off before its end" in (shell.folder / "report.html").read_text()
    assert report_in(written) == report_in(shell.run("report", "--json").stdout)
    wait_until(lambda: not processes_of_group(process.pid), seconds=10)


@pytest.mark.browser
def test_goes_on_after_a_kill(shell: Shell, practice: Practice) -> None:
    """Kill -9 loses no finished result; `--resume` does the rest, in the same run, and touches nothing twice."""
    process = until_the_first_result(shell, practice)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    before = report_in(shell.run("report", "--json").stdout)
    assert ["ada"] == [result["account"] for result in before["results"]]

    done = shell.run("run", "--resume", *practice.options, "--timeout", "8", "--json", "-")

    after = report_in(done.stdout)
    assert before["run"] == after["run"]
    assert {f"ada {SWITCH}": "opted_out", f"grace {SWITCH}": "failed"} == outcomes_in(done.stdout)
    assert f"going on with run {before['run']}: 1 results are there already" in done.stderr
    assert after["finished"] is not None
    ada = practice.lab.person("linkedin", ADA.username)
    assert 1 == len([entry for entry in ada.journal if entry.changes])


@pytest.mark.browser
def test_resume_without_anything_to_resume_starts_afresh(shell: Shell, practise: Open) -> None:
    """It says so, and does the whole run."""
    done = shell.run("run", SWITCH, "--resume", *practise(ADA).options, "--json", "-")

    assert "no run was cut off: starting afresh" in done.stderr
    assert {f"ada {SWITCH}": "opted_out"} == outcomes_in(done.stdout)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_before_anything_was_started(shell: Shell, number: signal.Signals) -> None:
    """A second thought in the first moment ends it with 130, without a word of Python."""
    fifo = shell.folder / "accounts.csv"
    os.mkfifo(fifo)
    process = shell.start("run", "--accounts", fifo)
    wait_until((shell.home / "untrain.sqlite").exists)
    process.send_signal(number)
    out, said = process.communicate(timeout=30)

    assert 130 == process.returncode
    assert "Traceback" not in said + out


def test_the_lab_ends_when_it_is_told_to(shell: Shell) -> None:
    """It says where it is, and who lives there; a signal ends it cleanly."""
    process = shell.start("lab", "--accounts", "people.csv")
    assert process.stdout is not None
    said = ""
    while "--connect-to" not in said:
        said += process.stdout.readline()
    process.terminate()
    _, errors = process.communicate(timeout=30)

    assert "ada@mail.example" in said
    assert "untrain run --accounts people.csv --connect-to 127.0.0.1:" in said
    assert 0o600 == (shell.folder / "people.csv").stat().st_mode & 0o777
    assert "Traceback" not in errors
