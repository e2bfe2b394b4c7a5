"""What is known of a control without a look at any page: by the flow's dated facts, or as only its owner can act."""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime

from untrain.letters.text import basis_of
from untrain.model.account import Account
from untrain.model.errors import JobError, NotOffered
from untrain.model.flow import Control, Kind
from untrain.model.memory import Memory, SentRequest
from untrain.model.outcome import Outcome
from untrain.model.result import Job, Mode, Wanted

Known = tuple[Outcome, str]


def known_without_a_page(job: Job, wanted: Wanted, mode: Mode, memory: Memory) -> Known | None:
    """The outcome of a control that needs no browser, in one sentence or two; None where its page has to be opened."""
    control = wanted.control
    if control.kind is Kind.NONE:
        return Outcome.NO_CONTROL, _covered(job, control, memory) or _nothing_to_switch(job, control)
    if (sent := sent_before(job, wanted, memory)) is not None:
        return sent
    if (why := _not_offered(job, control)) is not None:
        return Outcome.UNAVAILABLE, why
    if control.kind is Kind.LETTER:
        return Outcome.NEEDS_HUMAN, _letter_to_send(job, control)
    if control.kind is Kind.ELSEWHERE or not _leads_anywhere(control):
        return Outcome.NEEDS_HUMAN, control.next_step or f"Only you can do this: {control.title}."
    if control.request is not None:
        return _request(job, wanted, mode)
    return None


def sent_before(job: Job, wanted: Wanted, memory: Memory) -> Known | None:
    """What is known of a request or letter that was sent, or begun, on an earlier day; None where there is none."""
    control = wanted.control
    if control.kind not in (Kind.REQUEST, Kind.LETTER):
        return None
    sent = memory.sent_request(job.account, control.id)
    if sent is None:
        return None
    if control.kind is Kind.LETTER:
        return Outcome.SUBMITTED, _letter_sent(control, sent, job.account)
    if sent.acknowledged is not None:
        return Outcome.SUBMITTED, f"It was sent and acknowledged on {_moment(sent.acknowledged)}; nothing was sent now."
    return Outcome.NEEDS_HUMAN, (
        f"It was sent on {_moment(sent.begun)}, but {job.flow.title} never acknowledged it; look for its e-mail, and "
        f"if none came, fill in the form yourself: {control.url}"
    )


def contradicted(job: Job, wanted: Wanted, error: JobError) -> str:
    """What to add where a page says that it does not offer what our dated facts say is offered there: the page wins."""
    offered, region = wanted.control.availability, job.account.region
    if not isinstance(error, NotOffered) or region is None or region.upper() not in offered.regions:
        return ""
    since = (offered.since or job.flow.facts).isoformat()
    return f" Our facts of {since} say that it is offered in {region.upper()}: the page wins, and they need an update."


def _covered(job: Job, control: Control, memory: Memory) -> str | None:
    """Which controls of other platforms do the work of this one, and what is known of them; None where none does.

    That a request was sent there does not prove that it covers this very account, so it is no success here.
    """
    if not control.covered_by:
        return None
    account = shlex.quote(job.account.name)
    said = f"{job.flow.title} has nothing of its own to switch: {' or '.join(control.covered_by)} covers it."
    for other in control.covered_by:
        platform, _, name = other.partition("/")
        sent = memory.sent_request(Account(name=job.account.name, platform=platform), name)
        if sent is not None and sent.acknowledged is not None:
            return f"{said} The request to {platform} was acknowledged on {_moment(sent.acknowledged)}."
    return f"{said} To see to it: untrain run {control.covered_by[0]} --account {account}"


def _nothing_to_switch(job: Job, control: Control) -> str:
    """Whether the platform says that it uses the data, and since when; and what that means."""
    title = job.flow.title
    since = f" since {control.used_since}" if control.used_since else ""
    used = {
        True: f"{title} says that it uses the data{since}, and offers nothing to switch.",
        False: f"{title} says that it does not use the data, so there is nothing to switch.",
        None: f"{title} offers nothing to switch; whether it uses the data is not known.",
    }
    return " ".join(text for text in (used[control.used], control.next_step) if text)


def _letter_to_send(job: Job, control: Control) -> str:
    command = f"untrain letters show {job.flow.slug}/{control.id} --account {shlex.quote(job.account.name)}"
    said = f"This is a letter, and only you can send it; it is ready: {command}"
    return f"{control.letter.sender} {said}" if control.letter and control.letter.sender else said


def _letter_sent(control: Control, sent: SentRequest, account: Account) -> str:
    said = f"You sent the letter on {_day(sent.begun)}"
    if sent.acknowledged is not None:
        return f"{said}, and it was answered on {_day(sent.acknowledged)}."
    if sent.followed_up is not None:
        return f"{said}, and followed it up on {_day(sent.followed_up)}."
    if control.letter is None:
        return f"{said}."
    due = basis_of(control.letter, account).due(_day(sent.begun))
    return f"{said}; an answer is due by {due} (see `untrain letters`)."


def _not_offered(job: Job, control: Control) -> str | None:
    """Why the dated facts say that this account has no such control; None where they don't."""
    account, offered = job.account, control.availability
    if offered.excludes(account.region):
        said = offered.elsewhere or f"{job.flow.title} does not offer this in {account.region}."
    elif account.plan and account.plan.casefold() in (plan.casefold() for plan in offered.plans_without):
        said = f"{job.flow.title} keeps the plan “{account.plan}” out of it by contract, so it has no such control."
    else:
        return None
    return f"{said} (as known on {(offered.since or job.flow.facts).isoformat()})"


def _request(job: Job, wanted: Wanted, mode: Mode) -> Known | None:
    control = wanted.control
    assert control.request is not None
    if control.request.person_only:
        where = f" The form: {control.url}" if control.url else ""
        return Outcome.NEEDS_HUMAN, control.request.person_only + where
    if wanted.named and mode is Mode.RUN:
        return None
    command = f"untrain run {job.flow.slug}/{control.id} --account {job.account.name}"
    return Outcome.NEEDS_HUMAN, f"This is a request to people at {job.flow.title}; to send it: {command}"


def _leads_anywhere(control: Control) -> bool:
    return control.url is not None or bool(control.path) or control.items is not None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
