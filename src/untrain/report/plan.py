"""What the watch would do, for a person and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from untrain.model.rhythm import Why
from untrain.model.visits import Glance, Visit
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


def as_json(visits: Sequence[Visit], *, now: datetime) -> str:
    """What is due and what waits for its owner; of the rest only how many there are, and when the first is."""
    later = [visit.at for visit in visits if visit.at is not None and not visit.is_due(now)]
    document = {
        "schema": SCHEMA,
        "now": moment(now),
        "due": [_record(visit, now) for visit in visits if visit.is_due(now)],
        "waiting": [_record(visit, now) for visit in visits if visit.at is None],
        "later": len(later),
        "next": moment(min(later)) if later else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_text(visits: Sequence[Visit], *, now: datetime) -> Iterator[str]:
    """A line for each visit that is due, that waits for its owner, or that is among the next ones."""
    if not visits:
        yield "nothing to watch: no account has a switch that a look could read"
        return
    due = [visit for visit in visits if visit.is_due(now)]
    later = [visit for visit in visits if visit.at is not None and not visit.is_due(now)]
    for visit in due:
        yield f"due      {_line(visit, visit.due(now))}"
    for visit in visits:
        if visit.at is None:
            yield f"waiting  {_line(visit, visit.glances)}; sign in: {_sign_in(visit)}"
    for visit in later[:_SHOWN]:
        assert visit.at is not None
        yield f"{_in(visit.at - now): <8} {_line(visit, visit.due(visit.at))}"
    more = f", and {len(later) - _SHOWN} more later" if len(later) > _SHOWN else ""
    yield f"{len(due)} due now{more}"


def _record(visit: Visit, now: datetime) -> dict[str, object]:
    glances = visit.due(now) if visit.at is not None else visit.glances
    return {
        "account": visit.account.name,
        "platform": visit.flow.slug,
        "due": None if visit.at is None else moment(visit.at),
        "controls": [
            {"control": one.control.id, "item": one.item, "why": one.look.why.value, "occasion": one.occasion}
            for one in glances
        ],
    }


def _line(visit: Visit, glances: Sequence[Glance]) -> str:
    reasons = dict.fromkeys(one.occasion or _WORDS[one.look.why] for one in glances)
    names = ", ".join(one.control.id for one in glances)
    return harmless(f"{visit.account.name}  {visit.flow.slug}  {names}: {'; '.join(reasons)}")


def _sign_in(visit: Visit) -> str:
    return f"untrain login {visit.flow.slug} --account {harmless(visit.account.name)}"


def _in(pause: timedelta) -> str:
    hours = pause.total_seconds() / 3600
    if hours < 1:
        return f"in {max(1, round(hours * 60))} min"
    return f"in {hours:.0f} h" if hours < 48 else f"in {pause.days} d"
