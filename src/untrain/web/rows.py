"""How far the jobs of a run are, to be shown while it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from untrain.model.outcome import Outcome
from untrain.model.result import Job, Progress, Result

_SHOWN: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One job: its step while it is under way, and the outcomes that are there."""

    account: str
    platform: str
    wanted: int
    step: str | None = None
    outcomes: tuple[Outcome, ...] = ()

    @property
    def done(self) -> bool:
        """Whether everything that was wanted of it has its outcome."""
        return len(self.outcomes) >= self.wanted

    @property
    def under_way(self) -> bool:
        """Whether it was begun, and is not done."""
        return self.step is not None and not self.done


class Rows:
    """All jobs of a run; each row is replaced as a whole, so that other threads may read."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._rows = {
            (job.account.name, job.flow.slug): Row(
                account=job.account.name, platform=job.flow.slug, wanted=len(job.wanted)
            )
            for job in jobs
        }
        self.planned = sum(row.wanted for row in self._rows.values())
        self.results = 0

    def show(self, progress: Progress) -> None:
        """Take note of how far a job is."""
        if progress.result is None:
            key = (progress.account, progress.platform)
            self._rows[key] = replace(self._rows[key], step=progress.step)

    def finished(self, result: Result) -> None:
        """Take note of a result; items may be more than what was planned."""
        key = (result.account, result.platform)
        row = self._rows[key]
        outcomes = (*row.outcomes, result.outcome)
        self.planned += len(outcomes) > row.wanted
        self._rows[key] = replace(row, outcomes=outcomes, wanted=max(row.wanted, len(outcomes)))
        self.results += 1

    def shown(self) -> list[Row]:
        """Those under way first, then those that are done, then those that wait; of very many only as many as fit."""
        rows = tuple(self._rows.values())
        first = [row for row in rows if row.under_way]
        done = [row for row in rows if row.done]
        waiting = [row for row in rows if not row.under_way and not row.done]
        return [*first, *done[::-1], *waiting][:_SHOWN]

    @property
    def jobs(self) -> int:
        """How many there are."""
        return len(self._rows)
