"""The accounts to work on: those of a file, or those that the home folder keeps, with their secrets sealed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
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
from untrain.model.region import COUNTRIES, mend
from untrain.model.secret import Secret
from untrain.store import Store

_SECRETS: Final = ("password", "totp_secret")
_SEALED: Final = "sealed"
_MANY: Final = 1000  # accounts take so long to read that their names are remembered
_FIELDS: Final = {"account": "name"}  # where a column of the file and a field of ours are called differently
REFERENCES: Final = ("env:", "keyring:", "cmd:")
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

    def add_one(self, given: Mapping[str, str | None]) -> tuple[Account, ...]:
        """Keep the account with these values, by the columns of an accounts file. Raises InputError for a bad one."""
        return self.add([_account(given, self._flows)])

    def import_from(self, file: Path) -> tuple[Account, ...]:
        """Keep all accounts of a file. Raises InputError for a bad file, and then keeps none of it."""
        return self.add(read_as_written(file, flows=self._flows))

    def remove(self, name: str, platform: str | None = None) -> tuple[Account, ...]:
        """Keep these accounts no longer; what was found out about them stays. Raises InputError if there are none."""
        gone = self.named(name, platform)
        for account in gone:
            self.drop(account)
        return gone

    def drop(self, account: Account) -> None:
        """Keep this account no longer, if it was kept at all."""
        with self._alone():
            self._store.secrets.keep(account, {})
            self._write(one for one in self.all() if _key(one) != _key(account))

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
        self._home.index_of_accounts.unlink(missing_ok=True)
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


def listed(file: Path | None, home: Home, flows: Mapping[str, Flow]) -> tuple[Account, ...]:
    """The accounts of this file, else the kept ones, to be named and counted: their secrets are not looked up."""
    source = file or home.accounts
    if not file and not source.exists():
        return ()
    digest = _digest(source)
    if (known := _from_index(home.index_of_accounts, digest, flows)) is not None:
        return known
    accounts = read_as_written(source, flows=flows)
    if len(accounts) >= _MANY:
        rows = [(one.name, one.platform, one.region, one.plan) for one in accounts]
        write_privately(home.index_of_accounts, json.dumps({"digest": digest, "accounts": rows}))
    return accounts


def _digest(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None  # the reader says what is wrong


def _from_index(index: Path, digest: str | None, flows: Mapping[str, Flow]) -> tuple[Account, ...] | None:
    """The accounts of the file with this digest, read before; None where it has to be read."""
    try:
        known = json.loads(index.read_bytes())
        if digest is None or known["digest"] != digest or any(row[1] not in flows for row in known["accounts"]):
            return None
        return tuple(Account(name=row[0], platform=row[1], region=row[2], plan=row[3]) for row in known["accounts"])
    except (OSError, ValueError, KeyError):
        return None


def forget(account: Account, *, home: Home, store: Store, kept: KeptAccounts) -> tuple[int, int]:
    """Delete an account and all that is known of it; gives how many results and how many evidence files that was."""
    others = [one for one in store.known() if _key(one) != _key(account)]
    theirs = {path for one in others for path in store.evidence_of(one)}
    # a job that was cut off leaves files that no result names
    mine = {*store.evidence_of(account), *home.evidence_named(account)} - theirs
    gone = sum(home.remove_evidence(path) for path in mine)
    home.index_of_accounts.unlink(missing_ok=True)
    results = store.forget(account)
    kept.drop(account)
    home.lock_of_account(account).unlink(missing_ok=True)
    return results, gone


def what_is_left(account: Account, *, home: Home, store: Store, kept: KeptAccounts) -> tuple[str, ...]:
    """What is still there of an account after it was forgotten, looked for anew: nothing, if all went well."""
    rows = store.traces_of(account)
    files = sum(1 for _ in home.evidence_named(account))
    there = any(_key(one) == _key(account) for one in kept.all())
    found = {f"{rows} rows in the store": rows, f"{files} evidence files": files, "the account itself": there}
    return tuple(what for what, left in found.items() if left)


def as_record(account: Account) -> dict[str, str | None]:
    """An account as a listing shows it, by the columns of an accounts file: no secret, but how each is had."""
    values = {column: getattr(account, _FIELDS.get(column, column)) for column in COLUMNS if column not in _SECRETS}
    return values | {name: secrets_of(account).get(name) for name in _SECRETS}


def secrets_of(account: Account) -> dict[str, str]:
    """How each secret of a kept account is had, for a listing: its reference, or that it is sealed."""
    return {
        name: secret.reveal() if _is_reference(secret) else _SEALED
        for name in _SECRETS
        if (secret := getattr(account, name)) is not None
    }


def _account(given: Mapping[str, str | None], flows: Mapping[str, Flow]) -> Account:
    name, platform = given["account"] or "", given["platform"] or ""
    region, email = given.get("region"), given.get("email")
    if not name.strip() or not name.isprintable() or set(name) & set("/\\:"):
        raise InputError(f"account “{name}”", "that is no name", "use letters, digits and dashes")
    if platform not in flows:
        raise InputError(f"platform “{platform}”", "it is not known", did_you_mean(platform, flows))
    if region and region.upper() not in COUNTRIES:
        raise InputError("--region", f"“{region}” is no country code", mend(region))
    if email and "@" not in email:
        raise InputError("--email", "it is no e-mail address", "give it whole, or leave it out")
    password, totp_secret = given.get("password"), given.get("totp_secret")
    return Account(
        name=name,
        platform=platform,
        username=given.get("username"),
        password=Secret(password) if password else None,
        totp_secret=Secret(totp_secret) if totp_secret else None,
        region=region.upper() if region else None,
        plan=given.get("plan"),
        full_name=given.get("full_name"),
        email=email,
    )


def _is_reference(secret: Secret) -> bool:
    return secret.reveal().startswith(REFERENCES)


def _key(account: Account) -> tuple[str, str]:
    return account.name, account.platform


def _remedy(name: str, names: set[str]) -> str:
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
