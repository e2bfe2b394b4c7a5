"""From what a person has pointed at to a flow that loads, holds in all of its cases, and says nothing of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from untrain.app.recording import Wording, completed, keep_begun, practice_pages, secure, with_out_option, wordings
from untrain.engine.pointing import Key, Pointed
from untrain.engine.see import Node
from untrain.flowbook import lint, load_flow
from untrain.flowbook.skeleton import Answers, skeleton
from untrain.model.errors import InputError
from untrain.model.flow import Flow, Kind, OnMeans
from untrain.trial import try_flow

TODAY = date(2026, 11, 23)
SWITCH = Node(role="switch", name="Use my data to train models", states={"checked": ""})
POINTED = Pointed(
    url="https://www.acme.example/settings/privacy?session=4711",
    language="en",
    kind=Kind.SWITCH,
    label="Use my data to train models",
    control=SWITCH,
    region=Node(role="main", children=(Node(role="heading", name="Settings of Ada Example"), SWITCH)),
    headings=("AI and your data",),
    on_means=OnMeans.USE,
    neighbours=("Personalised ads", "Devices of Ada Example"),
    keys=(Key("name", "ai-training"),),
)
CHOICE = replace(
    POINTED, kind=Kind.CHOICE, label="AI training on my content", on_means=None, options=("Balanced", "Everything")
)
BEGUN = Answers(slug="acme", title="Acme", control="training", kind=Kind.SWITCH, control_title="", source="")


def begun(pointed: Pointed, kept: tuple[Wording, ...] | None = None) -> Answers:
    held = wordings(pointed) if kept is None else kept
    return completed(BEGUN, pointed, held, opened="https://acme.example/", today=TODAY)


def written(folder: Path, pointed: Pointed) -> Flow:
    answers = begun(pointed)
    file = keep_begun(folder, "acme", skeleton(answers, today=TODAY), practice_pages(answers, pointed))
    return load_flow(file)


@pytest.mark.parametrize(
    "pointed",
    [
        POINTED,
        replace(POINTED, label="Exclude my data from AI training", on_means=OnMeans.EXCLUDE),
        replace(POINTED, label="Model training", on_means=None),
        replace(POINTED, language="de", label="Meine Daten zum Trainieren von KI-Modellen verwenden"),
        with_out_option(CHOICE, "Balanced"),
    ],
    ids=["use", "exclude", "not plain", "German", "choice"],
)
def test_what_was_pointed_at_becomes_a_flow_that_holds(tmp_path: Path, pointed: Pointed) -> None:
    """It loads, nothing in it is refused, every case of it holds, and nobody has confirmed it."""
    flow = written(tmp_path, pointed)
    verdicts = try_flow(flow)

    assert [] == [str(finding) for finding in lint(tmp_path / "acme") if finding.fatal]
    assert [] == [(verdict.name, verdict.problem) for verdict in verdicts if not verdict.held]
    assert [pointed.language] == [phrase.language for phrase in flow.controls[0].labels]
    assert flow.controls[0].confirmed is None


def test_everything_that_was_read_is_marked_as_unconfirmed(tmp_path: Path) -> None:
    """Each key with the day; the hosts are that of the page and that at which it began."""
    flow = written(tmp_path, with_out_option(CHOICE, "Balanced"))
    (control,) = flow.controls

    assert {"url", "keys", "headings", "labels", "out_options", "in_options", "neighbours"} == {
        note.partition(":")[0].partition(".")[0] for note in control.unconfirmed
    }
    assert all("2026-11-23" in note for note in control.unconfirmed)
    assert ("www.acme.example", "acme.example") == flow.hosts
    assert (["Balanced"], ["Everything"]) == (
        [one.text for one in control.out_options], [one.text for one in control.in_options],
    )  # fmt: skip


def test_which_way_it_works_is_never_guessed(tmp_path: Path) -> None:
    """Where its words do not say it, only a sentence beside it will be believed, and a note says so."""
    (control,) = written(tmp_path, replace(POINTED, label="Model training", on_means=None)).controls

    assert OnMeans.READ is control.on_means
    assert any(note.startswith("on_means: ") for note in control.unconfirmed)


def test_nothing_of_the_person_is_written(tmp_path: Path) -> None:
    """No name from a heading or a neighbour, no query of an address, no state of theirs."""
    written(tmp_path, POINTED)
    text = "".join(file.read_text() for file in tmp_path.rglob("*.*") if file.is_file())

    assert "Personalised ads" in text
    assert [] == [one for one in ("Ada", "Example S", "Devices", "4711", "session", "checked") if one in text]


@pytest.mark.parametrize(
    ("key", "text", "public"),
    [
        ("labels", "Use my data to train models", True),
        ("headings", "Settings of Ada Example", False),
        ("headings", "Claude", False),
        ("headings", "AI training 4711", False),
        ("url", "https://www.acme.example/", True),
        ("url", "https://www.acme.example/settings/privacy", True),
        ("url", "https://www.acme.example/ada/settings/privacy", False),
        ("url", "https://www.acme.example/#settings/ada", False),
        ("keys", '[name="ai-training"]', True),
        ("keys", '[name="allowAdaData"]', False),
    ],
)
def test_the_person_is_asked_about_every_word_that_is_not_known(key: str, text: str, public: bool) -> None:
    """A heading, an address or an attribute may name them."""
    assert public is Wording(key, text).plainly_public


def test_what_is_not_kept_is_left_out() -> None:
    """Of all that was read nothing is in the flow for which the person does not vouch."""
    answers = begun(POINTED, kept=())

    assert ("", "", (), ()) == (answers.label, answers.url, answers.headings, answers.keys)


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    """Somebody may have written it meanwhile."""
    written(tmp_path, POINTED)
    before = (tmp_path / "acme" / "flow.toml").read_text()
    with pytest.raises(InputError, match="it can't be written"):
        keep_begun(tmp_path, "acme", "another", {})

    assert before == (tmp_path / "acme" / "flow.toml").read_text()
    assert ["acme"] == [one.name for one in tmp_path.iterdir()]


@pytest.mark.parametrize("address", ["http://acme.example", "ftp://acme.example", "https://", "https://[::1", "data:,"])
def test_only_https_is_opened(address: str) -> None:
    """Whatever else an address may be."""
    with pytest.raises(InputError, match="give the https address"):
        secure(address)

    assert "https://www.acme.example/ai" == secure("www.acme.example/ai")
