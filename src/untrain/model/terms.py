"""The documents in which a platform says what it does with the data: their texts, looks at them, and what changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

_WIDE: Final = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")


class Finding(StrEnum):
    """What a look at a document came to. The values are kept in the store: they never change their meaning."""

    FIRST = "first"  # its first text
    UNCHANGED = "unchanged"  # the same text, to the letter, or the server says so
    NOISE = "noise"  # other letters that say the same: dates, order, menus, cookies
    CHANGED = "changed"  # it says something else, though not about AI or data
    SUBSTANTIVE = "substantive"  # what it says about AI, training, data, opting out or third parties
    UNREACHABLE = "unreachable"  # no answer, or an error
    REFUSED = "refused"  # robots.txt or the server does not want it to be fetched
    BOT_CHECK = "bot_check"  # a bot check stands in its place
    MOVED = "moved"  # it leads to another host, or out of https
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"  # no text that we can read: another kind of file, a wrong encoding
    LOST_TEXT = "lost_text"  # a page, without the text that was there

    @property
    def drifted(self) -> bool:
        """Whether its text could not be had, so that nothing is known of a change."""
        return self not in _READ


_READ: Final = frozenset({Finding.FIRST, Finding.UNCHANGED, Finding.NOISE, Finding.CHANGED, Finding.SUBSTANTIVE})


class Subject(StrEnum):
    """What a sentence of the terms is about, as far as it concerns us."""

    AI = "ai"  # AI and its models
    TRAINING = "training"
    DATA_USE = "data_use"
    OPT_OUT = "opt_out"
    THIRD_PARTIES = "third_parties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that was reworded, added (no `before`) or removed (no `after`), and what it is about."""

    before: str | None
    after: str | None
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two texts of a document differ."""

    finding: Finding
    changes: tuple[Change, ...] = ()

    @property
    def marked(self) -> tuple[Change, ...]:
        """The changes that are about AI, training, data use, opting out or third parties."""
        return tuple(change for change in self.changes if change.subjects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document by its address, and the platforms that it holds for. It may lead on to these hosts, and no others."""

    address: str
    platforms: tuple[str, ...]
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A version of a document, reduced to its paragraphs; `id` is None until it is kept."""

    address: str
    at: datetime
    paragraphs: tuple[str, ...]
    link: str | None = None
    id: int | None = None

    @property
    def words(self) -> int:
        """How many words it has; in scripts without spaces two characters count as one."""
        return sum(word_count(paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a document: what it came to, and the marks by which the server knows its text again."""

    address: str
    at: datetime
    finding: Finding
    detail: str = ""
    etag: str | None = None
    modified: str | None = None
    text: int | None = None  # the version that it found, or found again
    id: int | None = None


def word_count(text: str) -> int:
    """How many words a text has; in scripts without spaces two characters count as one."""
    return len(text.split()) + len(_WIDE.findall(text)) // 2
