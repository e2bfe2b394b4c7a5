"""What is known of a platform, as plain values for other programs."""

from __future__ import annotations

from untrain.model.flow import Control, Flow


def as_record(flow: Flow) -> dict[str, object]:
    """Everything that `untrain platforms` shows of one platform."""
    return {
        "platform": flow.slug,
        "title": flow.title,
        "summary": flow.summary,
        "version": flow.version,
        "facts": flow.facts.isoformat(),
        "hosts": list(flow.hosts),
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
