"""How much a person wants to be told."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from untrain.model.history import News, NewsKind


class Tier(StrEnum):
    """What notices are about: all news, what changed, only what needs the person, or nothing."""

    ALL = "all"
    CHANGES = "changes"
    ACTIONS = "actions"
    OFF = "off"

    def wants(self, news: News) -> bool:
        """Whether this news is told in this tier."""
        return news.kind in _WANTED[self]


ACTIONS: Final = frozenset({NewsKind.CAME_BACK, NewsKind.FOUND_ON, NewsKind.NEEDS_YOU, NewsKind.UNSAFE})
"""What needs the person."""

_WANTED: Final = {
    Tier.ALL: frozenset(NewsKind),
    Tier.CHANGES: frozenset(NewsKind) - {NewsKind.FIRST, NewsKind.WELL_AGAIN},
    Tier.ACTIONS: ACTIONS,
    Tier.OFF: frozenset[NewsKind](),
}
