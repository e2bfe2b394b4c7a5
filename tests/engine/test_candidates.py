from __future__ import annotations

import pytest
from tests.engine.values import tree

from untrain.engine.candidates import Shape, candidates

PAIR = """
- main [ref=m1]:
  - text: AI training
  - button "On" [ref=e1]
  - button "Off" [ref=e2]
"""
PARTED = """
- main [ref=m1]:
  - generic [ref=g1]:
    - text: In the terminal
    - button "FIRST" [ref=e1]
  - generic [ref=g2]:
    - text: AI training
    - button "SECOND" [ref=e2]
"""


def test_two_buttons_side_by_side_are_the_two_sides_of_one_choice() -> None:
    """On and Off next to each other are one control."""
    (pair,) = candidates(tree(PAIR))

    assert Shape.OPTIONS is pair.shape
    assert ["On", "Off"] == [option.text for option in pair.options]


@pytest.mark.parametrize(("first", "second"), [("Enabled", "Enabled"), ("Enabled", "Disabled"), ("Off", "On")])
def test_two_buttons_that_show_the_states_of_two_settings_are_no_pair(first: str, second: str) -> None:
    """What stands between them says that each belongs to words of its own."""
    rows = candidates(tree(PARTED.replace("FIRST", first).replace("SECOND", second)))

    assert [Shape.ROW, Shape.ROW] == [row.shape for row in rows]
    assert ["In the terminal", "AI training"] == [row.label for row in rows]


def test_the_words_of_its_own_row_name_a_switch_without_a_name() -> None:
    """Words of the row above, whose setting is no switch, are not about the next row's."""
    page = """
- main [ref=m1]:
  - generic [ref=g1]:
    - text: AI training
    - button "AI training Not allowed" [ref=e1]
  - generic [ref=g2]:
    - generic [ref=g3]: Memory
    - generic [ref=g4]: Reference saved memories
    - switch [checked] [ref=e2]
"""
    (switch,) = [one for one in candidates(tree(page)) if one.shape is Shape.TOGGLE]

    assert "Memory" == switch.label
    assert "AI training" not in switch.labels


def test_an_empty_thing_drawn_beside_a_nameless_box_is_part_of_it() -> None:
    """Twitch hides the box and draws an empty label; the words stand in another cell of the row."""
    page = """
- main [ref=m1]:
  - generic [ref=g1]:
    - generic [ref=g2]: AI training
    - generic [ref=g3]:
      - checkbox [checked] [ref=e1]
      - generic [ref=e2] [cursor=pointer]
"""
    (box,) = candidates(tree(page))

    assert (Shape.TOGGLE, "AI training") == (box.shape, box.label)
