"""What "on" means where that is disputed: only a sentence that says so is believed, and never a title.

"When on, Acme can use your data" says it; "Opt out of data access" as the name of a switch does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from untrain.engine import words
from untrain.engine.candidates import Candidate
from untrain.engine.see import CONTROL_ROLES, Tree
from untrain.model.flow import OnMeans

_ENDS: Final = re.compile(r"(?<=[.!?;。])\s+|\n")


def way_beside(tree: Tree, candidate: Candidate, spoken: tuple[str, ...]) -> OnMeans | None:
    """What on means for a candidate, by the sentences of its row, or of the page where it is the only control there."""
    mine = {id(node) for node in candidate.node.walk()} | {id(option.node) for option in candidate.options}
    others = any(node.role in CONTROL_ROLES and node.ref and id(node) not in mine for node in tree.nodes())
    return way_by_sentences(candidate.near if others else tree.root.texts(), spoken)


def way_by_sentences(texts: Iterable[str], spoken: tuple[str, ...]) -> OnMeans | None:
    """What these texts say that on means; None where none of them says it plainly, or two of them differ."""
    said = {way for sentence in sentences(texts) if (way := _way(sentence, spoken)) is not None}
    return said.pop() if len(said) == 1 else None


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """The sentences of these texts, each text once."""
    for text in dict.fromkeys(texts):
        yield from (part for part in _ENDS.split(text) if part.strip())


def _way(sentence: str, spoken: tuple[str, ...]) -> OnMeans | None:
    """What one sentence says: a condition ("when this is on"), and whether the data is used then."""
    folded = words.fold(sentence)
    on, off = (words.find(concept, folded, spoken=spoken) for concept in ("when_on", "when_off"))
    if len(on) + len(off) != 1:
        return None
    condition = (on or off)[0]
    used = _used(f"{folded[: condition.start()]} {folded[condition.end() :]}", spoken)
    if used is None:
        return None
    return OnMeans.USE if used == bool(on) else OnMeans.EXCLUDE


def _used(said: str, spoken: tuple[str, ...]) -> bool | None:
    """Whether a clause says that the data is used, or that it is not; None where it says neither plainly."""
    if not any(words.says(concept, said, spoken=spoken) for concept in ("data", "train")):
        return None
    permits = words.find("permit", said, spoken=spoken)
    negations = words.find("negate", said, spoken=spoken)
    if not negations:
        return True if permits else None
    if len(negations) > 1 or any(one.start() < negations[0].start() for one in permits):
        return None
    return False
