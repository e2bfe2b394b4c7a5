"""`python -m bench.drift`: make the pages, decide, and print how well, next to three baselines."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fnmatch import fnmatch
from pathlib import Path

from bench.drift.mutated import speed, stops, table
from bench.drift.mutated.bases import Base, Missing, bases
from bench.drift.mutated.compose import case_of
from bench.drift.mutated.decide import BAD
from bench.drift.mutated.run import Outcome, drawn, recorded, replayed


def main(words: Sequence[str]) -> int:
    """Run what the command line asks for; 1 if any control or reading was wrong."""
    asked = _arguments(words)
    began = time.monotonic()
    known = _kept(asked.replay or asked.bases) if asked.replay or asked.bases else _bases(tuple(asked.platforms))
    numbers = _numbers(asked, known)
    try:
        found = list(_told(_outcomes(asked, known, numbers), len(numbers), quiet=asked.quiet))
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return 130
    for one in found:
        if one.shown:
            print(one.shown, one.verdict, sep="\n", end="\n\n")
    text = table.report(found, known, seconds=time.monotonic() - began, seed=asked.seed)
    print(text)
    if not asked.no_speed:
        print(speed.report(known))
    if asked.json:
        Path(asked.json).write_text(json.dumps(table.as_json(found), indent=1, ensure_ascii=False), "utf-8")
    if asked.markdown:
        Path(asked.markdown).write_text(table.as_markdown(found), "utf-8")
    if asked.stops:
        Path(asked.stops).write_text(stops.stops(found, asked.seed), "utf-8")
    return int(any(one.verdict.kind in BAD for one in found))


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.drift",
        description=__doc__,
        epilog="--end-to-end runs the other bench, which has options of its own.",
    )
    add = parser.add_argument
    add("--cases", type=int, default=10_000, metavar="N", help="how many pages (10,000)")
    add("--first", type=int, default=0, metavar="N", help="begin at this one, to go on where another run ended (0)")
    add("--every", type=int, default=1, metavar="K", help="only every Kth of them: a sample")
    add("--seed", type=int, default=1, metavar="S", help="other pages for another seed")
    add(
        "--filter",
        nargs="+",
        default=["*"],
        metavar="GLOB",
        help="only kinds like these, as 'translate*' or a platform",
    )
    add("--number", type=int, nargs="+", metavar="N", help="only these cases, with all that is known of them")
    add("--platforms", nargs="+", default=[], metavar="SLUG", help="only these practice platforms")
    add("--jobs", type=int, default=2, help="browsers side by side (2)")
    add("--record", type=Path, metavar="FOLDER", help="keep what was recorded")
    add("--bases", type=Path, metavar="FOLDER", help="begin with the pages that are kept with these recordings")
    add("--replay", type=Path, metavar="FOLDER", help="decide anew what was recorded, without a browser")
    add("--json", metavar="FILE", help="write every verdict here, to compare")
    add("--markdown", metavar="FILE", help="write the tables here as Markdown, by family and by kind")
    add("--stops", metavar="FILE", help="write here what was wrong or missed, by kind")
    add("--no-speed", action="store_true", help="don't measure large trees")
    add("--quiet", action="store_true", help="no progress")
    return parser.parse_args(words)


def _bases(slugs: tuple[str, ...]) -> list[Base]:
    print("The practice platforms' own pages …", file=sys.stderr, flush=True)
    found = asyncio.run(bases(slugs))
    for one in found:
        if isinstance(one, Missing):
            print(f"  {one.slug}/{one.control} is left out: {one.why}", file=sys.stderr)
        elif not one.pressed:
            print(f"  {one.slug}/{one.control}: pressing it alone changes nothing", file=sys.stderr)
    return [one for one in found if isinstance(one, Base)]


def _kept(folder: Path) -> list[Base]:
    """The pages that the recordings of a folder were made from."""
    return [Base(**one) for one in json.loads(folder.joinpath("bases.json").read_text("utf-8"))]


def _numbers(asked: argparse.Namespace, known: Sequence[Base]) -> list[int]:
    if asked.number:
        return list(asked.number)
    if asked.filter == ["*"]:
        return list(range(asked.first, asked.cases, asked.every))
    return [number for number in range(asked.first, asked.cases, asked.every) if _named(number, asked, known)]


def _named(number: int, asked: argparse.Namespace, known: Sequence[Base]) -> bool:
    case = case_of(number, asked.seed, known)
    return any(fnmatch(name, glob) for name in (*case.kinds, case.slug) for glob in asked.filter)


def _outcomes(asked: argparse.Namespace, known: Sequence[Base], numbers: Sequence[int]) -> Iterator[Outcome]:
    if asked.replay:
        kept = {number for one in recorded(asked.replay, asked.seed).values() for number in one}
        there = [number for number in numbers if number in kept]
        return replayed(known, there, seed=asked.seed, jobs=asked.jobs, folder=asked.replay)
    if asked.record:
        asked.record.mkdir(parents=True, exist_ok=True)
        kept = [asdict(one) for one in known]
        asked.record.joinpath("bases.json").write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    return drawn(known, numbers, seed=asked.seed, jobs=asked.jobs, folder=asked.record, show=bool(asked.number))


def _told(outcomes: Iterator[Outcome], total: int, *, quiet: bool) -> Iterator[Outcome]:
    """The same outcomes, with progress on stderr."""
    began, last, bad, missed = time.monotonic(), 0.0, 0, 0
    for count, one in enumerate(outcomes, 1):
        bad += one.verdict.kind in BAD
        missed += one.verdict.kind == "missed"
        now = time.monotonic()
        if not quiet and (now - last > 2 or count == total):
            last = now
            left = (now - began) / count * (total - count)
            print(
                f"\r{count}/{total}, {missed} missed, {bad} wrong, {left:.0f} s left ",
                end="",
                file=sys.stderr,
                flush=True,
            )
        yield one
    if not quiet:
        print(file=sys.stderr)
