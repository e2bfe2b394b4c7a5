"""All results of a period: one by one for other programs, summed up for a person, and counted for a group."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from untrain.model.history import CameBack, Reading, Standing, Status
from untrain.model.outcome import Outcome
from untrain.model.period import By
from untrain.model.result import Result
from untrain.report.records import COLUMNS, key_of, moment, no_formula, record_of
from untrain.report.words import counts, harmless, headline, rest

RESULTS: Final = "untrain.results/1"
SUMMARY: Final = "untrain.summary/1"
COUNTS: Final = "untrain.counts/1"
SMALL: Final = 5
"""A number below this could point at a person, so counts for a group do not show it; 0 neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What became of one account, or of one platform, in a period: the newest result of each control counts."""

    name: str
    newest: tuple[Result, ...]
    looks: int
    came_back: int

    @property
    def outcomes(self) -> dict[Outcome, int]:
        """How often each outcome is the newest one."""
        return counts(self.newest)


def sums_of(readings: Iterable[Reading], came_back: Iterable[CameBack], by: By) -> list[Sum]:
    """One sum for each account, or for each platform, in the order of their names."""
    newest: defaultdict[str, dict[object, Result]] = defaultdict(dict)
    looks: Counter[str] = Counter()
    for reading in readings:
        name = getattr(reading.result, by.value)
        looks[name] += 1
        newest[name][key_of(reading.result)] = reading.result
    returns = Counter(getattr(back.on.result, by.value) for back in came_back)
    return [
        Sum(name=name, newest=tuple(newest[name].values()), looks=looks[name], came_back=returns[name])
        for name in sorted(newest)
    ]


def sums_as_json(sums: Iterable[Sum], by: By) -> str:
    """The sums as one JSON document."""
    records = [
        {by.value: one.name, "looks": one.looks, "came_back": one.came_back, "summary": one.outcomes} for one in sums
    ]
    return json.dumps({"schema": SUMMARY, "by": by.value, "sums": records}, ensure_ascii=False, indent=1) + "\n"


def sums_as_text(sums: Iterable[Sum]) -> Iterator[str]:
    """A line for each, such as "linkedin  2 of 3 are off. 1 needs you. 12 looks"."""
    for one in sums:
        back = f" ▲ {one.came_back} CAME BACK ON." if one.came_back else ""
        looks = f"{one.looks} look{'s' if one.looks != 1 else ''}"
        yield f"{harmless(one.name)}  {f'{headline(one.newest)} {rest(one.newest)}'.strip()}{back}  ({looks})"


def as_csv(readings: Iterable[Reading]) -> Iterator[str]:
    """Every result as a row of CSV, safe to open in a spreadsheet; the first row names the columns."""
    yield _row(COLUMNS)
    for reading in readings:
        record = {**_record(reading), "evidence": " ".join(reading.result.evidence)}
        yield _row([no_formula(record[name]) for name in COLUMNS])


def as_json_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """Every result as a JSON object on a line of its own."""
    for reading in readings:
        yield json.dumps(_record(reading), ensure_ascii=False) + "\n"


def as_json(readings: Iterable[Reading]) -> str:
    """Every result, in one JSON document."""
    document = {"schema": RESULTS, "results": [_record(reading) for reading in readings]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def counts_of(standings: Iterable[Standing]) -> list[dict[str, object]]:
    """How many accounts have each control on, off, not offered, or not known: without names, and with small numbers
    hidden, so that nobody can be made out; a control that hardly anybody has is left out."""
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seen: set[tuple[str, str, str]] = set()
    for one in standings:
        whose = (one.account, one.platform, one.control)
        if whose not in seen:  # a person with many items counts once
            seen.add(whose)
            found[one.platform, one.control][one.status or "not_known"] += 1
    states = [*(status.value for status in Status), "not_known"]
    return [
        {"platform": platform, "control": control, **{state: _hidden(cells[state]) for state in states}}
        for (platform, control), cells in sorted(found.items())
        if cells.total() >= SMALL
    ]


def counts_as_json(records: Iterable[dict[str, object]]) -> str:
    """The counts as one JSON document; null is a number too small to be shown."""
    return json.dumps({"schema": COUNTS, "hidden_below": SMALL, "counts": list(records)}, indent=1) + "\n"


def counts_as_csv(records: Iterable[dict[str, object]]) -> Iterator[str]:
    """The counts as CSV; a number too small to be shown is empty."""
    names = ("platform", "control", *(status.value for status in Status), "not_known")
    yield _row(names)
    for record in records:
        yield _row(["" if record[name] is None else record[name] for name in names])


def counts_as_text(records: Iterable[dict[str, object]]) -> Iterator[str]:
    """A line for each control; "few" is a number too small to be shown."""
    states = {"off": "off", "on": "on", "not_offered": "not offered", "not_known": "not known"}
    for record in records:
        cells = [f"{'few' if record[key] is None else record[key]} {words}" for key, words in states.items()]
        yield f"{record['platform']}/{record['control']}  {', '.join(cells)}"


def _hidden(number: int) -> int | None:
    return number if number >= SMALL else None


def _record(reading: Reading) -> dict[str, object]:
    record = {"run": reading.run, "mode": reading.mode.value, "item": None, **record_of(reading.result)}
    return record | {"seen_at": moment(reading.result.seen_at)}


def _row(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
