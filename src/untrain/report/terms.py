"""The terms, for a person and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from untrain.model.terms import Comparison, Document, Finding, Look, Text
from untrain.report.records import moment
from untrain.report.words import harmless

SCHEMA: Final = "untrain.terms/1"
FINDINGS: Final = {
    Finding.FIRST: "read for the first time",
    Finding.UNCHANGED: "unchanged",
    Finding.NOISE: "says the same in other letters",
    Finding.CHANGED: "changed, though not about AI or your data",
    Finding.SUBSTANTIVE: "CHANGED what it says about AI or your data",
    Finding.UNREACHABLE: "did not answer",
    Finding.REFUSED: "does not want to be fetched",
    Finding.BOT_CHECK: "hides behind a bot check",
    Finding.MOVED: "leads elsewhere",
    Finding.TOO_LARGE: "is too large",
    Finding.UNREADABLE: "can't be read",
    Finding.LOST_TEXT: "lost its text",
}


def as_json(**parts: object) -> str:
    """Records of this module as one JSON document."""
    return json.dumps({"schema": SCHEMA, **parts}, ensure_ascii=False, indent=1) + "\n"


def document_record(document: Document, look: Look | None) -> dict[str, object]:
    """A document, and the last look at it."""
    last = look_record(look) if look else None
    return {"address": document.address, "platforms": [*document.platforms], "last": last}


def look_record(look: Look) -> dict[str, object]:
    """One look."""
    return {
        "address": look.address,
        "at": moment(look.at),
        "finding": look.finding.value,
        "detail": look.detail,
        "text": look.text,
    }


def text_record(text: Text) -> dict[str, object]:
    """A version of a document, whole."""
    return {
        "address": text.address,
        "at": moment(text.at),
        "text": text.id,
        "link": text.link,
        "paragraphs": [*text.paragraphs],
    }


def step_record(before: Text, after: Text, comparison: Comparison) -> dict[str, object]:
    """What changed from one version to the next."""
    changes = [
        {"before": one.before, "after": one.after, "subjects": [subject.value for subject in one.subjects]}
        for one in comparison.changes
    ]
    return {
        "address": after.address,
        "from": {"text": before.id, "at": moment(before.at)},
        "to": {"text": after.id, "at": moment(after.at)},
        "link": after.link,
        "finding": comparison.finding.value,
        "changes": changes,
    }


def list_lines(documents: Sequence[Document], looks: Mapping[str, Look]) -> Iterator[str]:
    """A line for each document."""
    for document in documents:
        last = looks.get(document.address)
        said = look_words(last) if last else "never looked at"
        yield harmless(f"{', '.join(document.platforms)}  {document.address}  {said}")


def look_line(look: Look) -> str:
    """A look on one line."""
    return harmless(f"{look.at:%Y-%m-%d %H:%M}  {look.address}  {_found(look)}")


def look_words(look: Look) -> str:
    """What a look came to, and when."""
    return f"{_found(look)}, {look.at:%Y-%m-%d}"


def step_lines(before: Text, after: Text, comparison: Comparison) -> Iterator[str]:
    """The differences: - as it was, + as it is, and what a sentence is about."""
    yield harmless(f"{after.address}  {before.at:%Y-%m-%d} → {after.at:%Y-%m-%d}  {FINDINGS[comparison.finding]}")
    if after.link and after.link != after.address:
        yield harmless(f"  {after.link}")
    for change in comparison.changes:
        about = f"  [{', '.join(one.value.replace('_', ' ') for one in change.subjects)}]" if change.subjects else ""
        if change.before is not None:
            yield harmless(f"- {change.before}") + ("" if change.after else about)
        if change.after is not None:
            yield harmless(f"+ {change.after}") + about


def summary(looks: Iterable[Look]) -> str:
    """How many looks came to what."""
    found = [look.finding for look in looks]
    return ", ".join(f"{found.count(one)} {one.value.replace('_', ' ')}" for one in Finding if one in found)


def _found(look: Look) -> str:
    return f"{FINDINGS[look.finding]}: {look.detail}" if look.detail else FINDINGS[look.finding]
