"""Disputed polarity: only a sentence that says what on means is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.values import TRAINING, found, look, phrases, refused

from untrain.engine.polarity import way_by_sentences
from untrain.engine.reading import read
from untrain.model.flow import OnMeans
from untrain.model.outcome import DataUse

DISPUTED = replace(
    TRAINING,
    title="Opt Out of Customer Data Access",
    keys=(),
    headings=phrases("Opt Out of Customer Data Access"),
    labels=phrases("Opt Out of Customer Data Access"),
    neighbours=(),
    on_means=OnMeans.READ,
)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("When on, Acme can use your customer data for global models.", OnMeans.USE),
        ("When this setting is on, Acme may use your data.", OnMeans.USE),
        ("Acme can use your data if this is enabled.", OnMeans.USE),
        ("When off, your customer data is not used for global models.", OnMeans.USE),
        ("When this is off, Acme cannot access your data.", OnMeans.USE),
        ("When on, Acme can't use your data to train models.", OnMeans.EXCLUDE),
        ("When this is enabled, your data is excluded from training.", OnMeans.EXCLUDE),
        ("If it is off, Acme can use your data for research.", OnMeans.EXCLUDE),
        ("Wenn diese Einstellung aktiviert ist, werden Ihre Daten nicht verwendet.", OnMeans.EXCLUDE),
        ("Opt out of customer data access", None),
        ("Acme can use your data for global models.", None),
        ("When on, the page loads faster.", None),
        ("When on, Acme can use your data, but not your files.", None),
        ("When on or if off, Acme can use your data.", None),
        ("When on, Acme does not stop using your data.", None),
        ("When on, Acme can use your data. When off, Acme can use your data.", None),
        ("", None),
    ],
)
def test_a_sentence_says_plainly_what_on_means_or_nothing(text: str, way: OnMeans | None) -> None:
    """A title, a statement without a condition, and two that differ say nothing."""
    assert way is way_by_sentences((text,), ("en", "de"))


def page(sentence: str, *, on: bool) -> str:
    return f"""\
    - main [ref=e1]:
      - heading "Opt Out of Customer Data Access" [level=1] [ref=e2]
      - switch "Opt Out of Customer Data Access" {"[checked] " if on else ""}[ref=e3]
      - paragraph [ref=e4]: {sentence}
    """


@pytest.mark.parametrize(("on", "use"), [(True, DataUse.ON), (False, DataUse.OFF)])
def test_the_sentence_wins_over_the_title(on: bool, use: DataUse) -> None:
    """A switch named “Opt out” may let the data be used when it is on."""
    control = found(look(page("When on, Acme can use your customer data for global models.", on=on), DISPUTED))

    assert use is read(control, {}).on


def test_without_such_a_sentence_nothing_is_believed() -> None:
    """The known words alone identify it, and not which way it works."""
    why = refused(look(page("Choose whether Acme gets access to your customer data.", on=True), DISPUTED))

    assert "does not say plainly which way it works" in why.why


def test_the_sentence_of_another_control_is_not_ours() -> None:
    """On a page of several, only what stands in its own row counts."""
    other = page("When on, Acme can use your customer data for global models.", on=True).rstrip()
    why = refused(look(f'{other}\n      - switch "Send reports" [ref=e5]\n', DISPUTED))

    assert "does not say plainly which way it works" in why.why
