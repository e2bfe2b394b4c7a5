"""What a flow is put through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.values import ACME, CHOICE, EXCLUDING, TRAINING, phrases

from untrain.flowbook import load_flows
from untrain.model.flow import Control, Flow, OnMeans
from untrain.trial import LEAST, Verdict, cases_of, try_flow

FLOWS = load_flows()


def of(*controls: Control) -> Flow:
    return replace(ACME, controls=controls)


def failed(flow: Flow) -> list[Verdict]:
    return [verdict for verdict in try_flow(flow) if not verdict.held]


@pytest.mark.parametrize("slug", FLOWS)
def test_every_flow_that_ships_holds_in_every_case(slug: str) -> None:
    """Each has twelve cases at least, and none fails."""
    assert [] == failed(FLOWS[slug])
    assert len(cases_of(FLOWS[slug])) >= LEAST


def test_every_control_on_the_web_has_negative_cases() -> None:
    """A flow that only says what to press would be pressed for its look-alikes too."""
    negative = {(flow.slug, case.control) for flow in FLOWS.values() for case in cases_of(flow) if case.negative}

    assert {(flow.slug, one.id) for flow in FLOWS.values() for one in flow.controls if one.on_the_web} <= negative


@pytest.mark.parametrize("control", [TRAINING, EXCLUDING, CHOICE])
def test_a_sound_flow_holds(control: Control) -> None:
    """A switch, one the other way round, and a choice."""
    assert [] == failed(of(control))


BROKEN = {
    "the wrong way round": (
        replace(EXCLUDING, on_means=OnMeans.USE, labels=phrases("Do not use my data to train AI models")),
        "says the opposite",
    ),
    "a look-alike among its words": (
        replace(TRAINING, labels=(*TRAINING.labels, *phrases("Remember my earlier conversations now"))),
        "Remember my earlier conversations",
    ),
    "words that say nothing, and no second sign": (
        replace(TRAINING, url=None, headings=(), title="Extras", labels=phrases("Wider use of your account")),
        "is on",
    ),
    "a way out that deletes": (replace(CHOICE, out_options=phrases("Turn off and delete activity")), "deletes"),
}


@pytest.mark.parametrize(("control", "case"), BROKEN.values(), ids=list(BROKEN))
def test_a_flow_that_would_do_harm_fails(control: Control, case: str) -> None:
    """What would be found for the wrong thing, or not found at all, is told before anybody runs it."""
    assert any(case in verdict.name for verdict in failed(of(control)))
