"""The JSON Schema, and the page that explains the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from untrain.flowbook import json_schema

README = Path(__file__).parents[2] / "flows" / "README.md"


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    for key, shape in schema.get("properties", {}).items():
        yield key
        yield from _keys(shape)
    if "items" in schema:
        yield from _keys(schema["items"])


def test_the_readme_explains_every_key() -> None:
    """The vocabulary on the page is the vocabulary of the reader, and no more."""
    rows = {line.split("|")[1].strip() for line in README.read_text().splitlines() if line.startswith("| `")}

    assert {f"`{key}`" for key in _keys(json_schema())} == rows


def test_the_schema_is_plain_json_and_closed() -> None:
    """An editor can use it, and marks unknown keys."""
    schema = json.loads(json.dumps(json_schema()))

    assert {"slug", "title", "facts", "hosts", "control"} == set(schema["required"])
    assert schema["additionalProperties"] is False
    assert schema["properties"]["control"]["items"]["additionalProperties"] is False
    assert "out when" not in json.dumps(schema)
    assert "switch" in schema["properties"]["control"]["items"]["properties"]["kind"]["enum"]
