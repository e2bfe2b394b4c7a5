from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from untrain.model.account import Account
from untrain.model.history import News, NewsKind, Status, fold_all
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Result, Run
from untrain.model.rhythm import Occasion
from untrain.store import Store, tables

ADA = Account(name="ada", platform="linkedin")


@pytest.fixture
def off(result: Result) -> Result:
    return replace(result, outcome=Outcome.ALREADY_OUT, before=DataUse.OFF, after=DataUse.OFF)


@pytest.fixture
def on(result: Result) -> Result:
    return replace(result, outcome=Outcome.OPTED_IN, before=DataUse.ON, after=DataUse.ON)


def keep(store: Store, run: Run, *results: Result, practice: bool = False, watch: bool = True) -> str:
    """A run of its own with these results; gives its id."""
    known = len(store.runs.newest(1000))
    run = replace(run, id=f"01J{known:023}")
    store.runs.begin(run, (), practice=practice, watch=watch)
    for one in results:
        store.runs.add(run.id, one)
    return run.id


def test_what_stands_is_what_the_readings_say(store: Store, run: Run, off: Result, on: Result) -> None:
    """What is kept beside the results is exactly what they come down to."""
    for number, one in enumerate((off, on, off, replace(on, outcome=Outcome.FAILED, before=None, after=None))):
        keep(store, run, replace(one, seen_at=one.seen_at + timedelta(days=number)))

    history = store.history()
    standing, news = fold_all(history.readings(account="ada"))
    assert [standing] == history.standings()
    assert list(news) == [replace(one, id=None) for one in history.news()]


def test_a_switch_that_came_back_is_an_event_with_both_evidences(
    store: Store, run: Run, off: Result, on: Result
) -> None:
    """From the event one gets to what was seen before and after."""
    keep(store, run, replace(off, evidence=("evidence/a/off.png",)))
    again = keep(store, run, replace(on, evidence=("evidence/b/on.png",)))

    (back,) = store.history().news(kinds=[NewsKind.CAME_BACK], run=again)
    before, after = (store.history().reading(one or 0) for one in (back.before, back.reading))
    assert before is not None
    assert after is not None
    assert (("evidence/a/off.png",), ("evidence/b/on.png",)) == (before.result.evidence, after.result.evidence)


def test_items_and_practice_have_lines_of_their_own(store: Store, run: Run, off: Result, on: Result) -> None:
    """Another blog, or a replica, coming on is no return of this one."""
    keep(store, run, off)
    keep(store, run, replace(on, item="my-blog"))
    keep(store, run, on, practice=True)

    assert [] == store.history().news(kinds=[NewsKind.CAME_BACK])
    assert {None: Status.OFF, "my-blog": Status.ON} == {one.item: one.status for one in store.history().standings()}
    assert [Status.ON] == [one.status for one in store.history(practice=True).standings()]


def test_what_was_not_folded_is_folded_when_it_is_opened(store: Store, run: Run, off: Result, on: Result) -> None:
    """What stands can be made anew from the results at any time."""
    keep(store, run, off)
    keep(store, run, on)
    stood, news = store.history().standings(), store.history().news()
    with store._database.writing() as connection:
        for table in (tables.standing, tables.folded):
            connection.execute(delete(table))
        connection.exec_driver_sql("DROP TRIGGER news_is_kept")
        connection.execute(delete(tables.news))

    store.history().catch_up()

    assert (stood, news) == (store.history().standings(), store.history().news())


def test_forgets_all_of_an_account(store: Store, run: Run, off: Result, on: Result, now: datetime) -> None:
    """Its line, its news, what was told of it, and its occasions; the next result is folded whatever its id."""
    keep(store, run, replace(off, account="grace"))
    keep(store, run, off)
    keep(store, run, on)
    store.notices().claim(lambda _: True, now=now)
    store.occasions().add(Occasion(at=now, platform="linkedin", account="ada", why="signed in"))
    store.forget(ADA)

    assert {"grace"} == {one.account for one in store.history().standings()}
    assert {"grace"} == {one.account for one in store.history().news()}
    assert [] == store.occasions().all()
    keep(store, run, off)
    assert {"ada", "grace"} == {one.account for one in store.history().standings()}
    notice = store.notices().claim(lambda _: True, now=now)
    assert notice is not None
    assert ["ada"] == [one.account for one in notice.news], "new news with an id that was told before"


@pytest.mark.parametrize("statement", ["UPDATE news SET kind = 'first'", "DELETE FROM news"])
def test_news_is_only_ever_added(store: Store, run: Run, off: Result, statement: str) -> None:
    """No stray statement can make us believe that a switch never came back."""
    keep(store, run, off)
    with pytest.raises(IntegrityError, match="only ever added"), store._database.writing() as connection:
        connection.exec_driver_sql(statement)


def test_news_is_told_once(store: Store, run: Run, off: Result, on: Result, now: datetime) -> None:
    """What was claimed for a notice is not claimed again, whatever became of the notice; the rest is passed over."""
    keep(store, run, off)
    keep(store, run, on)
    first = store.notices().claim(lambda news: news.kind is NewsKind.CAME_BACK, now=now)

    assert first is not None
    assert [NewsKind.CAME_BACK] == [news.kind for news in first.news]
    assert store.notices().claim(lambda _: True, now=now) is None


def test_what_a_person_saw_is_not_told(store: Store, run: Run, on: Result, now: datetime) -> None:
    """The results of a run by hand stood on the screen."""
    keep(store, run, on, watch=False)

    assert store.notices().claim(lambda _: True, now=now) is None


def test_news_of_a_platform_is_told_too(store: Store, now: datetime) -> None:
    """Changed terms are news without a reading, with lines and a link."""
    terms = News(
        kind=NewsKind.TERMS_CHANGED, at=now, platform="linkedin", link="https://example.org/terms", lines=("New.",)
    )
    kept = store.history().add_news(terms)

    notice = store.notices().claim(lambda _: True, now=now)
    assert notice is not None
    assert (replace(terms, id=kept),) == notice.news


def test_remembers_what_did_not_arrive(store: Store, run: Run, off: Result, on: Result, now: datetime) -> None:
    """Until one arrives, it is known how much got lost."""
    for one in (off, on, off):
        keep(store, run, one)
        notice = store.notices().claim(lambda _: True, now=now)
        assert notice is not None
        store.notices().ended(notice, delivered=False, at=now)

    lost = store.notices().undelivered()
    assert (3, 3, now) == (lost.notices, lost.items, lost.newest)
    store.notices().ended(notice, delivered=True, at=now)
    assert 0 == store.notices().undelivered().notices
