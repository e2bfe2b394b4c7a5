"""What buttons ask for, one thing at a time; no browser is needed to find out that nothing can be done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from untrain.app.desk import Desk, open_desk
from untrain.model.errors import InputError
from untrain.settings import Settings
from untrain.web.orders import Order, What, order_in
from untrain.web.worker import Worker

CHECK, RUN = Order(what=What.CHECK), Order(what=What.RUN, account="ada", platform="x")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(Settings(home=tmp_path), keyring=False) as desk:
        yield desk


@pytest.fixture
def worker(desk: Desk, tmp_path: Path) -> Worker:
    return Worker(desk=desk, settings=Settings(home=tmp_path), clock=lambda: datetime.now(UTC))


@asynccontextmanager
async def working(worker: Worker) -> AsyncIterator[None]:
    task = asyncio.create_task(worker.work())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110  # the worker has no event to wait for
            await asyncio.sleep(0.01)


async def test_what_cannot_be_done_says_why_and_the_next_thing_is_done(worker: Worker) -> None:
    """The page lives on, and every order has its answer."""
    async with working(worker):
        worker.add(CHECK)
        worker.add(RUN)
        await until(lambda: len(worker.ended) == 2)

    assert [RUN, CHECK] == [one.order for one in worker.ended]
    assert all("there are none yet" in (one.problem or "") for one in worker.ended)
    assert [] == [*worker.desk.store.runs.newest()]


async def test_what_waits_already_is_not_done_twice(worker: Worker) -> None:
    """Whoever presses a button twice means it once."""
    for order in (CHECK, RUN, CHECK, RUN):
        worker.add(order)

    assert [CHECK, RUN] == [one.order for one in worker.waiting]


async def test_what_waits_can_be_taken_back(worker: Worker) -> None:
    """Then it is never begun; the others are."""
    for order in (CHECK, RUN):
        worker.add(order)
    worker.stop(worker.waiting[0].id)
    worker.stop(99)
    async with working(worker):
        await until(lambda: len(worker.ended) == 2)

    taken_back = next(one for one in worker.ended if one.order == CHECK)
    assert (True, None, None) == (taken_back.stopped, taken_back.began, taken_back.problem)


async def test_without_a_screen_a_sign_in_says_what_to_do(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command for it, in words."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with working(worker):
        worker.add(Order(what=What.SIGN_IN, account="ada", platform="linkedin"))
        await until(lambda: worker.ended)

    assert "untrain login linkedin --account ada" in (worker.ended[0].problem or "")


@pytest.mark.browser  # one has to be there; none is started, since a letter needs no page
async def test_an_order_is_a_run_like_any_other(desk: Desk, tmp_path: Path) -> None:
    """Its results are in the store, its end is known, and what it came to can be seen while it goes on."""
    accounts = tmp_path / "accounts.csv"
    accounts.write_text("account,platform,region\nada,slack,DE\ngrace,slack,DE\n")
    settings = Settings(home=tmp_path, accounts=accounts)
    worker = Worker(desk=desk, settings=settings, clock=lambda: datetime.now(UTC))
    async with working(worker):
        worker.add(Order(what=What.RUN, account="grace", platform="slack"))
        await until(lambda: worker.ended)
    (ended,), (run,) = worker.ended, desk.store.runs.newest()

    assert (None, run.id) == (ended.problem, ended.run)
    assert run.finished is not None
    assert {("grace", "slack")} == {(one.account, one.platform) for one in desk.past_run(run.id).results}
    assert worker.rows is None


def test_an_order_is_what_the_form_says(desk: Desk) -> None:
    """An item is named as on the command line; empty fields mean all."""
    form = {"what": "run", "account": "ada", "platform": "tumblr", "control": "sharing", "item": "blog"}

    assert "tumblr/sharing:blog" == order_in(form, desk.flows).target
    assert CHECK == order_in({"what": "check", "account": "", "platform": ""}, desk.flows)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"what": "RUN"},
        {"what": "run", "platform": "nowhere"},
        {"what": "run", "account": "a\nb"},
        {"what": "run", "account": "a" * 600},
        {"what": "sign_in", "platform": "x"},
        {"what": "sign_in", "account": "ada"},
    ],
)
def test_an_order_that_makes_no_sense_is_none(desk: Desk, form: dict[str, str]) -> None:
    """One sentence, and nothing is begun."""
    with pytest.raises(InputError):
        order_in(form, desk.flows)
