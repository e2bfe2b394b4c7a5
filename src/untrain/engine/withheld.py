"""The words, known to a flow, by which a page says that this account has no such control: its plan, its owner's age."""

from __future__ import annotations

from typing import Final

from untrain.engine import words
from untrain.engine.see import Tree
from untrain.model.flow import Control

_LONGEST: Final = 400
_BEGINNING: Final = 20
"""From so many letters on, known words at the beginning of a text are enough."""


def withheld(tree: Tree, control: Control) -> str | None:
    """The sentence by which a page says so; None where it says no such thing, whatever it lacks."""
    known = [words.plain(phrase.text) for phrase in control.not_offered]
    if not known:
        return None
    texts = (text for node in tree.nodes() for text in (node.text, node.name) if 0 < len(text) <= _LONGEST)
    return next((text for text in texts if _is_one_of(words.plain(text), known)), None)


def _is_one_of(said: str, known: list[str]) -> bool:
    return any(said == text or (len(text) >= _BEGINNING and said.startswith(text + " ")) for text in known)
