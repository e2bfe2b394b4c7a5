"""The cases of what is known without a page: nothing is ever claimed that nobody saw, in no region and on no plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Final

from untrain.model.account import Account
from untrain.model.flow import Control, Flow, Kind
from untrain.model.memory import SentRequest
from untrain.model.outcome import Outcome
from untrain.model.result import Job, Mode, Wanted
from untrain.runner.no_page import known_without_a_page
from untrain.trial.case import Case
from untrain.trial.memory import ShortMemory

_REGIONS: Final = (None, "DE", "GB", "CH", "US", "BR", "JP")
_SENT_AT: Final = datetime(2026, 1, 2, tzinfo=UTC)


def without_page_cases(flow: Flow, control: Control) -> Iterator[Case]:
    """A control that needs no page is asked for from everywhere; of one on the web, only what its dated facts say."""
    if not control.on_the_web:
        for region in _REGIONS:
            for mode in Mode:
                where = f"{mode} from {region or 'an unknown country'}"
                yield _case(control, where, partial(_honest, flow, control, region, mode))
    else:
        yield from _of_the_web(flow, control)
    if control.kind is Kind.LETTER:
        yield _case(control, "the letter was sent", partial(_sent_is_told, flow, control))


def _of_the_web(flow: Flow, control: Control) -> Iterator[Case]:
    for region in _REGIONS:
        if control.availability.excludes(region):
            yield _case(control, f"run from {region}", partial(_honest, flow, control, region, Mode.RUN))
    for plan in control.availability.plans_without:
        yield _case(control, f"run on the plan {plan}", partial(_left_out, flow, control, plan))


def _honest(flow: Flow, control: Control, region: str | None, mode: Mode) -> str | None:
    """What is said without having seen anything, by the dated facts."""
    said = outcome_of(flow, control, region=region, mode=mode)
    if said is None:
        return None if control.on_the_web else "a page would be opened, and there is none"
    if control.kind is Kind.NONE:
        wanted = {Outcome.NO_CONTROL}
    elif control.availability.excludes(region):
        wanted = {Outcome.UNAVAILABLE}
    else:
        wanted = {Outcome.NEEDS_HUMAN}
    return None if said in wanted else f"it is told as {said}"


def _left_out(flow: Flow, control: Control, plan: str) -> str | None:
    said = outcome_of(flow, control, plan=plan)
    return None if said is Outcome.UNAVAILABLE else f"it is told as {said or 'a page to open'}"


def _sent_is_told(flow: Flow, control: Control) -> str | None:
    said = outcome_of(flow, control, sent=SentRequest(begun=_SENT_AT, acknowledged=None))
    return None if said is Outcome.SUBMITTED else f"a letter that was sent is told as {said}"


def outcome_of(
    flow: Flow,
    control: Control,
    *,
    region: str | None = None,
    plan: str | None = None,
    mode: Mode = Mode.RUN,
    named: bool = False,
    sent: SentRequest | None = None,
) -> Outcome | None:
    """What is told of a control without a page; None where its page would be opened."""
    account = Account(name="sample", platform=flow.slug, region=region, plan=plan)
    wanted = Wanted(control=control, named=named)
    memory = ShortMemory(requests={(account.name, flow.slug, control.id): sent} if sent else {})
    known = known_without_a_page(Job(account=account, flow=flow, wanted=(wanted,)), wanted, mode, memory)
    return known[0] if known else None


def _case(control: Control, name: str, ask: partial[str | None]) -> Case:
    return Case(control=control.id, name=name, negative=True, ask=ask)
