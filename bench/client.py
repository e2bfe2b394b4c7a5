"""One measured client, in a process of its own: `python -m bench.client WHO PLATFORM COUNT ADDRESS CONCURRENCY`.

WHO is `hand`, or how much evidence our own runner keeps. It prints, as JSON, the seconds from the first line of work to
the last (the interpreter's start and the imports are not in them), and how many settings read off.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from loguru import logger

from bench.hand_written import opt_out_everybody
from bench.practice import CONTROLS, people
from untrain.engine.browser import BrowserOptions, find_browser
from untrain.flowbook import load_flows
from untrain.lab import Person
from untrain.model.account import Account
from untrain.model.memory import SentRequest, StorageState
from untrain.model.result import Evidence, Job, Mode, Wanted
from untrain.model.secret import Secret
from untrain.runner import RunOptions, run_jobs


@dataclass
class ShortMemory:
    """A memory that lasts as long as the process."""

    sessions: dict[str, StorageState] = field(default_factory=dict)

    def session(self, account: Account) -> StorageState | None:
        """The session kept in this process, if any."""
        return self.sessions.get(account.name)

    def keep_session(self, account: Account, state: StorageState) -> None:
        """Keep it until the end."""
        self.sessions[account.name] = state

    def drop_session(self, account: Account) -> None:
        """Forget it."""
        self.sessions.pop(account.name, None)

    def sent_request(self, _account: Account, _control: str) -> SentRequest | None:
        """None: no request was ever sent."""
        return None

    def begin_request(self, account: Account, control: str) -> None:
        """Nothing is written down."""

    def acknowledge_request(self, account: Account, control: str) -> None:
        """Nothing is written down."""

    def withdraw_request(self, account: Account, control: str) -> None:
        """Nothing is written down."""

    @asynccontextmanager
    async def turn(self, _account: Account, _seconds: float) -> AsyncIterator[None]:
        """At once: nobody else is there."""
        yield


async def run_ours(everybody: Sequence[Person], address: str, evidence: Evidence, *, concurrency: int) -> int:
    """The same by our runner; gives the number of those whose setting reads off."""
    flow = load_flows()[everybody[0].platform]
    control = flow.control(CONTROLS[flow.slug])
    assert control is not None
    jobs = [Job(account=_account(one), flow=flow, wanted=(Wanted(control=control),)) for one in everybody]
    with TemporaryDirectory(prefix="untrain-bench-") as home:
        options = RunOptions(
            run_id="bench",
            home=Path(home),
            browser=BrowserOptions(executable=find_browser().path, connect_to=address),
            concurrency=concurrency,
            evidence=evidence,
        )
        results = [one async for one in run_jobs(jobs, mode=Mode.RUN, memory=ShortMemory(), options=options)]
    return sum(one.after == "off" for one in results)


def _account(person: Person) -> Account:
    return Account(
        name=person.name,
        platform=person.platform,
        username=person.username,
        password=Secret(person.password),
        region=person.region,
    )


async def work(who: str, platform: str, count: int, address: str, concurrency: int) -> int:
    """Opt so many people out, by hand or by our runner; gives the number of those whose setting reads off."""
    everybody = people(platform, count)
    if who == "hand":
        return await opt_out_everybody(everybody, address, concurrency=concurrency)
    return await run_ours(everybody, address, Evidence(who), concurrency=concurrency)


def main(who: str, platform: str, count: str, address: str, concurrency: str) -> None:
    """Work, and print how long it took."""
    logger.remove()
    began = time.perf_counter()
    off = asyncio.run(work(who, platform, int(count), address, int(concurrency)))
    print(json.dumps({"seconds": time.perf_counter() - began, "off": off}))


if __name__ == "__main__":
    main(*sys.argv[1:])
