"""Files that are written whole or not at all, for their owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from untrain.model.errors import InputError


def write_privately(file: Path, text: str) -> None:
    """Write `text` to `file`, mode 0600, so that at any moment there is the old content or the new. Raises OSError."""
    if file.exists() and not file.is_file():  # a device or a pipe, such as /dev/null
        file.write_text(text, encoding="utf-8")
        return
    draft = _draft(file)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def check_writable(file: Path, option: str) -> None:
    """Find out now that `file` can be written later. Raises InputError, naming the option that asked for it."""
    if file.is_dir():
        raise InputError(f"{option} {file}", "it is a folder", "give the path of a file")
    if not file.parent.is_dir():
        raise InputError(f"{option} {file}", f"there is no folder {file.parent}", "make it, or give another path")
    if file.exists() and not file.is_file():
        return
    try:
        draft = _draft(file)
        draft.touch(mode=0o600)
        draft.unlink()
    except OSError as error:
        raise InputError(f"{option} {file}", f"it can't be written ({error.strerror})", "give another path") from error


def _draft(file: Path) -> Path:
    return file.with_name(f".{file.name}.{secrets.token_hex(4)}")
