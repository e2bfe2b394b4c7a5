"""Everything that the pages work with, opened once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from untrain.app.desk import Desk
from untrain.store import Board
from untrain.store.history import History
from untrain.web.keys import Keys
from untrain.web.roster import Roster
from untrain.web.worker import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the pages show, who does what they ask for, and who may look."""

    desk: Desk
    board: Board
    roster: Roster
    worker: Worker
    keys: Keys
    clock: Callable[[], datetime]
    version: str

    @property
    def practice(self) -> bool:
        """Whether the platforms are replicas."""
        return self.worker.practice

    @property
    def history(self) -> History:
        """The readings of all controls."""
        return self.desk.store.history(practice=self.practice)


def office_of(request: Request) -> Office:
    """The office that this request came to."""
    office = request.app.state.office
    assert isinstance(office, Office)
    return office
