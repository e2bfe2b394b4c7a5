"""A run as JSON and as CSV, for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from untrain.model.history import CameBack
from untrain.model.result import Result, Run
from untrain.report.words import counts

SCHEMA: Final = "untrain.report/1"

COLUMNS: Final = (
    "run", "mode", "account", "platform", "control", "item", "outcome", "detail", "before", "after", "healed",
    "attempts", "seconds", "flow_version", "seen_at", "evidence",
)  # fmt: skip


def as_json(run: Run, came_back: Iterable[CameBack] = ()) -> str:
    """The run as one JSON document, the public report; `finished` is null for a run that was cut off.

    What came back on says when it was off, with the evidence of that.
    """
    returns = {key_of(back.on.result): back for back in came_back}
    document = {
        "schema": SCHEMA,
        "run": run.id,
        "started": moment(run.started),
        "finished": None if run.finished is None else moment(run.finished),
        "version": run.version,
        "mode": run.mode.value,
        "results": [record_of(result) | _return(returns.get(key_of(result))) for result in run.results],
        "summary": {outcome.value: number for outcome, number in counts(run.results).items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_csv(run: Run) -> str:
    """The run as CSV, a row for each result, safe to open in a spreadsheet."""
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    for result in run.results:
        record = {"run": run.id, "mode": run.mode.value, "item": None, **record_of(result)}
        record["seen_at"] = moment(result.seen_at)
        record["evidence"] = " ".join(result.evidence)
        rows.writerow({name: no_formula(value) for name, value in record.items()})
    return text.getvalue()


def moment(at: datetime) -> str:
    """The moment in UTC as ISO 8601 with a Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def key_of(result: Result) -> tuple[str, str, str, str | None]:
    """What a result is about; there is one about it in each run."""
    return result.account, result.platform, result.control, result.item


def _return(back: CameBack | None) -> dict[str, object]:
    if back is None:
        return {}
    off = back.off.result if back.off else None
    proof = {"off_at": moment(off.seen_at) if off else None, "off_evidence": list(off.evidence) if off else []}
    return {"came_back": proof}


def record_of(result: Result) -> dict[str, object]:
    """The result as it stands in the public report."""
    record: dict[str, object] = {"account": result.account, "platform": result.platform, "control": result.control}
    if result.item is not None:
        record["item"] = result.item
    return record | {
        "outcome": result.outcome.value,
        "detail": result.detail,
        "before": result.before,
        "after": result.after,
        "healed": result.healed,
        "attempts": result.attempts,
        "seconds": round(result.seconds, 2),
        "flow_version": result.flow_version,
        "evidence": list(result.evidence),
    }


def no_formula(value: object) -> object:
    """The value for a cell of CSV: a spreadsheet would run what begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
