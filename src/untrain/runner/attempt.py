"""One control of one job, to its outcome: the one place where errors become outcomes."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from loguru import logger

from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
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
from untrain.runner.options import RunOptions
from untrain.runner.retry import patience

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
            outcome, detail = outcome_of(error), sentence(error)
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
        return await settle(tab, credentials, self.wanted.control, mode=self.mode, progress=progress, evidence=evidence)

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

    def _evidence(self) -> Folder:
        parts = (self.job.account.name, self.job.flow.slug, self.wanted.control.id, self.wanted.item or "")
        name = "-".join(re.sub(r"[^\w.@+-]+", "_", part) for part in parts if part)
        return Folder(home=self.options.home, run_id=self.options.run_id, name=name, how=self.options.evidence)


def outcome_of(error: JobError) -> Outcome:
    """The outcome that an error stands for."""
    return next(outcome for kind, outcome in _OUTCOMES.items() if isinstance(error, kind))


def sentence(error: Exception) -> str:
    """The message of an error as a sentence of a report."""
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "!", "?", "”")) else ".")


def without_a_page(job: Job, wanted: Wanted, mode: Mode, memory: Memory) -> Result | None:
    """The result of a control that needs no browser: by the flow's dated facts, or because only the owner can act."""
    known = _known_without_a_page(job, wanted, mode, memory)
    return None if known is None else result(job, wanted, *known, attempts=0)


def _known_without_a_page(job: Job, wanted: Wanted, mode: Mode, memory: Memory) -> tuple[Outcome, str] | None:
    control, account = wanted.control, job.account
    if control.kind is Kind.NONE:
        return Outcome.NO_CONTROL, control.next_step or f"{job.flow.title} offers nothing to switch."
    sent = sent_before(job, wanted, memory)
    if sent is not None:
        return sent
    if control.availability.excludes(account.region):
        return Outcome.UNAVAILABLE, _why_not_offered(job, wanted)
    if account.plan and account.plan.casefold() in (plan.casefold() for plan in control.availability.plans_without):
        return Outcome.UNAVAILABLE, _as_known(
            job, wanted, f"{job.flow.title} excludes the plan “{account.plan}” from it."
        )
    if control.kind in (Kind.LETTER, Kind.ELSEWHERE) or (control.url is None and not control.path):
        return Outcome.NEEDS_HUMAN, control.next_step or f"Only you can do this: {control.title}."
    if control.request is not None:
        return _request_without_a_page(job, wanted, mode)
    return None


def _request_without_a_page(job: Job, wanted: Wanted, mode: Mode) -> tuple[Outcome, str] | None:
    control = wanted.control
    assert control.request is not None
    if control.request.person_only:
        where = f" The form: {control.url}" if control.url else ""
        return Outcome.NEEDS_HUMAN, control.request.person_only + where
    if wanted.named and mode is Mode.RUN:
        return None
    command = f"untrain run {job.flow.slug}/{control.id} --account {job.account.name}"
    return Outcome.NEEDS_HUMAN, f"This is a request to people at {job.flow.title}; to send it: {command}"


def sent_before(job: Job, wanted: Wanted, memory: Memory) -> tuple[Outcome, str] | None:
    """What is known of a request that was sent, or begun, on an earlier day; None where there is none."""
    if wanted.control.kind is not Kind.REQUEST:
        return None
    sent = memory.sent_request(job.account, wanted.control.id)
    if sent is None:
        return None
    if sent.acknowledged is not None:
        return Outcome.SUBMITTED, f"It was sent and acknowledged on {_day(sent.acknowledged)}; nothing was sent now."
    return Outcome.NEEDS_HUMAN, (
        f"It was sent on {_day(sent.begun)}, but {job.flow.title} never acknowledged it; look for its e-mail, and if "
        f"none came, fill in the form yourself: {wanted.control.url}"
    )


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _why_not_offered(job: Job, wanted: Wanted) -> str:
    said = wanted.control.availability.elsewhere or f"{job.flow.title} does not offer this in {job.account.region}."
    return _as_known(job, wanted, said)


def _as_known(job: Job, wanted: Wanted, said: str) -> str:
    since = wanted.control.availability.since or job.flow.facts
    return f"{said} (as known on {since.isoformat()})"


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
