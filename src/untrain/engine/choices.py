"""Which option of several means "out"."""

from __future__ import annotations

from untrain.engine import words
from untrain.engine.candidates import Candidate, Option
from untrain.engine.meaning import meaning
from untrain.model.flow import Control, OnMeans


def out_option(candidate: Candidate, control: Control, on_means: OnMeans, spoken: tuple[str, ...]) -> Option | None:
    """The one option that means "out"; None where none or several do."""
    known = [
        option for option in candidate.options if any(words.same(option.text, p.text) for p in control.out_options)
    ]
    if known:
        return known[0] if len(known) == 1 else None
    out = [option for option in candidate.options if _means_out(option.text, on_means, spoken)]
    return out[0] if len(out) == 1 else None


def _means_out(text: str, on_means: OnMeans, spoken: tuple[str, ...]) -> bool:
    if words.says("delete", text, spoken=spoken):
        return False
    if words.says("off", text, whole=True):
        return on_means is OnMeans.USE
    if words.says("on", text, whole=True):
        return on_means is OnMeans.EXCLUDE
    said = meaning(text, spoken)
    return said.on_means is OnMeans.EXCLUDE and said.plain
