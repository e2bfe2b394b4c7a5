from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.values import CHOICE, phrases, tree

from untrain.engine.candidates import Candidate, candidates
from untrain.engine.choices import out_option
from untrain.model.flow import Control, OnMeans

UNKNOWN = replace(CHOICE, out_options=(), in_options=())


def group(*options: str) -> Candidate:
    rows = "".join(f'  - radio "{text}" [ref=e{number}]\n' for number, text in enumerate(options))
    (only,) = candidates(tree(f'- radiogroup "AI training" [ref=g1]:\n{rows}'))
    return only


def out(options: tuple[str, ...], control: Control = UNKNOWN, on_means: OnMeans = OnMeans.USE) -> str | None:
    option = out_option(group(*options), control, on_means, ("en", "de"))
    return option.text if option else None


def test_the_flows_own_words_come_first() -> None:
    """The option that the flow names is taken, whatever the others seem to say."""
    assert "Keep my content private" == out(("Off", "Keep my content private"), CHOICE)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("On", "Off"), "Off"),
        (("Allow", "Don’t allow"), "Don’t allow"),
        (("Erlaubt", "Nicht erlaubt"), "Nicht erlaubt"),
        (("Use my data to train AI", "Do not use my data to train AI"), "Do not use my data to train AI"),
        (("On", "Off", "Off and delete my activity"), "Off"),
        (("On", "Turn off and delete activity"), None),  # it destroys more than was asked for
        (("Train AI on my data", "Don’t train AI on my data, and delete it"), None),
        (("Public", "Friends", "Custom"), None),
        (("Off", "Disabled", "On"), None),  # two of them: nobody knows
    ],
)
def test_one_option_plainly_means_out_or_none_does(options: tuple[str, ...], wanted: str | None) -> None:
    """Out is the one option that says so plainly and deletes nothing; two are as good as none."""
    assert wanted == out(options)


def test_of_a_control_that_keeps_data_out_on_means_out() -> None:
    """Where on keeps the data out, the option “On” is the way out."""
    assert "On" == out(("On", "Off"), on_means=OnMeans.EXCLUDE)


def test_of_several_ways_out_the_flows_first_is_taken() -> None:
    """Where the flow knows more than one way out, its own order says which."""
    control = replace(CHOICE, out_options=phrases("Privacy Mode", "Privacy Mode (Legacy)"))

    assert "Privacy Mode" == out(("Privacy Mode (Legacy)", "Privacy Mode", "Share Data"), control)
    assert "Privacy Mode (Legacy)" == out(("Share Data", "Privacy Mode (Legacy)"), control)


def test_the_flows_words_twice_are_no_certainty() -> None:
    """Two options with the flow's own words: none is taken."""
    assert out(("Keep it", "Keep it"), replace(CHOICE, out_options=phrases("Keep it"))) is None


def test_an_option_with_its_explanation_is_known_by_its_beginning() -> None:
    """Medium puts the option and a sentence about it into one name; the sentence does not hide the option."""
    control = replace(UNKNOWN, out_options=phrases("Minimize training"))
    options = ("Prioritize reach We share your stories.", "Minimize training We ask companies not to use them.")

    assert options[1] == out(options, control)


def test_an_option_that_deletes_is_no_explanation_of_ours() -> None:
    """“Turn off and delete activity” begins like “Turn off”, and is never pressed for it."""
    assert out(("Turn off and delete activity", "On"), replace(UNKNOWN, out_options=phrases("Turn off"))) is None
