"""Patience: what is tried again, how often, and after how long. The type of error decides; never a password."""

from __future__ import annotations

import time
from typing import Final

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception

from untrain.model.errors import BrowserDied, NotSaved, NotTaken, Unreachable

TRIES: Final[dict[type[BaseException], int]] = {Unreachable: 4, NotTaken: 1, NotSaved: 3}
"""How often a control is tried before such an error stands. All others stand at once."""

_FIRST_WAIT: Final = 0.5
_LEAST_TIME: Final = 4.0
"""With fewer seconds than this left of a job's time, another try is not begun."""


def patience(deadline: float) -> AsyncRetrying:
    """The policy for one control of a job that ends at `deadline` (monotonic seconds)."""
    return AsyncRetrying(
        retry=retry_if_exception(_passes),
        stop=lambda state: _enough(state, deadline),
        wait=wait_before_next,
        reraise=True,
    )


def _passes(error: BaseException) -> bool:
    return _tries(error) > 1


def _tries(error: BaseException | None) -> int:
    if isinstance(error, BrowserDied):
        return 1  # the whole job is begun anew, in a new browser
    return next((tries for kind, tries in TRIES.items() if isinstance(error, kind)), 1)


def _enough(state: RetryCallState, deadline: float) -> bool:
    error = state.outcome.exception() if state.outcome else None
    wait = wait_before_next(state)
    return state.attempt_number >= _tries(error) or time.monotonic() + wait + _LEAST_TIME > deadline


def wait_before_next(state: RetryCallState) -> float:
    """The seconds before the next try: what the server asked for, else half a second, doubled each time."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, (Unreachable, NotSaved)) else None
    return asked if asked is not None else _FIRST_WAIT * 2.0 ** (state.attempt_number - 1)
