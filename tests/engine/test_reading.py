from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.values import CHOICE, EXCLUDING, LABEL, TRAINING, found, look, phrases, tree

from untrain.engine.facts import Facts
from untrain.engine.reading import Neighbours, Reading, moved_since, neighbours, read, state_in_words
from untrain.model.flow import Control
from untrain.model.outcome import DataUse

ON, OFF = DataUse.ON, DataUse.OFF


def reading(snapshot: str, control: Control = TRAINING, facts: dict[str, Facts] | None = None) -> Reading:
    return read(found(look(snapshot, control, facts=facts)), facts or {})


def switch(states: str = "", label: str = LABEL) -> str:
    return f'- switch "{label}"{states} [ref=e1]'


@pytest.mark.parametrize(
    ("snapshot", "used"),
    [
        (switch(" [checked]"), ON),
        (switch(), OFF),
        (switch(" [checked=mixed]"), None),
        (f'- checkbox "{LABEL}" [checked] [ref=e1]', ON),
        (f'- button "{LABEL}" [pressed] [ref=e1]', ON),
    ],
)
def test_a_toggle_says_its_state(snapshot: str, used: DataUse | None) -> None:
    """Checked or pressed is on, not so is off, half checked is nobody knows."""
    assert used is reading(snapshot).on


def test_a_switch_that_keeps_data_out_is_read_the_other_way() -> None:
    """An “exclude me” switch that is on reads: the data is not used."""
    label = "Exclude my data from AI training"
    kept_out = reading(switch(" [checked]", label), EXCLUDING)

    assert OFF is kept_out.on
    assert kept_out.shown
    assert ON is reading(switch("", label), EXCLUDING).on


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (" [checked]", Facts(states=(False,))),  # the tree says on, the element off
        ("", Facts(states=(True,))),
        (" [checked]", Facts(states=(True, False))),  # aria-checked and data-state differ
        (" [checked]", Facts(states=(True,), busy=True)),  # it is still loading
    ],
)
def test_answers_that_differ_are_no_answer(states: str, said: Facts) -> None:
    """Two answers that differ, or one that is still to come, leave the state unknown."""
    assert reading(switch(states), facts={"e1": said}).on is None


def test_a_name_that_is_a_state_counts_too() -> None:
    """A switch that is called “On” and is off says two things; one that is called as it stands says one."""
    row = f'- generic [ref=g1]:\n  - text: {LABEL}\n  - switch "On"{{}} [ref=e1]\n'

    assert reading(row.format("")).on is None
    assert ON is reading(row.format(" [checked]")).on


@pytest.mark.parametrize("word", ['- generic [ref=g3]: "Off"', "- paragraph [ref=g3]: You can change this.Off"])
def test_a_state_further_off_in_its_row_counts_too(word: str) -> None:
    """A word beside the row, where nothing else is switched, is seen by a person as the state of it."""
    row = (
        f"- generic [ref=g1]:\n  - generic [ref=g2]:\n    - {switch(' [checked]')[2:]}\n    - text: {LABEL}\n  {word}\n"
    )

    assert reading(row).on is None
    assert ON is reading(row.replace("Off", "On")).on


def test_answers_that_agree_are_one() -> None:
    """Every source says the same, so it is so."""
    assert ON is reading(switch(" [checked]"), facts={"e1": Facts(states=(True, True))}).on
    assert OFF is reading(switch(), facts={"e1": Facts(states=(False, False))}).on


@pytest.mark.parametrize(
    ("chosen", "used"), [("Privacy Mode", OFF), ("Privacy Mode (Legacy)", OFF), ("Share Data", ON)]
)
def test_whoever_has_any_way_out_is_out(chosen: str, used: DataUse) -> None:
    """Of several options that keep the data out, each does; nobody is moved from one to another."""
    control = replace(CHOICE, out_options=phrases("Privacy Mode", "Privacy Mode (Legacy)"))
    options = ("Privacy Mode", "Privacy Mode (Legacy)", "Share Data")
    rows = "".join(
        f'  - radio "{text}"{" [checked]" if text == chosen else ""} [ref=e{number}]\n'
        for number, text in enumerate(options)
    )

    assert used is reading(f'- radiogroup "AI training on my content" [ref=g1]:\n{rows}', control).on


