"""The words that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Those of `words` that look like `word`, the likest first; none when nothing comes close."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        word, list(words), scorer=fuzz.WRatio, processor=utils.default_process, limit=most, score_cutoff=60
    )
    return tuple(match for match, _, _ in found)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The remedy for an unknown word: the nearest known ones, else all of them."""
    known = sorted(words)
    close = nearest(word, known)
    if close:
        return "did you mean " + " or ".join(f"“{match}”" for match in close) + "?"
    return "known are " + ", ".join(known)
