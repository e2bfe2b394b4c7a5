"""What the store knows of the past: the line of each control, and what came back on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from untrain.app.desk import Desk
from untrain.app.plan import Target, parse_target
from untrain.model.errors import InputError
from untrain.model.history import CameBack, Line, NewsKind, Reading, fold_all
from untrain.model.nearest import did_you_mean
from untrain.store import Store


def lines(
    desk: Desk, target: str | None = None, names: Sequence[str] = (), *, practice: bool = False
) -> Iterator[Line]:
    """The line of each control that fits, account by account. Raises InputError for a target or account unknown."""
    wanted = Target(platform="") if target is None else parse_target(target, desk.flows)
    history = desk.store.history(practice=practice)
    for given in names:
        _refuse_unknown(given, desk.store)
    for name in names or (None,):
        readings = history.readings(
            account=name, platform=wanted.platform or None, control=wanted.control, item=wanted.item
        )
        for _, line in groupby(readings, key=_whose):
            yield line_of(tuple(line))


def line_of(readings: tuple[Reading, ...]) -> Line:
    """The line that these readings of one control make, of which there is at least one."""
    standing, news = fold_all(readings)
    assert standing is not None
    return Line(readings=readings, standing=standing, news=news)


def line_at(store: Store, target: Target, account: str, *, practice: bool = False) -> Line | None:
    """The line of exactly this control, or item, of this account; None where it was never looked at."""
    history = store.history(practice=practice)
    found = history.readings(account=account, platform=target.platform, control=target.control, item=target.item)
    readings = tuple(one for one in found if one.result.item == target.item)
    return line_of(readings) if readings else None


def came_back_in(
    store: Store, *, run: str | None = None, since: datetime | None = None, practice: bool = False
) -> tuple[CameBack, ...]:
    """What a run, or every run since then, found on that had been off."""
    history = store.history(practice=practice)
    found = []
    for news in history.news(kinds=[NewsKind.CAME_BACK], run=run, since=since):
        on = None if news.reading is None else history.reading(news.reading)
        if on is not None:
            found.append(CameBack(on=on, off=None if news.before is None else history.reading(news.before)))
    return tuple(found)


def _whose(reading: Reading) -> tuple[str, str, str, str]:
    result = reading.result
    return result.account, result.platform, result.control, result.item or ""


def _refuse_unknown(name: str, store: Store) -> None:
    known = {account.name for account in store.known()}
    if name not in known:
        remedy = did_you_mean(name, known) if known else "begin with `untrain check`"
        raise InputError(f"--account {name}", "nothing is known of an account of that name", remedy)
