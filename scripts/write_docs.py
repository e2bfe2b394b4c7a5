"""Writes what is generated: docs/platforms.md from the flows, flows/schema.json from the vocabulary (`make docs`)."""

from __future__ import annotations

import json
from pathlib import Path

from untrain.flowbook import builtin_folder, json_schema, load_flows
from untrain.flowbook.skeleton import SCHEMA_FILE
from untrain.report.coverage import platforms_page

DOCS = Path(__file__).parents[1] / "docs"


def generated() -> dict[Path, str]:
    """Each generated file with the text that it should have."""
    flows = builtin_folder()
    replicas = [place.parents[1].name for place in flows.glob("*/replica/replica.toml")]
    return {
        DOCS / "platforms.md": platforms_page(load_flows().values(), replicas),
        flows / SCHEMA_FILE: json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n",
    }


if __name__ == "__main__":
    for file, text in generated().items():
        file.write_text(text, encoding="utf-8")
        print(f"written: {file}")
