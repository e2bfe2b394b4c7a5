from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.values import LABEL, TRAINING, phrases, tree

from untrain.engine.doors import Door, doors, opens
from untrain.engine.facts import Facts

CONTROL = replace(
    TRAINING, path=(phrases("Settings & Privacy"), phrases("Data privacy"), phrases("How Acme uses your data"))
)


def ways(snapshot: str) -> list[Door]:
    return doors(tree(snapshot), CONTROL, ("en",))


def words(snapshot: str) -> list[str]:
    return [door.words for door in ways(snapshot)]


def test_the_nearest_door_comes_first() -> None:
    """The control's own title, then the path from its end, then what sounds like it; nothing else."""
    page = """\
    - link "Settings & Privacy" [ref=e1]
    - link "News" [ref=e2]
    - link "Privacy" [ref=e3]
    - link "Data privacy" [ref=e4]
    - link "Data for Generative AI Improvement On" [ref=e5]
    - link "AI training with your content" [ref=e6]
    """

    assert [
        "Data for Generative AI Improvement On",
        "Data privacy",
        "Settings & Privacy",
        "AI training with your content",
        "Privacy",
    ] == words(page)


@pytest.mark.parametrize(
    "label",
    [
        "Sign out",
        "Delete",
        "Turn off",
        "Turn on",
        "Save",
        "Submit",
        "Accept all",
        "Accept",
        "Reject all",
        "Confirm",
        "OK",
    ],
)
def test_what_does_something_is_no_door(label: str) -> None:
    """A button that deletes, signs out, saves, accepts or switches is never a way."""
    assert [] == words(f'- button "{label}" [ref=e1]')
    assert [] == words(f'- banner [ref=b1]:\n  - button "{label}" [ref=e1]')


def test_a_disabled_door_is_none() -> None:
    """What cannot be pressed is no way."""
    assert [] == words('- link "Data privacy" [disabled] [ref=e1]')


def test_a_switch_is_no_door() -> None:
    """A control with a state is never pressed on the way, whatever its words."""
    assert [] == words(f'- switch "{LABEL}" [checked] [ref=e1]\n- checkbox "Data privacy" [ref=e2]')


def test_a_look_alike_is_no_promising_door() -> None:
    """A link on ads is not taken for one on training."""
    assert 70 > max((door.worth for door in ways('- link "Ads and your data" [ref=e1]')), default=0)


@pytest.mark.parametrize(
    ("line", "facts", "open_it"),
    [
        ('- link "Data privacy" [ref=e1]', Facts(), True),
        ('- tab "Data privacy" [ref=e1]', Facts(), True),
        ('- button "Privacy" [ref=e1]', Facts(opens=True), True),  # it announces a menu
        ('- button "Privacy" [ref=e1]', Facts(), False),  # who knows what it does
        ('- button "Data privacy" [ref=e1]', Facts(), True),  # the path's own words
        ('- button "Data privacy" [ref=e1]', Facts(states=(True,)), False),  # it holds a state: pressing changes it
        ('- link "Data privacy" [ref=e1]', Facts(hidden=True), False),
        ('- link "Data privacy" [ref=e1]', Facts(covered=True), False),
        ('- link "Data privacy" [ref=e1]', Facts(disabled=True), False),
        ('- link "Data privacy" [ref=e1]', None, False),  # it has gone meanwhile
    ],
)
def test_only_what_surely_just_opens_is_pressed(line: str, facts: Facts | None, open_it: bool) -> None:
    """A link leads on; a button only where it announces it, or is on the path and holds no state."""
    (door,) = ways(line)

    assert open_it is opens(door, facts)


def test_no_door_is_gone_through_twice() -> None:
    """The same words that lead to the same place are one door; to another place, another."""
    first, second, third = ways(
        '- link "Data privacy" [ref=e1]:\n  - /url: /a\n- link "Data privacy" [ref=e2]:\n  - /url: /a\n'
        '- link "Data privacy" [ref=e3]:\n  - /url: /b'
    )

    assert first.key == second.key
    assert first.key != third.key


def test_behind_ones_own_name_is_a_menu() -> None:
    """A button with the person's own name, and nothing else, is a door; somebody else's is none."""
    page = tree("""\
    - dialog "Profile" [ref=e1]:
      - button "Ada Example" [ref=e2]
      - button "Grace Sample" [ref=e3]
    """)

    assert ["Ada Example"] == [
        door.words for door in doors(page, CONTROL, ("en",), ("Ada Example", "", "ada@acme.example"))
    ]
    assert [] == doors(page, CONTROL, ("en",))
