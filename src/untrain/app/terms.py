"""The terms of the platforms: looked at, kept, and what changed in them made known."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from untrain.app.desk import Desk, our_version
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.nearest import did_you_mean
from untrain.model.terms import Comparison, Document, Finding, Look, Text
from untrain.settings import Settings
from untrain.store import Store
from untrain.terms.compare import compare
from untrain.terms.judge import news_of_change, news_of_drift, occasions_of_change
from untrain.terms.trouble import Trouble

if TYPE_CHECKING:
    from untrain.store.terms import Terms
    from untrain.terms.archive import Version
    from untrain.terms.fetch import Fetched

DAILY: Final = timedelta(hours=24)
_SMALL_JUMP: Final = timedelta(minutes=5)
_SIDE_BY_SIDE: Final = 4  # hosts
_FIRST_PERIOD: Final = timedelta(days=365)

Fetch = Callable[[Document, Look | None], Awaitable["Fetched"]]
"""Gets a document, given the last look that found its text. Raises Trouble."""


def documents(flows: Mapping[str, Flow], platforms: Collection[str] | None = None) -> list[Document]:
    """The documents of these platforms (None: of all), each once, in the order of their hosts."""
    holds: dict[str, list[Flow]] = {}
    for flow in flows.values():
        for address in flow.terms:
            holds.setdefault(address.partition("#")[0], []).append(flow)
    return [
        Document(address=address, platforms=tuple(flow.slug for flow in those), hosts=_hosts(those))
        for address, those in sorted(holds.items(), key=lambda item: (_host(item[0]), item[0]))
        if platforms is None or any(flow.slug in platforms for flow in those)
    ]


def chosen(flows: Mapping[str, Flow], given: Sequence[str]) -> list[Document]:
    """The documents meant by slugs, SLUG/NUMBER or addresses. Raises InputError for what is none of them."""
    found: dict[str, Document] = {}
    every = documents(flows)
    for word in given:
        slug, _, number = word.partition("/")
        if slug in flows:
            own = [*dict.fromkeys(address.partition("#")[0] for address in flows[slug].terms)]
            wanted = (
                own
                if not number
                else own[int(number) - 1 : int(number)]
                if number.isdecimal() and number != "0"
                else []
            )
        else:
            wanted = [word] if "://" in word else []
        meant = [one for one in every if one.address in wanted]
        if not meant:
            remedy = did_you_mean(slug, set(flows)) if slug not in flows else f"see `untrain terms list {slug}`"
            raise InputError(f"“{word}”", "no document of the terms is known by that", remedy)
        found |= {one.address: one for one in meant}
    return [*found.values()]


def due(wanted: Iterable[Document], looks: Mapping[str, Look], now: datetime) -> list[Document]:
    """Those of the documents that may be looked at now: each once a day, also where the clock was wrong."""

    def rests(document: Document) -> bool:
        last = looks.get(document.address)
        return last is not None and now - DAILY < last.at <= now + _SMALL_JUMP

    return [document for document in wanted if not rests(document)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Reads documents off the web into the store; with `anew` also a text that is much shorter than the last one."""

    store: Store
    fetch: Fetch
    clock: Callable[[], datetime]
    practice: bool = False
    anew: bool = False
    on_look: Callable[[Document, Look], None] = lambda _document, _look: None

    async def read(self, wanted: Iterable[Document]) -> list[Look]:
        """A look at each document, one after another on each host. Raises StoreError."""
        turns = asyncio.Semaphore(_SIDE_BY_SIDE)

        async def host(those: Sequence[Document]) -> list[Look]:
            async with turns:
                return [await self.look(one) for one in those]

        order = sorted(wanted, key=lambda one: _host(one.address))
        tasks = [asyncio.create_task(host([*those])) for _, those in groupby(order, key=lambda one: _host(one.address))]
        try:
            return [look for looks in await asyncio.gather(*tasks) for look in looks]
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def look(self, document: Document) -> Look:
        """A look at one document, kept with all that follows from it. Raises StoreError."""
        terms = self.store.terms(practice=self.practice)
        known = terms.last_read(document.address)
        try:
            fetched = await self.fetch(document, known)
            look = self._keep(terms, document, known, fetched)
        except Trouble as trouble:
            look = Look(address=document.address, at=self.clock(), finding=trouble.finding, detail=trouble.detail)
            news = news_of_drift(document, look, terms.looks([document.address]))
            look = terms.keep(look, news=news)
        self.on_look(document, look)
        return look

    def _keep(self, terms: Terms, document: Document, known: Look | None, fetched: Fetched) -> Look:
        from untrain.terms.reduce import refuse_loss

        look = Look(
            address=document.address,
            at=self.clock(),
            finding=Finding.UNCHANGED,
            etag=fetched.etag,
            modified=fetched.modified,
            text=known.text if known else None,
        )
        if fetched.paragraphs is None:
            if known is None:
                raise Trouble(Finding.UNREADABLE, "the server says that we have it, and we don't")
            return terms.keep(
                replace(look, etag=fetched.etag or known.etag, modified=fetched.modified or known.modified)
            )
        text = Text(address=document.address, at=look.at, paragraphs=fetched.paragraphs, link=document.address)
        if known is None or known.text is None:
            return terms.keep(replace(look, finding=Finding.FIRST), text)
        before = terms.text(known.text).paragraphs
        if not self.anew:
            refuse_loss(before, text.paragraphs)
        return _keep_compared(terms, document, look, text, compare(before, text.paragraphs), now=look.at)


