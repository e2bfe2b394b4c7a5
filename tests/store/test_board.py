from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from untrain.model.account import Account
from untrain.model.history import NewsKind
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Result, Run
from untrain.store import Filter, Store


@pytest.fixture
def off(result: Result) -> Result:
    return replace(result, outcome=Outcome.ALREADY_OUT, before=DataUse.OFF, after=DataUse.OFF)


@pytest.fixture
def on(result: Result) -> Result:
    return replace(result, outcome=Outcome.OPTED_IN, before=DataUse.ON, after=DataUse.ON)


@pytest.fixture
def many(store: Store, run: Run, on: Result, off: Result) -> Store:
    """Three people on two platforms; Bob's came back on; Carol's blogs were told of all at once, and then singly."""
    store.runs.begin(run, ())
    waits = replace(off, outcome=Outcome.NEEDS_HUMAN, before=None, after=None)
    for one in (
        replace(off, account="Ada"),
        replace(off, account="Ada", platform="x", control="grok"),
        replace(off, account="Bob"),
        replace(on, account="Bob", seen_at=on.seen_at + timedelta(days=30)),
        replace(waits, account="carol", platform="tumblr", control="sharing"),
        replace(off, account="carol", platform="tumblr", control="sharing", item="one"),
        replace(off, account="carol", platform="tumblr", control="sharing", item="two"),
    ):
        store.runs.add(run.id, one)
    return store


def test_a_board_counts_what_stands(many: Store) -> None:
    """Each control once, by its newest outcome; what is overtaken by its items does not count."""
    assert {Outcome.ALREADY_OUT: 4, Outcome.OPTED_IN: 1} == many.board().tally()


def test_a_board_counts_anew_after_something_was_written(many: Store, run: Run, off: Result) -> None:
    """Whoever wrote it, this program or another, and however it got there."""
    board = many.board()
    assert 4 == board.tally()[Outcome.ALREADY_OUT]
    many.runs.add(run.id, replace(off, account="Bob"))
    assert 5 == board.tally()[Outcome.ALREADY_OUT]
    other = Store.open(many.place.removeprefix("store ").join(("sqlite:///", "")))
    other.forget(Account(name="Ada", platform="x"))
    other.close()
    assert 4 == board.tally()[Outcome.ALREADY_OUT]


def test_a_board_names_each_account_and_platform_once(many: Store) -> None:
    """Also of what is overtaken, since somebody has an account there."""
    assert ["Ada", "Bob", "carol"] == many.board().accounts()
    assert ["linkedin", "tumblr", "x"] == many.board().platforms()
    assert [] == many.board(practice=True).accounts()


def test_a_board_gives_what_fits_a_page_at_a_time(many: Store) -> None:
    """In a fixed order, so that nothing is on two pages, and nothing on none."""
    board = many.board()
    everything = Filter()
    pages = [board.page(everything, offset=offset, limit=2) for offset in (0, 2, 4, 6)]

    assert 5 == board.count(everything) == len({one.last for page in pages for one in page})
    assert [2, 2, 1, 0] == [len(page) for page in pages]


def test_a_board_can_begin_with_the_worst(many: Store) -> None:
    """Then the names only decide among those alike."""
    order = (Outcome.OPTED_IN, Outcome.ALREADY_OUT)
    found = many.board().page(Filter(), offset=0, limit=3, first=order)

    assert ["Bob", "Ada", "Ada"] == [one.account for one in found]


@pytest.mark.parametrize(
    ("wanted", "accounts"),
    [
        (Filter(account="a"), ["Ada", "Ada", "carol", "carol"]),
        (Filter(account="ADA"), ["Ada", "Ada"]),
        (Filter(whose="ada"), []),
        (Filter(account="%"), []),
        (Filter(platform="x"), ["Ada"]),
        (Filter(control="sharing"), ["carol", "carol"]),
        (Filter(outcomes=(Outcome.NEEDS_HUMAN,)), []),
        (Filter(outcomes=(Outcome.OPTED_IN, Outcome.ALREADY_OUT)), ["Ada", "Ada", "Bob", "carol", "carol"]),
    ],
)
def test_a_board_gives_only_what_fits(many: Store, wanted: Filter, accounts: list[str]) -> None:
    """In the order of their names."""
    board = many.board()

    assert accounts == [one.account for one in board.page(wanted, offset=0, limit=10)]
    assert len(accounts) == board.count(wanted)


def test_a_board_knows_what_came_back(many: Store, run: Run, on: Result, off: Result) -> None:
    """What is on and had been off; not what was always on, or is off again."""
    board = many.board()
    (back,) = board.returns(limit=5)
    assert (NewsKind.CAME_BACK, "Bob") == (back.kind, back.account)
    assert {back.reading} == board.came_back(board.page(Filter(), offset=0, limit=10))

    many.runs.add(run.id, replace(on, account="Bob", seen_at=on.seen_at + timedelta(days=31)))
    bob = Filter(whose="Bob")
    assert {one.last for one in board.page(bob, offset=0, limit=2)} == board.came_back(
        board.page(bob, offset=0, limit=2)
    )

    many.runs.add(run.id, replace(off, account="Bob", seen_at=off.seen_at + timedelta(days=32)))
    assert set() == board.came_back(board.page(Filter(), offset=0, limit=10))
    assert [] == board.returns(offset=1, limit=5)
