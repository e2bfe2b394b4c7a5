"""Which option of several means "out"."""

from __future__ import annotations

from collections.abc import Iterable

from untrain.engine import words
from untrain.engine.candidates import Candidate, Option
from untrain.engine.meaning import meaning
from untrain.model.flow import Control, OnMeans
from untrain.model.outcome import DataUse


def out_option(candidate: Candidate, control: Control, on_means: OnMeans, spoken: tuple[str, ...]) -> Option | None:
    """The one option that means "out"; None where none or several do."""
    text = the_out(tuple(option.text for option in candidate.options), control, on_means, spoken)
    return next((option for option in candidate.options if option.text == text), None) if text else None


def known_outs(candidate: Candidate, control: Control) -> tuple[Option, ...]:
    """All options that mean "out" by the flow's own words: whoever has one of them is out."""
    return tuple(option for option in candidate.options if _is_known_out(option.text, control))


def _is_known_out(text: str, control: Control) -> bool:
    known = any(words.same(text, phrase.text) for phrase in control.out_options)
    return known or use_in_words(text, control) is DataUse.OFF


def the_out(texts: Iterable[str], control: Control, on_means: OnMeans, spoken: tuple[str, ...]) -> str | None:
    """The one text that means "out": the first of the flow's own words that is on offer, else by plain meaning; None
    for none, or for several of the same."""
    found = list(texts)
    for phrase in control.out_options:
        known = [text for text in found if words.same(text, phrase.text)]
        if known:
            return known[0] if len(known) == 1 else None
    explained = [text for text in found if use_in_words(text, control) is DataUse.OFF]
    out = explained or [text for text in found if _means_out(text, on_means, spoken)]
    return out[0] if len(out) == 1 else None


def use_in_words(text: str, control: Control) -> DataUse | None:
    """What a text says that begins or ends with the flow's own words of one side, and of one only: an option with its
    explanation, or a row that shows what is chosen. What deletes, or is known as another thing, says nothing."""
    if words.says("delete", text) or any(words.same(text, phrase.text) for phrase in control.neighbours):
        return None
    out = any(_holds(text, phrase.text) for phrase in control.out_options)
    kept = any(_holds(text, phrase.text) for phrase in control.in_options)
    return None if out is kept else DataUse.OFF if out else DataUse.ON


def _holds(text: str, known: str) -> bool:
    mine, theirs = words.bare(text), words.bare(known)
    return mine == theirs or (len(theirs) > 5 and (mine.startswith(theirs + " ") or mine.endswith(" " + theirs)))


def use_by_value(value: str, control: Control, on_means: OnMeans, spoken: tuple[str, ...]) -> DataUse | None:
    """Whether the data is used, by the one value that a closed list shows; None where that is not plain."""
    if the_out((value,), control, on_means, spoken) is not None:
        return DataUse.OFF
    known = any(words.same(value, phrase.text) for phrase in control.in_options)
    opposite = OnMeans.EXCLUDE if on_means is OnMeans.USE else OnMeans.USE
    return DataUse.ON if known or _means_out(value, opposite, spoken) or _allows(value, spoken) else None


def _allows(text: str, spoken: tuple[str, ...]) -> bool:
    said = meaning(text, spoken)
    return said.on_means is OnMeans.USE and said.plain


def _means_out(text: str, on_means: OnMeans, spoken: tuple[str, ...]) -> bool:
    if words.says("delete", text, spoken=spoken):
        return False
    if words.says("off", text, whole=True):
        return on_means is OnMeans.USE
    if words.says("on", text, whole=True):
        return on_means is OnMeans.EXCLUDE
    said = meaning(text, spoken)
    return said.on_means is OnMeans.EXCLUDE and said.plain
