"""The letters of the owner's accounts: what is to be sent, what was, what is due, and how one is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from untrain.letters import Sender, Written, follow_up, write
from untrain.letters.text import basis_of
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Control, Flow
from untrain.model.memory import SentRequest
from untrain.model.nearest import did_you_mean
from untrain.store.requests import Event, Requests

AFTER_A_FOLLOW_UP: Final = timedelta(days=14)


class Status(StrEnum):
    """How far a letter is."""

    DRAFT = "draft"  # not sent yet
    SENT = "sent"  # an answer may still come in time
    DUE = "due"  # it was not answered in time
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The letter of one control for one account, as far as it is."""

    account: Account
    flow: Flow
    control: Control
    course: SentRequest | None
    status: Status
    due: date | None = None  # by when an answer is due

    @property
    def target(self) -> str:
        """The TARGET that names it on the command line."""
        return f"{self.flow.slug}/{self.control.id}"

    @property
    def sent(self) -> date | None:
        """The day on which it was sent."""
        return self.course.begun.date() if self.course else None

    def letter(self, details: Mapping[str, str], reason: str | None) -> Written:
        """The letter, ready to be sent."""
        return write(self.flow, self.control, Sender(account=self.account, details=details, reason=reason))

    def reminder(self, details: Mapping[str, str]) -> Written:
        """The follow-up. Raises InputError where the letter was not sent."""
        if self.sent is None:
            remedy = f"send it, then: untrain letters sent {self.target} --account {self.account.name}"
            raise InputError(f"letter {self.target}", f"{self.account.name} has not sent it yet", remedy)
        return follow_up(self.flow, self.control, Sender(account=self.account, details=details), sent=self.sent)

    def as_record(self) -> dict[str, object]:
        """The same as plain values for other programs."""
        course = self.course
        assert self.control.letter is not None
        return {
            "account": self.account.name,
            "platform": self.flow.slug,
            "control": self.control.id,
            "status": self.status.value,
            "to": self.control.letter.to,
            "subject": self.control.letter.subject,
            "sent": self.sent.isoformat() if self.sent else None,
            "due": self.due.isoformat() if self.due else None,
            "followed_up": course.followed_up.date().isoformat() if course and course.followed_up else None,
            "answered": course.acknowledged.date().isoformat() if course and course.acknowledged else None,
        }


def cases(accounts: Iterable[Account], flows: Mapping[str, Flow], requests: Requests, *, today: date) -> list[Case]:
    """Every letter that these accounts can send, in the order of the accounts."""
    return [
        _case(account, flow, control, requests, today)
        for account in accounts
        if (flow := flows.get(account.platform)) is not None
        for control in flow.controls
        if control.letter is not None and not control.availability.excludes(account.region)
    ]


def the_case(target: str, name: str | None, known: Sequence[Case]) -> Case:
    """The one letter that is meant. Raises InputError where it is none, or one of several."""
    if not known:
        remedy = (
            "`untrain platforms` shows which platforms want one; add your account there with `untrain accounts add`"
        )
        raise InputError(f"letter {target}", "none of your accounts has a letter to send", remedy)
    found = [case for case in known if target in {case.target, case.flow.slug}]
    if not found:
        raise InputError(f"letter {target}", "there is none", did_you_mean(target, {case.target for case in known}))
    mine = [case for case in found if name in (None, case.account.name)]
    if len(mine) == 1:
        return mine[0]
    names = ", ".join(dict.fromkeys(case.account.name for case in found))
    raise InputError(f"letter {target}", f"it is one of {names}", "say whose with --account NAME, and which control")


def mark(case: Case, requests: Requests, event: Event, *, on: date | None, now: datetime) -> None:
    """Write down that a letter was sent, followed up or answered. Raises InputError where that can't be."""
    day = on or now.date()
    place = f"letter {case.target}"
    if day > now.date():
        raise InputError(place, f"{day} has not come yet", "give the day on which it was")
    if event is Event.BEGUN and case.sent is not None:
        raise InputError(place, f"it was sent on {case.sent} already", "see `untrain letters`")
    if event is not Event.BEGUN and (case.sent is None or day < case.sent):
        problem = "it was not sent yet" if case.sent is None else f"it was only sent on {case.sent}"
        raise InputError(place, problem, f"untrain letters sent {case.target} --account {case.account.name}")
    at = now if day == now.date() else datetime.combine(day, time(12), UTC)
    requests.write(case.account, case.control.id, event, at)


def _case(account: Account, flow: Flow, control: Control, requests: Requests, today: date) -> Case:
    course = requests.standing(account, control.id)
    due = _due(account, control, course)
    if course is None:
        status = Status.DRAFT
    elif course.acknowledged is not None:
        status = Status.ANSWERED
    else:
        status = Status.DUE if due is not None and today > due else Status.SENT
    return Case(account=account, flow=flow, control=control, course=course, status=status, due=due)


def _due(account: Account, control: Control, course: SentRequest | None) -> date | None:
    if course is None or course.acknowledged is not None or control.letter is None:
        return None
    if course.followed_up is not None:
        return course.followed_up.date() + AFTER_A_FOLLOW_UP
    return basis_of(control.letter, account).due(course.begun.date())
