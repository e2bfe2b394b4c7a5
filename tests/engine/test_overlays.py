from __future__ import annotations

import pytest
from tests.engine.values import tree

from untrain.engine.overlays import noted
from untrain.engine.see import Node

DIALOG = """
- dialog "What’s new" [ref=d1]:
  - heading "What’s new" [level=2] [ref=h1]
  - paragraph [ref=p1]: {}
  - button "{}" [ref=b1]
"""


def dialog(text: str = "We moved a few things around.", button: str = "Got it") -> Node:
    return tree(DIALOG.format(text, button)).root.children[0]


@pytest.mark.parametrize("button", ["Got it", "OK", "Verstanden", "J’ai compris", "わかりました"])
def test_what_only_tells_something_is_noted(button: str) -> None:
    """A tour with one button, and nothing to agree to, is dismissed by that button."""
    found = noted(dialog(button=button))

    assert "b1" == (found.ref if found else None)


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("We updated our terms.", "Got it"),
        ("We use cookies.", "OK"),
        ("Your posts now train our AI.", "Got it"),
        ("We may share your profile with partners.", "OK"),
        ("Join our newsletter to hear more.", "Great"),
        ("Shall we go on?", "OK"),
        ("We moved a few things around.", "Accept"),
    ],
)
def test_what_could_be_agreed_to_is_left_to_the_person(text: str, button: str) -> None:
    """Nothing is pressed where a press could mean yes to anything, whatever the button is called."""
    assert noted(dialog(text, button)) is None
