"""Who acts next, and how: what a report advises for each outcome that is not a good one."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from untrain.model.flow import Control, Kind
from untrain.model.outcome import Outcome
from untrain.model.result import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMove:
    """What the owner can do: a sentence, the command for it, the page, and what a request would say."""

    advice: str | None = None
    command: str | None = None
    link: str | None = None
    would_say: str | None = None


def next_move(result: Result, control: Control | None) -> NextMove | None:
    """What the owner can do about this result; None where nothing is left to do."""
    if result.outcome.good is not False:
        return None
    return NextMove(
        advice=_advice(result, control),
        command=_command(result, control),
        link=page_of(control),
        would_say=_would_say(result, control),
    )


def page_of(control: Control | None) -> str | None:
    """The address of the control's page, where it is one that a browser can open as it stands."""
    url = control.url if control else None
    return url if url and url.startswith("https://") and "{" not in url else None


def target(result: Result) -> str:
    """The TARGET that names this control on the command line."""
    item = f":{result.item}" if result.item else ""
    return f"{result.platform}/{result.control}{item}"


def _advice(result: Result, control: Control | None) -> str | None:
    match result.outcome:
        case Outcome.NEEDS_HUMAN:
            return control.next_step if control else None
        case Outcome.OPTED_IN:
            return "Switch it off."
        case Outcome.LOCKED:
            return "Ask the people who manage this account to switch it off."
        case Outcome.DRIFTED:
            return "Look at the page yourself. The platform has probably changed it, and its flow needs an update."
        case Outcome.NOT_SAVED:
            return "Try again later, or switch it off yourself on the page."
        case Outcome.UNSAFE:
            return "Check the address of the page before you sign in there yourself."
        case Outcome.FAILED:
            return "Try again."
        case _:
            return None


def _command(result: Result, control: Control | None) -> str | None:
    """The command that does it; none where a command would not help."""
    if result.outcome in (Outcome.LOCKED, Outcome.DRIFTED, Outcome.UNSAFE):
        return None
    if result.outcome is Outcome.NEEDS_HUMAN and control and control.kind is Kind.LETTER:
        return f"untrain letters show {shlex.quote(target(result))} --account {shlex.quote(result.account)}"
    if result.outcome is Outcome.NEEDS_HUMAN and not (control and control.on_the_web and not _is_yours_alone(control)):
        return None
    return f"untrain run {shlex.quote(target(result))} --account {shlex.quote(result.account)}"


def _is_yours_alone(control: Control) -> bool:
    """Whether no run will ever do it, since only the owner can."""
    return control.request is not None and control.request.person_only is not None


def _would_say(result: Result, control: Control | None) -> str | None:
    """The words of a request that waits for its owner's consent, so that they can be read before."""
    if result.outcome is not Outcome.NEEDS_HUMAN or control is None or control.kind is not Kind.REQUEST:
        return None
    return control.request.reason if control.request else None
