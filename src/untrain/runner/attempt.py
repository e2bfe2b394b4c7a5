"""One control of one job, to its outcome: the one place where errors become outcomes."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from loguru import logger

from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
from untrain.engine.listing import NOTHING_LISTED, Listed, front_of, list_items, settle_item, the_item
from untrain.engine.request import RequestSender
from untrain.engine.settle import Progress, settle
from untrain.engine.tab import Tab
from untrain.model.errors import (
    BrowserDied,
    Drift,
    JobError,
    Locked,
    NeedsHuman,
    NotOffered,
    NotSaved,
    Unreachable,
    Unsafe,
)
from untrain.model.flow import Kind
from untrain.model.memory import Memory
from untrain.model.outcome import Outcome
from untrain.model.result import Job, Mode, Result, Wanted
from untrain.model.secret import redact
from untrain.runner.no_page import contradicted, known_without_a_page, sent_before
from untrain.runner.options import RunOptions
from untrain.runner.retry import patience

_LONGEST_ITEM: Final = 60

_OUTCOMES: Final[dict[type[JobError], Outcome]] = {
    Unreachable: Outcome.FAILED,
    Drift: Outcome.DRIFTED,
    NeedsHuman: Outcome.NEEDS_HUMAN,
    Locked: Outcome.LOCKED,
    NotOffered: Outcome.UNAVAILABLE,
    NotSaved: Outcome.NOT_SAVED,
    Unsafe: Outcome.UNSAFE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Everything that one control of one job needs on its way to a result."""

    job: Job
    wanted: Wanted
    mode: Mode
    memory: Memory
    options: RunOptions
    deadline: float
    progress: Progress  # what an earlier browser has done already
    listed: Listed = NOTHING_LISTED  # what has the control for itself, where items have

    async def items(self, tab: Tab, credentials: Credentials) -> Listed | Result:
        """What has the control for itself, as the platform lists it, or why that can't be told. Raises BrowserDied."""
        started = time.monotonic()
        found = NOTHING_LISTED
        if self._needs_no_list():
            return found
        try:
            async for attempt in patience(self.deadline):
                with attempt:
                    if credentials.blocked is not None:
                        raise credentials.blocked
                    found = await list_items(tab, credentials, self.wanted.control)
        except BrowserDied:
            raise
        except JobError as error:
            if isinstance(error, Drift) and self._has_an_address():
                return found
            seconds = time.monotonic() - started
            return result(self.job, self.wanted, outcome_of(error), sentence(error), seconds=seconds)
        return found

    def _needs_no_list(self) -> bool:
        """Whether nobody knows where the list is, and what the person named can be gone to without it."""
        items = self.wanted.control.items
        return items is not None and items.url is None and self._has_an_address()

    def _has_an_address(self) -> bool:
        return self.wanted.item is not None and front_of(self.wanted.control, self.wanted.item) is not None

    async def on(self, tab: Tab, credentials: Credentials) -> Result:
        """See to the control in this tab, with patience, and give its result. Raises BrowserDied."""
        started = time.monotonic()
        progress, evidence, tries = self.progress, self._evidence(), 0
        try:
            async for attempt in patience(self.deadline):
                with attempt:
                    tries += 1
                    outcome, detail = await self._once(tab, credentials, progress, evidence)
        except BrowserDied:
            raise
        except JobError as error:
            outcome = outcome_of(error)
            if outcome is Outcome.DRIFTED:
                await evidence.drifted(tab, self.wanted.control, self.job.account)
            detail = self._sentence(error, progress) + contradicted(self.job, self.wanted, error)
        return result(
            self.job,
            self.wanted,
            outcome,
            detail,
            progress=progress,
            attempts=tries,
            seconds=time.monotonic() - started,
            evidence=tuple(evidence.written),
        )

    async def _once(
        self, tab: Tab, credentials: Credentials, progress: Progress, evidence: Folder
    ) -> tuple[Outcome, str]:
        if credentials.blocked is not None:
            raise credentials.blocked
        if self.wanted.control.kind is Kind.REQUEST:
            return await self._request(tab, credentials, evidence)
        control, mode = self.wanted.control, self.mode
        if self.wanted.item is None:
            return await settle(tab, credentials, control, mode=mode, progress=progress, evidence=evidence)
        item = the_item(self.wanted.item, self.listed, control)
        return await settle_item(
            tab, credentials, control, item, listed=self.listed, mode=mode, progress=progress, evidence=evidence
        )

    async def _request(self, tab: Tab, credentials: Credentials, evidence: Folder) -> tuple[Outcome, str]:
        account, control = self.job.account, self.wanted.control.id
        if (sent := sent_before(self.job, self.wanted, self.memory)) is not None:
            return sent
        sender = RequestSender(tab, credentials, self.wanted.control, reason=self.options.reason, evidence=evidence)
        said = await sender.send(
            lambda: self.memory.begin_request(account, control),
            lambda: self.memory.withdraw_request(account, control),
        )
        self.memory.acknowledge_request(account, control)
        return Outcome.SUBMITTED, f"{self.job.flow.title} acknowledged it: “{said}”"

    def _sentence(self, error: JobError, progress: Progress) -> str:
        request = self.wanted.control.kind is Kind.REQUEST  # its own words say what was sent
        return sentence(error, switched=None if request else progress.switched)

    def _evidence(self) -> Folder:
        parts = (self.job.account.name, self.job.flow.slug, self.wanted.control.id)
        item = f"-{_item_in_files(self.wanted.item)}" if self.wanted.item else ""
        name = "-".join(_as_in_files(part) for part in parts) + item
        return Folder(home=self.options.home, run_id=self.options.run_id, name=name, how=self.options.evidence)


