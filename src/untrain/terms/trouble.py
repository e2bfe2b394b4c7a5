"""Why the text of a document could not be had."""

from __future__ import annotations

from untrain.model.errors import UntrainError
from untrain.model.terms import Finding


class Trouble(UntrainError):
    """The text could not be had: of which kind this is, and a short sentence about it."""

    def __init__(self, finding: Finding, detail: str) -> None:
        super().__init__(detail)
        self.finding = finding
        self.detail = detail
