"""Many jobs at once on the lab, in a real browser: everybody's end is the truth, whatever happens on the way."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.flows.world import FLOWS, ShortMemory, account_of, play

from untrain.engine.browser import BrowserOptions
from untrain.lab import Lab, Person, ordinary
from untrain.lab.standing import PasswordSubmission
from untrain.model.account import Account
from untrain.model.errors import Unreachable
from untrain.model.memory import SentRequest, StorageState
from untrain.model.outcome import Outcome
from untrain.model.result import Evidence, Job, Mode, Progress, Result, Wanted
from untrain.runner import RunOptions, run_jobs

pytestmark = pytest.mark.browser

SWITCHES = {"linkedin": "generative-ai-improvement", "x": "grok-training"}
OBJECTION = "data-processing-objection"


@dataclass
class Turns(ShortMemory):
    """A memory that lets one job at a time work on an account, and counts who is at work."""

    locks: dict[tuple[str, str], asyncio.Lock] = field(default_factory=dict)
    at_work: list[str] = field(default_factory=list)
    most: int = 0

    @asynccontextmanager
    async def turn(self, account: Account, _seconds: float) -> AsyncIterator[None]:
        async with self.locks.setdefault((account.name, account.platform), asyncio.Lock()):
            self.at_work.append(account.name)
            self.most = max(self.most, len(self.at_work))
            try:
                yield
            finally:
                self.at_work.remove(account.name)


def job_of(person: Person, *controls: str) -> Job:
    flow = FLOWS[person.platform]
    found = [flow.control(name) for name in controls or (SWITCHES[person.platform],)]
    return Job(
        account=account_of(person),
        flow=flow,
        wanted=tuple(Wanted(control=one, named=True) for one in found if one is not None),
    )


def people(platform: str, count: int, *weather: str) -> list[Person]:
    plain = ordinary(platform, *weather)
    return [replace(plain, name=f"p{number}", username=f"p{number}@mail.example") for number in range(count)]


def running(
    jobs: Sequence[Job],
    address: str,
    home: Path,
    *,
    memory: ShortMemory | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    concurrency: int = 3,
    pace: float = 0.0,
    timeout: float = 40.0,
) -> AsyncIterator[Result]:
    options = RunOptions(
        run_id="test",
        home=home,
        browser=BrowserOptions(connect_to=address),
        concurrency=concurrency,
        timeout=timeout,
        pace=pace,
        evidence=Evidence.NONE,
    )
    return run_jobs(jobs, mode=Mode.RUN, memory=memory or ShortMemory(), options=options, on_progress=on_progress)


def browsers() -> set[int]:
    """The browser processes that this process has started, itself or through others."""
    parents: dict[int, int] = {}
    names: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name, _, rest = (folder / "stat").read_text().partition("(")[2].rpartition(")")
            names[int(folder.name)], parents[int(folder.name)] = name, int(rest.split()[1])

    def ours(process: int) -> bool:
        while process > 1:
            process = parents.get(process, 0)
            if process == os.getpid():
                return True
        return False

    return {process for process, name in names.items() if "chrom" in name and ours(process)}


async def gone(processes: set[int], seconds: float = 5.0) -> bool:
    """Whether these processes end within a while."""
    for _ in range(int(seconds / 0.1)):
        if not browsers() & processes:
            return True
        await asyncio.sleep(0.1)
    return False


def uses(lab: Lab, crowd: Sequence[Person]) -> list[str]:
    """What the platforms remember: whether each person's data is used."""
    return [lab.person(one.platform, one.username).data_use(SWITCHES[one.platform]) for one in crowd]


# ── many at once ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_many_accounts_are_done_a_few_at_a_time(tmp_path: Path) -> None:
    """Everybody is opted out, never more at once than allowed, and each with one sign-in of their own."""
    crowd = [*people("linkedin", 3), *people("x", 2)]
    lab, memory = Lab(["linkedin", "x"], accounts=crowd), Turns()
    async with lab.serve() as address:
        results = [one async for one in running([job_of(one) for one in crowd], address, tmp_path, memory=memory)]

    assert {Outcome.OPTED_OUT} == {one.outcome for one in results}
    assert sorted((one.name, one.platform) for one in crowd) == sorted((one.account, one.platform) for one in results)
    assert ["off"] * 5 == uses(lab, crowd)
    assert 3 == memory.most
    assert 5 == len(lab.password_submissions)


