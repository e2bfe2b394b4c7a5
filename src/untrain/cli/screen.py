"""What a person sees while a run goes on: a live table in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from untrain.model.history import CameBack
from untrain.model.outcome import Outcome
from untrain.model.result import Job, Progress, Result
from untrain.report.terminal import as_line, as_table, came_back_lines, in_short, outcome_text
from untrain.report.words import harmless

_AROUND: Final = 6  # lines of a terminal that the table leaves free
_WAITING: Final = "waiting"


@dataclass(slots=True)
class _Row:
    account: str
    platform: str
    wanted: int = 1
    step: str = _WAITING
    began: float | None = None
    ended: float | None = None
    results: list[Result] = field(default_factory=list)

    @property
    def under_way(self) -> bool:
        return self.began is not None and self.ended is None


class Screen:
    """Where a run is shown. With `aside` everything goes to stderr, since stdout is taken."""

    def __init__(self, jobs: Sequence[Job], *, clock: Callable[[], float], aside: bool = False) -> None:
        self.console = Console(stderr=aside, highlight=False, emoji=False, markup=False)
        self._clock = clock
        self._rows = {
            (job.account.name, job.flow.slug): _Row(job.account.name, job.flow.slug, wanted=len(job.wanted))
            for job in jobs
        }

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Show the table while the block lasts; where there is no terminal, nothing stands."""
        if not self.console.is_terminal:
            yield
            return
        # what goes to stderr is lifted above the table, unless stderr leads elsewhere
        lift = sys.stderr.isatty()
        with Live(
            console=self.console, get_renderable=self._table, refresh_per_second=8, transient=True, redirect_stderr=lift
        ):
            yield

    def show(self, progress: Progress) -> None:
        """Take note of how far a job is."""
        row = self._row(progress.account, progress.platform)
        if progress.result is None:
            row.step, row.ended = progress.step, None  # items may be more than what was wanted
        if row.began is None:
            row.began = self._clock() - progress.seconds

    def finished(self, result: Result) -> None:
        """Take note of a result; where there is no terminal, it is printed."""
        row = self._row(result.account, result.platform)
        row.results.append(result)
        if len(row.results) >= row.wanted:
            row.step, row.ended = "", self._clock()
        if not self.console.is_terminal:
            self.console.print(as_line(result), soft_wrap=True)

    def sum_up(self, results: Sequence[Result], came_back: Sequence[CameBack] = ()) -> None:
        """Print the whole run: in a terminal as a table, and always what came back on, and one sentence."""
        if self.console.is_terminal and results:
            in_order = sorted(results, key=lambda result: (result.platform, result.account))
            self.console.print(as_table(in_order, came_back))
            self.console.print()
        for line in came_back_lines(came_back):
            self.console.print(Text(f"▲ {line}", style="bold red"), soft_wrap=True)
        self.console.print(Text(in_short(results), style="bold"), soft_wrap=True)

    def say_who_is_needed(self, results: Sequence[Result]) -> None:
        """Print, once at the end, what only a person can do; each line has its command."""
        waiting = [one for one in results if one.outcome is Outcome.NEEDS_HUMAN]
        lines = dict.fromkeys(f"{one.account} on {one.platform}: {one.detail}" for one in waiting)
        if lines:
            self.console.print(Text("needs you:", style="bold"))
        for line in lines:
            self.console.print(f"  {harmless(line)}", soft_wrap=True)

    def say(self, sentence: str) -> None:
        """Print a sentence."""
        self.console.print(harmless(sentence), soft_wrap=True)

    def _row(self, account: str, platform: str) -> _Row:
        return self._rows.setdefault((account, platform), _Row(account, platform))

    def _table(self) -> Table:
        """All jobs where they fit, else those that are under way."""
        room = max(3, self.console.height - _AROUND)
        rows = list(self._rows.values())
        if len(rows) > room:
            rows = [row for row in rows if row.under_way][:room]

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for heading in ("platform", "account", "step", "outcome"):
            table.add_column(heading, no_wrap=True)
        table.add_column("seconds", justify="right")
        for row in rows:
            outcomes = Text(", ").join(outcome_text(result.outcome) for result in row.results)
            seconds = "" if row.began is None else f"{(row.ended or self._clock()) - row.began:.1f}"
            table.add_row(harmless(row.platform), harmless(row.account), harmless(row.step), outcomes, seconds)
        return table
