"""Accounts files to break, and a keyring of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from untrain.flowbook import load_flows
from untrain.model.flow import Flow

Write = Callable[..., Path]


class OwnKeyring(KeyringBackend):
    """A whole keyring backend that lives as long as the test."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password


@pytest.fixture
def own_keyring() -> Iterator[OwnKeyring]:
    """The keyring that is asked while the test runs."""
    before = keyring.get_keyring()
    own = OwnKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def flows() -> dict[str, Flow]:
    """The flows that ship."""
    return load_flows()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes an accounts file and gives its path."""

    def _write(text: str | bytes, name: str = "accounts.csv") -> Path:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return _write
