"""What holds for every flow that ships, read from the flows alone: polarity, cross-references, and plain answers."""

from __future__ import annotations

from collections.abc import Iterator

from untrain.engine import words
from untrain.engine.meaning import meaning
from untrain.flowbook import load_flows
from untrain.model.flow import Control, Kind, OnMeans, Phrase

FLOWS = load_flows()
CONTROLS = {f"{slug}/{control.id}": control for slug, flow in FLOWS.items() for control in flow.controls}
ON_OR_OFF = [Kind.SWITCH, Kind.ELSEWHERE]


def what_on_plainly_means(label: Phrase) -> OnMeans | None:
    """What a label says by itself of being on; None where it leaves that open, or its language is not ours."""
    language = label.language if label.language in words.languages() else label.language.partition("-")[0]
    if language not in words.languages():
        return None
    said = meaning(label.text, (language,))
    return said.on_means if said.plain else None


def contradictions(name: str, control: Control) -> Iterator[str]:
    """The labels of a control that plainly say the opposite of its `on_means`."""
    for label in control.labels:
        said = what_on_plainly_means(label)
        if said is not None and OnMeans.READ is not control.on_means is not said:
            yield f"{name}: “{label.text}” is marked as “{control.on_means}”"


def test_a_control_that_says_no_is_marked_as_one() -> None:
    """“Prevent …” and “Opt out …” keep the data out when they are on: read the other way round, they would be false."""
    controls = ((name, one) for name, one in CONTROLS.items() if one.kind in ON_OR_OFF)

    assert [] == [wrong for name, one in controls for wrong in contradictions(name, one)]


def test_what_covers_another_control_is_there() -> None:
    """Nobody is sent from one platform to a control of another that does not exist."""
    assert [] == [(name, other) for name, one in CONTROLS.items() for other in one.covered_by if other not in CONTROLS]


def test_where_nothing_can_be_switched_it_is_said_what_that_means() -> None:
    """“Nothing to switch” alone would leave open whether the data is used."""
    assert [] == [name for name, one in CONTROLS.items() if one.kind is Kind.NONE and not one.next_step]
