from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cli.conftest import Open, Shell, outcomes_in, report_in

from untrain.lab.cast import ordinary

pytestmark = pytest.mark.browser

SWITCH = "linkedin/generative-ai-improvement"
FORM = "linkedin/data-processing-objection"
ADA = ordinary("linkedin")


def test_switches_off_and_says_so_to_other_programs(shell: Shell, practise: Open) -> None:
    """`--json -` puts the report, and nothing else, on stdout; it says what the platform remembers."""
    practice = practise(ADA)
    done = shell.run("run", SWITCH, *practice.options, "--json", "-")

    (result,) = report_in(done.stdout)["results"]
    assert ("ada", "opted_out", "on", "off") == tuple(result[key] for key in ("account", "outcome", "before", "after"))
    assert "off" == practice.lab.person("linkedin", ADA.username).data_use("generative-ai-improvement")
    assert 0 == done.returncode
    assert "It is off." in done.stderr


def test_a_second_run_needs_no_password(shell: Shell, practise: Open) -> None:
    """The session is kept, so the password is submitted once for all runs."""
    practice = practise(ADA)
    shell.run("run", SWITCH, *practice.options)
    done = shell.run("run", SWITCH, *practice.options, "--json", "-")

    assert {f"ada {SWITCH}": "already_out"} == outcomes_in(done.stdout)
    assert 1 == len(practice.lab.password_submissions)


def test_no_secret_is_written_anywhere(shell: Shell, practise: Open) -> None:
    """Not in a log at its loudest, a report, the store, evidence or a message; only the accounts file has it."""
    practice = practise(ADA)
    shell.variables["UNTRAIN_LOG_LEVEL"] = "TRACE"
    done = shell.run("run", SWITCH, *practice.options, "--json", "report.json", "--html", "report.html")
    (shell.folder / "accounts.csv").unlink()

    assert 0 == done.returncode
    assert ADA.password.encode() not in shell.everything_written()
    assert ADA.password not in done.stdout + done.stderr
    assert "TRACE" in done.stderr or "DEBUG" in done.stderr


def test_the_page_is_kept_for_its_owner(shell: Shell, practise: Open) -> None:
    """The HTML report is one private file with the pictures in it."""
    practice = practise(ADA)
    shell.run("run", SWITCH, *practice.options, "--html", "report.html")

    file = shell.folder / "report.html"
    html = file.read_text()
    assert 0o600 == file.stat().st_mode & 0o777
    assert "It is off." in html
    assert 2 == html.count('src="data:image/png;base64,')
    assert "This was practice" in html


def test_without_a_terminal_there_are_plain_lines(shell: Shell, practise: Open) -> None:
    """A line for each result and one for the whole, without colour, wherever stdout leads."""
    practice = practise(ADA, replace(ADA, name="grace", username="grace@mail.example"))
    done = shell.run("run", SWITCH, *practice.options)

    lines = done.stdout.splitlines()
    assert {"ada", "grace"} == {line.split()[0] for line in lines[:2]}
    assert [SWITCH, SWITCH] == [line.split()[1] for line in lines[:2]]
    assert "Both are off." == lines[-1]
    assert "\x1b" not in done.stdout


def test_a_check_changes_nothing(shell: Shell, practise: Open) -> None:
    """It reads, says that it is on, and ends with 1; the platform was asked to change nothing."""
    practice = practise(ADA)
    done = shell.run("check", "linkedin", *practice.options, "--json", "-")

    standing = practice.lab.person("linkedin", ADA.username)
    assert {f"ada {SWITCH}": "opted_in", f"ada {FORM}": "needs_human"} == outcomes_in(done.stdout)
    assert 1 == done.returncode
    assert set() == standing.touched()
    assert [] == standing.requests


def test_a_request_is_sent_once_for_ever(shell: Shell, practise: Open) -> None:
    """Only when it is asked for, and never again: the next run says when it was sent."""
    practice = practise(ADA)
    standing = practice.lab.person("linkedin", ADA.username)
    unasked = shell.run("run", "linkedin", *practice.options, "--json", "-")
    assert 0 == standing.received("data-processing-objection")
    asked = shell.run("run", "linkedin", *practice.options, "--requests", "--json", "-")
    again = shell.run("run", FORM, *practice.options, "--json", "-")

    told = [outcomes_in(done.stdout)[f"ada {FORM}"] for done in (unasked, asked, again)]
    assert ["needs_human", "submitted", "submitted"] == told
    assert "nothing was sent now" in again.stdout
    assert 1 == standing.received("data-processing-objection")


def test_only_the_named_account_is_worked_on(shell: Shell, practise: Open) -> None:
    """`--account` leaves everybody else alone."""
    practice = practise(ADA, replace(ADA, name="grace", username="grace@mail.example"))
    done = shell.run("run", SWITCH, *practice.options, "--account", "grace", "--json", "-")

    assert {f"grace {SWITCH}": "opted_out"} == outcomes_in(done.stdout)
    assert "on" == practice.lab.person("linkedin", ADA.username).data_use("generative-ai-improvement")


def test_two_runs_at_once_do_not_meet(shell: Shell, practise: Open) -> None:
    """On one store and one account they take turns: one switches it off, the other finds it off, in its session."""
    practice = practise(ADA)
    both = [shell.start("run", SWITCH, *practice.options, "--json", "-") for _ in range(2)]
    told = [outcomes_in(process.communicate(timeout=120)[0])[f"ada {SWITCH}"] for process in both]

    assert ["already_out", "opted_out"] == sorted(told)
    assert 1 == len(practice.lab.password_submissions)


def test_a_past_run_is_told_again(shell: Shell, practise: Open) -> None:
    """`report` gives the newest run as the run itself gave it, and as CSV and a page."""
    practice = practise(ADA)
    first = shell.run("run", SWITCH, *practice.options, "--json", "-")

    assert report_in(first.stdout)["results"] == report_in(shell.run("report", "--json").stdout)["results"]
    run_id = report_in(first.stdout)["run"]
    assert run_id in shell.run("report", "--list").stdout
    assert (
        f"{run_id},run,ada,linkedin,generative-ai-improvement,,opted_out" in shell.run("report", run_id, "--csv").stdout
    )
    shell.run("report", "--html", "again.html")
    assert 2 == (shell.folder / "again.html").read_text().count('src="data:image/png;base64,')


def test_nothing_is_known_any_more_after_forgetting(shell: Shell, practise: Open) -> None:
    """`accounts forget` takes session, results and pictures away."""
    practice = practise(ADA)
    shell.run("run", SWITCH, *practice.options)
    assert list(shell.home.rglob("*.png"))
    done = shell.run("accounts", "forget", "ada", "--yes")

    assert "forgot ada on linkedin: its session, 1 results and 3 evidence files" in done.stdout
    assert [] == list(shell.home.rglob("*.png"))
    assert [] == report_in(shell.run("report", "--json").stdout)["results"]
    shell.run("run", SWITCH, *practice.options)
    assert 2 == len(practice.lab.password_submissions), "the session is gone too"
