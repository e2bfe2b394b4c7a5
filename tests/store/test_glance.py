"""A glance at the store, which needs no database library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from untrain.model.outcome import Outcome
from untrain.model.result import Result, Run
from untrain.store import Store
from untrain.store.glance import glance


def keep(store: Store, run: Run, *results: Result, practice: bool = False) -> None:
    run = replace(run, id=f"01J{len(store.runs.newest(1000)):023}")
    store.runs.begin(run, (), practice=practice)
    for one in results:
        store.runs.add(run.id, one)


def test_the_newest_look_at_each_control_is_seen(store: Store, place: Path, run: Run, result: Result) -> None:
    """Of each account, and never what was only practised."""
    keep(store, run, replace(result, outcome=Outcome.DRIFTED), replace(result, account="grace"))
    keep(store, run, result)
    keep(store, run, replace(result, outcome=Outcome.FAILED), practice=True)

    assert [("ada", Outcome.OPTED_OUT), ("grace", Outcome.OPTED_OUT)] == [
        (one.account, one.outcome) for one in glance(place)
    ]


def test_items_take_the_place_of_the_list_that_failed(store: Store, place: Path, run: Run, result: Result) -> None:
    """What was said of all of them stands until they are told of one by one."""
    whole, items = replace(result, outcome=Outcome.DRIFTED), [replace(result, item=item) for item in ("a", "b")]
    keep(store, run, whole)
    assert [None] == [one.item for one in glance(place)]

    keep(store, run, *items)
    assert ["a", "b"] == [one.item for one in glance(place)]

    keep(store, run, whole)
    assert [None, "a", "b"] == [one.item for one in glance(place)]


def test_where_there_is_nothing_to_see_nothing_is_said(tmp_path: Path) -> None:
    """No store, or a file that is none, is no reason to fail."""
    (tmp_path / "other").write_text("what is this?")

    assert () == glance(tmp_path / "absent") == glance(tmp_path / "other")
    assert not (tmp_path / "absent").exists()
