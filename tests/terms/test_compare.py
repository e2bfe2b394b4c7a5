from __future__ import annotations

import random
import time

import pytest
from tests.terms.pairs import EN, PAIRS, Pair

from untrain.model.terms import Finding
from untrain.terms.compare import compare
from untrain.terms.sentences import sentences

TEXT = """we may use share content information data with partners to provide services improve products models train the
of your account settings and legal rights apply under law"""
WORDS = TEXT.split()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_what_a_step_from_one_text_to_another_is(pair: Pair) -> None:
    """Noise is left out, other clauses are told apart, and what concerns one's data is marked, to the sentence."""
    found = compare(pair.before, pair.after)

    assert pair.finding == found.finding, found.changes
    assert pair.marked == tuple(change.after or change.before for change in found.marked)
    assert pair.about <= {subject for change in found.marked for subject in change.subjects}


def test_a_reworded_sentence_is_shown_with_what_it_was() -> None:
    """A change names both."""
    (change,) = compare(EN, [one.replace("We do not use your messages", "We use your messages") for one in EN]).changes

    assert "We do not use your messages to train AI models." == change.before


def test_sentences_end_where_they_end() -> None:
    """An abbreviation, a number and an address end none."""
    text = (
        "1.2 We use data, e.g. your posts, see [here](https://x.example/a.b). Is v. 2.5 new? 使用します。拒否できます。"
    )

    assert ["We use data, e.g. your posts, see here.", "Is v. 2.5 new?", "使用します。", "拒否できます。"] == [
        *sentences(text)
    ]


def document(seed: int) -> list[str]:
    dice = random.Random(seed)
    return [" ".join(" ".join(dice.choices(WORDS, k=18)).capitalize() + "." for _ in range(5)) for _ in range(333)]


@pytest.mark.alone
def test_a_long_document_is_compared_within_a_second() -> None:
    """30,000 words, all of them rewritten, take less than a second of work."""
    begin = time.process_time()
    found = compare(document(1), document(2))

    assert 1.0 > time.process_time() - begin
    assert Finding.SUBSTANTIVE == found.finding
