"""What a page says of whom it has no control for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.values import TRAINING, phrases, tree

from untrain.engine.withheld import withheld

CONTROL = replace(TRAINING, not_offered=phrases("Your organization's data is never used for training", "Under 18"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Your organization’s data is never used for training.", True),
        ("Your organization's data is never used for training, by contract.", True),
        ("Under 18", True),
        ("Under 18 year-olds have other settings", False),
        ("Data is used for training", False),
    ],
)
def test_only_the_known_words_say_that_it_is_not_offered(text: str, said: bool) -> None:
    """Longer ones may go on; a page that merely lacks the control says nothing."""
    page = tree(f'- main [ref=e1]:\n  - paragraph [ref=e2]: "{text}"')

    assert (text if said else None) == withheld(page, CONTROL)
    assert withheld(page, TRAINING) is None
