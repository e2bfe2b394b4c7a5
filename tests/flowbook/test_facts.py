"""What the flows that ship must say, whatever else changes in them."""

from __future__ import annotations

from untrain.flowbook import load_flows
from untrain.model.flow import Kind

FLOWS = load_flows()


def test_the_linkedin_switch_is_known_by_its_key_in_any_language() -> None:
    """The name of the setting outlived every change of its label."""
    control = FLOWS["linkedin"].controls[0]

    assert "generative-ai-improvement" == control.id
    assert '[aria-labelledby="allowDataForGenerativeAI"]' in control.keys
    assert {"en", "de", "fr", "es", "nl", "pt-BR", "pl"} == {label.language for label in control.labels}


def test_the_other_controls_of_the_grok_page_are_neighbours_only() -> None:
    """Personalisation, memory and the button that deletes are never a target."""
    (control,) = FLOWS["x"].controls
    neighbours = {neighbour.text for neighbour in control.neighbours}

    assert "grok-training" == control.id
    assert "Delete Conversation History" in neighbours
    assert "Allow Grok to remember your conversation history" in neighbours


def test_an_objection_to_meta_is_offered_where_the_law_gives_it() -> None:
    """Elsewhere the flow says what holds, with a date."""
    for slug in ("facebook", "instagram"):
        control = FLOWS[slug].controls[0]

        assert Kind.REQUEST is control.kind
        assert [False] * 5 == [control.availability.excludes(region) for region in ("DE", "GB", "CH", "BR", "NO")]
        assert control.availability.excludes("US")
        assert control.availability.elsewhere
        assert control.availability.since


def test_nothing_that_ships_claims_to_be_confirmed_live() -> None:
    """The facts were gathered without a look at the live sites; until somebody looks, `confirmed` is absent."""
    assert [None] == list({control.confirmed for flow in FLOWS.values() for control in flow.controls})
