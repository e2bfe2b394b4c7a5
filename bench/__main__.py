"""All benchmarks: `python -m bench`, or `make bench`. Half an hour; with `--quick` some minutes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from bench import memory, start, wall
from bench.sample import Load


def main(words: Sequence[str] | None = None) -> None:
    """Run each in turn."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast, how large, how soon.")
    parser.add_argument("--quick", action="store_true", help="few accounts and few rounds: a first impression")
    quick = parser.parse_args(words).quick

    print("How soon")
    start.main(3 if quick else 9)
    print("How fast, against a script written by hand")
    for platform in ("linkedin", "x"):
        load = Load(platform=platform, people=8 if quick else 40)
        wall.compare(load, ["none", "full"] if quick else list(wall.TARGETS), rounds=1 if quick else 4)
    print("How large")
    if quick:
        memory.main(4, 12)
    else:
        memory.main()
    print("How soon the watch has its plan, on a very large store: `python -m bench.history FOLDER`")
    print("How soon the local page answers over the same store: `python -m bench.page FOLDER`")
    print("How well it follows a page that changes: `make drift` (see bench/drift)")


if __name__ == "__main__":
    main()
