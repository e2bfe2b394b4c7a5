"""What a label means: training on one's data, or something that only looks alike; and which way it works."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from untrain.engine import words
from untrain.model.flow import OnMeans

LOOK_ALIKES: Final = (
    "ads", "personalise", "memory", "history", "research", "features", "analytics", "contact", "visibility",
    "safety", "delete", "third_party",
)  # fmt: skip
_EVEN_WITH_TRAINING: Final = frozenset({"ads", "personalise", "memory", "research", "delete", "analytics", "contact"})
"""Look-alike meanings that are not excused by the word "train" standing beside them."""

_ENDS: Final = re.compile(r"(?<=[.!?])\s+|(?<=。)")
_WIDE_BEFORE: Final = 6
_WIDE_AFTER: Final = 16
_VERB_LAST: Final = frozenset({"de", "nl", "tr"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some words mean for us. `on_means` is None where the words leave it open which way the control works.

    `outright` says that training is called so, and not only that an AI is to be improved.
    """

    training: bool
    outright: bool
    about_ai: bool
    look_alikes: frozenset[str]
    on_means: OnMeans | None
    plain: bool

    def contradicts(self, allowed: frozenset[str]) -> frozenset[str]:
        """The look-alike meanings found that the flow's own words do not have."""
        found = self.look_alikes - allowed
        return found & _EVEN_WITH_TRAINING if self.outright else found


def meaning(text: str, spoken: Iterable[str] | None = None) -> Meaning:
    """What `text` means, read in the languages `spoken` on the page."""
    return _read(text, tuple(spoken) if spoken is not None else words.languages())


@lru_cache(maxsize=8192)
def _read(text: str, page: tuple[str, ...]) -> Meaning:
    return _meaning(text, tuple(dict.fromkeys((*page, *_own_languages(text)))))


@lru_cache(maxsize=4096)
def _own_languages(text: str) -> tuple[str, ...]:
    """The languages that a label itself speaks, whatever the page around it does: those that know its subject."""
    known = {
        language: sum(words.says(concept, text, spoken=(language,)) for concept in ("train", "improve", "data", "ai"))
        for language in words.languages()
    }
    # "no" is "in the" in Portuguese: of these two, the one that knows more of the words
    other = {"es": "pt", "pt": "es"}
    return tuple(one for one, count in known.items() if count > 1 and count >= known.get(other.get(one, one), 0))


@lru_cache(maxsize=4096)
def _meaning(text: str, spoken: tuple[str, ...]) -> Meaning:
    def has(concept: str) -> bool:
        return words.says(concept, text, spoken=spoken)

    train, improve, about_ai = has("train"), has("improve"), has("ai")
    on_means, is_plain = _way(text, spoken)
    outright = train and (about_ai or has("data"))
    return Meaning(
        training=outright or (improve and about_ai and not has("by_ai")),  # "with AI" something else is improved
        outright=outright,
        about_ai=about_ai,
        look_alikes=frozenset(concept for concept in LOOK_ALIKES if has(concept)),
        on_means=on_means,
        plain=is_plain,
    )


def _way(text: str, spoken: tuple[str, ...]) -> tuple[OnMeans | None, bool]:
    """Which way a text points: as its first sentence about training does, plainly only if no other contradicts it."""
    parts = [part for part in _ENDS.split(text) if part.strip()]
    telling = [part for part in parts if words.says("train", part, spoken=spoken)] if len(parts) > 1 else []
    said = [_polarity(part, spoken) for part in telling] or [_polarity(text, spoken)]
    (on_means, is_plain), *others = said
    if any(plain and way is not on_means for way, plain in others):
        return (OnMeans.EXCLUDE, False)
    return on_means, is_plain


def _polarity(text: str, spoken: tuple[str, ...]) -> tuple[OnMeans | None, bool]:
    """Which way the words point, and whether they say so plainly: the negation governs the sentence's first verb."""
    negations = _negations(text, spoken)
    if not negations:
        allowed = words.says("permit", text, spoken=spoken)
        return (OnMeans.USE, allowed) if allowed or words.says("improve", text, spoken=spoken) else (None, False)

    on_means = OnMeans.EXCLUDE if len(negations) % 2 else OnMeans.USE
    return on_means, _governs(words.fold(text), negations[0], spoken)


def _negations(text: str, spoken: Iterable[str]) -> list[int]:
    """Where the words say no, each place once: "do not block" says it twice."""
    starts: list[int] = []
    last_end = -1
    for match in words.find("negate", text, spoken=spoken):
        if match.start() >= last_end:
            starts.append(match.start())
            last_end = match.end()
    return starts


def _governs(folded: str, start: int, spoken: tuple[str, ...]) -> bool:
    """Whether a negation stands where it turns the whole label round: near its beginning, or, in a language that puts
    the verb last, at its end."""
    if words.is_wide(folded):  # without spaces, letters are counted
        return start <= _WIDE_BEFORE or len(folded) - start <= _WIDE_AFTER
    before, after = len(folded[:start].split()), len(folded[start:].split())
    verb_last = [language for language in spoken if language in _VERB_LAST]
    return before <= 3 or (after <= 4 and start in _negations(folded, verb_last))


def allowed_look_alikes(known: Iterable[str]) -> frozenset[str]:
    """The look-alike meanings that the known words of a control have themselves, and so cannot contradict it."""
    return frozenset().union(*(meaning(text).look_alikes for text in known)) if known else frozenset()
