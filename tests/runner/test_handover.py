"""A job that needs a person waits in a window of its own, and everybody else's go on meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.async_api import Page
from tests.engine.person import free_port, page_of_the_person, with_a_second_door
from tests.flows.world import FLOWS, ShortMemory, account_of

from untrain.engine.browser import BrowserOptions
from untrain.lab import Lab, Person, ordinary
from untrain.model.result import Evidence, Job, Mode, Progress, Result, Wanted
from untrain.model.turn import Turn
from untrain.runner import Handoff, RunOptions, run_jobs

pytestmark = pytest.mark.browser
CONTROL = "generative-ai-improvement"
ADA = ordinary("linkedin", "code_by_email")
GRACE = replace(ordinary("linkedin"), name="grace", username="grace@mail.example", password="practice-grace")


@dataclass
class Watching:
    """Everything that is told while the jobs go on: turns, steps with their moments, and results."""

    turns: list[Turn] = field(default_factory=list)
    steps: list[tuple[float, str, str]] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)

    def call(self, turn: Turn) -> None:
        self.turns.append(turn)

    def show(self, progress: Progress) -> None:
        self.steps.append((time.monotonic(), progress.account, progress.step))

    async def until(self, account: str, step: str) -> float:
        """The moment of this step."""
        for _ in range(600):
            found = [at for at, who, what in self.steps if (who, what) == (account, step)]
            if found:
                return found[0]
            await asyncio.sleep(0.1)
        raise AssertionError(f"{account} never came to {step}")


async def _run(people: Sequence[Person], address: str, home: Path, watching: Watching, handoff: Handoff) -> None:
    flow = FLOWS["linkedin"]
    control = flow.control(CONTROL)
    assert control is not None
    jobs = [Job(account=account_of(one), flow=flow, wanted=(Wanted(control=control),)) for one in people]
    options = RunOptions(
        run_id="test",
        home=home,
        browser=BrowserOptions(connect_to=address),
        concurrency=1,
        timeout=60,
        evidence=Evidence.NONE,
        handoff=handoff,
    )
    done = run_jobs(jobs, mode=Mode.RUN, memory=ShortMemory(), options=options, on_progress=watching.show)
    async for one in done:
        watching.results[one.account] = one


async def _enter_the_code(page: Page, code: str) -> None:
    await page.locator("input[name=pin]").fill(code)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/feed/**")


@pytest.mark.alone
async def test_a_person_goes_on_where_the_job_stopped(tmp_path: Path) -> None:
    """They enter the code that was mailed; the job goes on within 3 seconds, and others did not wait for it."""
    lab, watching, port = Lab(["linkedin"], accounts=[ADA, GRACE]), Watching(), free_port()
    async with lab.serve() as address:
        window = BrowserOptions(executable=with_a_second_door(tmp_path, port), connect_to=address)
        handoff = Handoff(browser=window, callers=[watching], seconds=60)
        work = asyncio.create_task(_run([ADA, GRACE], address, tmp_path, watching, handoff))
        async with page_of_the_person(port, "/checkpoint/") as page:
            await watching.until("grace", "done")
            assert "ada" not in watching.results
            await _enter_the_code(page, lab.person("linkedin", ADA.username).mailbox[-1])
            finished = time.monotonic()
            went_on = await watching.until("ada", CONTROL)
        await work

    assert {"ada": "opted_out", "grace": "opted_out"} == {name: one.outcome for name, one in watching.results.items()}
    assert went_on - finished < 3
    assert ["ada"] == [turn.account for turn in watching.turns]
    assert "code" in watching.turns[0].why
    assert 2 == len(lab.password_submissions)


async def test_nobody_comes(tmp_path: Path) -> None:
    """When the time is up it ends as it would have without the window: needs_human, with the command."""
    lab, watching = Lab(["linkedin"], accounts=[ADA]), Watching()
    async with lab.serve() as address:
        handoff = Handoff(browser=BrowserOptions(connect_to=address), callers=[watching], seconds=2)
        await _run([ADA], address, tmp_path, watching, handoff)

    assert "needs_human" == watching.results["ada"].outcome
    assert "untrain login linkedin --account ada" in watching.results["ada"].detail
    assert 1 == len(lab.password_submissions)
