"""From the accounts file to accounts, or one error that names file, line and column."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from untrain.accounts.reference import resolve
from untrain.accounts.rows import COLUMNS, REQUIRED, Row, read_rows
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.nearest import did_you_mean
from untrain.model.region import COUNTRIES, mend
from untrain.model.secret import Secret

__all__ = ["COLUMNS", "read_accounts", "read_as_written"]


def read_accounts(
    path: Path, *, flows: Mapping[str, Flow], environ: Mapping[str, str] = os.environ
) -> tuple[Account, ...]:
    """The accounts in this file, ready to sign in: `env:` is looked up now, `keyring:` and `cmd:` when first needed.

    Raises InputError for a bad file, and for a reference that can't work.
    """
    return tuple(_account(row, flows, environ) for row in _rows(path))


def read_as_written(path: Path, *, flows: Mapping[str, Flow]) -> tuple[Account, ...]:
    """The accounts in this file, with secrets that reveal what is written there, be it a reference; to be kept sealed.

    Raises InputError for a bad file.
    """
    return tuple(_account(row, flows, None) for row in _rows(path))


def _rows(path: Path) -> list[Row]:
    rows = read_rows(path)
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        for column in REQUIRED:
            if not row.cells.get(column, "").strip():
                raise InputError(row.place(column), "is empty", "every account has a name and a platform")
        who = (_plain(row, "account").casefold(), _plain(row, "platform").lower())
        if who in seen:
            raise InputError(
                row.place("account"), f"the same account and platform stand in line {seen[who]}", "keep one of them"
            )
        seen[who] = row.line
    return rows


def _account(row: Row, flows: Mapping[str, Flow], environ: Mapping[str, str] | None) -> Account:
    return Account(
        name=_name(row),
        platform=_platform(row, flows),
        username=_plain(row, "username") or None,
        password=_secret(row, "password", environ),
        totp_secret=_secret(row, "totp_secret", environ),
        region=_region(row),
        plan=_plain(row, "plan").lower() or None,
        full_name=_plain(row, "full_name") or None,
        email=_email(row),
    )


def _plain(row: Row, column: str) -> str:
    return row.cells.get(column, "").strip()


def _name(row: Row) -> str:
    name = _plain(row, "account")
    if not name.isprintable() or set(name) & set("/\\:"):
        raise InputError(row.place("account"), "has a character that no name has", "use letters, digits and dashes")
    return name


def _platform(row: Row, flows: Mapping[str, Flow]) -> str:
    platform = _plain(row, "platform").lower()
    if platform not in flows:
        raise InputError(row.place("platform"), f"“{platform}” is no platform", did_you_mean(platform, flows))
    return platform


def _region(row: Row) -> str | None:
    region = _plain(row, "region").upper()
    if region and region not in COUNTRIES:
        raise InputError(row.place("region"), f"“{region}” is no country code", mend(region))
    return region or None


def _email(row: Row) -> str | None:
    email = _plain(row, "email")
    if email and "@" not in email:
        raise InputError(row.place("email"), "is no e-mail address", "give it whole, or leave it empty")
    return email or None


def _secret(row: Row, column: str, environ: Mapping[str, str] | None) -> Secret | None:
    written = row.cells.get(column)
    if not written:
        return None
    if environ is None:
        return Secret(written)
    whose = f"{_plain(row, 'account')} on {_plain(row, 'platform').lower()}"
    return resolve(written, column=column, place=row.place(column), whose=whose, environ=environ)
