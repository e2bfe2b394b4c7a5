"""The contributor's tools, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.app.test_heal import HEALED, NEW, NOW
from tests.cli.conftest import Shell

from untrain.app.desk import open_desk
from untrain.flowbook import load_flow
from untrain.model.outcome import Outcome
from untrain.model.result import Mode, Result, Run
from untrain.settings import Settings

CONTROL = "generative-ai-improvement"
ANSWERS = {
    "title": 'Acme "Social"',
    "control": "model-training",
    "kind": "switch",
    "control-title": "Model training",
    "source": "Acme help article 1",
    "url": "https://www.acme.example/ai",
    "label": "Use my data to train models",
    "out-option": "",
    "neighbour": "Personalise my feed",
    "scope": "Training already done is not undone.",
    "sign-in": "https://login.acme.example/",
}
GIVEN = [word for name, answer in ANSWERS.items() for word in (f"--{name}", answer)]


def keep(shell: Shell, outcome: Outcome, notes: dict[str, object]) -> None:
    """A finished run of one control of LinkedIn in the store, with these notes among its evidence."""
    run = Run(id="01JD5X0000000000000000000A", mode=Mode.RUN, started=NOW, version="1")
    file = f"evidence/{run.id}/ada-linkedin.json"
    with open_desk(Settings().model_copy(update={"home": shell.home}), keyring=False) as desk:
        (desk.home.path / file).parent.mkdir(parents=True)
        (desk.home.path / file).write_text(json.dumps(notes))
        result = Result(
            account="ada", platform="linkedin", control=CONTROL, outcome=outcome, detail="It is not plain.",
            flow_version="1", seen_at=NOW, healed=outcome is not Outcome.DRIFTED, evidence=(file,),
        )  # fmt: skip
        desk.store.runs.begin(run, ())
        desk.store.runs.add(run.id, result)
        desk.store.runs.finish(run.id, NOW)


@pytest.fixture
def healed(shell: Shell) -> Shell:
    keep(shell, Outcome.OPTED_OUT, HEALED)
    return shell


def own_flow(shell: Shell) -> Path:
    return shell.home / "flows" / "linkedin" / "flow.toml"


def test_a_new_flow_loads_and_holds(shell: Shell) -> None:
    """From answers to a flow that every command knows; with the schema beside it, for an editor."""
    begun = shell.run("flows", "new", "acme", *GIVEN)
    tried = shell.run("flows", "test", "acme")
    flow = load_flow(shell.home / "flows" / "acme")

    assert (0, 0) == (begun.returncode, tried.returncode), begun.stderr + tried.stdout
    assert ('Acme "Social"', ("www.acme.example", "login.acme.example")) == (flow.title, flow.hosts)
    assert "object" == json.loads((shell.home / "flows" / "schema.json").read_text())["type"]


def test_a_new_flow_replaces_none(shell: Shell) -> None:
    """What somebody wrote is not written over, and no slug leads out of the folder."""
    shell.run("flows", "new", "acme", *GIVEN)

    assert 2 == shell.run("flows", "new", "acme", *GIVEN).returncode
    assert 2 == shell.run("flows", "new", "../acme", *GIVEN).returncode


def test_a_flow_that_fails_a_case_ends_with_one(shell: Shell) -> None:
    """The case is named, and so is what would have been pressed."""
    wrong = [*GIVEN, "--label", "Do not use my data to train AI models"]
    shell.run("flows", "new", "acme", *wrong)
    tried = shell.run("flows", "test", "acme")

    assert 1 == tried.returncode
    assert "says the opposite" in tried.stdout
    assert 2 == shell.run("flows", "test", "acmee").returncode


def test_healing_shows_first_and_writes_only_when_asked(healed: Shell) -> None:
    """A patch is shown; without --apply, or without a yes, nothing is written."""
    shown = healed.run("flows", "heal")
    refused = healed.run("flows", "heal", "--apply", given="n\n")

    assert (0, 0) == (shown.returncode, refused.returncode)
    assert f"found     “{NEW}”" in shown.stdout
    assert f'+labels.en = ["Use my data for training content creation AI models", "{NEW}"]' in shown.stdout
    assert "nothing was written" in refused.stdout
    assert not own_flow(healed).exists()


def test_healing_writes_to_the_owners_flows(healed: Shell) -> None:
    """Never to those that ship; what was written is in force from then on, and there is nothing more to add."""
    applied = healed.run("flows", "heal", "--apply", "--yes")
    again = healed.run("flows", "heal", "--apply", "--yes")

    assert 0 == applied.returncode, applied.stderr
    assert NEW in {phrase.text for phrase in load_flow(own_flow(healed)).controls[0].labels}
    assert "the flow knows all of that already" in again.stdout or "nothing to add" in again.stdout


def test_what_drifted_is_written_to_a_file(shell: Shell) -> None:
    """To be read, and attached to a ticket by hand."""
    page = [{"role": "main", "children": [{"role": "text", "text": "Ada Lovelace"}]}]
    keep(shell, Outcome.DRIFTED, {"drifted": {"at_address": True, "page": page}})
    written = shell.run("flows", "report")
    told = json.loads((shell.folder / "untrain-drift.json").read_text())

    assert 0 == written.returncode, written.stderr
    assert ["untrain.drift/1", CONTROL] == [told["schema"], told["drifted"][0]["control"]]
    assert "Lovelace" not in json.dumps(told)
