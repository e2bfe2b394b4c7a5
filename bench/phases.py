"""Where the time of a job goes: `python -m bench.phases WHO [PLATFORM] [COUNT] [CONCURRENCY]`, WHO as in bench.client.

Every coroutine of the engine and of the runner gets a clock, here and nowhere else; a phase's own time is without the
phases within it. Above them stand the processor time of each program, and what Playwright's driver was asked for.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
import os
import pkgutil
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final, ParamSpec, TypeVar

from loguru import logger
from playwright._impl.channel_owner import ChannelOwner
from playwright._impl.connection import Connection

import untrain.engine
import untrain.runner
from bench.client import work
from bench.practice import practising

Given = ParamSpec("Given")
Back = TypeVar("Back")

THOUGHT: Final = frozenset({"parse", "locate", "plausible", "gate", "spoken_in"})
"""Functions that wait for nothing, and may take long all the same."""

_within: ContextVar[list[float]] = ContextVar("_within")


@dataclass(kw_only=True)
class Clock:
    """What every phase took: how often, seconds in all, seconds of its own."""

    calls: Counter[str] = field(default_factory=Counter)
    whole: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    own: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def runs(self, name: str) -> Iterator[None]:
        """Note one call."""
        outer, inner, began = _within.get(None), [0.0], time.perf_counter()
        token = _within.set(inner)
        try:
            yield
        finally:
            _within.reset(token)
            took = time.perf_counter() - began
            self.calls[name] += 1
            self.whole[name] += took
            self.own[name] += took - inner[0]
            if outer is not None:
                outer[0] += took

    def later(
        self, name: str, function: Callable[Given, Awaitable[Back]]
    ) -> Callable[Given, Coroutine[None, None, Back]]:
        """The same coroutine function, with this clock around it."""

        @functools.wraps(function)
        async def clocked(*args: Given.args, **kwargs: Given.kwargs) -> Back:
            with self.runs(name):
                return await function(*args, **kwargs)

        return clocked

    def now(self, name: str, function: Callable[Given, Back]) -> Callable[Given, Back]:
        """The same function, with this clock around it."""

        @functools.wraps(function)
        def clocked(*args: Given.args, **kwargs: Given.kwargs) -> Back:
            with self.runs(name):
                return function(*args, **kwargs)

        return clocked


def modules() -> list[ModuleType]:
    """All modules of the engine and the runner."""
    rooms = (untrain.engine, untrain.runner)
    return [
        import_module(f"{room.__name__}.{one.name}") for room in rooms for one in pkgutil.iter_modules(room.__path__)
    ]


def wind_up(clock: Clock) -> None:
    """Put the clock around every coroutine function of the engine and the runner, and around some thinking."""
    found = modules()
    for module in found:
        room = module.__name__.rpartition(".")[2]
        for name, thing in list(vars(module).items()):
            if getattr(thing, "__module__", "") != module.__name__:
                continue
            if inspect.isclass(thing):
                _wind_up_class(clock, thing)
            elif inspect.iscoroutinefunction(thing) or name in THOUGHT:
                wound = clock.later if inspect.iscoroutinefunction(thing) else clock.now
                _replace(found, thing, wound(f"{room}.{name}", thing))


def _wind_up_class(clock: Clock, cls: type) -> None:
    for name, method in list(vars(cls).items()):
        if inspect.iscoroutinefunction(method):
            setattr(cls, name, clock.later(f"{cls.__module__.rpartition('.')[2]}.{cls.__name__}.{name}", method))


def _replace(found: list[ModuleType], old: object, new: object) -> None:
    """Everywhere where it was imported to."""
    for module in found:
        for name in [name for name, thing in vars(module).items() if thing is old]:
            setattr(module, name, new)


def count_messages(counter: Counter[str]) -> None:
    """Count from now on what Playwright's driver is asked for."""
    send = Connection.send_message_to_server

    def counted(
        self: Connection, channel: ChannelOwner, method: str, params: object, options: dict[str, object]
    ) -> asyncio.Future[object]:
        counter[f"{type(channel).__name__}.{method}"] += 1
        return send(self, channel, method, params, options)

    Connection.send_message_to_server = counted  # type: ignore[method-assign, assignment]


def processor_seconds(without: int) -> Counter[str]:
    """The processor seconds so far of this process and its descendants, by program; one of them is left out."""
    seen: dict[int, tuple[int, str, float]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:  # it has ended meanwhile
            continue
        fields, pid = rest.split(), int(stat.parent.name)
        spent = fields[11:13] if pid == os.getpid() else fields[11:15]  # of others with their children that have ended
        seen[pid] = (int(fields[1]), name, sum(map(int, spent)) / os.sysconf("SC_CLK_TCK"))
    ours: Counter[str] = Counter()
    for pid, (_, name, seconds) in seen.items():
        up = pid
        while up in seen and up not in (os.getpid(), without):
            up = seen[up][0]
        if up == os.getpid():
            ours[name] += seconds  # type: ignore[assignment]
    return ours


async def watched(task: Coroutine[None, None, int], lab: int) -> Counter[str]:
    """The processor seconds of each program until shortly before the browser was closed, without those of the lab."""
    began, seen = processor_seconds(lab), processor_seconds(lab)
    working = asyncio.ensure_future(task)
    while not working.done():
        await asyncio.wait({working}, timeout=0.5)
        seen |= processor_seconds(lab)
    working.result()
    return seen - began


def main(who: str, platform: str = "linkedin", count: int = 12, concurrency: int = 1) -> None:
    """Print the phases of so many jobs."""
    logger.remove()
    clock, messages = Clock(), Counter[str]()
    wind_up(clock)
    count_messages(messages)
    with practising(platform, count) as practice:
        began = time.perf_counter()
        job = work(who, platform, count, practice.address, concurrency)
        programs = asyncio.run(watched(job, practice.pid))
        took = time.perf_counter() - began
    print(f"{who} on {platform}, {concurrency} at a time: {1000 * took / count:.0f} ms per job")
    total = 1000 * sum(programs.values()) / count
    each = ", ".join(f"{name} {1000 * seconds / count:.0f}" for name, seconds in programs.items())
    print(f"  processor ms per job: {total:.0f} ({each})")
    print(f"  asked of the driver per job: {sum(messages.values()) / count:.0f}")
    print("  " + ", ".join(f"{name} {number / count:.1f}" for name, number in messages.most_common(16)))
    for name, own in sorted(clock.own.items(), key=lambda item: -item[1])[:40]:
        per = f"{1000 * own / count:8.1f} ms own {1000 * clock.whole[name] / count:8.1f} ms whole"
        print(f"{per} {clock.calls[name] / count:6.1f} calls  {name}")


if __name__ == "__main__":
    platform = sys.argv[2] if len(sys.argv) > 2 else "linkedin"
    main(sys.argv[1], platform, *map(int, sys.argv[3:]))
