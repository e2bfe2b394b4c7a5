"""What a look at a document comes to, and what is news about it. No clock, no disk, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Final

from untrain.model.history import News, NewsKind
from untrain.model.rhythm import Occasion
from untrain.model.terms import Change, Comparison, Document, Finding, Look

WHY: Final = "changed terms"
_SEVERAL: Final = 3
"""So many looks without an answer are news; one or two are weather."""
_SHOWN: Final = 5
_LONGEST: Final = 400


def news_of_change(document: Document, comparison: Comparison, link: str | None, at: datetime) -> list[News]:
    """What is told to the people on each platform that a document holds for: the changed sentences, and the link."""
    if comparison.finding is not Finding.SUBSTANTIVE:
        return []
    lines = tuple(_told(comparison.marked))
    kind = NewsKind.TERMS_CHANGED
    return [News(kind=kind, at=at, platform=one, link=link, lines=lines) for one in document.platforms]


def occasions_of_change(document: Document, comparison: Comparison, at: datetime) -> list[Occasion]:
    """A look at all accounts on each platform that the document holds for, where it changed in what concerns us."""
    if comparison.finding is not Finding.SUBSTANTIVE:
        return []
    return [Occasion(at=at, platform=one, why=WHY) for one in document.platforms]


def news_of_drift(document: Document, look: Look, before: Sequence[Look]) -> list[News]:
    """What is told when a text can't be had: once, and when nobody answers only after several looks."""
    lately = [*takewhile(lambda one: one.finding.drifted, reversed(before))]
    if not _is_news([look, *lately]) or _is_news(lately):
        return []
    kind = NewsKind.TERMS_UNCLEAR
    link, lines = document.address, (look.detail,)
    return [News(kind=kind, at=look.at, platform=one, link=link, lines=lines) for one in document.platforms]


def _is_news(looks: Sequence[Look]) -> bool:
    return len(looks) >= _SEVERAL or any(look.finding is not Finding.UNREACHABLE for look in looks)


def _told(changes: Sequence[Change]) -> Iterator[str]:
    for change in changes[:_SHOWN]:
        if change.before is not None:
            yield f"before: {_short(change.before)}" if change.after else f"gone: {_short(change.before)}"
        if change.after is not None:
            yield f"now: {_short(change.after)}" if change.before else f"new: {_short(change.after)}"
    if len(changes) > _SHOWN:
        yield f"and {len(changes) - _SHOWN} more"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
