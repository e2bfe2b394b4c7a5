"""What `untrain report` says about a period, rather than about one run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from untrain.app.desk import Desk, open_desk
from untrain.app.files import check_writable
from untrain.app.history import came_back_in
from untrain.model.errors import InputError
from untrain.model.period import By
from untrain.report import period
from untrain.settings import load_settings
from untrain.store import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for on the command line."""

    since: datetime | None
    by: By | None
    json: bool
    csv: bool
    jsonl: bool
    sqlite: Path | None
    counts: bool

    @property
    def given(self) -> bool:
        """Whether it is about a period at all."""
        return bool(self.since or self.by or self.jsonl or self.sqlite or self.counts)

    @property
    def begin(self) -> datetime | None:
        """When the period begins: at midnight, UTC."""
        return self.since.replace(tzinfo=UTC) if self.since else None


def show_period(wish: Wish) -> None:
    """Write what was asked for to stdout, or to its file. Raises InputError."""
    if wish.sqlite is not None:
        check_writable(wish.sqlite, "--sqlite")
    with open_desk(load_settings(Path.cwd())) as desk:
        if wish.sqlite is not None:
            _copy(desk, wish.sqlite, wish.begin)
        else:
            for piece in _counts(desk, wish) if wish.counts else _results(desk, wish):
                sys.stdout.buffer.write(piece.encode())  # in UTF-8, whatever the terminal speaks
            sys.stdout.buffer.flush()


def _copy(desk: Desk, file: Path, since: datetime | None) -> None:
    try:
        desk.store.export(file, since=since)
    except StoreError as error:
        raise InputError(error.place, error.problem, error.remedy) from error
    sys.stderr.write(f"written to {file}\n")


def _counts(desk: Desk, wish: Wish) -> Iterable[str]:
    since = wish.begin
    standings = [one for one in desk.store.history().standings() if since is None or one.at >= since]
    records = period.counts_of(standings)
    if wish.json:
        return [period.counts_as_json(records)]
    return period.counts_as_csv(records) if wish.csv else _lines(period.counts_as_text(records))


def _results(desk: Desk, wish: Wish) -> Iterable[str]:
    readings = desk.store.history().readings(since=wish.begin)
    if wish.jsonl:
        return period.as_json_lines(readings)
    if wish.csv:
        return period.as_csv(readings)
    if wish.json and wish.by is None:
        return [period.as_json(readings)]
    by = wish.by or By.PLATFORM
    sums = period.sums_of(readings, came_back_in(desk.store, since=wish.begin), by)
    return [period.sums_as_json(sums, by)] if wish.json else _lines(period.sums_as_text(sums))


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)
