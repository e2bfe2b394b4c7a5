"""From what runs have seen to a mended flow, and to a report of what drifted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from untrain.app.desk import Desk, open_desk
from untrain.app.drift import drift_report
from untrain.app.heal import Addition, healed_in, without_notes
from untrain.app.mending import difference, keep_flow, mended
from untrain.flowbook import builtin_folder, load_flow
from untrain.model.errors import InputError
from untrain.model.outcome import Outcome
from untrain.model.result import Mode, Result, Run
from untrain.settings import Settings

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEW = "Let us train AI models with my data"
HEALED = {
    "before": {
        "address": "https://www.linkedin.com/mypreferences/d/privacy/ai",
        "way": "Settings → AI",
        "signs": ["heading", "meaning"],
    },
    "healed": {
        "label": NEW,
        "heading": "AI and you",
        "role": "switch",
        "language": "en",
        "locator": 'get_by_test_id("ai-training")',
    },
}
LINKEDIN = (builtin_folder() / "linkedin" / "flow.toml").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(Settings().model_copy(update={"home": tmp_path / "home"}), keyring=False) as desk:
        yield desk


def a_run(desk: Desk, outcome: Outcome, notes: dict[str, Any] | None, *, detail: str = "") -> Run:
    """A finished run of one control, with these notes among its evidence."""
    run = Run(id="01JX", mode=Mode.RUN, started=NOW, version="1")
    file = f"evidence/{run.id}/ada-linkedin.json"
    if notes is not None:
        (desk.home.path / file).parent.mkdir(parents=True)
        (desk.home.path / file).write_text(json.dumps(notes))
    result = Result(
        account="ada",
        platform="linkedin",
        control="generative-ai-improvement",
        outcome=outcome,
        detail=detail,
        flow_version="1",
        seen_at=NOW,
        healed=outcome is not Outcome.DRIFTED,
        evidence=(file,) if notes is not None else (),
    )
    return replace(run, results=(result,))


def test_what_was_found_otherwise_is_told_with_what_to_add(desk: Desk) -> None:
    """Expected, found, why it was believed, and each line that the flow lacks."""
    (one,) = healed_in(desk, a_run(desk, Outcome.OPTED_OUT, HEALED))

    assert ("linkedin", "generative-ai-improvement", NEW) == (one.platform, one.control, one.found)
    assert ("heading", "meaning") == one.signs
    assert {
        Addition(key="labels.en", value=NEW),
        Addition(key="headings.en", value="AI and you"),
        Addition(key="keys", value='[data-testid="ai-training"]'),
        Addition(key="alternates", value="https://www.linkedin.com/mypreferences/d/privacy/ai"),
    } == set(one.additions)


@pytest.mark.parametrize(
    "label", ["Train AI for ada@mail.example", "Train AI on account 20391", "AI for Ada", "x" * 200]
)
def test_what_may_be_a_persons_is_not_added(desk: Desk, label: str) -> None:
    """An address, a number, their name or a whole story is no label."""
    notes = {**HEALED, "healed": {**HEALED["healed"], "label": label}}
    (one,) = healed_in(desk, a_run(desk, Outcome.OPTED_OUT, notes))

    assert not [addition for addition in one.additions if addition.key.startswith("labels")]


def test_a_find_without_notes_is_counted(desk: Desk) -> None:
    """Where no evidence was kept, nobody can say how it was found, and that is said."""
    run = a_run(desk, Outcome.OPTED_OUT, None)

    assert () == healed_in(desk, run)
    assert 1 == without_notes(desk, run)


def test_a_mended_flow_says_more_and_keeps_its_comments(desk: Desk, tmp_path: Path) -> None:
    """The old words stay, the new ones come after them, marked as unconfirmed; it loads, with a version of its own."""
    new = mended(LINKEDIN, healed_in(desk, a_run(desk, Outcome.OPTED_OUT, HEALED)), today=date(2026, 11, 22))
    flow = load_flow(keep_flow(tmp_path / "own", "linkedin", new))
    control = flow.controls[0]

    assert "# the name of the setting itself, in no language" in new
    english = [phrase.text for phrase in control.labels if phrase.language == "en"]
    assert ["Use my data for training content creation AI models", NEW] == english
    assert "https://www.linkedin.com/mypreferences/d/privacy/ai" in control.alternates
    assert any(note.startswith("labels.en") for note in control.unconfirmed)
    assert "2026-11-22+mended.2026-11-22" == flow.version
    assert f'+labels.en = ["Use my data for training content creation AI models", "{NEW}"]' in difference(
        LINKEDIN, new, "linkedin/flow.toml"
    )


def test_mending_twice_adds_nothing(desk: Desk) -> None:
    """What the flow knows already is not added again."""
    healed = healed_in(desk, a_run(desk, Outcome.OPTED_OUT, HEALED))
    once = mended(LINKEDIN, healed, today=date(2026, 11, 22))

    assert once == mended(once, healed, today=date(2026, 11, 23))


def test_a_flow_that_would_be_refused_is_not_kept(tmp_path: Path) -> None:
    """A patch that breaks a flow breaks no file."""
    with pytest.raises(InputError):
        keep_flow(tmp_path / "own", "linkedin", LINKEDIN.replace('kind = "switch"', 'kind = "swich"'))
    assert not (tmp_path / "own").exists()


def test_a_drift_report_holds_no_person(desk: Desk) -> None:
    """Even where the file of notes was spoilt: every text goes through the list of public words again."""
    label = "Use my data for training content creation AI models"
    page = [
        {"role": "main", "children": [
            {"role": "switch", "name": label, "states": {"checked": True, "value": "4711"}},
            {"role": "text", "text": "Ada Lovelace, ada@mail.example"},
        ]},
    ]  # fmt: skip
    detail = "“Ada Lovelace” and “Grace Hopper” fit equally well."
    run = a_run(desk, Outcome.DRIFTED, {"drifted": {"at_address": True, "page": page}}, detail=detail)
    told = json.dumps(drift_report(desk, run), ensure_ascii=False)

    assert label in told
    assert "fit equally well" in told
    assert not [word for word in ("Ada", "ada", "Lovelace", "Hopper", "mail", "4711") if word in told]
