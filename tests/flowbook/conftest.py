"""Flows to break, written into a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flowbook.whole import Write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a flow into `acme/flow.toml` and gives the path."""

    def _write(text: str | bytes) -> Path:
        file = tmp_path / "acme" / "flow.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return _write
