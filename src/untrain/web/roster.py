"""Whose accounts there are, and where: read anew only when the file of accounts has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from untrain.app.accounts import listed
from untrain.app.home import Home
from untrain.model.account import Account
from untrain.model.flow import Flow

_Mark = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Roster:
    """The accounts of a file, else the kept ones, by name and platform."""

    file: Path | None
    home: Home
    flows: Mapping[str, Flow]
    _mark: _Mark | None = None
    _platforms: frozenset[str] = frozenset()
    _names: Mapping[str, Mapping[str, Account]] = field(default_factory=dict)

    def by_name(self) -> Mapping[str, Mapping[str, Account]]:
        """The accounts of each name, by platform. Raises InputError for a file that was spoilt."""
        mark = self._looks()
        if mark is None or mark != self._mark:
            found: dict[str, dict[str, Account]] = {}
            for one in listed(self.file, self.home, self.flows):
                found.setdefault(one.name, {})[one.platform] = one
            self._platforms = frozenset(slug for those in found.values() for slug in those)
            self._names, self._mark = found, mark
        return self._names

    def platforms(self) -> frozenset[str]:
        """The platforms that anybody has an account on. Raises InputError for a file that was spoilt."""
        self.by_name()
        return self._platforms

    def _looks(self) -> _Mark | None:
        try:
            seen = (self.file or self.home.accounts).stat()
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_size
