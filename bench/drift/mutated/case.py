"""What one mutated page is: where it comes from, what was done to it, and what is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Expected(StrEnum):
    """What a careful person would do on this page."""

    FIND = "find"  # the control is there, and can be told
    STOP = "stop"  # it is not there, or can't be told from something else, or its state can't be read
    LEAD = "lead"  # it is there, but not to be seen yet: something has to be opened first
    EITHER = "either"  # people could differ; only a wrong control or a wrong reading counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of the page, known from how it was made."""

    expected: Expected
    use: str  # on or off: what the platform may do with the data
    inverted: bool  # whether on means that the data are kept out
    disabled: bool = False
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One page to make: the base, the kinds of drift, the steps of them, and the truth."""

    number: int
    slug: str
    control: str
    kinds: tuple[str, ...]
    lang: str
    body: str  # which body of the base to begin with
    steps: tuple[dict[str, Any], ...]
    truth: Truth

    def as_json(self) -> dict[str, Any]:
        """The case, as JSON holds it."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Case:
        """The case that was written."""
        truth = Truth(**(raw["truth"] | {"expected": Expected(raw["truth"]["expected"])}))
        return cls(**{**raw, "truth": truth, "kinds": tuple(raw["kinds"]), "steps": tuple(raw["steps"])})

    @property
    def name(self) -> str:
        """How it is called in a list."""
        return f"{self.number} {self.slug}/{self.control} {'+'.join(self.kinds) or 'as-it-is'}"
