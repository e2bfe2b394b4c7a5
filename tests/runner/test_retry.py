from __future__ import annotations

import time

import pytest

from untrain.model.errors import (
    BrowserDied,
    Drift,
    Locked,
    NeedsHuman,
    NotOffered,
    NotSaved,
    SignInRefused,
    Unreachable,
    Unsafe,
)
from untrain.runner.retry import patience


async def waits(*errors: Exception, seconds: float = 600.0) -> tuple[int, list[float]]:
    """How often something is tried that fails with these errors in turn, and the seconds that are waited between."""
    asked: list[float] = []
    tries = 0

    async def note(pause: float) -> None:
        asked.append(pause)

    try:
        async for attempt in patience(time.monotonic() + seconds).copy(sleep=note):
            with attempt:
                tries += 1
                if tries <= len(errors):
                    raise errors[tries - 1]
    except tuple({type(error) for error in errors}):
        pass
    return tries, asked


@pytest.mark.parametrize(
    ("error", "tries", "pauses"),
    [
        (Unreachable("x"), 4, [0.5, 1.0, 2.0]),
        (NotSaved("x"), 3, [0.5, 1.0]),
        (Unreachable("x", retry_after=7), 4, [7, 7, 7]),
        (NotSaved("x", retry_after=3), 3, [3, 3]),
        (BrowserDied("x"), 1, []),  # the whole job is begun anew, elsewhere
        (Drift("x"), 1, []),
        (NeedsHuman("x"), 1, []),
        (SignInRefused("x"), 1, []),
        (Locked("x"), 1, []),
        (NotOffered("x"), 1, []),
        (Unsafe("x"), 1, []),
        (ValueError("our own bug"), 1, []),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
async def test_the_type_of_an_error_decides_how_often(error: Exception, tries: int, pauses: list[float]) -> None:
    """Network and saving are tried again, after what the server asked for, or longer each time; nothing else is."""
    assert (tries, pauses) == await waits(error, error, error, error, error)


async def test_what_succeeds_is_not_tried_again() -> None:
    """After a success there is no further try."""
    assert (1, []) == await waits()
    assert (2, [0.5]) == await waits(Unreachable("x"))


async def test_each_error_is_judged_for_itself() -> None:
    """An error that stands at once ends the tries, whatever came before it."""
    assert (2, [0.5]) == await waits(Unreachable("x"), Drift("x"))


async def test_no_try_is_begun_that_the_job_has_no_time_for() -> None:
    """Where the pause and a try would not fit into what is left of the job's time, the error stands."""
    assert (1, []) == await waits(Unreachable("x", retry_after=30), seconds=20)
    assert (2, [10]) == await waits(Unreachable("x", retry_after=10), seconds=20)
    assert (1, []) == await waits(Unreachable("x"), seconds=0)
