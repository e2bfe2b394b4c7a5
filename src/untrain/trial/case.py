"""The nouns: one case that a flow is put through, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One situation, and the promise that must hold in it. `ask` gives what is wrong, or None.

    In a `negative` one the flow's control is not there, or not as it is known: nothing may be taken for it.
    """

    control: str
    name: str
    negative: bool
    ask: Callable[[], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of a case; `problem` is None where it held."""

    platform: str
    control: str
    name: str
    negative: bool
    problem: str | None = None

    @property
    def held(self) -> bool:
        """Whether it went as promised."""
        return self.problem is None
