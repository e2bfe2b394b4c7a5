"""The home folder: where everything lies that outlives a run."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
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
    def index_of_accounts(self) -> Path:
        """Names and platforms of a very long accounts file, so that it need not be read each time."""
        return self.path / "accounts-index.json"

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

    @property
    def lock_of_watch(self) -> Path:
        """The file that is locked while `untrain watch` runs."""
        return self._locks() / "watch.lock"

    @property
    def heartbeat(self) -> Path:
        """Where `untrain watch` says that it lives."""
        return self.path / "watch.json"

    def lock_of_run(self, run_id: str) -> Path:
        """The file that is locked while this run goes on."""
        return self._locks() / f"run-{run_id}.lock"

    def picture(self, path: str) -> bytes | None:
        """The evidence file at this path of a result; None where it is gone, or is not evidence at all."""
        file = self._evidence_file(path)
        try:
            return None if file is None else file.read_bytes()
        except OSError:
            return None

    def evidence_named(self, account: Account) -> Iterator[str]:
        """The paths of all evidence files whose names begin as those of this account do."""
        begins = f"{_as_in_files(account.name)}-{_as_in_files(account.platform)}-"
        for file in self._evidence.glob("*/*"):
            if file.name.startswith(begins):
                yield file.relative_to(self.path.resolve()).as_posix()

    def remove_evidence(self, path: str) -> bool:
        """Remove the evidence file at this path; whether there was one."""
        file = self._evidence_file(path)
        if file is None or not file.is_file():
            return False
        file.unlink()
        return True

    @property
    def _evidence(self) -> Path:
        return (self.path / "evidence").resolve()

    def _evidence_file(self, path: str) -> Path | None:
        file = (self.path / path).resolve()
        return file if file.is_relative_to(self._evidence) else None

    def _locks(self) -> Path:
        folder = self.path / "locks"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _unusable(self, why: str | None) -> InputError:
        return InputError(f"home {self.path}", f"it can't be used ({why})", "point UNTRAIN_HOME at a folder of yours")


def _as_in_files(name: str) -> str:
    """A name as it stands in the name of an evidence file."""
    return re.sub(r"[^\w.@+-]+", "_", name)
