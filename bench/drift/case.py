"""What one case is: a redesigned page, a way to it, a sign-in, and the truths that an honest program may tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

GOOD: Final = frozenset({"opted_out", "already_out", "submitted", "unavailable"})
"""Outcomes that claim that nothing is left to do."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What may be reported, and what the platform has to remember afterwards."""

    right: frozenset[str]
    end: str | None = "off"
    untouched: bool = False
    passwords: int = 1
    silent: bool = False


def truth(
    *right: str, end: str | None = None, untouched: bool = True, passwords: int = 1, silent: bool = False
) -> Truth:
    """A truth in which nothing may be changed, unless said otherwise."""
    return Truth(right=frozenset(right), end=end, untouched=untouched, passwords=passwords, silent=silent)


DONE: Final = truth("opted_out", end="off", untouched=False)
DONE_OR_DRIFT: Final = truth("opted_out", "drifted", untouched=False)
ALREADY: Final = truth("already_out", end="off")
DRIFT: Final = truth("drifted", end="on")
LOCKED: Final = truth("locked", end="on")
HUMAN: Final = truth("needs_human", end="on")
UNSAFE: Final = truth("unsafe", end="on", passwords=0, silent=True)
NOT_SAVED: Final = truth("not_saved", end="on", untouched=False)
UNAVAILABLE: Final = truth("unavailable")


@dataclass(frozen=True, kw_only=True)
class Page:
    """How the settings page looks; every field departs from how the platform looks today."""

    title: str | None = None
    heading: str | None = None
    label: str | None = None
    about: str | None = None
    pieces: tuple[str, ...] = ()
    widget: str | None = None
    arrange: str | None = None
    own_ids: bool = True
    inverted: bool = False
    on: bool = True
    disabled: bool = False
    options: tuple[tuple[bool, str], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    danger: str = ""
    dialog: Mapping[str, Any] | None = None
    others: tuple[Any, ...] = ()
    own_others: bool = True
    before: int = 0
    absent: bool = False
    twin: bool = False
    traps: tuple[tuple[str, bool], ...] = ()
    box: str = "plain"
    extra: Mapping[str, Any] = field(default_factory=dict)
    late: tuple[str, int] = ("none", 0)
    save: str = "ok"
    save_extra: Mapping[str, Any] = field(default_factory=dict)
    confirm: Mapping[str, Any] | None = None
    savebar: Mapping[str, Any] | None = None
    password: Mapping[str, Any] | None = None
    overlays: tuple[Mapping[str, Any], ...] = ()
    top: str = ""
    bottom: str = ""
    bare: bool = False
    redraw: str = ""


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where the page is, and what is said on the way there."""

    deep: str = "page"
    parent: str = "links"
    menu: tuple[str, ...] = ()
    index: str = "links"
    home: str = "menu"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One account on one platform, and what is true of it."""

    name: str
    family: str
    platform: str
    truth: Truth
    lang: str = "en"
    page: Page = Page()
    way: Way = Way()
    net: tuple[str, ...] = ()
    sign_in: str = "plain"
    totp: bool = False
    wrong_password: bool = False
    region: str = "US"

    @property
    def account(self) -> str:
        """The name in the accounts file."""
        return self.name.replace("/", "-").replace("_", "-")
