from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.app.conftest import World

from untrain.accounts import Vault
from untrain.app.accounts import KeptAccounts
from untrain.app.desk import Desk
from untrain.app.watching import ask, plan_of
from untrain.model.account import Account
from untrain.model.flow import Flow
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode, Result, Run
from untrain.model.rhythm import Rhythm, Why
from untrain.report import plan as forms

DAY = timedelta(days=1)


@pytest.fixture
def desk(world: World, vault: Vault, kept: KeptAccounts) -> Desk:
    return Desk(home=world.home, store=world.store, vault=vault, flows=world.flows, kept=kept)


def looked(
    desk: Desk,
    account: Account,
    control: str,
    at: datetime,
    outcome: Outcome = Outcome.ALREADY_OUT,
    *,
    item: str | None = None,
) -> None:
    """Keep a reading of this control."""
    run = Run(id=f"{len(desk.store.runs.newest(10_000)):026}", mode=Mode.CHECK, started=at, version="1")
    use = {Outcome.ALREADY_OUT: DataUse.OFF, Outcome.OPTED_IN: DataUse.ON}.get(outcome)
    desk.store.runs.begin(run, (), watch=True)
    result = Result(
        account=account.name,
        platform=account.platform,
        control=control,
        item=item,
        outcome=outcome,
        detail="",
        flow_version="1",
        seen_at=at,
        before=use,
        after=use,
    )
    desk.store.runs.add(run.id, result)


def test_a_new_account_is_due_and_a_request_is_not_watched(
    desk: Desk, accounts: tuple[Account, ...], now: datetime
) -> None:
    """Only switches and choices can be looked at; forms are nobody's business to watch."""
    plan = plan_of(desk, accounts, Rhythm(), now=now)

    assert [("ada", "acme"), ("grace", "acme"), ("ada", "tumbler")] == [
        (visit.account.name, visit.flow.slug) for visit in plan.due
    ]
    assert [["training"], ["training"], ["sharing"]] == [
        [one.control.id for one in visit.job(now).wanted] for visit in plan.due
    ]


def test_says_what_is_due_and_why(desk: Desk, accounts: tuple[Account, ...], now: datetime) -> None:
    """For a person with the command that helps, for programs with the reason."""
    ada, grace, elsewhere = accounts
    looked(desk, ada, "training", now - DAY)
    looked(desk, grace, "training", now - DAY, Outcome.NEEDS_HUMAN)
    looked(desk, elsewhere, "sharing", now - 5 * DAY)
    looked(desk, elsewhere, "sharing", now - 4 * DAY)
    plan = plan_of(desk, accounts, Rhythm(), now=now)

    assert [
        "due      ada  acme  training: to confirm what is new",
        "waiting  grace  acme  training: waits for you; sign in: untrain login acme --account grace",
        "in 2 d   ada  tumbler  sharing: to confirm what is new",
        "1 due now",
    ] == list(forms.as_text(plan))
    document = json.loads(forms.as_json(plan))
    assert ("confirm", "waits", 1) == (
        document["due"][0]["controls"][0]["why"],
        document["waiting"][0]["controls"][0]["why"],
        document["later"],
    )


def test_what_is_asked_for_comes_first(desk: Desk, accounts: tuple[Account, ...], now: datetime) -> None:
    """Changed terms have every account on that platform looked at, whenever it was looked at last."""
    for account, control in zip(accounts, ("training", "training", "sharing"), strict=True):
        looked(desk, account, control, now - timedelta(hours=2) - 20 * DAY * (account.platform == "tumbler"))
    ask(desk.store, "acme", "new terms", at=now - timedelta(minutes=5))
    plan = plan_of(desk, accounts, Rhythm(), now=now)

    assert [("acme", Why.ASKED), ("acme", Why.ASKED), ("tumbler", Why.CONFIRM)] == [
        (visit.flow.slug, visit.glances[0].look.why) for visit in plan.due
    ]
    assert "new terms" in next(forms.as_text(plan))


def test_a_visit_that_was_cut_off_is_not_repeated_at_once(
    desk: Desk, accounts: tuple[Account, ...], now: datetime
) -> None:
    """A crash in the middle of a sign-in is no reason to sign in again before the day is over."""
    desk.store.occasions().begin_visit("ada", "acme", now)

    plan = plan_of(desk, accounts[:1], Rhythm(), now=now + timedelta(hours=1))
    assert [now + DAY] == [visit.at for visit in plan.visits]


def test_all_items_are_one_look(desk: Desk, accounts: tuple[Account, ...], now: datetime) -> None:
    """New items are found on the way, and one that is gone is not waited for."""
    looked(desk, accounts[2], "sharing", now - 90 * DAY, item="gone")
    looked(desk, accounts[2], "sharing", now - 20 * DAY, item="one")
    looked(desk, accounts[2], "sharing", now - 20 * DAY, item="two")
    looked(desk, accounts[2], "sharing", now - 9 * DAY, item="one")
    looked(desk, accounts[2], "sharing", now - 9 * DAY, Outcome.FAILED, item="two")

    (visit,) = plan_of(desk, accounts[2:], Rhythm(), now=now).visits
    assert now - 9 * DAY + timedelta(hours=24) == visit.at, "the one that failed leads, not sooner than daily"
    assert [None] == [one.item for one in visit.job(now).wanted]


def test_what_is_not_offered_is_not_watched(desk: Desk, accounts: tuple[Account, ...], now: datetime) -> None:
    """Where the dated facts exclude a region, there is nothing to sign in for."""
    flow = desk.flows["tumbler"]
    (control,) = flow.controls
    elsewhere = replace(flow, controls=(replace(control, availability=replace(control.availability, regions=("US",))),))
    there = replace(desk, flows={**desk.flows, "tumbler": elsewhere})

    assert () == plan_of(there, [replace(accounts[2], region="DE")], Rhythm(), now=now).visits


@pytest.mark.parametrize("seed", range(5))
def test_what_rests_is_left_out_and_nothing_else(desk: Desk, flows: dict[str, Flow], now: datetime, seed: int) -> None:
    """The quick way for very many accounts finds exactly the same due visits as the one that looks at everything."""
    dice = random.Random(seed)
    accounts = [Account(name=f"person {n}", platform=dice.choice(["acme", "tumbler"])) for n in range(60)]
    outcomes = [Outcome.ALREADY_OUT] * 6 + [Outcome.OPTED_IN, Outcome.FAILED, Outcome.NEEDS_HUMAN, Outcome.UNAVAILABLE]
    for account in accounts:
        control = "training" if account.platform == "acme" else "sharing"
        moments = sorted(dice.uniform(-70, 1) for _ in range(dice.randrange(5)))
        for days in moments:
            looked(desk, account, control, now + days * DAY, dice.choice(outcomes))
    ask(desk.store, "acme", "signed in", at=now - DAY, account="person 3")
    whole = plan_of(desk, accounts, Rhythm(), now=now)
    quick = plan_of(desk, accounts, Rhythm(), now=now, all_up_to=0)

    assert whole.due == quick.due
    assert whole.waiting == quick.waiting
    assert len(accounts) == len(quick.visits) + quick.resting
    assert 5 < quick.resting < 60
