"""The history of controls: for a person, as JSON, as CSV, and as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from untrain.model.history import CameBack, Line, News, NewsKind, Reading, Standing, Status
from untrain.report.next_move import target
from untrain.report.records import moment, no_formula
from untrain.report.words import WORDS, Tone, harmless

SCHEMA: Final = "untrain.history/1"
COLUMNS: Final = (
    "account", "platform", "control", "item", "at", "state", "outcome", "events", "detail", "before", "after",
    "flow_version", "mode", "run", "evidence",
)  # fmt: skip

STATUS_WORDS: Final = {Status.ON: "on", Status.OFF: "off", Status.NOT_OFFERED: "not offered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed line of a history, with its tone; `loud` for what must not be overlooked."""

    text: str
    tone: Tone = Tone.CALM
    loud: bool = False


def as_json(lines: Iterable[Line]) -> str:
    """The histories as one JSON document."""
    document = {"schema": SCHEMA, "lines": [_line_record(line) for line in lines]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_json_lines(lines: Iterable[Line]) -> Iterator[str]:
    """Every reading as a JSON object on a line of its own."""
    for line in lines:
        for reading in line.readings:
            yield json.dumps(_flat(line, reading), ensure_ascii=False) + "\n"


def as_csv(lines: Iterable[Line]) -> Iterator[str]:
    """Every reading as a row of CSV, safe to open in a spreadsheet; the first row names the columns."""
    yield _row(COLUMNS)
    for line in lines:
        for reading in line.readings:
            flat = _flat(line, reading)
            flat["events"] = " ".join(kinds_of(line, reading))
            flat["evidence"] = " ".join(reading.result.evidence)
            yield _row([no_formula(flat[name]) for name in COLUMNS])


def as_text(line: Line) -> Iterator[Row]:
    """The line for a terminal: what stands, then its readings, of which those alike are told together."""
    whose = f"{harmless(line.standing.account)}  {harmless(target(line.readings[0].result))}"
    yield Row(text=f"{whose}  {standing_words(line.standing)}", loud=True, tone=_tone(line.standing))
    returns = {one.on.id: one for one in line.returns}
    for _, alike in groupby(line.readings, key=lambda one: (one.result.outcome, one.id in returns)):
        same = tuple(alike)
        if same[0].id in returns:
            for one in same:
                yield Row(text=f"  {_day(one)}  {came_back_words(returns[one.id])}", tone=Tone.BAD, loud=True)
        words = WORDS[same[0].result.outcome]
        times = f" ({len(same)} looks, until {_day(same[-1])})" if len(same) > 1 else ""
        text = f"  {_day(same[0])}  {words.sign} {words.label}{times}  {harmless(same[-1].result.detail)}"
        yield Row(text=text.rstrip(), tone=words.tone)


def standing_words(standing: Standing) -> str:
    """What stands, in words, such as "off since 2026-11-22, last looked at on 2026-12-01"."""
    known = "not known" if standing.status is None else STATUS_WORDS[standing.status]
    since = f" since {standing.since:%Y-%m-%d}" if standing.since else ""
    return f"{known}{since}, last looked at on {standing.at:%Y-%m-%d}"


def came_back_words(back: CameBack) -> str:
    """That it came back on, when it was last seen off, and both pieces of evidence."""
    was = f"it was off on {_day(back.off)}" if back.off else "it had been off"
    before = ", ".join(back.off.result.evidence) if back.off else ""
    proof = f"; evidence: {before or 'none'} → {', '.join(back.on.result.evidence) or 'none'}"
    return f"▲ CAME BACK ON: {was}, and on {_day(back.on)} it was found on{proof}"


def kinds_of(line: Line, reading: Reading) -> list[str]:
    """The news that a reading made, by kind."""
    return [news.kind.value for news in line.news if news.reading == reading.id]


def _tone(standing: Standing) -> Tone:
    if standing.status is Status.OFF:
        return Tone.GOOD
    return Tone.BAD if standing.status is Status.ON else Tone.CALM


def _day(reading: Reading) -> str:
    return f"{reading.result.seen_at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _moment(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def _line_record(line: Line) -> dict[str, object]:
    standing = line.standing
    return {
        **_name_of(standing),
        "state": standing.status,
        "since": _moment(standing.since),
        "last": moment(standing.at),
        "outcome": standing.outcome.value,
        "readings": [_reading_record(reading) for reading in line.readings],
        "events": [_event(line, news) for news in line.news],
    }


def _name_of(standing: Standing) -> dict[str, object]:
    record: dict[str, object] = {
        "account": standing.account,
        "platform": standing.platform,
        "control": standing.control,
    }
    return record if standing.item is None else record | {"item": standing.item}


def _reading_record(reading: Reading) -> dict[str, object]:
    result = reading.result
    return {
        "at": moment(result.seen_at),
        "state": reading.status,
        "outcome": result.outcome.value,
        "detail": result.detail,
        "before": result.before,
        "after": result.after,
        "flow_version": result.flow_version,
        "mode": reading.mode.value,
        "run": reading.run,
        "evidence": list(result.evidence),
    }


def _event(line: Line, news: News) -> dict[str, object]:
    on, before = line.reading(news.reading), line.reading(news.before)
    record: dict[str, object] = {
        "event": news.kind.value,
        "at": moment(news.at),
        "evidence": list(on.result.evidence) if on else [],
    }
    if news.kind is NewsKind.CAME_BACK:
        record["off_at"] = moment(before.result.seen_at) if before else None
        record["off_evidence"] = list(before.result.evidence) if before else []
    return record


def _flat(line: Line, reading: Reading) -> dict[str, object]:
    return {
        "account": line.standing.account,
        "platform": line.standing.platform,
        "control": line.standing.control,
        "item": line.standing.item,
        "events": kinds_of(line, reading),
        **_reading_record(reading),
    }


def _row(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
