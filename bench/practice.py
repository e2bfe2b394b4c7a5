"""The practice platforms in a process of their own, so that no client is measured together with its server.

`python -m bench.practice PLATFORM COUNT` prints the address, serves until its stdin is closed, then prints the truth.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from untrain.lab import Lab, Person, ordinary

CONTROLS: Final = {"linkedin": "generative-ai-improvement", "x": "grok-training"}
"""The control of each platform that the benchmarks switch off."""


def people(platform: str, count: int) -> list[Person]:
    """So many people, the same ones in every process, with everything as it is by default."""
    plain = ordinary(platform)
    return [
        replace(plain, name=f"p{number:03}", username=f"p{number:03}@mail.example", password=f"practice-{number:03}")
        for number in range(count)
    ]


@dataclass(kw_only=True)
class Practice:
    """Practice platforms that serve; `off` is how many people's control was off when they closed."""

    platform: str
    count: int
    address: str
    off: int = 0
    meddled: int = 0
    _process: subprocess.Popen[str] = field(repr=False)

    @property
    def pid(self) -> int:
        """The process that serves."""
        return self._process.pid

    def close(self) -> None:
        """Stop serving, and learn what the platform remembers."""
        said, _ = self._process.communicate()
        truth = json.loads(said)
        self.off, self.meddled = truth["off"], truth["meddled"]


@contextmanager
def practising(platform: str, count: int) -> Iterator[Practice]:
    """Fresh people on a fresh platform. Raises RuntimeError where in the end not everybody's control was off."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.practice", platform, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    practice = Practice(platform=platform, count=count, address=process.stdout.readline().strip(), _process=process)
    try:
        yield practice
    finally:
        practice.close()
    if practice.off != count or practice.meddled:
        raise RuntimeError(f"{practice.off} of {count} were switched off, {practice.meddled} were meddled with")


async def _serve(platform: str, count: int) -> None:
    lab = Lab([platform], accounts=people(platform, count))
    async with lab.serve() as address:
        print(address, flush=True)
        await asyncio.to_thread(sys.stdin.read)
    standings = lab.people(platform)
    truth = {
        "off": sum(one.data_use(CONTROLS[platform]) == "off" for one in standings),
        "meddled": sum(bool(one.meddled({CONTROLS[platform]})) for one in standings),
    }
    print(json.dumps(truth), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], int(sys.argv[2])))