async def look_at_terms(
    desk: Desk,
    settings: Settings,
    platforms: Collection[str],
    *,
    clock: Callable[[], datetime],
    connect_to: str | None = None,
) -> None:
    """Look at the terms of these platforms that are due, in the archive where one is set; what hinders it is logged.

    Raises StoreError.
    """
    from loguru import logger

    practice = connect_to is not None
    if settings.terms_archive is not None and not practice:
        flows = [flow for flow in desk.flows.values() if flow.slug in platforms]
        try:
            await read_archive(desk.store, settings.terms_archive, flows, now=clock())
        except InputError as error:
            logger.warning("no terms were looked at: {}", error)
        return
    looks = {} if practice else desk.store.terms().newest_looks()  # replicas are ours: no need to spare them
    wanted = due(documents(desk.flows, platforms), looks, clock())
    if wanted:
        await fetch_terms(desk, settings, wanted, clock=clock, connect_to=connect_to)


async def fetch_terms(
    desk: Desk,
    settings: Settings,
    wanted: Iterable[Document],
    *,
    clock: Callable[[], datetime],
    connect_to: str | None = None,
    anew: bool = False,
    on_look: Callable[[Document, Look], None] = lambda _document, _look: None,
) -> list[Look]:
    """Fetch these documents now, politely, and keep what comes of it. Raises StoreError."""
    from untrain.engine.browser import BrowserOptions
    from untrain.engine.drawn import open_drawer
    from untrain.terms.fetch import open_fetcher, user_agent

    practice = connect_to is not None
    pace = 0.0 if practice else settings.pace
    version = our_version()
    browser = BrowserOptions(executable=settings.browser, connect_to=connect_to)
    async with (
        open_drawer(browser, agent=user_agent(version)) as drawer,
        open_fetcher(version=version, pace=pace, connect_to=connect_to, draw=drawer.draw) as fetcher,
    ):
        reading = Reading(
            store=desk.store, fetch=fetcher.fetch, clock=clock, practice=practice, anew=anew, on_look=on_look
        )
        return await reading.read(wanted)


def _keep_compared(
    terms: Terms, document: Document, look: Look, text: Text, comparison: Comparison, *, now: datetime
) -> Look:
    """Keep a look, and the text where it says something else; with it, in one, what is told and who is looked at."""
    look = replace(look, finding=comparison.finding)
    if not comparison.changes:
        return terms.keep(look)
    news = news_of_change(document, comparison, text.link, now)
    return terms.keep(look, text, news=news, occasions=occasions_of_change(document, comparison, now))


async def read_archive(
    store: Store,
    folder: Path,
    flows: Iterable[Flow],
    *,
    now: datetime,
    since: datetime | None = None,
    on_look: Callable[[Document, Look], None] = lambda _document, _look: None,
) -> list[Look]:
    """Every version that a collection of Open Terms Archive has and the store has not; the first time, of a year.

    What is read the first time is no news. Raises InputError for a folder that is no collection, and StoreError.
    """
    from untrain.terms.archive import documents_of, open_archive

    archive = await asyncio.to_thread(open_archive, folder)
    names = await asyncio.to_thread(archive.documents)
    found = []
    for flow in flows:
        for name in documents_of(flow, names):
            last = store.terms().last_read(name)
            versions = await asyncio.to_thread(archive.versions, name, last.at if last else None)
            begin = since or now - _FIRST_PERIOD
            wanted = versions if last else _since(versions, begin)
            document = Document(address=name, platforms=(flow.slug,))
            for version in wanted:
                look = _keep_version(store.terms(), document, version, now=None if last is None else now)
                on_look(document, look)
                found.append(look)
    return found


def _since(versions: Sequence[Version], begin: datetime) -> Sequence[Version]:
    """The versions since then, and the one that held at that moment."""
    older = sum(version.at < begin for version in versions)
    return versions[max(0, older - 1) :]


def _keep_version(terms: Terms, document: Document, version: Version, *, now: datetime | None) -> Look:
    """Keep a version of an archive; without `now` it is of old, and nobody is told."""
    known = terms.last_read(document.address)
    text = Text(address=document.address, at=version.at, paragraphs=version.paragraphs, link=version.link)
    look = Look(address=document.address, at=version.at, finding=Finding.FIRST)
    if known is None or known.text is None:
        return terms.keep(look, text)
    if version.technical:
        detail = "the archive reads it otherwise; the document itself did not change"
        return terms.keep(replace(look, finding=Finding.NOISE, detail=detail), text)
    comparison = compare(terms.text(known.text).paragraphs, text.paragraphs)
    look = replace(look, text=known.text)
    if now is None:
        finding = comparison.finding
        return terms.keep(replace(look, finding=finding), text if comparison.changes else None)
    return _keep_compared(terms, document, look, text, comparison, now=now)


def _hosts(flows: Iterable[Flow]) -> frozenset[str]:
    return frozenset(host for flow in flows for host in (*flow.hosts, *map(_host, flow.terms)))


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""
