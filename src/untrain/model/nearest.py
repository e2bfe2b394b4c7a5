"""The words that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Those of `words` that look like `word`, the likest first; none when nothing comes close."""
    from rapidfuzz import fuzz, process

    found = process.extract(word, list(words), scorer=fuzz.ratio, processor=str.casefold, limit=most, score_cutoff=54)
    return tuple(match for match, score, _ in found if score > found[0][1] - 20)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The remedy for an unknown word: the nearest known ones, else all of them."""
    known = sorted(words)
    close = nearest(word, known)
    if close:
        return "did you mean " + " or ".join(f"“{match}”" for match in close) + "?"
    return "known are " + ", ".join(known)
