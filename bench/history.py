"""A large store, and how soon the watch has its plan: `python -m bench.history FOLDER [ACCOUNTS] [PLATFORMS] [MONTHS]`.

Every account has a switch on every platform, looked at in the usual rhythm for so many months; some came back on.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import insert

from untrain.app.watching import plan_of
from untrain.model.account import Account
from untrain.model.flow import Control, Flow, Kind
from untrain.model.history import Reading, Standing, fold
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode, Result
from untrain.model.rhythm import Rhythm, next_look
from untrain.report import plan as forms
from untrain.store import Store, tables
from untrain.store.history import fold_through
from untrain.store.tables import Moment

NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)
CONTROL: Final = "generative-ai"
_DAY: Final = timedelta(days=1)
_PATTERNS: Final = 1009
_IDS: Final = ("last", "known", "result", "before")
_INSERT: Final = """
INSERT INTO result (id, account, platform, run, control, outcome, detail, "before", "after", seen_at, evidence,
                    healed, attempts, seconds, flow_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, 2.0, '1')
"""


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large the store is."""

    accounts: int = 1000
    platforms: int = 75
    months: int = 24


def flows_of(size: Size) -> dict[str, Flow]:
    """Made-up platforms with one switch each."""
    return {slug: _flow(slug) for slug in (f"platform-{number:02}" for number in range(size.platforms))}


def accounts_of(size: Size) -> list[Account]:
    """Everybody, on every platform."""
    names = [f"person-{number:04}" for number in range(size.accounts)]
    return [Account(name=name, platform=slug) for name in names for slug in flows_of(size)]


def build(place: Path, size: Size) -> Store:
    """The store in this file, made where it is absent."""
    there = place.exists()
    store = Store.open(place)
    if not there:
        _fill(store, size)
    return store


