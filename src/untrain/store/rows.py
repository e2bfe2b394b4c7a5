"""Rows of the store as values of the model."""

from __future__ import annotations

from sqlalchemy import Row

from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Result


def result_of(row: Row[tuple[object, ...]]) -> Result:
    """The result in this row."""
    return Result(
        account=row.account,
        platform=row.platform,
        control=row.control,
        item=row.item,
        outcome=Outcome(row.outcome),
        detail=row.detail,
        before=DataUse(row.before) if row.before else None,
        after=DataUse(row.after) if row.after else None,
        healed=row.healed,
        attempts=row.attempts,
        seconds=row.seconds,
        flow_version=row.flow_version,
        seen_at=row.seen_at,
        evidence=tuple(row.evidence),
    )
