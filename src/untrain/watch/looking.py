"""A watcher that looks at the platforms in a real browser, one account after another."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from untrain.app.accounts import accounts_for, listed
from untrain.app.desk import Desk, open_desk, our_version
from untrain.app.memory import StoredMemory
from untrain.app.terms import look_at_terms
from untrain.app.undertaking import Work
from untrain.app.watching import rhythm_of
from untrain.engine.browser import BrowserOptions
from untrain.model.account import Account
from untrain.model.result import Job, Mode, Progress, Result, Run
from untrain.runner.options import RunOptions
from untrain.runner.pool import run_jobs
from untrain.settings import Settings
from untrain.watch.cycle import Send, Watcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """How the watch looks: by which settings, in which browser, and whether it switches off what is on."""

    settings: Settings
    browser: BrowserOptions
    clock: Callable[[], datetime]
    mode: Mode = Mode.CHECK

    @property
    def practice(self) -> bool:
        """Whether the platforms are replicas."""
        return self.browser.connect_to is not None

    def watcher(self, send: Send, on_result: Callable[[Result], None] = lambda _: None) -> Watcher:
        """The watcher that does so."""
        return Watcher(
            open=self._open,
            settings=self.settings,
            sign_in_as=self._accounts,
            work=self._work,
            send=send,
            clock=self.clock,
            rhythm=rhythm_of(self.settings),
            version=our_version(),
            mode=self.mode,
            practice=self.practice,
            on_result=on_result,
            read_terms=self._read_terms,
        )

    async def _read_terms(self, desk: Desk) -> None:
        platforms = {account.platform for account in listed(self.settings.accounts, desk.home, desk.flows)}
        await look_at_terms(desk, self.settings, platforms, clock=self.clock, connect_to=self.browser.connect_to)

    def _open(self) -> AbstractContextManager[Desk]:
        return open_desk(self.settings)

    def _accounts(self, desk: Desk) -> Sequence[Account]:
        return accounts_for(self.settings.accounts, desk.kept, desk.flows)

    def _work(self, desk: Desk, run: Run, on_progress: Callable[[Progress], None]) -> Work:
        memory = StoredMemory(
            home=desk.home, store=desk.store, vault=desk.vault, now=self.clock, practice=self.practice
        )
        options = RunOptions(
            run_id=run.id,
            home=desk.home.path,
            browser=self.browser,
            concurrency=1,  # nobody waits for it, and the machine is its owner's
            timeout=self.settings.timeout,
            pace=0.0 if self.practice else self.settings.pace,
            evidence=self.settings.evidence,
            reason=self.settings.reason,
        )

        def work(jobs: Sequence[Job]) -> AsyncIterator[Result]:
            return run_jobs(jobs, mode=run.mode, memory=memory, options=options, on_progress=on_progress)

        return work
