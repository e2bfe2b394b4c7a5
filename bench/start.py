"""How soon something is there: `python -m bench.start [TIMES]` measures the first commands of a newcomer."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.sample import Sample, measured, spread


def samples(arguments: Sequence[object], times: int) -> list[Sample]:
    """Measure these words to Python so many times, each in a home folder of its own."""
    found = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as home:
            found.append(measured(arguments, Path(home))[0])
    return found


def say(name: str, arguments: Sequence[object], times: int, target: str = "") -> None:
    """Print the seconds of these words to Python, by the clock and of the processor."""
    found = samples(arguments, times)
    clock, processor = ([getattr(one, what) for one in found] for what in ("whole", "processor"))
    print(f"  {name:20} {spread(clock, ' s'):28} processor {spread(processor, ' s'):28} {target}", flush=True)


def main(times: int = 9, *, demo: bool = True) -> None:
    """Print how soon each is done; `demo` is by far the longest."""
    say("an empty Python", ["-c", "pass"], times)
    say("untrain --help", ["-m", "untrain", "--help"], times, "target 0.4 s")
    say("untrain platforms", ["-m", "untrain", "platforms"], times, "target 0.6 s")
    say("loading all flows", ["-c", "from untrain.flowbook import load_flows; load_flows()"], times)
    if not demo:
        return
    with tempfile.TemporaryDirectory() as folder:
        words = ["-m", "untrain", "demo", "--html", f"{folder}/report.html"]
        say("untrain demo", words, max(1, times // 3), "target 30 s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
