"""What the flows that ship must say, whatever else changes in them."""

from __future__ import annotations

from untrain.flowbook import load_flows
from untrain.model.flow import Kind, OnMeans

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


def test_where_on_keeps_the_data_out_the_flow_says_so() -> None:
    """The wrong way round would switch the use on, and call it out."""
    inverse = ("cursor", "windsurf", "squarespace")

    assert [OnMeans.EXCLUDE] * 3 == [FLOWS[slug].controls[0].on_means for slug in inverse]
    assert OnMeans.EXCLUDE is FLOWS["lovable"].controls[0].on_means
    assert OnMeans.READ is FLOWS["salesforce"].controls[0].on_means


def test_what_deletes_is_never_a_way_out() -> None:
    """Gemini's menu has an entry that begins like ours, and takes the activity with it."""
    control = FLOWS["gemini"].controls[0]

    assert "Turn off and delete activity" in {neighbour.text for neighbour in control.neighbours}
    assert not [option.text for flow in FLOWS.values() for one in flow.controls for option in one.out_options
                if "delete" in option.text.casefold()]  # fmt: skip


def test_the_controls_of_one_page_are_each_others_neighbours() -> None:
    """None of them is taken for another, whichever of them the page shows."""
    for slug, ids in (
        ("chatgpt", ("improve-model-for-everyone", "include-audio-recordings", "include-video-recordings")),
        ("copilot", ("model-training-text", "model-training-voice")),
        ("canva", ("ai-general-usage", "ai-user-content")),
        ("atlassian", ("in-app-data-contribution", "metadata-contribution")),
    ):
        controls = [FLOWS[slug].control(one) for one in ids]
        for control in controls:
            assert control is not None
            others = {label.text for other in controls if other and other is not control for label in other.labels[:1]}
            assert others <= {neighbour.text for neighbour in control.neighbours}


def test_nobody_goes_through_the_same_thing_twice() -> None:
    """What another platform's control does is that control's alone, and it exists."""
    covering = {name for flow in FLOWS.values() for control in flow.controls for name in control.covered_by}

    assert {"facebook/ai-training-objection", "quora/llm-training"} <= covering
    for name in covering:
        slug, _, control_id = name.partition("/")
        assert FLOWS[slug].control(control_id) is not None
