"""Two wordings of a sentence side by side, with the words that differ marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_WORD: Final = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
_LONGEST: Final = 2000  # words; beyond that the whole sentence is marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a sentence: as it stands in both wordings, or in this one only."""

    text: str
    differs: bool


def pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both wordings, in pieces."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _LONGEST:
        return [Piece(text=before, differs=True)], [Piece(text=after, differs=True)]
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        _add(left, old[a:b], differs=kind != "equal")
        _add(right, new[c:d], differs=kind != "equal")
    return left, right


def _add(to: list[Piece], words: Sequence[str], *, differs: bool) -> None:
    if words:
        to.append(Piece(text="".join(words), differs=differs))
