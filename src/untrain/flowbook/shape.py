"""The shapes that a value in a flow can have: each reads itself, and describes itself as JSON Schema.

A shape that meets a wrong value notes it at its place and gives None; nothing is built from a table with a wrong value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from untrain.flowbook.finding import Place
from untrain.model.flow import Phrase
from untrain.model.nearest import did_you_mean

Schema = dict[str, Any]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_NAMES = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a table"}


class Shape(Protocol):
    """One shape of value."""

    def read(self, value: object, at: Place) -> object:
        """The value as the model has it; None when something was wrong, which is then noted at `at`."""

    def schema(self) -> Schema:
        """The shape as JSON Schema."""


def _not_a(wanted: str, value: object, at: Place) -> None:
    seen = "a date" if isinstance(value, date) else _NAMES.get(type(value), "something else")
    at.wrong(f"is {seen}", f"it must be {wanted}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Text that is not blank; with a `pattern`, text that fits it whole, `like` an example."""

    pattern: str = ""
    like: str = ""

    def read(self, value: object, at: Place) -> str | None:
        """The text, as it is written."""
        if not isinstance(value, str):
            _not_a("text in quotes", value, at)
            return None
        if not value.strip():
            at.wrong("is blank", "write it, or leave the key out")
            return None
        if self.pattern and not re.fullmatch(self.pattern, value):
            at.wrong(f"is “{value}”", f"write it like “{self.like}”")
            return None
        return value

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string", "pattern": f"^({self.pattern})$"} if self.pattern else {"type": "string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """True or false."""

    def read(self, value: object, at: Place) -> bool | None:
        """The flag."""
        if isinstance(value, bool):
            return value
        _not_a("true or false, without quotes", value, at)
        return None

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date without time."""

    def read(self, value: object, at: Place) -> date | None:
        """The date."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        _not_a("a date without quotes, as 2026-11-22", value, at)
        return None

    def schema(self) -> Schema:
        """A date."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One word of a closed set."""

    words: type[StrEnum]

    def read(self, value: object, at: Place) -> StrEnum | None:
        """The member of the set."""
        known = [word.value for word in self.words]
        if not isinstance(value, str):
            _not_a("one of " + ", ".join(known), value, at)
            return None
        if value not in known:
            at.wrong(f"“{value}” is not known here", did_you_mean(value, known))
            return None
        return self.words(value)

    def schema(self) -> Schema:
        """An enumeration."""
        return {"enum": [word.value for word in self.words]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A list of one shape."""

    of: Shape

    def read(self, value: object, at: Place) -> tuple[object, ...] | None:
        """The values, in their order."""
        if not isinstance(value, list):
            _not_a("a list in square brackets", value, at)
            return None
        return tuple(self.of.read(one, at / number) for number, one in enumerate(value))

    def schema(self) -> Schema:
        """An array."""
        return {"type": "array", "items": self.of.schema()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words as a platform shows them, by language: `labels.en = "…"`, or a list where there are several."""

    def read(self, value: object, at: Place) -> tuple[Phrase, ...] | None:
        """The phrases, language by language."""
        if not isinstance(value, dict):
            _not_a('words by language, as { en = "…" }', value, at)
            return None
        return tuple(phrase for language, said in value.items() for phrase in _phrases(language, said, at / language))

    def schema(self) -> Schema:
        """An object with language tags as its keys."""
        text = Text().schema()
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^({_LANGUAGE.pattern})$"},
            "additionalProperties": {"anyOf": [text, Many(of=Text()).schema()]},
        }


def _phrases(language: str, said: object, at: Place) -> list[Phrase]:
    if not _LANGUAGE.fullmatch(language):
        at.wrong(f"“{language}” is no language tag", "write it like en, de or pt-BR")
    texts = Many(of=Text()).read(said, at) if isinstance(said, list) else (Text().read(said, at),)
    return [Phrase(text=text, language=language) for text in texts or () if isinstance(text, str)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One key of the vocabulary: what it is called, what shape it has, and what it says."""

    key: str
    shape: Shape
    about: str
    required: bool = False
    field: str = ""  # the name in the model, where it differs


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of known keys, from which one value of the model is built."""

    words: tuple[Word, ...]
    build: Callable[..., object]

    def read(self, value: object, at: Place) -> object:
        """The value of the model; None when anything in the table was wrong."""
        if not isinstance(value, dict):
            _not_a("a table", value, at)
            return None
        before = len(at.findings)
        values = self.values(value, at)
        return self.build(**values) if len(at.findings) == before else None

    def values(self, table: dict[str, object], at: Place) -> dict[str, object]:
        """The values by their names in the model; unknown and missing keys are noted."""
        known = {word.key: word for word in self.words}
        for key in table.keys() - known.keys():
            (at / key).wrong("is not a key that is known here", did_you_mean(key, known))
        for word in self.words:
            if word.required and word.key not in table:
                (at / word.key).wrong("is missing", f"it is {word.about}")
        return {
            word.field or word.key: word.shape.read(table[word.key], at / word.key)
            for word in self.words
            if word.key in table
        }

    def schema(self) -> Schema:
        """An object without further keys."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [word.key for word in self.words if word.required],
            "properties": {word.key: {**word.shape.schema(), "description": word.about} for word in self.words},
        }