async def test_one_job_at_a_time_works_on_an_account(tmp_path: Path) -> None:
    """Two jobs of one account take turns: whatever is done for it is done in its turn."""
    ada = ordinary("linkedin")
    lab, memory = Lab(["linkedin"], accounts=[ada]), Turns()
    at_work: list[list[str]] = []
    jobs = [job_of(ada), job_of(ada)]
    async with lab.serve() as address:
        steps = running(jobs, address, tmp_path, memory=memory, on_progress=lambda _: at_work.append(memory.at_work[:]))
        results = [one async for one in steps]

    assert [Outcome.OPTED_OUT, Outcome.ALREADY_OUT] == [one.outcome for one in results]
    assert {("ada",)} == {tuple(names) for names in at_work}
    assert 1 == len(lab.password_submissions)


async def test_a_turn_that_does_not_come_is_said(tmp_path: Path) -> None:
    """Where another run works on the account for too long, the job fails, and nothing is touched."""

    class Busy(ShortMemory):
        @asynccontextmanager
        async def turn(self, _account: Account, _seconds: float) -> AsyncIterator[None]:
            raise Unreachable("another run is at work on this account")
            yield

    ada = ordinary("linkedin")
    lab = Lab(["linkedin"], accounts=[ada])
    async with lab.serve() as address:
        results = [one async for one in running([job_of(ada)], address, tmp_path, memory=Busy())]

    assert [Outcome.FAILED] == [one.outcome for one in results]
    assert "another run" in results[0].detail.lower()
    assert [] == lab.password_submissions


async def test_jobs_on_one_platform_begin_at_a_polite_distance(tmp_path: Path) -> None:
    """With a pace, jobs on one platform begin that far apart; another platform does not wait for them."""
    began: dict[str, list[float]] = {"linkedin": [], "x": []}

    class Watching(ShortMemory):
        def session(self, account: Account) -> StorageState | None:
            began[account.platform].append(time.monotonic())
            return super().session(account)

    crowd = [*people("linkedin", 2), *people("x", 1)]
    lab = Lab(["linkedin", "x"], accounts=crowd)
    async with lab.serve() as address:
        jobs = [job_of(one) for one in crowd]
        results = [one async for one in running(jobs, address, tmp_path, memory=Watching(), pace=1.5)]

    assert {Outcome.OPTED_OUT} == {one.outcome for one in results}
    first, second = began["linkedin"]
    assert 1.4 <= second - first
    assert began["x"][0] < second


# ── what ends early ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_jobs_of_a_browser_that_dies_are_done_in_a_new_one(tmp_path: Path) -> None:
    """The browser is killed once everybody has signed in: what is unfinished is done in a new one, and all end well."""
    crowd = people("linkedin", 3)
    lab, before = Lab(["linkedin"], accounts=crowd), browsers()
    signed_in: set[str] = set()
    killed: set[int] = set()

    def kill(step: Progress) -> None:
        signed_in.update({step.account} if step.step == SWITCHES["linkedin"] else ())
        if len(signed_in) == len(crowd) and not killed:
            killed.update(browsers() - before)
            for process in killed:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    async with lab.serve() as address:
        jobs = [job_of(one) for one in crowd]
        results = [one async for one in running(jobs, address, tmp_path, on_progress=kill)]

    assert killed
    assert ["p0", "p1", "p2"] == sorted(one.account for one in results)
    assert {Outcome.OPTED_OUT, Outcome.ALREADY_OUT} >= {one.outcome for one in results}
    assert ["off"] * 3 == uses(lab, crowd)
    assert {1, 2} >= {len(lab.person("linkedin", one.username).password_submissions) for one in crowd}


async def test_a_password_that_a_dying_browser_took_along_is_not_given_again(tmp_path: Path) -> None:
    """Whether it was accepted is not known: the new browser does not submit it again, and the owner signs in."""
    ada = ordinary("linkedin", "slow")
    before = browsers()

    class Watching(Lab):
        def got_password(self, submission: PasswordSubmission) -> None:
            super().got_password(submission)
            for process in browsers() - before:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    lab = Watching(["linkedin"], accounts=[ada])
    world = await play(ada, SWITCHES["linkedin"], home=tmp_path, lab=lab)

    assert Outcome.NEEDS_HUMAN is world.result.outcome, world.result.detail
    assert 1 == len(lab.password_submissions)


