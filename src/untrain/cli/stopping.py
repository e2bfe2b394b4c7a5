"""Ctrl-C and SIGTERM while we work: stop cleanly once, at once the second time."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine

import typer

from untrain.cli.signals import INTERRUPTED, interrupt


def run_until_stopped(work: Coroutine[object, object, None], *, parting: str) -> bool:
    """Do the work in an event loop of its own; True when a signal stopped it, after everything was closed.

    The `parting` sentence is said to whoever stops it.
    """
    try:
        return asyncio.run(_until_stopped(work, parting))
    except KeyboardInterrupt:  # where the loop can't take signals, and in the moments before it does
        return True
    finally:
        interrupt()  # the loop has given the signals back to the system


async def _until_stopped(work: Coroutine[object, object, None], parting: str) -> bool:
    task = asyncio.create_task(work)
    stopped = False

    def stop() -> None:
        nonlocal stopped
        if stopped:
            os._exit(INTERRUPTED)  # every result that was finished is on the disk
        stopped = True
        typer.echo(parting, err=True)
        task.cancel()

    loop = asyncio.get_running_loop()
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not stopped:
            raise
    return stopped
