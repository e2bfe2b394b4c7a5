"""The accounts file as rows of text: CSV, or TOML with the same keys.

No message quotes what stands in a row: it may be a password.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from untrain.model.errors import InputError
from untrain.model.nearest import did_you_mean

COLUMNS: Final = (
    "account",
    "platform",
    "username",
    "password",
    "totp_secret",
    "region",
    "plan",
    "full_name",
    "email",
)
REQUIRED: Final = ("account", "platform")
_AN_EXAMPLE: Final = "begin with a line such as account,platform,username,password"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, and where it stands; `cells` holds what is not empty, and is kept out of every print."""

    file: Path
    line: int
    cells: dict[str, str] = field(repr=False)

    def place(self, column: str) -> str:
        """File, line and column, as an error names them."""
        return f"{self.file}:{self.line}:{column}"


def read_rows(path: Path) -> list[Row]:
    """The rows of an accounts file, in its order; raises InputError when it is not one."""
    text = _text(path)
    rows = list(_toml_rows(path, text) if path.suffix.lower() == ".toml" else _csv_rows(path, text))
    if not rows:
        raise InputError(str(path), "holds no account", "write one line for each account")
    return rows


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(str(path), "is not there", "give the path of your accounts file with --accounts") from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "give a file that you may read") from None
    if not data.strip():
        raise InputError(str(path), "is empty", _AN_EXAMPLE)
    if b"\0" in data:
        raise InputError(str(path), "is not a text file", "give a CSV or TOML file, saved as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        raise InputError(f"{path}:{line}:{column}", "is not UTF-8 text", "save the file as UTF-8") from None


def _csv_rows(path: Path, text: str) -> Iterator[Row]:
    lines = _csv_lines(path, text)
    line, header = next(lines, (1, []))
    columns = [name.strip().lower() for name in header]
    _check_columns(path, line, columns)
    for line, values in lines:
        if len(values) != len(columns):
            at = columns[len(values)] if len(values) < len(columns) else str(len(columns) + 1)
            raise InputError(
                f"{path}:{line}:{at}",
                f"the line has {len(values)} values for {len(columns)} columns",
                "give every line as many values as the first; one that contains the separator stands in double quotes",
            )
        cells = {column: value for column, value in zip(columns, values, strict=True) if value}
        yield Row(file=path, line=line, cells=cells)


def _csv_lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not blank, each with its number; a value in quotes may run over several."""
    first = next(line for line in text.splitlines() if line.strip())
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for values in reader:
            if any(value.strip() for value in values):
                yield line, values
            line = reader.line_num + 1
    except csv.Error:
        # The message of the csv module can't be trusted to keep a value to itself.
        raise InputError(
            f"{path}:{line}:1", "its quotes do not close", "double every quote within quotes, and close them"
        ) from None


def _check_columns(path: Path, line: int, columns: list[str]) -> None:
    if not set(REQUIRED) & set(columns):  # then it is no header, and its words may be a password
        raise InputError(f"{path}:{line}:1", "the first line does not name the columns", _AN_EXAMPLE)
    for number, column in enumerate(columns, start=1):
        if column not in COLUMNS:
            name = f"“{column}” is no column" if column else "the column has no name"
            raise InputError(f"{path}:{line}:{column or number}", name, did_you_mean(column, COLUMNS))
    for column, times in Counter(columns).items():
        if times > 1:
            raise InputError(f"{path}:{line}:{column}", f"the column stands there {times} times", "keep one of them")
    for column in REQUIRED:
        if column not in columns:
            raise InputError(f"{path}:{line}:{column}", "the column is missing", _AN_EXAMPLE)


def _toml_rows(path: Path, text: str) -> Iterator[Row]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # its message has line and column, and one character at most
        raise InputError(str(path), f"is not TOML: {error}", "mend that line; texts stand in quotes") from None
    for key in document:
        if key != "account":
            raise InputError(f"{path}:{key}", "is not known here", "write one [[account]] table for each account")
    tables = document.get("account", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InputError(f"{path}:account", "is not a list of tables", "write [[account]], in double brackets")
    for number, table in enumerate(tables):
        line = _line_of(text, number)
        for key, value in table.items():
            _check_key(f"{path}:{line}:{key}", key, value)
        yield Row(file=path, line=line, cells={key: value for key, value in table.items() if value})


def _check_key(place: str, key: str, value: object) -> None:
    if key not in COLUMNS:
        raise InputError(place, f"“{key}” is no key of an account", did_you_mean(key, COLUMNS))
    if not isinstance(value, str):
        raise InputError(place, "is not text", "put it in quotes")


def _line_of(text: str, number: int) -> int:
    """The line on which the table with this number begins; the first line where tables are written otherwise."""
    starts = [match.start() for match in re.finditer(r"^[ \t]*\[\[[ \t]*account[ \t]*\]\]", text, re.MULTILINE)]
    return text.count("\n", 0, starts[number]) + 1 if number < len(starts) else 1