async def test_a_browser_that_dies_again_and_again_is_given_up(tmp_path: Path) -> None:
    """A job whose second browser dies, too, has failed; the run comes to its end."""
    ada = ordinary("linkedin")
    lab, before = Lab(["linkedin"], accounts=[ada]), browsers()

    def kill(step: Progress) -> None:
        for process in (browsers() - before) if step.step == "signing in" else ():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    async with lab.serve() as address:
        results = [one async for one in running([job_of(ada)], address, tmp_path, on_progress=kill)]

    assert [Outcome.FAILED] == [one.outcome for one in results]
    assert "on" == lab.person("linkedin", ada.username).data_use(SWITCHES["linkedin"])


async def test_closing_the_iteration_ends_everything(tmp_path: Path) -> None:
    """Who stops after the first result has that result; the other jobs end, and the browser is gone."""
    crowd = people("linkedin", 3)
    lab, before = Lab(["linkedin"], accounts=crowd), browsers()
    async with lab.serve() as address:
        steps = running([job_of(one) for one in crowd], address, tmp_path, concurrency=1)
        first = await anext(steps)
        started = browsers() - before
        await steps.aclose()  # type: ignore[attr-defined]

    assert Outcome.OPTED_OUT is first.outcome
    assert started
    assert await gone(started)
    assert 1 <= uses(lab, crowd).count("off") < 3


async def test_cancelling_keeps_what_is_finished(tmp_path: Path) -> None:
    """A run that is cancelled in the middle has handed over what was finished, and leaves no browser behind."""
    crowd = people("linkedin", 3)
    lab, before = Lab(["linkedin"], accounts=crowd), browsers()
    finished: list[Result] = []
    begun = asyncio.Event()

    async def consume(address: str) -> None:
        async for one in running([job_of(one) for one in crowd], address, tmp_path, concurrency=1):
            finished.append(one)
            begun.set()

    async with lab.serve() as address:
        work = asyncio.create_task(consume(address))
        await begun.wait()
        started = browsers() - before
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    assert await gone(started)
    assert [Outcome.OPTED_OUT] == [one.outcome for one in finished]
    assert "off" == lab.person("linkedin", f"{finished[0].account}@mail.example").data_use(SWITCHES["linkedin"])


async def test_a_platform_that_never_answers_fails_in_time(tmp_path: Path) -> None:
    """The job ends as failed when its time is up, and not much later; nothing has changed."""
    ada = ordinary("linkedin", "never_answers")
    began = time.monotonic()

    world = await play(ada, SWITCHES["linkedin"], home=tmp_path, timeout=7.0)

    assert Outcome.FAILED is world.result.outcome
    assert time.monotonic() - began < 7.0 + 5.0 + 3.0
    assert "on" == world.use


# ── once only ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_session_is_used_again(tmp_path: Path) -> None:
    """The second run signs in with the kept session: the password was given once in all."""
    ada = ordinary("x")
    lab, memory = Lab(["x"], accounts=[ada]), ShortMemory()

    first = await play(ada, SWITCHES["x"], home=tmp_path, lab=lab, memory=memory)
    second = await play(ada, SWITCHES["x"], home=tmp_path, lab=lab, memory=memory)

    assert (Outcome.OPTED_OUT, Outcome.ALREADY_OUT) == (first.result.outcome, second.result.outcome)
    assert 1 == len(lab.password_submissions)


async def test_a_kept_session_holds_nothing_of_other_hosts(tmp_path: Path) -> None:
    """Only cookies and storage of the platform's own hosts are kept."""
    memory = ShortMemory()
    await play(ordinary("linkedin"), SWITCHES["linkedin"], home=tmp_path, memory=memory)
    (state,) = memory.sessions.values()
    cookies = state["cookies"]

    assert isinstance(cookies, list)
    assert {"www.linkedin.com", "linkedin.com"} >= {str(one["domain"]).lstrip(".") for one in cookies} != set()


async def test_a_request_is_sent_once(tmp_path: Path) -> None:
    """The second run says when it was sent, and sends nothing; the platform has one."""
    ada = ordinary("linkedin")
    lab, memory = Lab(["linkedin"], accounts=[ada]), ShortMemory()

    outcomes = [(await play(ada, OBJECTION, home=tmp_path, lab=lab, memory=memory)).result.outcome for _ in range(2)]

    assert [Outcome.SUBMITTED, Outcome.SUBMITTED] == outcomes
    assert 1 == lab.person("linkedin", ada.username).received(OBJECTION)


