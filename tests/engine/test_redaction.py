"""What of a page may be told to others."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.engine.values import ACME, ADA, LABEL, NEIGHBOUR, tree

from untrain.engine.redaction import outline, public_words

PUBLIC = public_words(ACME, ADA)
PAGE = f"""
- banner [ref=b1]: Signed in as Grace Hopper
- main [ref=m1]:
  - heading "Data for Generative AI Improvement" [level=1] [ref=h1]
  - text: Hello Grace Hopper, we write to grace.hopper@mail.example
  - switch "{LABEL}" [checked] [ref=e1]
  - switch "{NEIGHBOUR}" [ref=e2]
  - switch "Use my data for training Frobnicator models" [ref=e3]
  - textbox "Telephone" [ref=t1]: +31 6 1234 5678
  - link "Invoice 20391 of 99 euros" [ref=l1]:
    - /url: /u/grace-hopper/invoices/20391
"""


def test_structure_and_public_words_are_told() -> None:
    """Roles, states, the flow's own words, and which words of a new label are known ones."""
    told = json.dumps(outline(tree(PAGE), PUBLIC), ensure_ascii=False)

    assert LABEL in told
    assert NEIGHBOUR in told
    assert '"checked": true' in told
    assert "Use my data for training ••••••••••• models" in told


@pytest.mark.parametrize(
    "private", ["Grace", "Hopper", "mail.example", "1234", "20391", "99", "euros", "/u/", "Frobnicator", "Signed"]
)
def test_nothing_of_a_person_is_told(private: str) -> None:
    """No name, no address, no number, nothing typed, no link, and nothing outside the main part."""
    assert private not in json.dumps(outline(tree(PAGE), PUBLIC), ensure_ascii=False)


def test_a_word_of_the_accounts_own_name_is_not_public() -> None:
    """A person may be called what a setting is called."""
    data = replace(ADA, full_name="Data Models")

    assert "Use my data for training models" == public_words(ACME).told("Use my data for training models")
    assert "Use my •••• for training ••••••" == public_words(ACME, data).told("Use my data for training models")


def test_a_sentence_keeps_our_words_and_masks_what_it_quotes() -> None:
    """What a page was quoted with is redacted like the page itself."""
    said = PUBLIC.sentence(f"“{LABEL}” and “Grace Hopper of 12 Elm Street” fit equally well; see grace@mail.example.")

    assert f"“{LABEL}” and “<29 letters>” fit equally well; see •••" == said


def test_telling_twice_tells_no_less_and_no_more() -> None:
    """What was redacted when it was kept is redacted again when it is written."""
    once = PUBLIC.told("Use my data for training Frobnicator models")

    assert once == PUBLIC.again(once)
    assert "•••••" == PUBLIC.again("Grace")
