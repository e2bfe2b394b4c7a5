"""What is known of a platform, as plain values for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from untrain.app.home import Home
from untrain.model.flow import Control, Flow
from untrain.report.coverage import is_stale
from untrain.report.words import story_of_platform
from untrain.settings import Settings
from untrain.store.glance import Glimpse, glance

_SQLITE: Final = "sqlite:///"


def standing(settings: Settings, flows: Mapping[str, Flow]) -> dict[str, list[Glimpse]]:
    """What stands of every control that the flows still have, by platform; nothing where no run was finished yet."""
    place = settings.store or f"{_SQLITE}{Home(path=settings.home).store}"
    found: dict[str, list[Glimpse]] = {}
    for one in glance(Path(place.removeprefix(_SQLITE))) if place.startswith(_SQLITE) else ():
        flow = flows.get(one.platform)
        if flow is not None and flow.control(one.control) is not None:
            found.setdefault(one.platform, []).append(one)
    return found


def story(flow: Flow, stands: Iterable[Glimpse]) -> str | None:
    """What became of a platform's controls so far, in one line; None where nobody looked at them."""
    outcomes = [one.outcome for one in stands]
    return story_of_platform(flow.title, outcomes) if outcomes else None


def as_record(flow: Flow, stands: Iterable[Glimpse] = ()) -> dict[str, object]:
    """Everything that `untrain platforms` shows of one platform."""
    stands = tuple(stands)
    return {
        "platform": flow.slug,
        "title": flow.title,
        "summary": flow.summary,
        "version": flow.version,
        "facts": flow.facts.isoformat(),
        "stale": is_stale(flow.facts, datetime.now(UTC).date()),
        "hosts": list(flow.hosts),
        "story": story(flow, stands),
        "standing": [
            {"account": one.account, "control": one.control, "item": one.item, "outcome": one.outcome.value}
            for one in stands
        ],
        "controls": [_control(control) for control in flow.controls],
        "terms": list(flow.terms),
        "sources": list(flow.sources),
    }


def _control(control: Control) -> dict[str, object]:
    offered = control.availability
    return {
        "control": control.id,
        "title": control.title,
        "kind": control.kind.value,
        "url": control.url,
        "items": control.items.name if control.items else None,
        "on_means": control.on_means.value,
        "path": [step[0].text for step in control.path if step],
        "regions": list(offered.regions),
        "regions_without": list(offered.regions_without),
        "elsewhere": offered.elsewhere,
        "plans_without": list(offered.plans_without),
        "since": offered.since.isoformat() if offered.since else None,
        "next_step": control.next_step,
        "reason": control.request.reason if control.request else None,
        "person_only": control.request.person_only if control.request else None,
        "letter_to": control.letter.to if control.letter else None,
        "scope": list(control.scope),
        "used": control.used,
        "used_since": control.used_since,
        "covered_by": list(control.covered_by),
        "confirmed": control.confirmed.isoformat() if control.confirmed else None,
        "unconfirmed": list(control.unconfirmed),
    }