async def test_a_request_of_unknown_fate_is_not_sent_again(tmp_path: Path) -> None:
    """Its answer was lost: the first run does not call it submitted, the second sends nothing, and asks the owner."""
    ada = ordinary("linkedin", "answer_lost")
    lab, memory = Lab(["linkedin"], accounts=[ada]), ShortMemory()

    first = await play(ada, OBJECTION, home=tmp_path, lab=lab, memory=memory)
    second = await play(ada, OBJECTION, home=tmp_path, lab=lab, memory=memory)

    assert first.result.outcome in {Outcome.FAILED, Outcome.NEEDS_HUMAN, Outcome.NOT_SAVED}
    assert Outcome.NEEDS_HUMAN is second.result.outcome
    assert 1 == lab.person("linkedin", ada.username).received(OBJECTION)


async def test_a_request_that_another_run_has_begun_is_not_sent(tmp_path: Path) -> None:
    """Another run began to send it while this one waited for its turn: this one leaves it alone."""

    class Late(ShortMemory):
        @asynccontextmanager
        async def turn(self, account: Account, _seconds: float) -> AsyncIterator[None]:
            begun = SentRequest(begun=datetime.now(UTC), acknowledged=None)
            self.requests[account.name, account.platform, OBJECTION] = begun
            yield

    ada = ordinary("linkedin")
    world = await play(ada, OBJECTION, home=tmp_path, memory=Late())

    assert Outcome.NEEDS_HUMAN is world.result.outcome
    assert 0 == world.lab.person("linkedin", ada.username).received(OBJECTION)


async def test_a_request_under_way_when_the_browser_dies_is_not_sent_again(tmp_path: Path) -> None:
    """The browser dies as the form goes off: the new one sends nothing, and the owner is asked to look."""
    before = browsers()

    class Deadly(ShortMemory):
        def begin_request(self, account: Account, control: str) -> None:
            super().begin_request(account, control)
            for process in browsers() - before:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    ada = ordinary("linkedin")
    world = await play(ada, OBJECTION, home=tmp_path, memory=Deadly())

    assert Outcome.NEEDS_HUMAN is world.result.outcome, world.result.detail
    assert 1 >= world.lab.person("linkedin", ada.username).received(OBJECTION)


async def test_a_refused_password_is_not_tried_for_the_next_control(tmp_path: Path) -> None:
    """Both controls of the job end with the owner, after one submission."""
    ada = ordinary("linkedin", "wrong_password")
    lab = Lab(["linkedin"], accounts=[ada])
    async with lab.serve() as address:
        job = job_of(ada, SWITCHES["linkedin"], OBJECTION)
        results = [one async for one in running([job], address, tmp_path)]

    assert [Outcome.NEEDS_HUMAN, Outcome.NEEDS_HUMAN] == [one.outcome for one in results]
    assert 1 == len(lab.password_submissions)


# ── check ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slug", SWITCHES)
@pytest.mark.parametrize(
    ("weather", "outcome"),
    [
        ("clear", Outcome.OPTED_IN),
        ("late_hydration", Outcome.OPTED_IN),
        ("cookie_banner", Outcome.OPTED_IN),
        ("locked_by_organisation", Outcome.LOCKED),
    ],
)
async def test_a_check_changes_nothing(slug: str, weather: str, outcome: Outcome, tmp_path: Path) -> None:
    """In whatever weather, a check tells what is on, and the platform has heard of no change."""
    ada = ordinary(slug, weather)
    world = await play(ada, SWITCHES[slug], home=tmp_path, mode=Mode.CHECK)

    assert outcome is world.result.outcome, world.result.detail
    assert set() == world.lab.person(slug, ada.username).meddled(set())
    assert "on" == world.use


async def test_a_check_sends_no_request(tmp_path: Path) -> None:
    """A request that was named is not sent by a check; no browser and no sign-in is needed to say so."""
    ada = ordinary("linkedin")
    world = await play(ada, OBJECTION, home=tmp_path, mode=Mode.CHECK)

    assert Outcome.NEEDS_HUMAN is world.result.outcome
    assert 0 == world.lab.person("linkedin", ada.username).received(OBJECTION)
    assert [] == world.lab.password_submissions
