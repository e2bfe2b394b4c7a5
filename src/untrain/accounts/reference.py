"""References to secrets: `env:NAME`, `keyring:SERVICE/USER` and `cmd:COMMAND`; anything else is the secret itself."""

from __future__ import annotations

import base64
import binascii
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from untrain.model.account import Account
from untrain.model.errors import InputError, NeedsHuman
from untrain.model.secret import Secret

PATIENCE: Final = 30.0
"""Seconds that a `cmd:` may take."""

_BAD_SEED: Final = "is no TOTP secret: letters A to Z and digits 2 to 7"


def resolved(account: Account, *, environ: Mapping[str, str] = os.environ) -> Account:
    """The account whose secrets are as written, ready to sign in; raises InputError for a reference that can't work."""

    def _resolved(column: str, written: Secret | None) -> Secret | None:
        if written is None:
            return None
        return resolve(
            written.reveal(), column=column, place=f"{account}, {column}", whose=str(account), environ=environ
        )

    return replace(
        account,
        password=_resolved("password", account.password),
        totp_secret=_resolved("totp_secret", account.totp_secret),
    )


def resolve(written: str, *, column: str, place: str, whose: str, environ: Mapping[str, str]) -> Secret:
    """The secret that is meant by what is written in a column; raises InputError when that can't work.

    What is fetched later raises NeedsHuman, when it is first needed and can't be had.
    """
    kind, _, rest = written.partition(":")
    if kind == "env":
        return Secret(_final(_from_env(rest.strip(), place, environ), column, place))
    if kind == "keyring":
        service, user = _keyring_entry(rest.strip(), place)
        return _later(lambda: _from_keyring(service, user), column, whose)
    if kind == "cmd":
        command = _command(rest, place)
        return _later(lambda: _from_command(command), column, whose)
    return Secret(_final(written, column, place))


def _final(value: str, column: str, place: str) -> str:
    if column != "totp_secret":
        return value
    seed = _seed(value)
    if seed is None:
        raise InputError(place, _BAD_SEED, "copy it from the platform's set-up of the authenticator app")
    return seed


def _seed(value: str) -> str | None:
    """The TOTP secret without the blanks that platforms print in it; None when it is not base32."""
    seed = value.replace(" ", "").replace("-", "").rstrip("=").upper()
    try:
        base64.b32decode(seed + "=" * (-len(seed) % 8))
    except binascii.Error:
        return None
    return seed or None


def _later(fetch: Callable[[], str], column: str, whose: str) -> Secret:
    def _fetch() -> str:
        try:
            value = fetch()
        except _NotHadError as error:
            raise NeedsHuman(f"the {column} of {whose} could not be had: {error}") from None
        if column != "totp_secret":
            return value
        seed = _seed(value)
        if seed is None:
            raise NeedsHuman(f"what was fetched as the {column} of {whose} {_BAD_SEED}")
        return seed

    return Secret(_fetch)


class _NotHadError(Exception):
    """Why a secret could not be fetched, without any of its output."""


def _from_env(name: str, place: str, environ: Mapping[str, str]) -> str:
    if not name:
        raise InputError(place, "names no variable", "write it as env:NAME")
    if not environ.get(name):
        raise InputError(place, f"the variable {name} is not set", f"set {name}, or give the secret another way")
    return environ[name]


def _keyring_entry(written: str, place: str) -> tuple[str, str]:
    service, _, user = written.rpartition("/")
    if not service or not user:
        raise InputError(place, "names no keyring entry", "write it as keyring:SERVICE/USER")
    return service, user


def _from_keyring(service: str, user: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        value = keyring.get_password(service, user)
    except KeyringError as error:
        raise _NotHadError(f"the keyring did not answer ({type(error).__name__}); unlock it and try again") from None
    if not value:
        raise _NotHadError(f"the keyring has no {service}/{user}; add it with: keyring set {service} {user}")
    return value


def _command(written: str, place: str) -> list[str]:
    try:
        command = shlex.split(written)
    except ValueError:
        raise InputError(
            place, "its quotes do not close", "write it as cmd:COMMAND, as cmd:pass show linkedin"
        ) from None
    if not command:
        raise InputError(place, "names no command", "write it as cmd:COMMAND, as cmd:pass show linkedin")
    if shutil.which(command[0]) is None:
        raise InputError(place, f"the program {command[0]} is not there", "install it, or give its whole path")
    return command


def _from_command(command: list[str]) -> str:
    """The first line that the command prints; it runs without a shell, and what it prints is never shown."""
    name = command[0]
    try:
        done = subprocess.run(  # noqa: S603 - it is the user's own command
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise _NotHadError(f"{name} did not end within {PATIENCE:.0f} seconds; run it by hand to see why") from None
    except OSError as error:
        raise _NotHadError(f"{name} could not be run ({error.strerror})") from None
    if done.returncode != 0:
        raise _NotHadError(f"{name} ended with exit code {done.returncode}; run it by hand to see why")

    line = done.stdout.decode(errors="replace").partition("\n")[0].rstrip("\r")
    if not line:
        raise _NotHadError(f"the first line that {name} printed is empty; run it by hand to see why")
    return line
