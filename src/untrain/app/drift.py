"""What a contributor needs to mend a flow whose control has drifted, without anything of the person in it."""

from __future__ import annotations

from typing import Any, Final

from untrain.app.desk import Desk, our_version
from untrain.app.heal import notes_of
from untrain.engine.redaction import PublicWords, public_words
from untrain.model.outcome import Outcome
from untrain.model.result import Result, Run

SCHEMA: Final = "untrain.drift/1"
_STATES: Final = frozenset({"checked", "pressed", "selected", "disabled", "expanded", "level"})


def drift_report(desk: Desk, run: Run) -> dict[str, object]:
    """All controls of a run that drifted: structure, roles and public words. Every text is redacted once more."""
    drifted = [one for one in run.results if one.outcome is Outcome.DRIFTED and one.platform in desk.flows]
    records = {repr(record): record for record in (_record(desk, one) for one in drifted)}
    return {
        "schema": SCHEMA,
        "version": our_version(),
        "on": run.started.date().isoformat(),
        "drifted": list(records.values()),
    }


def _record(desk: Desk, result: Result) -> dict[str, object]:
    flow = desk.flows[result.platform]
    public = public_words(flow)
    kept = notes_of(desk, result).get("drifted")
    page = kept.get("page") if isinstance(kept, dict) else None
    return {
        "platform": flow.slug,
        "control": result.control,
        "flow_version": result.flow_version,
        "why": public.sentence(result.detail),
        "at_its_address": kept.get("at_address") if isinstance(kept, dict) else None,
        "page": [_node(node, public) for node in page] if isinstance(page, list) else None,
    }


def _node(node: Any, public: PublicWords) -> dict[str, object]:  # noqa: ANN401 -- read from a file
    """One element of an outline: what is known to belong there, and nothing else that a file may hold."""
    states = {key: value for key, value in node.get("states", {}).items() if key in _STATES and len(str(value)) < 6}
    known = {
        "role": str(node.get("role", "")),
        "name": public.again(str(node.get("name", ""))),
        "text": public.again(str(node.get("text", ""))),
        "states": states,
        "children": [_node(child, public) for child in node.get("children", ())],
    }
    return {key: value for key, value in known.items() if value}
