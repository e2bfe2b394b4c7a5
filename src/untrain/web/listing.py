"""A long list, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of a list: its number, from 1, of how many, and the addresses of the pages `before` and `after` it."""

    number: int
    pages: int
    size: int
    total: int
    before: str | None
    after: str | None

    @property
    def offset(self) -> int:
        """How many come before it."""
        return (self.number - 1) * self.size

    def of(self, everything: Sequence[T]) -> Sequence[T]:
        """What is on this page."""
        return everything[self.offset : self.offset + self.size]


def part_of(request: Request, total: int, size: int, name: str = "page") -> Part:
    """The page that the address asks for, or the nearest that there is."""
    pages = max(1, -(-total // size))
    given = request.query_params.get(name, "1")
    number = min(max(1, int(given)), pages) if given.isascii() and given.isdigit() and len(given) < 9 else 1
    return Part(
        number=number,
        pages=pages,
        size=size,
        total=total,
        before=same_with(request, **{name: str(number - 1)}) if number > 1 else None,
        after=same_with(request, **{name: str(number + 1)}) if number < pages else None,
    )


def same_with(request: Request, **changes: str | None) -> str:
    """The address of this page with these parts of its question changed; None leaves one out."""
    question = {**request.query_params, **changes}
    return address(request.url.path, **question)


def address(path: str, **question: str | None) -> str:
    """The address of a page of ours, with what it is asked."""
    given = {name: value for name, value in question.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
