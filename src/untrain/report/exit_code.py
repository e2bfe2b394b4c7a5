"""What a finished run says to the shell."""

from __future__ import annotations

from collections.abc import Iterable

from untrain.model.result import Result


def exit_code(results: Iterable[Result]) -> int:
    """0 when no outcome is a bad one, 1 when at least one is; `no_control` is neither."""
    return 1 if any(result.outcome.good is False for result in results) else 0
