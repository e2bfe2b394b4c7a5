from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.app.conftest import NOW, World, opt_everybody_out

from untrain.app.undertaking import carry_out, under_way
from untrain.model.errors import InputError
from untrain.model.result import Job, Mode, Result
from untrain.store import StoreError


async def test_a_run_is_written_down_from_begin_to_end(world: World) -> None:
    """Each result is on the disk before it is told, and the end is known."""
    with world.begin() as undertaking:
        async for result in world.carry_out(undertaking):
            kept = world.store.runs.get(undertaking.run.id)
            assert kept is not None
            assert result == kept.results[-1]
            assert kept.finished is None

    finished = world.store.runs.get(undertaking.run.id)
    assert finished is not None
    assert (NOW, 5) == (finished.finished, len(finished.results))


async def test_what_goes_on_is_known_to_others(world: World) -> None:
    """A run is under way while it is held, and neither after its end nor once it was cut off."""

    def going_on(after: timedelta = timedelta()) -> list[str]:
        return [run.id for run in under_way(world.home, world.store, now=NOW + after)]

    with world.begin() as cut_off:
        assert [cut_off.run.id] == going_on()
        assert [] == going_on(timedelta(days=2))  # a lock that old is somebody else's
    assert [] == going_on()
    with world.begin() as finished:
        assert 5 == len([result async for result in world.carry_out(finished)])
        assert [] == going_on()


async def test_goes_on_where_it_was_cut_off(world: World) -> None:
    """What was finished is kept, and only the rest is done, in the same run; a named request stays named."""
    with world.begin("acme/objection", "acme/training", "tumbler") as first:
        async with aclosing(world.carry_out(first)) as results:
            for _ in range(3):
                await anext(results)

    with world.resume() as second:
        assert second is not None
        assert first.run.id == second.run.id
        left = [(str(job.account), [(one.control.id, one.named) for one in job.wanted]) for job in second.jobs]
        assert [("grace on acme", [("objection", True)]), ("ada on tumbler", [("sharing", False)])] == left
        assert 3 == len(second.run.results)
        assert 2 == len([result async for result in world.carry_out(second)])

    with world.resume() as third:
        assert third is None, "nothing is left"


async def test_items_that_were_done_are_not_done_again(world: World) -> None:
    """They are listed again, and those that have a result are known."""

    async def two_items(jobs: Sequence[Job]) -> AsyncIterator[Result]:
        async for result in opt_everybody_out(jobs):
            for item in ("one", "two"):
                yield replace(result, item=item)

    with world.begin("tumbler") as first:
        async with aclosing(carry_out(first, two_items, store=world.store, now=lambda: NOW)) as results:
            await anext(results)

    with world.resume() as second:
        assert second is not None
        assert [(None, {"one"})] == [(one.item, set(one.done)) for one in second.jobs[0].wanted]


async def test_never_goes_on_with_another_kind_of_run(world: World) -> None:
    """A check never turns into a run, nor practice into the real thing."""
    with world.begin(mode=Mode.CHECK), world.begin(practice=True):
        pass

    with world.resume() as undertaking:
        assert undertaking is None


async def test_a_run_that_still_goes_on_is_left_alone(world: World) -> None:
    """`--resume` in a second window does not take the first one's run."""
    with world.begin(), world.resume() as undertaking:
        assert undertaking is None

    with world.resume() as undertaking:
        assert undertaking is not None


def test_an_account_that_is_gone_is_said(world: World) -> None:
    """A run that can't go on as planned does not quietly do less."""
    with world.begin():
        pass
    left = [account for account in world.accounts if account.name != "grace"]

    with pytest.raises(InputError, match="the account grace on acme is not there any more"), world.resume(left):
        pass


def test_a_flow_that_is_gone_is_said(world: World) -> None:
    """Nor does it where a flow was deleted."""
    with world.begin():
        pass
    del world.flows["tumbler"]

    with pytest.raises(InputError, match="no flow describes tumbler/sharing any more"), world.resume():
        pass


async def test_a_store_that_fails_within_a_job_is_told_as_such(world: World) -> None:
    """Jobs go on side by side; when the disk is full under one of them, the sentence is about the disk."""

    async def failing(_jobs: Sequence[Job]) -> AsyncIterator[Result]:
        await asyncio.gather(_fail())
        for never in ():
            yield never

    with world.begin() as undertaking, pytest.raises(StoreError, match="no room left"):
        await anext(carry_out(undertaking, failing, store=world.store, now=lambda: NOW))


async def _fail() -> None:
    raise StoreError("store", "there is no room left for it", "free some space")
