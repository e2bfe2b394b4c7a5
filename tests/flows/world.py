"""One flow in one weather on the lab, from the sign-in to the report: what the contract tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from untrain.engine.browser import BrowserOptions
from untrain.flowbook import load_flows
from untrain.lab import Lab, Person, Weather
from untrain.model.account import Account
from untrain.model.flow import Flow
from untrain.model.memory import SentRequest, StorageState
from untrain.model.result import Evidence, Job, Mode, Result, Wanted
from untrain.model.secret import Secret
from untrain.runner import RunOptions, run_jobs


@dataclass
class ShortMemory:
    """A memory that lasts as long as the test: the same promises as the real one, without a disk."""

    sessions: dict[tuple[str, str], StorageState] = field(default_factory=dict)
    requests: dict[tuple[str, str, str], SentRequest] = field(default_factory=dict)

    def session(self, account: Account) -> StorageState | None:
        return self.sessions.get((account.name, account.platform))

    def keep_session(self, account: Account, state: StorageState) -> None:
        self.sessions[account.name, account.platform] = state

    def drop_session(self, account: Account) -> None:
        self.sessions.pop((account.name, account.platform), None)

    def sent_request(self, account: Account, control: str) -> SentRequest | None:
        return self.requests.get((account.name, account.platform, control))

    def begin_request(self, account: Account, control: str) -> None:
        self.requests[account.name, account.platform, control] = SentRequest(begun=_now(), acknowledged=None)

    def acknowledge_request(self, account: Account, control: str) -> None:
        self.requests[account.name, account.platform, control] = SentRequest(begun=_now(), acknowledged=_now())

    def withdraw_request(self, account: Account, control: str) -> None:
        self.requests.pop((account.name, account.platform, control), None)

    @asynccontextmanager
    async def turn(self, _account: Account, _seconds: float) -> AsyncIterator[None]:
        yield


def _now() -> datetime:
    return datetime.now(UTC)


FLOWS = load_flows()

SIDE_BY_SIDE = 3
"""How many people share a browser at a time: much of what a job does is waiting."""

TIMEOUTS = {"never_answers": 12.0}
"""Weathers that end only with a job's time, in seconds; all others get plenty."""
PLENTY = 180.0
"""As long as a job may take on a busy machine, in seconds: no test is about how fast it is."""


@dataclass(frozen=True, kw_only=True)
class World:
    """What a finished run left behind: its result, the platform's truth, and the lab as a whole."""

    result: Result
    lab: Lab
    person: Person
    memory: ShortMemory

    @property
    def use(self) -> str:
        """What the platform remembers of the control (of this item, if it is one's): "on" or "off"."""
        name = ":".join(filter(None, (self.result.control, self.result.item)))
        return self.lab.person(self.person.platform, self.person.username).data_use(name)

    @property
    def other_settings(self) -> dict[str, object]:
        """What the platform remembers of every other setting."""
        return others(self.lab, self.person, self.result.control)


def others(lab: Lab, person: Person, control: str) -> dict[str, object]:
    """Every setting of this person but the control's own."""
    return dict(lab.person(person.platform, person.username).others(control))


def account_of(person: Person) -> Account:
    """The row of the accounts file for a person of the lab."""
    return Account(
        name=person.name,
        platform=person.platform,
        username=person.username,
        password=Secret(person.password),
        totp_secret=Secret(person.totp_secret) if person.totp_secret else None,
        region=person.region,
        full_name=person.full_name,
        email=person.email,
    )


async def play(
    person: Person,
    control: str,
    *,
    home: Path,
    mode: Mode = Mode.RUN,
    flow: Flow | None = None,
    memory: ShortMemory | None = None,
    lab: Lab | None = None,
    timeout: float = PLENTY,
    evidence: Evidence = Evidence.NONE,
) -> World:
    """Run one control of one person on a lab of their own, or on the one given."""
    worlds = await play_together(
        [person], control, home=home, mode=mode, flow=flow, memory=memory, lab=lab, timeout=timeout, evidence=evidence
    )
    assert len(worlds) == 1
    return worlds[0]


async def play_together(
    people: Sequence[Person],
    control: str,
    *,
    home: Path,
    mode: Mode = Mode.RUN,
    flow: Flow | None = None,
    memory: ShortMemory | None = None,
    lab: Lab | None = None,
    timeout: float = PLENTY,
    evidence: Evidence = Evidence.NONE,
    items: Sequence[str] = (),
) -> list[World]:
    """Run one control of several people of one platform side by side, in one browser; their worlds, in their order.

    With `items`, only these are asked for, by their names.
    """
    memory = memory or ShortMemory()
    slug = people[0].platform
    lab = lab or Lab([slug], accounts=people)
    flow = flow or FLOWS[slug]
    wanted = flow.control(control)
    assert wanted is not None
    for person in people:
        if person.signed_in and memory.session(account_of(person)) is None:
            memory.keep_session(account_of(person), lab.open_session(person))
    wish = tuple(Wanted(control=wanted, named=True, item=item) for item in items or (None,))
    jobs = [Job(account=account_of(person), flow=flow, wanted=wish) for person in people]
    async with lab.serve() as address:
        options = RunOptions(
            run_id="test",
            home=home,
            browser=BrowserOptions(connect_to=address),
            concurrency=SIDE_BY_SIDE,
            timeout=timeout,
            evidence=evidence,
        )
        results = [one async for one in run_jobs(jobs, mode=mode, memory=memory, options=options)]
    return [
        World(result=result, lab=lab, person=person, memory=memory)
        for person in people
        for result in results
        if result.account == person.name
    ]


def name_of(case: Sequence[object]) -> str:
    """A readable name of one case of the contract."""
    slug, control, weather = case[:3]
    assert isinstance(weather, Weather)
    return f"{slug}/{control}-{weather.name}"
