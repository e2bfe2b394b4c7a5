from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from untrain.accounts import Vault
from untrain.app.accounts import KeptAccounts
from untrain.app.home import Home
from untrain.app.plan import Wish, jobs_for
from untrain.app.undertaking import Undertaking, begin, carry_out, resume
from untrain.model.account import Account
from untrain.model.flow import Control, Flow, Items, Kind
from untrain.model.outcome import Outcome
from untrain.model.result import Job, Mode, Result
from untrain.store import Store


@dataclass(frozen=True, kw_only=True)
class World:
    """Everything that a run is begun with, and a worker that opts everybody out."""

    accounts: tuple[Account, ...]
    flows: dict[str, Flow]
    home: Home
    store: Store

    def begin(
        self, *targets: str, mode: Mode = Mode.RUN, practice: bool = False
    ) -> AbstractContextManager[Undertaking]:
        jobs = jobs_for(Wish(targets=targets), self.accounts, self.flows)
        where = {"home": self.home, "store": self.store, "practice": practice}
        return begin(mode, jobs, version="1", now=NOW, **where)

    def resume(self, accounts: Sequence[Account] | None = None) -> AbstractContextManager[Undertaking | None]:
        return resume(Mode.RUN, accounts or self.accounts, self.flows, home=self.home, store=self.store)

    def carry_out(self, undertaking: Undertaking) -> AsyncIterator[Result]:
        return carry_out(undertaking, opt_everybody_out, store=self.store, now=lambda: NOW)


async def opt_everybody_out(jobs: Sequence[Job]) -> AsyncIterator[Result]:
    for job in jobs:
        for wanted in job.wanted:
            await asyncio.sleep(0)
            yield Result(
                account=job.account.name,
                platform=job.flow.slug,
                control=wanted.control.id,
                item=wanted.item,
                outcome=Outcome.OPTED_OUT,
                detail="",
                flow_version=job.flow.version,
                seen_at=NOW,
            )


NOW = datetime(2026, 11, 22, 16, 45, tzinfo=UTC)


def a_flow(slug: str, *controls: Control) -> Flow:
    return Flow(
        slug=slug,
        title=slug.capitalize(),
        version="1",
        facts=date(2026, 11, 20),
        hosts=(f"{slug}.example",),
        controls=controls,
    )


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def flows() -> dict[str, Flow]:
    switch = Control(id="training", kind=Kind.SWITCH, title="Training", url="https://acme.example/ai")
    objection = Control(id="objection", kind=Kind.REQUEST, title="Objection", url="https://acme.example/objection")
    sharing = Control(
        id="sharing",
        kind=Kind.SWITCH,
        title="Sharing",
        url="https://tumbler.example/{item}/ai",
        items=Items(name="blog", plural="blogs", url="https://tumbler.example/"),
    )
    return {"acme": a_flow("acme", switch, objection), "tumbler": a_flow("tumbler", sharing)}


@pytest.fixture
def accounts() -> tuple[Account, ...]:
    return (
        Account(name="ada", platform="acme", username="ada@mail.example"),
        Account(name="grace", platform="acme", username="grace@mail.example"),
        Account(name="ada", platform="tumbler", username="ada@mail.example"),
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(path=tmp_path / "home")
    home.make()
    return home


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    store = Store.open(home.store)
    yield store
    store.close()


@pytest.fixture
def vault(home: Home) -> Vault:
    return Vault.open(home.path, keyring=False)


@pytest.fixture
def kept(home: Home, store: Store, vault: Vault, flows: dict[str, Flow]) -> KeptAccounts:
    return KeptAccounts(home=home, store=store, vault=vault, flows=flows)


@pytest.fixture
def world(accounts: tuple[Account, ...], flows: dict[str, Flow], home: Home, store: Store) -> World:
    return World(accounts=accounts, flows=flows, home=home, store=store)
