"""The page of all platforms, and what is generated beside it."""

from __future__ import annotations

import runpy
from datetime import date, timedelta
from pathlib import Path

from untrain.flowbook import load_flows
from untrain.report.coverage import is_stale, platforms_page

ROOT = Path(__file__).parents[2]


def test_what_is_generated_is_current() -> None:
    """`make docs` would change nothing: the page tells of the flows that ship, and editors get today's vocabulary."""
    generated = runpy.run_path(str(ROOT / "scripts" / "write_docs.py"))["generated"]()

    assert {"platforms.md", "schema.json"} == {file.name for file in generated}
    assert [] == [file.name for file, text in generated.items() if text != file.read_text(encoding="utf-8")]


def test_every_control_has_its_line() -> None:
    """Nothing that ships is left out."""
    flows = load_flows()
    lines = platforms_page(flows.values(), ["linkedin"]).splitlines()

    for flow in flows.values():
        for control in flow.controls:
            assert 1 == sum(f"(`{flow.slug}`)" in line and f"(`{control.id}`)" in line for line in lines)


def test_facts_grow_stale_after_ninety_days() -> None:
    """On the ninetieth day they still hold."""
    gathered = date(2026, 11, 22)

    assert not is_stale(gathered, gathered + timedelta(days=90))
    assert is_stale(gathered, gathered + timedelta(days=91))
