from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from untrain.model.flow import Flow
from untrain.model.history import Line, Reading, fold_all
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode, Result, Run
from untrain.report import lines
from untrain.report.page import as_html
from untrain.report.records import as_json
from untrain.report.terminal import came_back_lines

START = datetime(2026, 1, 1, tzinfo=UTC)


def a_result(number: int, outcome: Outcome, use: DataUse | None) -> Result:
    return Result(
        account="ada",
        platform="acme",
        control="generative-ai",
        outcome=outcome,
        detail="=It is so.",
        flow_version="1",
        seen_at=START + timedelta(days=30 * number),
        before=use,
        after=use,
        evidence=(f"evidence/{number}/ada-before.png",),
    )


@pytest.fixture
def line() -> Line:
    """Off twice, and then on."""
    looks = [(Outcome.ALREADY_OUT, DataUse.OFF), (Outcome.ALREADY_OUT, DataUse.OFF), (Outcome.OPTED_IN, DataUse.ON)]
    readings = tuple(
        Reading(id=n, run=f"r{n}", mode=Mode.CHECK, result=a_result(n, *one)) for n, one in enumerate(looks)
    )
    standing, news = fold_all(readings)
    assert standing is not None
    return Line(readings=readings, standing=standing, news=news)


def test_tells_a_person_what_came_back(line: Line) -> None:
    """Loud, with both dates and both pieces of evidence; looks that are alike are told together."""
    head, off, back, on = lines.as_text(line)

    assert "ada  acme/generative-ai  on since 2026-03-02, last looked at on 2026-03-02" == head.text
    assert "  2026-01-01 00:00  ✔ Off already (2 looks, until 2026-01-31 00:00)  =It is so." == off.text
    assert back.loud
    assert (
        "  2026-03-02 00:00  ▲ CAME BACK ON: it was off on 2026-01-31 00:00, and on 2026-03-02 00:00 it was found on; "
        "evidence: evidence/1/ada-before.png → evidence/2/ada-before.png"
    ) == back.text
    assert "● On" in on.text


def test_gives_other_programs_every_reading(line: Line) -> None:
    """As JSON with the events, and as one JSON object a line."""
    (record,) = json.loads(lines.as_json([line]))["lines"]

    assert [("first", []), ("came_back", ["evidence/1/ada-before.png"])] == [
        (one["event"], one.get("off_evidence", [])) for one in record["events"]
    ]
    assert ["off", "off", "on"] == [one["state"] for one in record["readings"]]
    flat = [json.loads(each) for each in lines.as_json_lines([line])]
    assert [["first"], [], ["came_back"]] == [one["events"] for one in flat]


def test_gives_a_spreadsheet_nothing_to_run(line: Line) -> None:
    """A row for each reading, of which no cell begins like a formula."""
    rows = list(csv.DictReader("".join(lines.as_csv([line])).splitlines()))

    assert [("off", "first"), ("off", ""), ("on", "came_back")] == [(one["state"], one["events"]) for one in rows]
    assert {"'=It is so."} == {one["detail"] for one in rows}


def test_a_report_begins_with_what_came_back(line: Line, run: Run, flows: dict[str, Flow], pixel: bytes) -> None:
    """In HTML before what is left to do, with the pictures from then and now; in JSON at its result."""
    after = replace(run, results=(line.readings[2].result,))
    html = as_html(after, flows, lambda _: pixel, came_back=line.returns)

    assert html.index("Came back on</h2>") < html.index("What is left for you")
    assert "Off, on 31 January 2026" in html
    assert "evidence/1/ada-before.png" in html
    (result,) = json.loads(as_json(after, line.returns))["results"]
    assert {"off_at": "2026-01-31T00:00:00.000Z", "off_evidence": ["evidence/1/ada-before.png"]} == result["came_back"]
    assert "CAME BACK ON  It was off on 2026-01-31." in came_back_lines(line.returns)[0]


def test_nothing_came_back_nothing_is_said(run: Run, flows: dict[str, Flow]) -> None:
    """The alarm is only raised for a reason."""
    assert "Came back on" not in as_html(run, flows, lambda _: None)
    assert "came_back" not in as_json(run)
