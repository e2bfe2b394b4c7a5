"""For all tests: nothing of the person who runs them is read or touched."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

# Their settings (but for the browser, which only they may know), and the keyring of their desktop.
for name in [name for name in os.environ if name.startswith("UNTRAIN_") and name != "UNTRAIN_BROWSER"]:
    del os.environ[name]
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """A file's tests stay with one worker, and share what they set up; those of the flows share nothing."""
    for item in items:
        if item.path.parent.name != "flows":
            item.add_marker(pytest.mark.xdist_group(f"{item.path.parent.name}-{item.path.stem}"))
