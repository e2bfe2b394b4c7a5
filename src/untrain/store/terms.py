"""The terms as they were at each look; what was once read is kept, and what it means is kept in the same moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Row, func, insert, select

from untrain.model.history import News
from untrain.model.rhythm import Occasion
from untrain.model.terms import Finding, Look, Text
from untrain.store import tables
from untrain.store.database import Database
from untrain.store.history import keep_news
from untrain.store.occasions import keep_occasion

_TEXT, _LOOK = tables.terms_text.c, tables.terms_look.c


class Terms:
    """The terms of real platforms, or of replicas."""

    def __init__(self, database: Database, *, practice: bool = False) -> None:
        self._database = database
        self._practice = practice

    def keep(
        self, look: Look, text: Text | None = None, *, news: Sequence[News] = (), occasions: Sequence[Occasion] = ()
    ) -> Look:
        """Keep a look, with the text where that is new, what is to be told of it, and whom to look at: all or none."""
        with self._database.writing() as connection:
            if text is not None:
                values = {"address": text.address, "at": text.at, "paragraphs": [*text.paragraphs], "link": text.link}
                kept = connection.execute(insert(tables.terms_text).values(practice=self._practice, **values))
                assert kept.inserted_primary_key is not None
                look = replace(look, text=int(kept.inserted_primary_key[0]))
            connection.execute(
                insert(tables.terms_look).values(
                    practice=self._practice,
                    address=look.address,
                    at=look.at,
                    finding=look.finding.value,
                    detail=look.detail,
                    etag=look.etag,
                    modified=look.modified,
                    text=look.text,
                )
            )
            for one in news:
                keep_news(connection, one, practice=self._practice, watch=True)
            for occasion in occasions:
                keep_occasion(connection, occasion, practice=self._practice)
        return look

    def newest_looks(self) -> dict[str, Look]:
        """The last look at each document, by its address."""
        newest = select(func.max(_LOOK.id)).where(_LOOK.practice.is_(self._practice)).group_by(_LOOK.address)
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.terms_look).where(_LOOK.id.in_(newest)))
            return {row.address: _look(row) for row in rows}

    def looks(
        self,
        addresses: Collection[str] | None = None,
        *,
        since: datetime | None = None,
        findings: Collection[Finding] | None = None,
    ) -> list[Look]:
        """All looks at these documents (None: at all), in the order in which they were made."""
        fits: list[ColumnElement[bool]] = [_LOOK.practice.is_(self._practice)]
        if addresses is not None:
            fits.append(_LOOK.address.in_(addresses))
        if since is not None:
            fits.append(_LOOK.at >= since)
        if findings is not None:
            fits.append(_LOOK.finding.in_([one.value for one in findings]))
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.terms_look).where(*fits).order_by(_LOOK.id))
            return [_look(row) for row in rows]

    def last_read(self, address: str) -> Look | None:
        """The last look that found a text, newly or again."""
        mine = (_LOOK.practice.is_(self._practice), _LOOK.address == address, _LOOK.text.is_not(None))
        wanted = select(tables.terms_look).where(*mine).order_by(_LOOK.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _look(row)

    def text(self, text_id: int) -> Text:
        """The text with this id; raises sqlalchemy's NoResultFound for none."""
        with self._database.reading() as connection:
            return _text(connection.execute(select(tables.terms_text).where(_TEXT.id == text_id)).one())

    def text_before(self, text: Text) -> Text | None:
        """The version that this one replaced; None for the first."""
        mine = (_TEXT.practice.is_(self._practice), _TEXT.address == text.address, _TEXT.id < text.id)
        wanted = select(tables.terms_text).where(*mine).order_by(_TEXT.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _text(row)

    def texts(self, address: str) -> list[Text]:
        """All versions of a document, in the order in which they came."""
        mine = (_TEXT.practice.is_(self._practice), _TEXT.address == address)
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.terms_text).where(*mine).order_by(_TEXT.id))
            return [_text(row) for row in rows]


def _look(row: Row[tuple[object, ...]]) -> Look:
    return Look(
        id=row.id,
        address=row.address,
        at=row.at,
        finding=Finding(row.finding),
        detail=row.detail,
        etag=row.etag,
        modified=row.modified,
        text=row.text,
    )


def _text(row: Row[tuple[object, ...]]) -> Text:
    return Text(id=row.id, address=row.address, at=row.at, paragraphs=tuple(row.paragraphs), link=row.link)