def _as_in_files(text: str) -> str:
    return re.sub(r"[^\w.@+-]+", "_", text)


def _item_in_files(item: str) -> str:
    """An item in the name of a file: no two items have the same, whatever stands in their names."""
    name = _as_in_files(item)[:_LONGEST_ITEM]
    return name if name == item else f"{name}-{hashlib.sha256(item.encode()).hexdigest()[:8]}"


def outcome_of(error: JobError) -> Outcome:
    """The outcome that an error stands for."""
    return next(outcome for kind, outcome in _OUTCOMES.items() if isinstance(error, kind))


def sentence(error: Exception, *, switched: bool | None = False) -> str:
    """The message of an error as a sentence of a report; of a drift, also whether anything had been changed by then,
    where that is to be said at all."""
    said = str(error)
    if isinstance(error, Drift) and not error.told and switched is not None:
        said += "; it was pressed before that, so please look at it" if switched else "; nothing was changed"
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "!", "?", "”")) else ".")


def without_a_page(job: Job, wanted: Wanted, mode: Mode, memory: Memory) -> Result | None:
    """The result of a control that needs no browser: by the flow's dated facts, or because only the owner can act."""
    known = known_without_a_page(job, wanted, mode, memory)
    return None if known is None else result(job, wanted, *known, attempts=0)


def result(
    job: Job,
    wanted: Wanted,
    outcome: Outcome,
    detail: str,
    *,
    progress: Progress | None = None,
    attempts: int = 1,
    seconds: float = 0.0,
    evidence: tuple[str, ...] = (),
) -> Result:
    """The finished result of one control."""
    logger.debug("{}: {} is {}", job.account, wanted.control.id, outcome)
    known = progress or Progress()
    return Result(
        account=job.account.name,
        platform=job.flow.slug,
        control=wanted.control.id,
        item=wanted.item,
        outcome=outcome,
        detail=redact(detail),
        before=known.before,
        after=known.after,
        healed=known.healed,
        attempts=attempts,
        seconds=round(seconds, 2),
        evidence=evidence,
        flow_version=job.flow.version,
        seen_at=datetime.now(UTC),
    )
