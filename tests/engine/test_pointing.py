"""What a person means who points at something on a page, and what the page says of it."""

from __future__ import annotations

import pytest
from tests.engine.values import LABEL, NEIGHBOUR, tree

from untrain.engine.pointing import Pointed, described, pointed_at, stable
from untrain.engine.see import Node, Tree
from untrain.model.flow import Kind, OnMeans

PAGE = f"""
- banner [ref=b1]: Ada Example
- main [ref=m1]:
  - heading "Settings" [level=1] [ref=h1]
  - heading "Data for Generative AI Improvement" [level=2] [ref=h2]
  - generic [ref=r1]:
    - text: {LABEL}
    - generic [ref=s1]: "On"
    - switch "{LABEL}" [checked] [ref=e1]
    - link "Learn more" [ref=l1]:
      - /url: /help
  - generic [ref=r2]:
    - switch "{NEIGHBOUR}" [ref=e2]
  - group "AI training on my content" [ref=g1]:
    - generic [ref=g2]: AI training on my content
    - generic [ref=o1]:
      - radio "Balanced" [ref=e3]
      - text: Balanced
    - generic [ref=o2]:
      - radio "Everything" [checked] [ref=e4]
  - generic [ref=two]:
    - generic [ref=both]: Both of these
    - switch "One" [ref=e5]
    - switch "Other" [ref=e6]
  - button "Save" [ref=x1]
  - textbox "Name" [ref=x2]: Ada Example
  - paragraph [ref=x3]: Nothing to switch
"""


def node(page: Tree, ref: str) -> Node:
    found = page.by_ref(ref)
    assert found is not None
    return found


def shown(ref: str, page: str = PAGE, *, language: str | None = "en") -> Pointed:
    seen = tree(page)
    candidate = pointed_at(seen, node(seen, ref))
    assert candidate is not None
    return described(seen, candidate, url="https://www.acme.example/ai", language=language)


@pytest.mark.parametrize(
    ("ref", "meant"), [("e1", "e1"), ("s1", "e1"), ("r1", "e1"), ("r2", "e2"), ("e3", "g1"), ("o1", "g1"), ("g2", "g1")]
)
def test_a_control_is_meant_by_itself_its_label_and_its_row(ref: str, meant: str) -> None:
    """People point at what they see: the words, the state, the thing that is drawn."""
    seen = tree(PAGE)
    candidate = pointed_at(seen, node(seen, ref))

    assert candidate is not None
    assert meant == candidate.node.ref


@pytest.mark.parametrize("ref", ["h1", "h2", "l1", "b1", "two", "both", "x1", "x2", "x3"])
def test_nothing_else_is_taken_for_a_control(ref: str) -> None:
    """A heading, a link, a button, a field, a text, and a row of two, which leaves it open which is meant."""
    seen = tree(PAGE)

    assert pointed_at(seen, node(seen, ref)) is None


def test_a_switch_is_told_by_its_words() -> None:
    """Its label, the heading that says something, what its words say that on means, and the settings beside it."""
    switch = shown("e1")

    assert (Kind.SWITCH, LABEL, OnMeans.USE) == (switch.kind, switch.label, switch.on_means)
    assert ("Data for Generative AI Improvement",) == switch.headings
    assert NEIGHBOUR in switch.neighbours


def test_what_works_the_other_way_round_is_seen() -> None:
    """The words say it; where they do not, nothing is guessed."""
    page = '- main:\n  - switch "{}" [ref=e1]\n'

    assert OnMeans.EXCLUDE is shown("e1", page.format("Exclude my data from AI training")).on_means
    assert shown("e1", page.format("Model training")).on_means is None


def test_a_choice_is_told_with_its_options() -> None:
    """All of them; which means out only where its words say so plainly."""
    choice = shown("e4")
    plain = '- main:\n  - combobox "AI training" [ref=e1]:\n    - option "Allow training on my data" [selected]\n'
    plain += '    - option "Do not use my data for training"\n'

    assert (Kind.CHOICE, ("Balanced", "Everything")) == (choice.kind, choice.options)
    assert "" == choice.out_option
    assert "Do not use my data for training" == shown("e1", plain).out_option
    assert ("Allow training on my data",) == shown("e1", plain).in_options


def test_the_language_is_the_pages_own() -> None:
    """What the page says, else what it reads like."""
    german = (
        "- main:\n  - paragraph: Hier können Sie die Einstellungen für Ihre Daten und die Privatsphäre ändern\n"
        '  - switch "Meine Daten zum Trainieren verwenden" [ref=e1]\n'
    )

    assert "fr" == shown("e1", german, language="fr").language
    assert "de" == shown("e1", german, language=None).language


@pytest.mark.parametrize(
    ("value", "steady"),
    [
        ("allowDataForGenerativeAI", True),
        ("ai-training", True),
        (":r1:", False),
        ("radix-:r4:", False),
        ("switch-4711", False),
        ("label_a help_a", False),
        ("ada@mail.example", False),
        ("", False),
        (None, False),
    ],
)
def test_only_names_that_stay_are_keys(value: str | None, steady: bool) -> None:
    """Nothing with a number in it, nothing that a library makes, nothing of several."""
    assert steady is (stable("name", value) is not None)
