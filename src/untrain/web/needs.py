"""What needs its owner: each control that is not well, with what they can do about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from untrain.model.account import Account
from untrain.model.flow import Control, Flow, Kind
from untrain.model.history import Reading, Standing
from untrain.model.outcome import Outcome
from untrain.report.next_move import NextMove, next_move
from untrain.web.looks import Look, look_of, said
from untrain.web.orders import Order, What

NEEDS: Final = (
    Outcome.OPTED_IN,
    Outcome.UNSAFE,
    Outcome.NOT_SAVED,
    Outcome.NEEDS_HUMAN,
    Outcome.LOCKED,
    Outcome.DRIFTED,
    Outcome.FAILED,
)
"""The outcomes that are not good ones, in the order in which they are shown."""

_READABLE: Final = (Kind.SWITCH, Kind.CHOICE)
_MAY_BE_SWITCHED: Final = (Outcome.OPTED_IN, Outcome.NOT_SAVED, Outcome.NEEDS_HUMAN, Outcome.FAILED)
_MAY_BE_SENT: Final = (Outcome.NEEDS_HUMAN, Outcome.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something that can be done at once, and its word."""

    order: Order
    label: str
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One control that needs its owner; without `detail` the last look was forgotten."""

    standing: Standing
    look: Look
    detail: str | None
    move: NextMove | None
    buttons: tuple[Button, ...]
    known: bool


def need_of(
    standing: Standing,
    reading: Reading | None,
    flow: Flow | None,
    account: Account | None,
    came_back: Collection[int] = (),
) -> Need:
    """What is told of this control, and offered; nothing can be done for an account that is not there any more."""
    control = flow.control(standing.control) if flow else None
    offered = buttons(standing, flow, control) if account is not None and flow is not None else ()
    return Need(
        standing=standing,
        look=look_of(standing, came_back),
        detail=reading.result.detail if reading else None,
        move=next_move(reading.result, control) if reading else None,
        buttons=offered,
        known=account is not None,
    )


def buttons(standing: Standing, flow: Flow | None, control: Control | None) -> tuple[Button, ...]:
    """What can be done about a control at once, the most useful first."""
    if flow is None or control is None:
        return ()
    found = []
    if standing.outcome is Outcome.NEEDS_HUMAN and flow.sign_in is not None and control.on_the_web:
        found.append((What.SIGN_IN, said("Sign in")))
    if control.kind in _READABLE and standing.outcome in _MAY_BE_SWITCHED:
        found.append((What.RUN, said("Switch it off now")))
    if control.kind is Kind.REQUEST and standing.outcome in _MAY_BE_SENT and _may_be_sent(control):
        found.append((What.RUN, said("Send this request now")))
    if control.kind in _READABLE:
        found.append((What.CHECK, said("Check now")))
    return tuple(
        Button(order=_order(what, standing), label=label, first=place == 0) for place, (what, label) in enumerate(found)
    )


def _may_be_sent(control: Control) -> bool:
    return control.on_the_web and control.request is not None and control.request.person_only is None


def _order(what: What, standing: Standing) -> Order:
    return Order(
        what=what,
        account=standing.account,
        platform=standing.platform,
        control=standing.control,
        item=standing.item,
    )


def account_in(names: Mapping[str, Mapping[str, Account]], standing: Standing) -> Account | None:
    """The account of this control, where it is still among those that there are."""
    return names.get(standing.account, {}).get(standing.platform)
