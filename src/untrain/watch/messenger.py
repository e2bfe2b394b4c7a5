"""The process that sends: `python -m untrain.watch.messenger`, with what to send on stdin. It logs nothing.

It says on stdout, for each address, whether the message arrived there (or, with `check`, whether the address is known).
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from threading import Thread
from typing import Final

from untrain.watch.desktop import show

_PATIENCE: Final = 30.0  # seconds; an address that hangs keeps no other one from its message
DESKTOP: Final = "desktop"


def main() -> None:
    """Do what stdin says, answer on stdout, and end, whatever still hangs."""
    logging.disable(logging.CRITICAL)
    order = json.load(sys.stdin)
    answers = [False] * len(order["addresses"])

    def deliver(number: int, address: str) -> None:
        answers[number] = _is_known(address) if order.get("check") else _deliver(address, order)

    threads = [Thread(target=deliver, args=(n, one), daemon=True) for n, one in enumerate(order["addresses"])]
    _wait_for(threads)
    sys.stdout.write(json.dumps(answers))
    sys.stdout.flush()
    os._exit(0)


def _wait_for(threads: list[Thread], clock: Callable[[], float] | None = None) -> None:
    from time import monotonic

    now = clock or monotonic
    for thread in threads:
        thread.start()
    end = now() + _PATIENCE
    for thread in threads:
        thread.join(max(0.0, end - now()))


def _is_known(address: str) -> bool:
    from apprise import Apprise

    return address == DESKTOP or bool(Apprise().add(address))


def _deliver(address: str, message: Mapping[str, str]) -> bool:
    if address == DESKTOP:
        return show(message["title"], message["body"])
    from apprise import Apprise, NotifyFormat

    apprise = Apprise()
    return bool(apprise.add(address)) and bool(
        apprise.notify(title=message["title"], body=message["body"], body_format=NotifyFormat.TEXT)
    )


if __name__ == "__main__":
    main()
