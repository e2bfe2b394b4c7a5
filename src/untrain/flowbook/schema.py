"""The vocabulary as JSON Schema, for editors."""

from __future__ import annotations

from untrain.flowbook.shape import Schema
from untrain.flowbook.vocabulary import FLOW


def json_schema() -> Schema:
    """The JSON Schema of `flow.toml`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A flow of untrain: all we know about one platform",
        **FLOW.schema(),
    }