def _flow(slug: str) -> Flow:
    switch = Control(id=CONTROL, kind=Kind.SWITCH, title="Train on my data", url=f"https://{slug}.example/ai")
    hosts = (f"{slug}.example",)
    return Flow(slug=slug, title=slug, version="1", facts=date(2026, 1, 1), hosts=hosts, controls=(switch,))


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One line as rows of the store; many accounts have the same, under their own names."""

    results: list[tuple[object, ...]]
    standing: dict[str, object]
    news: list[dict[str, object]]


def _fill(store: Store, size: Size) -> None:
    """One run for each day, each look in the run of its day; what stands is folded on the way."""
    start = NOW - 30 * size.months * _DAY
    days = [f"01J{number:023}" for number in range(30 * size.months + 2)]
    patterns = [_pattern(number, start, days) for number in range(_PATTERNS)]
    with store._database.writing() as connection:  # noqa: SLF001  # as no user of the store can
        for number, run in enumerate(days):
            at = start + number * _DAY
            values = {"id": run, "mode": "check", "version": "1", "practice": False, "started": at, "finished": at}
            connection.execute(insert(tables.run).values(**values, watch=True))
        last, standings, news = 0, [], []
        for number, account in enumerate(accounts_of(size)):
            pattern, whose = patterns[number * 7 % _PATTERNS], (account.name, account.platform)
            rows = [(last + at, *whose, *row) for at, row in enumerate(pattern.results, start=1)]
            connection.exec_driver_sql(_INSERT, rows)
            names = {"account": account.name, "platform": account.platform}
            standings.append(_moved(pattern.standing, last, names))
            news += [_moved(one, last, names) for one in pattern.news]
            last += len(rows)
        connection.execute(insert(tables.standing), standings)
        connection.execute(insert(tables.news), news)
        fold_through(connection, last)


def _pattern(number: int, start: datetime, days: list[str]) -> Pattern:
    rows, standing, news = [], None, []
    at = Moment()
    for reading_id, one in enumerate(_line(Account(name=f"pattern {number}", platform="none"), start), start=1):
        standing, told = fold(standing, Reading(id=reading_id, run="", mode=Mode.CHECK, result=one))
        seen = at.process_bind_param(one.seen_at, None)  # type: ignore[arg-type]  # it asks no dialect
        use, run = one.before, days[(one.seen_at - start).days]
        rows.append((run, CONTROL, one.outcome, one.detail, use, use, seen, json.dumps(one.evidence)))
        news += [
            {"kind": n.kind.value, "at": n.at, "practice": False, "watch": True, "control": n.control, "lines": []}
            | {"result": n.reading, "before": n.before}
            for n in told
        ]
    assert standing is not None
    return Pattern(results=rows, standing=_standing_row(standing), news=news)


def _moved(row: dict[str, object], by: int, names: dict[str, object]) -> dict[str, object]:
    """The row with other names, and the ids in it moved."""
    ids = {name: row[name] + by for name in _IDS if isinstance(row.get(name), int)}  # type: ignore[operator]
    return {**row, **names, **ids}


def _line(account: Account, start: datetime) -> Iterator[Result]:
    """What a control says over the months: mostly off, now and then on again, or not to be reached."""
    dice = random.Random(f"{account.name} {account.platform}")
    at, standing, number = start + dice.random() * 5 * _DAY, None, 0
    while at < NOW:
        chance = dice.random()
        outcome, use = Outcome.ALREADY_OUT, DataUse.OFF
        if chance < 0.01:
            outcome, use = Outcome.OPTED_IN, DataUse.ON
        elif chance < 0.03:
            outcome, use = Outcome.FAILED, None
        elif chance < 0.032:
            outcome, use = Outcome.NEEDS_HUMAN, None
        name = f"evidence/{number}/{account.name}-{account.platform}-{CONTROL}-before.png"
        result = Result(
            account=account.name,
            platform=account.platform,
            control=CONTROL,
            outcome=outcome,
            detail="It was off already; a fresh load of the page shows it off.",
            flow_version="1",
            seen_at=at,
            before=use,
            after=use,
            evidence=(name,),
        )
        yield result
        number += 1
        standing, _ = fold(standing, Reading(id=number, run="", mode=Mode.CHECK, result=result))
        look = next_look(standing, Rhythm(), now=at)
        at = max(look.due or at + 3 * _DAY, at + _DAY) + dice.random() * timedelta(hours=1)


def _standing_row(one: Standing) -> dict[str, object]:
    names = ("account", "platform", "control", "readings", "last", "at", "flow_version", "known", "since", "failures")
    values = {name: getattr(one, name) for name in names}
    return {
        **values,
        "practice": False,
        "item": "",
        "outcome": one.outcome.value,
        "status": one.status,
        "trouble": one.trouble,
    }


def _times(what: Iterable[float]) -> str:
    found = sorted(what)
    return f"best {found[0]:.3f} s, middle {found[len(found) // 2]:.3f} s, worst {found[-1]:.3f} s"


def main(folder: Path, size: Size, times: int = 5) -> None:
    """Build the store, and print how long its plan takes."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{size.accounts}x{size.platforms}x{size.months}.sqlite"
    began = time.perf_counter()
    store = build(place, size)
    with store._database.reading() as connection:  # noqa: SLF001
        rows = connection.exec_driver_sql("SELECT max(id) FROM result").scalar()
    had, large = time.perf_counter() - began, place.stat().st_size / 1024**2
    print(f"{place}: {rows:,} readings, {large:.0f} MB ({had:.0f} s to have it)")
    accounts, flows = accounts_of(size), flows_of(size)

    class Table:
        """As much of a desk as a plan needs."""

    desk = Table()
    desk.store, desk.flows = store, flows  # type: ignore[attr-defined]
    took, said = [], ""
    for _ in range(times):
        began = time.perf_counter()
        found = plan_of(desk, accounts, Rhythm(), now=NOW)  # type: ignore[arg-type]
        said = forms.as_json(found)
        took.append(time.perf_counter() - began)
    print(f"the plan itself: {_times(took)}; {len(json.loads(said)['due'])} of {len(accounts)} visits are due")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[2:]]
    main(Path(sys.argv[1]), Size(**dict(zip(("accounts", "platforms", "months"), numbers, strict=False))))
