"""How two texts of a document differ: sentence by sentence, whatever paragraph they stand in, noise left out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from rapidfuzz import fuzz, process

from untrain.model.terms import Change, Comparison, Finding, Subject
from untrain.terms.sentences import is_noise, key, sentences, spoken_in, subjects

_ALIKE: Final = 55.0  # from this likeness on (0 to 100) a sentence is another one, reworded
_NEAR: Final = 40  # so many sentences around its place are asked whether they are


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    key: str
    place: float  # in the document, from 0 to 1


def compare(before: Sequence[str], after: Sequence[str]) -> Comparison:
    """What changed from the paragraphs `before` to those `after`, in the order in which it stands there."""
    if [*before] == [*after]:
        return Comparison(finding=Finding.UNCHANGED)
    spoken = spoken_in([*before, *after])
    old, new = _only_in(before, after, spoken), _only_in(after, before, spoken)
    changes = tuple(_changes(old, new, spoken))
    if not changes:
        return Comparison(finding=Finding.NOISE)
    marked = any(change.subjects for change in changes)
    return Comparison(finding=Finding.SUBSTANTIVE if marked else Finding.CHANGED, changes=changes)


def _only_in(here: Sequence[str], there: Sequence[str], spoken: tuple[str, ...]) -> list[_Sentence]:
    """The sentences that stand here, or more often here than there, and are not noise."""
    same = {*here} & {*there}  # paragraphs that need no closer look
    mine, theirs = _sentences(here, same), _sentences(there, same)
    left = Counter(key(text, spoken) for text in theirs)
    found = []
    for number, text in enumerate(mine):
        mark = key(text, spoken)
        if left[mark]:
            left[mark] -= 1
        elif mark and not is_noise(text, spoken):
            found.append(_Sentence(text, mark, number / len(mine)))
    return found


def _sentences(paragraphs: Sequence[str], same: set[str]) -> list[str]:
    return [*chain.from_iterable(sentences(one) for one in paragraphs if one not in same)]


def _changes(old: Sequence[_Sentence], new: Sequence[_Sentence], spoken: tuple[str, ...]) -> Iterator[Change]:
    """Each sentence that is new, with the one that it replaces; then those that nothing replaces."""
    gone = list(old)
    for sentence in new:
        number = _nearest(sentence, gone)
        before = None if number is None else gone.pop(number).text
        yield Change(before=before, after=sentence.text, subjects=_subjects(before, sentence.text, spoken))
    for sentence in gone:
        yield Change(before=sentence.text, after=None, subjects=_subjects(sentence.text, None, spoken))


def _subjects(before: str | None, after: str | None, spoken: tuple[str, ...]) -> tuple[Subject, ...]:
    found = {one for text in (before, after) if text for one in subjects(text, spoken)}
    return tuple(one for one in Subject if one in found)


def _nearest(sentence: _Sentence, gone: Sequence[_Sentence]) -> int | None:
    """Which of the sentences that are gone was this one; only those around its place are asked."""
    middle = bisect_left(gone, sentence.place, key=lambda one: one.place)
    first = max(0, middle - _NEAR // 2)
    around = [one.key for one in gone[first : first + _NEAR]]
    found = process.extractOne(sentence.key, around, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if found is None else first + found[2]
