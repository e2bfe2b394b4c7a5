from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from untrain.model.result import Run
from untrain.report.records import as_csv, as_json


def test_json_is_the_public_report_to_the_letter(run: Run) -> None:
    """Other programs rely on every key of the report, and on `item` being there only where there is one."""
    assert {
        "schema": "untrain.report/1",
        "run": "01J0000000000000000000000A",
        "started": "2026-11-22T16:45:00.000Z",
        "finished": "2026-11-22T16:45:14.250Z",
        "version": "0.1.0",
        "mode": "run",
        "results": [
            {
                "account": "ada",
                "platform": "acme",
                "control": "generative-ai",
                "outcome": "opted_out",
                "detail": "It was on; a fresh load of the page shows it off.",
                "before": "on",
                "after": "off",
                "healed": False,
                "attempts": 1,
                "seconds": 1.9,
                "flow_version": "2026-11-22",
                "evidence": [f"evidence/01J/ada-acme-{m}" for m in ("before.png", "after.png", "record.json")],
            },
            {
                "account": "ada",
                "platform": "acme",
                "control": "objection",
                "outcome": "needs_human",
                "detail": "It is sent only when you ask for it.",
                "before": None,
                "after": None,
                "healed": False,
                "attempts": 1,
                "seconds": 0.0,
                "flow_version": "2026-11-22",
                "evidence": [],
            },
            {
                "account": "grace",
                "platform": "acme",
                "control": "generative-ai",
                "item": "my-blog",
                "outcome": "already_out",
                "detail": "It is already_out.",
                "before": None,
                "after": None,
                "healed": True,
                "attempts": 2,
                "seconds": 0.0,
                "flow_version": "2026-11-22",
                "evidence": [],
            },
        ],
        "summary": {"opted_out": 1, "already_out": 1, "needs_human": 1},
    } == json.loads(as_json(run))


def test_json_of_a_cut_off_run_has_no_end(run: Run) -> None:
    """A run that was cut off does not claim to have finished."""
    assert json.loads(as_json(replace(run, finished=None)))["finished"] is None


def test_csv_has_a_row_for_each_result(run: Run) -> None:
    """A spreadsheet gets every result, with where its evidence lies."""
    rows = list(csv.DictReader(io.StringIO(as_csv(run))))

    assert [("ada", "opted_out"), ("ada", "needs_human"), ("grace", "already_out")] == [
        (row["account"], row["outcome"]) for row in rows
    ]
    assert "my-blog" == rows[2]["item"]
    assert "evidence/01J/ada-acme-before.png" == rows[0]["evidence"].split()[0]


def test_csv_runs_nothing_in_a_spreadsheet(run: Run) -> None:
    """Words that a page put into a detail are never run as a formula."""
    hostile = replace(run.results[0], detail='=HYPERLINK("https://evil.example")')
    rows = list(csv.DictReader(io.StringIO(as_csv(replace(run, results=(hostile,))))))

    assert "'=HYPERLINK" == rows[0]["detail"][:11]