def test_disabled_is_seen_by_tree_or_element() -> None:
    """Either the tree or the element may say that it cannot be changed."""
    assert reading(switch(" [checked] [disabled]")).disabled
    assert reading(switch(" [checked]"), facts={"e1": Facts(states=(True,), disabled=True)}).disabled
    assert not reading(switch(" [checked]")).disabled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("On", {True}),
        ("Off", {False}),
        ("Your data is off", {False}),
        ("AI training: On", {True}),
        ("Currently off.", {False}),
        ("Nicht erlaubt", {False}),
        ("Désactivé", {False}),
        ("オン", {True}),
        ("Turn off and delete activity", set()),
        ("Choose whether your data trains AI, or turn it off", set()),
        ("Learn what our AI is trained on", set()),
        ("Carry on reading", set()),
        ("", set()),
    ],
)
def test_a_text_says_the_state_that_it_ends_with(text: str, said: set[bool]) -> None:
    """A text that is, or ends with, a state says it; any other text says nothing."""
    assert said == state_in_words(text)


@pytest.mark.parametrize(("state", "used"), [("On", ON), ("Off", OFF)])
def test_a_row_shows_the_state_that_is_behind_it(state: str, used: DataUse) -> None:
    """A button with the control's words and a state reads as that state."""
    row = f'- button "{LABEL} {state}" [ref=e1]:\n  - generic [ref=e2]: {LABEL}\n  - generic [ref=e3]: "{state}"'

    assert used is reading(row).on


def test_a_row_that_says_both_says_nothing() -> None:
    """A row with an On and an Off leaves the state unknown."""
    row = f'- button "{LABEL} On" [ref=e1]:\n  - generic [ref=e2]: "On"\n  - generic [ref=e3]: "Off"'

    assert reading(row).on is None


def test_a_description_is_no_state() -> None:
    """A row whose description happens to end with “off” does not say that it is off."""
    row = """\
    - link "Data for Generative AI Improvement Choose whether we train AI on your data, or turn it off" [ref=e1]:
      - generic [ref=e2]: Data for Generative AI Improvement
      - generic [ref=e3]: Choose whether we train AI on your data, or turn it off
    """

    assert reading(row).on is None


@pytest.mark.parametrize(("verb", "used"), [("Turn off", ON), ("Turn on", OFF)])
def test_a_verb_says_the_opposite_of_the_state(verb: str, used: DataUse) -> None:
    """A button that offers to turn it off says that it is on."""
    row = f'- listitem [ref=l1]:\n  - paragraph [ref=p1]: {LABEL}\n  - button "{verb}" [ref=e1]'

    assert used is reading(row).on


def choice(first: str = "", second: str = "", third: str | None = None) -> str:
    more = "" if third is None else f'\n  - radio "Ask me later"{third} [ref=e3]'
    return (
        '- radiogroup "AI training on my content" [ref=g1]:\n'
        f'  - radio "Share with us"{first} [ref=e1]\n  - radio "Keep my content private"{second} [ref=e2]{more}'
    )


@pytest.mark.parametrize(
    ("snapshot", "used"),
    [
        (choice(" [checked]"), ON),
        (choice("", " [checked]"), OFF),
        (choice(), None),  # nothing is chosen
        (choice(" [checked]", " [checked]"), None),  # two are
        (choice("", "", " [checked]"), ON),  # chosen, and not out
    ],
)
def test_a_choice_is_off_only_where_the_one_that_means_out_is_chosen(snapshot: str, used: DataUse | None) -> None:
    """Out is one option, chosen alone; no choice and two choices say nothing."""
    assert used is reading(snapshot, CHOICE).on


