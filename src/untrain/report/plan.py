"""What the watch would do, for a person and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from untrain.model.rhythm import Why
from untrain.model.visits import Glance, Plan, Visit
from untrain.report.records import moment
from untrain.report.words import harmless

SCHEMA: Final = "untrain.plan/1"
_SHOWN: Final = 10  # visits that are not due yet
_WORDS: Final = {
    Why.NEVER: "never looked at",
    Why.ASKED: "asked for",
    Why.CONFIRM: "to confirm what is new",
    Why.ROUTINE: "the usual look",
    Why.AGAIN: "the last look failed",
    Why.NEW_FLOW: "its flow has changed",
    Why.CLOCK: "its last look lies in the future",
    Why.WAITS: "waits for you",
}


def as_json(plan: Plan) -> str:
    """What is due and what waits for its owner; of the rest only how many there are, and when the first is."""
    first = min((visit.at for visit in plan.later if visit.at is not None), default=None)
    document = {
        "schema": SCHEMA,
        "now": moment(plan.now),
        "due": [_record(visit, plan.now) for visit in plan.due],
        "waiting": [_record(visit, plan.now) for visit in plan.waiting],
        "later": len(plan.later) + plan.resting,
        "next": moment(first) if first else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_text(plan: Plan) -> Iterator[str]:
    """A line for each visit that is due, that waits for its owner, or that is among the next ones."""
    if not plan.visits and not plan.resting:
        yield "nothing to watch: no account has a switch that a look could read"
        return
    for visit in plan.due:
        yield f"due      {_line(visit, visit.due(plan.now))}"
    for visit in plan.waiting:
        yield f"waiting  {_line(visit, visit.glances)}; sign in: {_sign_in(visit)}"
    for visit in plan.later[:_SHOWN]:
        assert visit.at is not None
        yield f"{_in(visit.at - plan.now): <8} {_line(visit, visit.due(visit.at))}"
    left = len(plan.later[_SHOWN:]) + plan.resting
    yield f"{len(plan.due)} due now" + (f", and {left} more later" if left else "")


def _record(visit: Visit, now: datetime) -> dict[str, object]:
    glances = visit.due(now) if visit.at is not None else visit.glances
    return {
        "account": visit.account.name,
        "platform": visit.flow.slug,
        "due": None if visit.at is None else moment(visit.at),
        "controls": [
            {"control": one.control.id, "why": one.look.why.value, "occasion": one.occasion} for one in glances
        ],
    }


def _line(visit: Visit, glances: Sequence[Glance]) -> str:
    reasons = dict.fromkeys(one.occasion or _WORDS[one.look.why] for one in glances)
    names = ", ".join(one.control.id for one in glances)
    return f"{harmless(visit.account.name)}  {visit.flow.slug}  {names}: {harmless('; '.join(reasons))}"


def _sign_in(visit: Visit) -> str:
    return f"untrain login {visit.flow.slug} --account {harmless(visit.account.name)}"


def _in(pause: timedelta) -> str:
    hours = pause.total_seconds() / 3600
    if hours < 1:
        return f"in {max(1, round(hours * 60))} min"
    return f"in {hours:.0f} h" if hours < 48 else f"in {pause.days} d"
