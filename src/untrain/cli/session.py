"""One run at the desk: do the jobs, show how far they are, report."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from untrain.app.desk import Desk
from untrain.app.history import came_back_in
from untrain.app.memory import StoredMemory
from untrain.app.undertaking import Undertaking, carry_out
from untrain.cli.ending import BAD_OUTCOME, say_error
from untrain.cli.papers import Papers
from untrain.cli.screen import Screen
from untrain.cli.signals import INTERRUPTED
from untrain.cli.stopping import run_until_stopped
from untrain.engine.browser import BrowserOptions
from untrain.model.result import Job, Result, Run
from untrain.report.exit_code import exit_code
from untrain.runner.options import Handoff, RunOptions
from untrain.runner.pool import run_jobs
from untrain.settings import Settings
from untrain.store import StoreError

_PARTING: Final = "stopping: what is finished is kept (press Ctrl-C again to end at once)"


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run at the desk, from its first job to its report."""

    desk: Desk
    settings: Settings
    browser: BrowserOptions
    papers: Papers
    handoff: Handoff | None = None

    @property
    def practice(self) -> bool:
        """Whether the platforms are replicas."""
        return self.browser.connect_to is not None

    def carry_through(self, undertaking: Undertaking) -> int:
        """Do the jobs and report them; what was finished is reported whatever ends it. Gives the exit code."""
        screen = Screen(undertaking.jobs, clock=time.monotonic, aside=self.papers.take_stdout)
        results = list(undertaking.run.results)
        spoilt, stopped = False, False
        try:
            with screen.standing():
                stopped = run_until_stopped(self._work(undertaking, screen, results), parting=_PARTING)
        except StoreError as error:
            spoilt = True
            say_error(error)

        finished = None if spoilt or stopped else now()
        run = replace(undertaking.run, results=tuple(results), finished=finished)
        came_back = () if spoilt else came_back_in(self.desk.store, run=run.id, practice=self.practice)
        screen.sum_up(run.results, came_back)
        screen.say_who_is_needed(run.results)
        self.papers.write(run, self.desk.flows, self.desk.home, practice=self.practice, came_back=came_back)
        if stopped:
            return INTERRUPTED
        return BAD_OUTCOME if spoilt else exit_code(results)

    async def _work(self, undertaking: Undertaking, screen: Screen, results: list[Result]) -> None:
        desk = self.desk
        memory = StoredMemory(home=desk.home, store=desk.store, vault=desk.vault, now=now, practice=self.practice)
        options = self._options(undertaking.run)

        def work(jobs: Sequence[Job]) -> AsyncIterator[Result]:
            return run_jobs(jobs, mode=undertaking.run.mode, memory=memory, options=options, on_progress=screen.show)

        async for result in carry_out(undertaking, work, store=desk.store, now=now):
            results.append(result)
            screen.finished(result)

    def _options(self, run: Run) -> RunOptions:
        settings = self.settings
        return RunOptions(
            run_id=run.id,
            home=self.desk.home.path,
            browser=self.browser,
            concurrency=settings.concurrency,
            timeout=settings.timeout,
            pace=0.0 if self.practice else settings.pace,  # nobody has to be polite to a replica
            evidence=settings.evidence,
            reason=settings.reason,
            handoff=self.handoff,
        )
