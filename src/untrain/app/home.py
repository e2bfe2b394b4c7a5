"""The home folder: where everything lies that outlives a run."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from untrain.model.account import Account
from untrain.model.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The home folder and the places in it; it is its owner's alone."""

    path: Path

    @property
    def store(self) -> Path:
        """The database."""
        return self.path / "untrain.sqlite"

    @property
    def accounts(self) -> Path:
        """The accounts that were imported or added."""
        return self.path / "accounts.toml"

    @property
    def flows(self) -> Path:
        """The owner's own flows."""
        return self.path / "flows"

    @property
    def logs(self) -> Path:
        """What is written down about crashes."""
        return self.path / "logs"

    def make(self) -> None:
        """Make it, private to its owner, where it is absent. Raises InputError when that can't be."""
        try:
            for folder in (self.path, self.path / "evidence"):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(error.strerror) from error
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise self._unusable("you may not write to it")

    def lock_of_account(self, account: Account) -> Path:
        """The file that is locked while somebody works on this account."""
        mark = hashlib.sha256(f"{account.platform}\n{account.name.casefold()}".encode()).hexdigest()[:24]
        return self._locks() / f"account-{mark}.lock"

    @property
    def lock_of_accounts(self) -> Path:
        """The file that is locked while the kept accounts change."""
        return self._locks() / "accounts.lock"

    def lock_of_run(self, run_id: str) -> Path:
        """The file that is locked while this run goes on."""
        return self._locks() / f"run-{run_id}.lock"

    def picture(self, path: str) -> bytes | None:
        """The evidence file at this path of a result; None where it is gone, or is not evidence at all."""
        evidence = (self.path / "evidence").resolve()
        file = (self.path / path).resolve()
        if not file.is_relative_to(evidence):
            return None
        try:
            return file.read_bytes()
        except OSError:
            return None

    def _locks(self) -> Path:
        folder = self.path / "locks"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _unusable(self, why: str | None) -> InputError:
        return InputError(f"home {self.path}", f"it can't be used ({why})", "point UNTRAIN_HOME at a folder of yours")
