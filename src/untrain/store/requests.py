"""The ledger of requests to people at a platform: each is sent once, and that is never forgotten by chance."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Row, and_, insert, or_, select

from untrain.model.account import Account
from untrain.model.memory import SentRequest
from untrain.store import tables
from untrain.store.database import Database


class Event(StrEnum):
    """What happened to a request, or to a letter that its owner has sent."""

    BEGUN = "begun"
    FOLLOWED_UP = "followed_up"
    ACKNOWLEDGED = "acknowledged"
    WITHDRAWN = "withdrawn"


class Requests:
    """What was sent for whom; a row for each event, in the order of time."""

    def __init__(self, database: Database, *, practice: bool) -> None:
        self._database = database
        self._practice = practice

    def write(self, account: Account, control: str, happened: Event, at: datetime) -> None:
        """Write down an event; it is on the disk when this returns."""
        values = {"account": account.name, "platform": account.platform, "control": control, "person": _person(account)}
        with self._database.writing() as connection:
            more = {"practice": self._practice, "event": happened.value, "at": at}
            connection.execute(insert(tables.request).values(**values, **more))

    def standing(self, account: Account, control: str) -> SentRequest | None:
        """The request that stands for this account and control: begun, and not known to have been refused."""
        columns = tables.request.c
        asked = (columns.platform == account.platform, columns.control == control)
        wanted = select(tables.request).where(*asked, columns.practice.is_(self._practice)).order_by(columns.id)
        # the same person under another name of the account is still the same person
        person, named = _person(account), columns.account == account.name
        mine = named if person is None else or_(columns.person == person, and_(named, columns.person.is_(None)))
        wanted = wanted.where(mine)
        with self._database.reading() as connection:
            return _standing(connection.execute(wanted).all())


def _standing(events: Sequence[Row[tuple[object, ...]]]) -> SentRequest | None:
    sent: SentRequest | None = None
    for row in events:
        if row.event == Event.BEGUN:
            sent = SentRequest(begun=row.at, acknowledged=None)
        elif row.event == Event.WITHDRAWN:
            sent = None
        elif sent is not None and row.event == Event.FOLLOWED_UP:
            sent = replace(sent, followed_up=row.at)
        elif sent is not None:
            sent = replace(sent, acknowledged=row.at)
    return sent


def _person(account: Account) -> str | None:
    """A mark of who signs in, so that a name that is given to somebody else does not inherit what was sent."""
    if account.username is None:
        return None
    return hashlib.sha256(f"{account.platform}\n{account.username.casefold()}".encode()).hexdigest()
