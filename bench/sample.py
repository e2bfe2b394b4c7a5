"""One measured process: how long it took, and the processor time of it and of all that it started."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from bench.practice import CONTROLS, Practice, people, practising
from untrain.lab import write_accounts

ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is to be done: so many people on one platform, so many side by side."""

    platform: str = "linkedin"
    people: int = 40
    concurrency: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One process: the seconds of its work, those from its start to its end, and the processor's, browser included."""

    work: float
    whole: float
    processor: float


def measured(arguments: Sequence[object], home: Path) -> tuple[Sample, str]:
    """Run Python with these arguments, and give the times and what was printed. Raises RuntimeError where it fails."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as aside, _started(arguments, home, aside) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        whole = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            aside.seek(0)
            words = " ".join(map(str, arguments))
            raise RuntimeError(f"{words} ended with {process.returncode}: {aside.read()[-2000:]}")
    return Sample(work=whole, whole=whole, processor=used.ru_utime + used.ru_stime), said


def _started(arguments: Sequence[object], home: Path, aside: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(arguments), stdout=subprocess.PIPE, stderr=aside, text=True, cwd=ROOT, env=surroundings(home)
    )


def command(arguments: Sequence[object]) -> list[str]:
    """The command line of this Python with these arguments."""
    return [sys.executable, *map(str, arguments)]


def surroundings(home: Path) -> dict[str, str]:
    """The environment, without the settings of the person who measures, and with a home of its own."""
    kept = {name: said for name, said in os.environ.items() if not name.startswith("UNTRAIN_")}
    if "UNTRAIN_BROWSER" in os.environ:
        kept["UNTRAIN_BROWSER"] = os.environ["UNTRAIN_BROWSER"]
    return {**kept, "UNTRAIN_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


def client(who: str, load: Load) -> Sample:
    """Measure `hand`, or our runner with so much evidence, in a process of its own, on a fresh platform."""
    with practising(load.platform, load.people) as practice, tempfile.TemporaryDirectory() as home:
        words = ["-m", "bench.client", who, load.platform, load.people, practice.address, load.concurrency]
        sample, said = measured(words, Path(home))
    return Sample(work=json.loads(said)["seconds"], whole=sample.whole, processor=sample.processor)


def whole_command(evidence: str, load: Load) -> Sample:
    """Measure `untrain run` with so much evidence, from its start to its end, on a fresh platform."""
    with practising(load.platform, load.people) as practice, tempfile.TemporaryDirectory() as home:
        sample, said = measured(run_of(practice, evidence, load, Path(home)), Path(home))
    assert load.people == json.loads(said)["summary"]["opted_out"]
    return sample


def run_of(practice: Practice, evidence: str, load: Load, home: Path) -> list[object]:
    """The arguments of `untrain run` for these people."""
    accounts = home / "accounts.csv"
    write_accounts(accounts, people(load.platform, load.people))
    target = f"{load.platform}/{CONTROLS[load.platform]}"
    how = ["--concurrency", load.concurrency, "--evidence", evidence, "--json", "-"]
    return ["-m", "untrain", "run", target, "--accounts", accounts, "--connect-to", practice.address, *how]


def spread(values: Sequence[float], unit: str = "×") -> str:
    """The median of some values, with the lowest and the highest."""
    return f"{statistics.median(values):.2f}{unit} ({min(values):.2f} to {max(values):.2f})"
