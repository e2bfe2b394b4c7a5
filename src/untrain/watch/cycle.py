"""One cycle of the watch: everything that is due, one account after another, and then one notice of what is new."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from loguru import logger

from untrain.app.accounts import listed
from untrain.app.desk import Desk
from untrain.app.telling import claim_notice
from untrain.app.undertaking import Work, begin, carry_out
from untrain.app.watching import plan_of
from untrain.model.account import Account
from untrain.model.result import Mode, Progress, Result, Run
from untrain.model.rhythm import Rhythm
from untrain.model.visits import Plan, Visit
from untrain.report.notice import Message
from untrain.settings import Settings

_AT_ONCE: Final = 10
"""So many visits make a run; after it one plans anew, so that nothing urgent waits for all the others."""

Send = Callable[[Message], Awaitable[bool]]
"""Sends a message; whether it surely arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What a cycle did, and when the next one has something to do."""

    results: tuple[Result, ...]
    message: Message | None
    next: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Everything that the watch works with; all that touches the world comes in by these fields.

    `sign_in_as` gives the accounts ready to sign in, `work` does the jobs of a run, `send` sends a message;
    `read_terms` looks at the terms that are due, so that whoever a change concerns is looked at in the same cycle.
    """

    open: Callable[[], AbstractContextManager[Desk]]
    settings: Settings
    sign_in_as: Callable[[Desk], Sequence[Account]]
    work: Callable[[Desk, Run, Callable[[Progress], None]], Work]
    send: Send
    clock: Callable[[], datetime]
    rhythm: Rhythm
    version: str
    mode: Mode = Mode.CHECK
    practice: bool = False
    on_result: Callable[[Result], None] = lambda _: None
    read_terms: Callable[[Desk], Awaitable[None]] | None = None

    def plan(self, desk: Desk) -> Plan:
        """What is to be done, what is most urgent first."""
        accounts = listed(self.settings.accounts, desk.home, desk.flows)
        return plan_of(desk, accounts, self.rhythm, now=self.clock(), practice=self.practice)

    async def once(self) -> Cycle:
        """Look at everything that is due, and tell what is new. Raises InputError or StoreError."""
        with self.open() as desk:
            if self.read_terms is not None:
                await self.read_terms(desk)
            results = []
            async with aclosing(self._look(desk)) as looking:
                async for result in looking:
                    results.append(result)
                    self.on_result(result)
            message = await self._tell(desk)
            upcoming = [visit.at for visit in self.plan(desk).visits if visit.at is not None]
        return Cycle(results=tuple(results), message=message, next=min(upcoming, default=None))

    async def _look(self, desk: Desk) -> AsyncGenerator[Result]:
        """Each result, once it is kept; nobody is visited twice, whatever the plan says."""
        been: set[tuple[str, str]] = set()
        while due := self._due(desk, been):
            been |= {(visit.account.name, visit.flow.slug) for visit in due}
            async with aclosing(self._visit(desk, due)) as results:
                async for result in results:
                    yield result

    def _due(self, desk: Desk, been: set[tuple[str, str]]) -> list[Visit]:
        due = self.plan(desk).due
        return [visit for visit in due if (visit.account.name, visit.flow.slug) not in been][:_AT_ONCE]

    async def _visit(self, desk: Desk, due: Sequence[Visit]) -> AsyncGenerator[Result]:
        now = self.clock()
        ready = {(account.name, account.platform): account for account in self.sign_in_as(desk)}
        found = [(visit, ready.get((visit.account.name, visit.flow.slug))) for visit in due]
        jobs = [visit.job(now, account) for visit, account in found if account]  # the file may have changed just now
        with begin(
            self.mode,
            jobs,
            home=desk.home,
            store=desk.store,
            version=self.version,
            now=now,
            practice=self.practice,
            watch=True,
        ) as undertaking:
            work = self.work(desk, undertaking.run, self._begun(desk))
            results = carry_out(undertaking, work, store=desk.store, now=self.clock)
            async with aclosing(results):
                async for result in results:
                    yield result

    def _begun(self, desk: Desk) -> Callable[[Progress], None]:
        """Writes down when a visit begins, before a page is opened: a crash is no reason to come back at once."""
        ledger, begun = desk.store.occasions(practice=self.practice), set[tuple[str, str]]()

        def note(progress: Progress) -> None:
            if progress.result is None and (progress.account, progress.platform) not in begun:
                begun.add((progress.account, progress.platform))
                ledger.begin_visit(progress.account, progress.platform, self.clock())

        return note

    async def _tell(self, desk: Desk) -> Message | None:
        """Send one notice of what is new, at most once; whatever becomes of it, the watch goes on."""
        tier = self.settings.notices
        claimed = claim_notice(desk.store, desk.flows, tier, now=self.clock(), practice=self.practice)
        if claimed is None:
            return None
        notice, message = claimed
        sending = asyncio.ensure_future(self.send(message))
        try:
            await asyncio.shield(sending)
        finally:  # whoever stops us now waits until it is sent, since it is never sent again
            delivered = await sending
            desk.store.notices(practice=self.practice).ended(notice, delivered=delivered, at=self.clock())
        if not delivered:
            logger.warning("a notice may not have arrived; what it was about: untrain history")
        return message
