"""The accounts to work on: those of a file, or those that the home folder keeps, with their secrets sealed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from filelock import FileLock

from untrain.accounts import COLUMNS, Unreadable, Vault, read_accounts, read_as_written, resolved
from untrain.app.files import write_privately
from untrain.app.home import Home
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.nearest import did_you_mean
from untrain.model.secret import Secret
from untrain.store import Store

_SECRETS: Final = ("password", "totp_secret")
_SEALED: Final = "sealed"
_FIELDS: Final = {"account": "name"}  # where a column of the file and a field of ours are called differently
_REFERENCES: Final = ("env:", "keyring:", "cmd:")
_HEADER: Final = (
    "# Kept by `untrain accounts`. Passwords that were imported are not here: they are sealed in the store.\n"
)


class KeptAccounts:
    """The accounts in the home folder. References to secrets stand in the file; secrets themselves are sealed."""

    def __init__(self, *, home: Home, store: Store, vault: Vault, flows: Mapping[str, Flow]) -> None:
        self._home = home
        self._store = store
        self._vault = vault
        self._flows = flows

    def all(self) -> tuple[Account, ...]:
        """Every kept account, with its secrets as they were written. Raises InputError for a file that was spoilt."""
        if not self._home.accounts.exists():
            return ()
        return tuple(self._with_sealed(one) for one in read_as_written(self._home.accounts, flows=self._flows))

    def add(self, accounts: Iterable[Account]) -> tuple[Account, ...]:
        """Keep these accounts, in place of older ones of the same name and platform; gives them back."""
        new = tuple(accounts)
        with self._alone():
            kept = {_key(account): account for account in (*self.all(), *new)}
            for account in new:
                self._store.secrets.keep(account, self._sealed(account))
            self._write(kept.values())
        return new

    def import_from(self, file: Path) -> tuple[Account, ...]:
        """Keep all accounts of a file. Raises InputError for a bad file, and then keeps none of it."""
        return self.add(read_as_written(file, flows=self._flows))

    def remove(self, name: str, platform: str | None = None) -> tuple[Account, ...]:
        """Keep these accounts no longer; what was found out about them stays. Raises InputError if there are none."""
        with self._alone():
            gone = self.named(name, platform)
            keys = {_key(account) for account in gone}
            for account in gone:
                self._store.secrets.keep(account, {})
            self._write(account for account in self.all() if _key(account) not in keys)
        return gone

    def named(self, name: str, platform: str | None = None) -> tuple[Account, ...]:
        """The kept accounts of this name, on all platforms or one. Raises InputError when there are none."""
        kept = self.all()
        found = tuple(one for one in kept if one.name == name and platform in (None, one.platform))
        if not found:
            names = {account.name for account in kept}
            where = f" on {platform}" if platform else ""
            raise InputError(f"account “{name}”", f"none of that name is kept{where}", _remedy(name, names))
        return found

    def _write(self, accounts: Iterable[Account]) -> None:
        tables = "".join(_as_toml(account) for account in sorted(accounts, key=_key))
        if tables:
            write_privately(self._home.accounts, _HEADER + tables)
        else:
            self._home.accounts.unlink(missing_ok=True)

    def _alone(self) -> FileLock:
        """Held while the file is read and written, so that two who add at once both succeed."""
        return FileLock(self._home.lock_of_accounts, mode=0o600)

    def _sealed(self, account: Account) -> dict[str, bytes]:
        """The secrets that are no references, sealed."""
        return {
            name: self._vault.seal(secret.reveal().encode())
            for name in _SECRETS
            if (secret := getattr(account, name)) is not None and not _is_reference(secret)
        }

    def _with_sealed(self, account: Account) -> Account:
        sealed = self._store.secrets.get(account)
        return replace(
            account,
            password=self._opened(account, sealed.get("password")) or account.password,
            totp_secret=self._opened(account, sealed.get("totp_secret")) or account.totp_secret,
        )

    def _opened(self, account: Account, sealed: bytes | None) -> Secret | None:
        try:
            return None if sealed is None else Secret(self._vault.unseal(sealed).decode())
        except Unreadable as error:
            problem = f"the kept password of {account} can't be opened: {error}"
            raise InputError(self._store.place, problem, "import or add that account again") from error


def accounts_for(file: Path | None, kept: KeptAccounts, flows: Mapping[str, Flow]) -> tuple[Account, ...]:
    """The accounts of this file, else the kept ones, ready to sign in. Raises InputError when there are none."""
    if file is not None:
        return read_accounts(file, flows=flows)
    accounts = kept.all()
    if not accounts:
        remedy = "give a file with --accounts, or keep one with `untrain accounts import FILE`"
        raise InputError("accounts", "there are none yet", remedy)
    return tuple(resolved(account, environ=os.environ) for account in accounts)


def forget(account: Account, *, home: Home, store: Store) -> tuple[int, int]:
    """Delete all that is known of an account: session, results, evidence; gives how many results and files.

    Other accounts are left alone; the entry in the accounts file is none of this.
    """
    files = {(home.path / path).resolve() for path in store.evidence_of(account)}
    evidence = (home.path / "evidence").resolve()
    there = [file for file in files if file.is_relative_to(evidence) and file.is_file()]
    for file in there:
        file.unlink()
    return store.forget(account), len(there)


def secrets_of(account: Account) -> dict[str, str]:
    """How each secret of a kept account is had, for a listing: its reference, or that it is sealed."""
    return {
        name: secret.reveal() if _is_reference(secret) else _SEALED
        for name in _SECRETS
        if (secret := getattr(account, name)) is not None
    }


def _is_reference(secret: Secret) -> bool:
    return secret.reveal().startswith(_REFERENCES)


def _key(account: Account) -> tuple[str, str]:
    return account.name, account.platform


def _remedy(name: str, names: Sequence[str] | set[str]) -> str:
    return did_you_mean(name, names) if names else "import some with `untrain accounts import FILE`"


def _as_toml(account: Account) -> str:
    references = {name: how for name, how in secrets_of(account).items() if how != _SEALED}
    lines = []
    for column in COLUMNS:
        value = references.get(column) if column in _SECRETS else getattr(account, _FIELDS.get(column, column))
        if value:
            # a JSON string with its letters unescaped is a TOML basic string
            lines.append(f"{column} = {json.dumps(value, ensure_ascii=False)}\n")
    return "\n[[account]]\n" + "".join(lines)