def test_a_choice_is_disabled_where_all_its_options_are() -> None:
    """One option that cannot be chosen does not lock the others."""
    some = {"e1": Facts(states=(True,), disabled=True), "e2": Facts(states=(False,))}
    every = {ref: Facts(states=(ref == "e1",), disabled=True) for ref in ("e1", "e2")}

    assert not reading(choice(" [checked]"), CHOICE, some).disabled
    assert reading(choice(" [checked]"), CHOICE, every).disabled


@pytest.mark.parametrize(
    "row",
    [
        f'- switch "{LABEL}" [ref=e1]:\n  - generic [ref=g1]: "On"',
        (
            f'- generic [ref=r1]:\n  - switch "{LABEL}" [ref=e1]\n'
            '  - generic [aria-hidden] [ref=g1] [cursor=pointer]\n  - text: "On"'
        ),
    ],
    ids=["within it", "behind what is drawn for it"],
)
def test_a_word_that_contradicts_the_state_leaves_it_unknown(row: str) -> None:
    """It is off, and “On” is written on it, or beside it."""
    assert reading(row).on is None
    assert OFF is reading(row.replace("On", "Off")).on


def others(page: str) -> Neighbours:
    """The neighbours of the control on a page."""
    seen = tree(page)
    return neighbours(seen, found(look(seen)).candidate)


PAGE = f"""\
- switch "{LABEL}" [checked] [ref=e1]
- switch "Ads" [ref=e2]
- switch "Ads" [checked] [ref=e3]
- button "Bold" [pressed] [ref=e4]
- combobox "Who sees me" [ref=e5]:
  - option "Everyone" [selected]
  - option "Nobody"
- button "Menu" [ref=e6]
- link "Help" [ref=e7]
"""


def test_neighbours_are_all_that_can_have_a_state_but_the_control() -> None:
    """Every other control on the page is held, those of the same name apart, and what only leads on is left out."""
    seen = others(PAGE)

    assert [
        ("switch", "ads", 0),
        ("switch", "ads", 1),
        ("button", "bold", 0),
        ("combobox", "who sees me", 0),
        ("button", "menu", 0),
    ] == list(seen)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('- switch "Ads" [ref=e2]', '- switch "Ads" [checked] [ref=e2]'),
        ('- button "Bold" [pressed]', '- button "Bold" [pressed=mixed]'),
        ('- button "Bold" [pressed]', '- button "Bold"'),
        ('- button "Menu"', '- button "Menu" [pressed]'),
        ('"Everyone" [selected]\n  - option "Nobody"', '"Everyone"\n  - option "Nobody" [selected]'),
        ('- switch "Ads" [checked] [ref=e3]', '- switch "Ads" [checked=mixed] [ref=e3]'),
    ],
)
def test_a_neighbour_that_moves_is_noticed(was: str, now: str) -> None:
    """A neighbour's switch, button or list in another state reads differently."""
    assert was in PAGE
    after = PAGE.replace(was, now)

    assert moved_since(others(PAGE), others(after))


def test_the_control_itself_is_no_neighbour() -> None:
    """The control in its other state leaves all neighbours as they were."""
    after = PAGE.replace(f'"{LABEL}" [checked]', f'"{LABEL}"')

    assert () == moved_since(others(PAGE), others(after))


def test_a_state_in_a_button_with_a_name_is_that_buttons() -> None:
    """“On” inside a named button beside a check box is no second opinion about the box."""
    page = f"""\
    - generic [ref=r1]:
      - generic [ref=r2]:
        - heading "Keep activity" [level=2] [ref=h1]
        - button "Turn off your Keep activity setting" [ref=b1]: On ▾
      - checkbox "{LABEL}" [ref=e1]
    """

    assert OFF is reading(page).on


def test_neighbours_without_a_name_go_by_their_rows() -> None:
    """Check boxes that have no name of their own are told apart by the words beside them."""
    page = """\
    - generic [ref=r1]:
      - paragraph [ref=t1]: Hide my activity
      - checkbox [ref=e2]
    """
    mine = found(look(switch())).candidate

    assert {("checkbox", "hide my activity", 0)} == set(neighbours(tree(page), mine))
