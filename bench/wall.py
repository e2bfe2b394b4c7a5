"""How long we take against a hand-written script that does the same: `python -m bench.wall --help`.

Each of our runs stands beside a run of the script, in the same minute and in turns, and only their ratios count: other
work on the machine slows both.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from bench.sample import Load, Sample, client, spread, whole_command

TARGETS: Final = {"full": 1.3, "text": 1.3, "none": 1.15}
"""How many times the script's time we may take, by how much evidence is kept."""

Measure = Callable[[], Sample]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The script and us, one after the other."""

    hand: Sample
    ours: Sample

    @property
    def work(self) -> float:
        """The ratio of the work itself, without the start of an interpreter."""
        return self.ours.work / self.hand.work

    @property
    def whole(self) -> float:
        """The ratio of the whole processes, from start to end."""
        return self.ours.whole / self.hand.whole

    @property
    def processor(self) -> float:
        """The ratio of the processor time, browser and driver included."""
        return self.ours.processor / self.hand.processor


def pairs(hand: Measure, ours: Measure, rounds: int) -> list[Pair]:
    """So many pairs; every other one the other way round, so that neither is always the later."""
    found = []
    for number in range(rounds):
        if number % 2:
            later = ours()
            found.append(Pair(hand=hand(), ours=later))
        else:
            found.append(Pair(hand=hand(), ours=ours()))
    return found


def compare(load: Load, evidence: Sequence[str], *, rounds: int) -> None:
    """Print the ratios for each kind of evidence, of the runner and of the whole command."""
    print(f"{load.people} accounts on {load.platform}, {load.concurrency} side by side, {rounds} pairs each")
    hand = partial(client, "hand", load)
    for how in evidence:
        runner = pairs(hand, partial(client, how, load), rounds)
        _print(f"runner, evidence {how}", [one.work for one in runner], runner, load, target=TARGETS[how])
        command = pairs(hand, partial(whole_command, how, load), rounds)
        _print(f"command, evidence {how}", [one.whole for one in command], command, load, target=TARGETS[how])


def _print(name: str, ratios: Sequence[float], found: Sequence[Pair], load: Load, *, target: float) -> None:
    hand = [1000 * one.hand.whole / load.people for one in found]
    ours = [1000 * one.ours.whole / load.people for one in found]
    print(
        f"  {name:22} {spread(ratios):24} target {target}×   processor {spread([one.processor for one in found])}\n"
        f"  {'':22} ms per account: by hand {spread(hand, '')}, ours {spread(ours, '')}",
        flush=True,
    )


def main(words: Sequence[str] | None = None) -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.wall", description="Against a hand-written script.")
    parser.add_argument("--platform", choices=["linkedin", "x"], default="linkedin")
    parser.add_argument("--accounts", type=int, default=40)
    parser.add_argument("--concurrency", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--evidence", nargs="+", choices=list(TARGETS), default=list(TARGETS))
    chosen = parser.parse_args(words)
    load = Load(platform=chosen.platform, people=chosen.accounts, concurrency=chosen.concurrency)
    compare(load, chosen.evidence, rounds=chosen.rounds)


if __name__ == "__main__":
    main()
