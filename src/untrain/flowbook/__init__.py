"""The flows: TOML files under `flows/`, read into the model, or refused with file, key and remedy."""

from __future__ import annotations

from untrain.flowbook.finding import Finding
from untrain.flowbook.lint import lint
from untrain.flowbook.load import builtin_folder, load_flow, load_flows
from untrain.flowbook.schema import json_schema
from untrain.model.nearest import nearest

__all__ = ["Finding", "builtin_folder", "json_schema", "lint", "load_flow", "load_flows", "nearest"]
