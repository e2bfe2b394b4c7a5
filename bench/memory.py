"""How much memory a run takes at its peak, with 200 accounts against 20: `python -m bench.memory [FEW] [MANY]`.

Counted is `untrain run` with all that it starts, driver and browser included: of each process its own pages, and its
share of those that it has in common with others (PSS, which Linux alone tells).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.practice import practising
from bench.sample import ROOT, Load, command, run_of, surroundings

TARGET: Final = 1.1
_EVERY: Final = 0.25
"""How often is looked, in seconds."""


def peak(load: Load, evidence: str = "full") -> float:
    """The highest memory of such a run, in MB. Raises RuntimeError where the run fails."""
    with practising(load.platform, load.people) as practice, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        arguments = command(run_of(practice, evidence, load, home))
        process = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=surroundings(home)
        )
        highest = 0
        while process.poll() is None:
            highest = max(highest, sum(_kilobytes(pid) for pid in tree(process.pid)))
            time.sleep(_EVERY)
    if process.returncode:
        raise RuntimeError(f"the run ended with {process.returncode}")
    return highest / 1024


def tree(pid: int) -> list[int]:
    """This process and all that it started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _kilobytes(pid: int) -> int:
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended meanwhile
        return 0
    return next((int(line.split()[1]) for line in said.splitlines() if line.startswith("Pss:")), 0)


def main(few: int = 20, many: int = 200) -> None:
    """Print both peaks and their ratio."""
    small = peak(Load(people=few))
    large = peak(Load(people=many))
    print(f"{few} accounts: {small:.0f} MB; {many} accounts: {large:.0f} MB; {large / small:.2f}×, target {TARGET}×")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
