"""The files that a run was asked for: looked at before it starts, written when it ends."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from untrain.app.files import check_writable, write_privately
from untrain.app.home import Home
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.history import CameBack
from untrain.model.result import Run

_STDOUT: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Where the reports of a run go; `json` may be - for stdout. They name evidence files only where these stay."""

    json: str | None = None
    html: Path | None = None
    evidence_stays: bool = True

    @property
    def take_stdout(self) -> bool:
        """Whether stdout is for the JSON alone."""
        return self.json == _STDOUT

    def check(self) -> None:
        """Find out now what could not be written later. Raises InputError."""
        if self.json is not None and not self.take_stdout:
            check_writable(Path(self.json), "--json")
        if self.html is not None:
            check_writable(self.html, "--html")

    def write(
        self, run: Run, flows: Mapping[str, Flow], home: Home, *, practice: bool, came_back: Sequence[CameBack] = ()
    ) -> None:
        """Write all that was asked for. Raises InputError for what can't be written any more."""
        from untrain.report.records import as_json

        if self.take_stdout:
            sys.stdout.buffer.write(as_json(run, came_back).encode())  # in UTF-8, whatever the terminal speaks
            sys.stdout.flush()
        elif self.json is not None:
            _write(Path(self.json), as_json(run, came_back), "--json")
        if self.html is not None:
            from untrain.report.page import as_html

            stays = self.evidence_stays
            page = as_html(run, flows, home.picture, came_back=came_back, practice=practice, evidence_stays=stays)
            _write(self.html, page, "--html")


def _write(file: Path, text: str, option: str) -> None:
    try:
        write_privately(file, text)
    except OSError as error:
        remedy = "the results are kept: `untrain report` writes it again"
        raise InputError(f"{option} {file}", f"it could not be written ({error.strerror})", remedy) from error
