"""The vault seals what is kept of an account; its key is in the system's keyring, else in a file of the owner's."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from untrain.model.errors import InputError, UntrainError
from untrain.model.secret import hush

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_SERVICE: Final = "untrain"
_WORTHY: Final = 1  # the priority from which a keyring's backend counts as a real one


class Unreadable(UntrainError):
    """What was sealed can't be opened with this key: it was sealed with another, or was damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """Seals bytes and opens them again; the key itself is never shown."""

    where: str
    key_file_made: bool = False  # just now, since there is no keyring: its owner is told once
    _fernet: Fernet = field(repr=False)

    @classmethod
    def open(cls, home: Path, *, keyring: bool = True) -> Vault:
        """The vault of this home folder, whose key is made on first use; with `keyring` false always in a file.

        Raises InputError when the key can't be had, or is no key.
        """
        from filelock import FileLock

        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(home / "key.lock", mode=0o600):  # two runs that begin at once agree on one key
                return cls._open(home, keyring=keyring)
        except OSError as error:
            problem = f"its key cannot be used ({error.strerror})"
            raise InputError(str(home), problem, "make the folder yours to read and write") from None

    @classmethod
    def _open(cls, home: Path, *, keyring: bool) -> Vault:
        file = home / "key"
        new = not file.exists()
        service = None if not new or not keyring else _real_keyring()
        if service is None:
            where = f"the file {file}, readable by you alone"
            return cls(where=where, key_file_made=new, _fernet=_fernet(_key_in(file), str(file)))
        return cls(where=f"the keyring ({service})", _fernet=_fernet(_key_in_keyring(home), "the keyring"))

    def seal(self, data: bytes) -> bytes:
        """The data, encrypted and signed."""
        return self._fernet.encrypt(data)

    def unseal(self, sealed: bytes) -> bytes:
        """The data that was sealed; raises Unreadable when it was sealed with another key, or was damaged."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise Unreadable("it was sealed with another key, or was damaged") from None

    def describe(self) -> str:
        """Where the key is kept, for `untrain doctor`."""
        return f"what is kept is encrypted; the key is in {self.where}"


def _fernet(key: str, place: str) -> Fernet:
    from cryptography.fernet import Fernet

    hush([key])
    try:
        return Fernet(key)
    except ValueError:
        raise InputError(
            place, "holds no key of ours", "put back the right one, or remove it: you will have to sign in again"
        ) from None


def _new_key() -> str:
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def _key_in(file: Path) -> str:
    if not file.exists():
        _write_key(file)
    return file.read_text(encoding="ascii", errors="replace").strip()


def _write_key(file: Path) -> None:
    """Writes a new key, whole or not at all."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(_new_key())
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


def _real_keyring() -> str | None:
    """The name of the system's keyring; None where there is none."""
    import keyring

    backend = keyring.get_keyring()
    return backend.name if backend.priority >= _WORTHY else None


def _key_in_keyring(home: Path) -> str:
    import keyring
    from keyring.errors import KeyringError

    user = str(home.resolve())
    try:
        key = keyring.get_password(_SERVICE, user)
        if key is None:
            key = _new_key()
            keyring.set_password(_SERVICE, user, key)
    except KeyringError as error:
        raise InputError(
            "the keyring", f"did not answer ({type(error).__name__})", "unlock it, and start again"
        ) from None
    return key
