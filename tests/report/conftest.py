from __future__ import annotations

import base64
from datetime import UTC, date, datetime, timedelta

import pytest

from untrain.model.flow import Control, Flow, Kind, Phrase, RequestForm
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode, Result, Run

NOW = datetime(2026, 11, 22, 16, 45, tzinfo=UTC)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def a_result(outcome: Outcome, *, control: str = "generative-ai", account: str = "ada", **more: object) -> Result:
    values: dict[str, object] = {"detail": f"It is {outcome}.", "flow_version": "2026-11-22", "seen_at": NOW, **more}
    return Result(account=account, platform="acme", control=control, outcome=outcome, **values)


@pytest.fixture
def make_result() -> object:
    return a_result


@pytest.fixture
def flows() -> dict[str, Flow]:
    switch = Control(
        id="generative-ai",
        kind=Kind.SWITCH,
        title="Use my data for AI training",
        url="https://acme.example/settings/ai",
        scope=("Training already done is not undone.",),
        unconfirmed=("labels.es: half of it is known",),
    )
    objection = Control(
        id="objection",
        kind=Kind.REQUEST,
        title="Objection to training",
        url="https://acme.example/objection",
        request=RequestForm(
            fields=(), reason="I object, for reasons of my own.", submit=(Phrase(text="Send", language="en"),)
        ),
        confirmed=date(2026, 10, 1),
    )
    elsewhere = Control(id="app", kind=Kind.ELSEWHERE, title="In the app", next_step="Open the app and switch it off.")
    flow = Flow(
        slug="acme",
        title="Acme Social",
        version="2026-11-22",
        facts=date(2026, 11, 20),
        hosts=("acme.example",),
        controls=(switch, objection, elsewhere),
    )
    return {"acme": flow}


@pytest.fixture
def run() -> Run:
    evidence = tuple(f"evidence/01J/ada-acme-{moment}" for moment in ("before.png", "after.png", "record.json"))
    results = (
        a_result(
            Outcome.OPTED_OUT,
            before=DataUse.ON,
            after=DataUse.OFF,
            seconds=1.9012,
            evidence=evidence,
            detail="It was on; a fresh load of the page shows it off.",
        ),
        a_result(Outcome.NEEDS_HUMAN, control="objection", detail="It is sent only when you ask for it."),
        a_result(Outcome.ALREADY_OUT, account="grace", item="my-blog", healed=True, attempts=2),
    )
    return Run(
        id="01J0000000000000000000000A",
        mode=Mode.RUN,
        started=NOW,
        finished=NOW + timedelta(seconds=14.25),
        version="0.1.0",
        results=results,
    )


@pytest.fixture
def pixel() -> bytes:
    return PIXEL
