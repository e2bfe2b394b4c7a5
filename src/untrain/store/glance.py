"""A glance at what stands, without the database library: for lists that have to come at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from untrain.model.outcome import Outcome

_STANDING: Final = """
SELECT account, platform, control, item, outcome, last FROM standing
WHERE NOT practice AND outcome IN ({}) ORDER BY platform, account, control, item
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """What the newest look at one control of one account came to."""

    account: str
    platform: str
    control: str
    item: str | None
    outcome: Outcome
    last: int


def glance(place: Path) -> tuple[Glimpse, ...]:
    """What stands of every control in this SQLite file; nothing where there is none, or it can't be read at once."""
    if not place.is_file():
        return ()
    outcomes = [outcome.value for outcome in Outcome]
    query = _STANDING.format(", ".join("?" * len(outcomes)))
    try:
        with closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as connection:
            rows = connection.execute(query, outcomes).fetchall()
    except sqlite3.Error:  # one of an older version, or somebody is writing: the list itself is worth more
        return ()
    found = [
        Glimpse(
            account=account, platform=platform, control=control, item=item or None, outcome=Outcome(outcome), last=last
        )
        for account, platform, control, item, outcome, last in rows
    ]
    return tuple(one for one in found if not _overtaken(one, found))


def _overtaken(one: Glimpse, found: Collection[Glimpse]) -> bool:
    """Whether it told of all items at once, and they were told of one by one since."""
    mine = (one.account, one.platform, one.control)
    return one.item is None and any(
        other.item is not None and other.last > one.last and (other.account, other.platform, other.control) == mine
        for other in found
    )
