from __future__ import annotations

import json
from email import message_from_string
from email.policy import default

from tests.cli.conftest import Shell, outcomes_in

ACCOUNTS = "account,platform,username,region,full_name\nada,slack,ada@mail.example,DE,Ada Lovelace\n"
TARGET = "slack/global-model-opt-out"


def test_a_letter_from_the_draft_to_the_reminder(shell: Shell) -> None:
    """It is listed, shown, sent by the person, marked, and followed up; a run tells how far it is."""
    (shell.folder / "accounts.csv").write_text(ACCOUNTS)
    shell.variables["UNTRAIN_ACCOUNTS"] = str(shell.folder / "accounts.csv")
    before = shell.run("run", "slack", "--json", "-").stdout
    assert "needs_human" == outcomes_in(before)[f"ada {TARGET}"]
    assert f"untrain letters show {TARGET} --account ada" in before

    shown = shell.run("letters", "show", TARGET, "--detail", "Workspace=acme.slack.com", "--eml", "letter.eml")
    letter = message_from_string((shell.folder / "letter.eml").read_text(), policy=default)
    assert 0 == shown.returncode
    assert ("feedback@slack.com", "ada@mail.example") == (letter["To"], letter["From"])
    assert "acme.slack.com" in letter.get_content()
    assert f"untrain letters sent {TARGET} --account ada" in shown.stderr

    assert 0 == shell.run("letters", "sent", "slack", "--on", "2026-01-31").returncode
    record = json.loads(shell.run("letters", "due", "--json").stdout)[0]
    assert ("due", "2026-01-31", "2026-02-28") == (record["status"], record["sent"], record["due"])
    assert "Reminder: " in shell.run("letters", "follow-up", "slack").stdout

    after = shell.run("run", "slack", "--json", "-")
    assert "submitted" == outcomes_in(after.stdout)[f"ada {TARGET}"]
    assert "You sent the letter on 2026-01-31; an answer is due by 2026-02-28" in after.stdout


def test_a_letter_that_makes_no_sense_is_one_clear_error(shell: Shell) -> None:
    """Exit code 2, and one sentence."""
    (shell.folder / "accounts.csv").write_text(ACCOUNTS)
    for words, said in (
        (("letters", "show", "slak"), "known are slack/global-model-opt-out"),
        (("letters", "sent", "slack", "--on", "tomorrow"), "write it like 2026-11-22"),
        (("letters", "show", "slack", "--detail", "nothing"), "it is no NAME=VALUE"),
    ):
        done = shell.run(*words, "--accounts", "accounts.csv")
        assert (2, 1) == (done.returncode, len(done.stderr.strip().splitlines()))
        assert said in done.stderr
