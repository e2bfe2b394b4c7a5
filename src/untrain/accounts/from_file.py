"""A session from a file: the storage state that Playwright writes, or the cookies.txt of Netscape's days.

No message quotes what stands in the file: it is somebody's session.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, Literal, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.memory import StorageState
from untrain.model.session import own_state

_LARGEST: Final = 20 * 1024**2
_HTTP_ONLY: Final = "#HttpOnly_"
_REMEDY: Final = "give a storage state that Playwright wrote, or a cookies.txt"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, strict=True)


class _Cookie(_Strict):
    name: str
    value: str
    domain: str
    path: str = "/"
    expires: float = -1
    httpOnly: bool = False  # noqa: N815 -- as the file has it
    secure: bool = False
    sameSite: Literal["Strict", "Lax", "None"] = "Lax"  # noqa: N815 -- as the file has it


class _Entry(_Strict):
    name: str
    value: str


class _Origin(_Strict):
    origin: str
    localStorage: list[_Entry] = []  # noqa: N815 -- as the file has it


class _State(_Strict):
    cookies: list[_Cookie]
    origins: list[_Origin] = []


def session_from_file(file: Path, flow: Flow) -> StorageState:
    """The session of a platform in this file; raises InputError where it is not one of the two kinds."""
    text = _text(file)
    if text.lstrip().startswith(("{", "[")):
        return own_state(_from_json(file, text), flow.session_hosts)
    return own_state({"cookies": _from_netscape(file, text), "origins": []}, flow.session_hosts)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            raise _bad(file, "it is far too large for a session")
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"--import {file}", f"it can't be read ({error.strerror})", "give another path") from None
    except UnicodeDecodeError:
        raise _bad(file, "it is no text") from None
    if not text.strip():
        raise _bad(file, "it is empty")
    return text


def _from_json(file: Path, text: str) -> StorageState:
    try:
        return cast(StorageState, _State.model_validate(json.loads(text)).model_dump())
    except json.JSONDecodeError as error:
        raise _bad(file, f"line {error.lineno} is no JSON") from None
    except (ValidationError, RecursionError) as error:
        at = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else ""
        raise _bad(file, f"it is no storage state (look at {at or 'its beginning'})") from None


def _from_netscape(file: Path, text: str) -> list[dict[str, object]]:
    """The cookies of a cookies.txt: seven columns with tabs between them, in each line that is no comment."""
    cookies: list[dict[str, object]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        row = line.removeprefix(_HTTP_ONLY)
        if not row.strip() or (row.startswith("#") and row is line):
            continue
        columns = row.split("\t")
        if len(columns) != 7 or not columns[4].lstrip("-").replace(".", "", 1).isdigit():
            raise _bad(file, f"line {number} is no line of a cookies.txt")
        domain, _, path, secure, expires, name, value = columns
        cookies.append(
            {
                "name": name,
                "value": value,
                "domain": domain.lower(),
                "path": path or "/",
                "expires": float(expires) or -1,
                "httpOnly": row is not line,
                "secure": secure.upper() == "TRUE",
                "sameSite": "Lax",  # the format does not say; it is what a browser takes a silent one for
            }
        )
    return cookies


def _bad(file: Path, problem: str) -> InputError:
    return InputError(f"--import {file}", problem, _REMEDY)
