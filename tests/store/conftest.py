from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode, Result, Run
from untrain.store import Store

NOW = datetime(2026, 11, 22, 16, 45, 0, 123456, tzinfo=UTC)
RUN = Run(id="01J0000000000000000000000A", mode=Mode.RUN, started=NOW, version="0.1.0")
RESULT = Result(
    account="ada",
    platform="linkedin",
    control="generative-ai-improvement",
    outcome=Outcome.OPTED_OUT,
    detail="It was on; a fresh load of the page shows it off.",
    flow_version="2026-11-22",
    seen_at=NOW,
    before=DataUse.ON,
    after=DataUse.OFF,
    healed=True,
    attempts=2,
    seconds=1.9,
    evidence=("evidence/01J0000000000000000000000A/ada-linkedin-after.png",),
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "home" / "untrain.sqlite"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    store = Store.open(place)
    yield store
    store.close()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def run() -> Run:
    return RUN


@pytest.fixture
def result() -> Result:
    return RESULT
