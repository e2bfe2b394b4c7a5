"""Ctrl-C and SIGTERM outside of a run: while there is nothing to tidy up they end us at once, later they interrupt."""

from __future__ import annotations

import os
import signal
from typing import Final, NoReturn

INTERRUPTED: Final = 130
_BOTH: Final = (signal.SIGINT, signal.SIGTERM)


def end_at_once() -> None:
    """From now on a signal ends the process with 130, wherever it is: in the middle of an import, too."""
    for number in _BOTH:
        signal.signal(number, lambda _number, _frame: os._exit(INTERRUPTED))


def interrupt() -> None:
    """From now on a signal raises KeyboardInterrupt, so that what was begun is tidied up; it ends with 130 as well."""
    for number in _BOTH:
        signal.signal(number, _raise)


def _raise(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
