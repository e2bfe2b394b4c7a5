"""Runs cases through the real command line, a subprocess for each group of people behind one door."""

from __future__ import annotations

import csv
import json
import logging
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bench.drift.case import Case
from bench.drift.platforms import PLATFORMS
from bench.drift.site import Site, Street, someone
from bench.drift.state import Someone
from bench.drift.verdict import Verdict, judge
from untrain.lab.door import Door, in_thread

_COLUMNS: Final = ("account", "platform", "username", "password", "totp_secret", "region")
_COMMAND: Final = Path(sys.executable).with_name("untrain")


logging.getLogger("uvicorn.error").disabled = True  # it complains of connections that we cut on purpose


def verdicts(cases: Sequence[Case], *, jobs: int, together: int, concurrency: int) -> Iterator[Verdict]:
    """A verdict on every case, group by group, in the order in which they end."""
    with ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(_run_group, group, concurrency) for group in _groups(cases, together)]
        for done in as_completed(waiting):
            yield from done.result()


def _groups(cases: Sequence[Case], together: int) -> list[list[Case]]:
    """People who can share a door: those with the plain sign-in, and of each other sign-in one of each platform."""
    plain = [case for case in cases if case.sign_in == "plain"]
    apart: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        if case.sign_in != "plain":
            apart[case.sign_in, case.name.partition("/")[2]].append(case)
    return [plain[at : at + together] for at in range(0, len(plain), together)] + list(apart.values())


def _run_group(cases: Sequence[Case], concurrency: int) -> list[Verdict]:
    people = [someone(case, PLATFORMS[case.platform]) for case in cases]
    slugs = sorted({case.platform for case in cases})
    street = Street(
        [Site(PLATFORMS[slug], cases[0].sign_in, [one for one in people if one.facts.slug == slug]) for slug in slugs]
    )
    door = Door(street, street.hosts)
    with TemporaryDirectory(prefix="drift-") as folder, in_thread(door.open) as address:
        results = _command(Path(folder), people, slugs, address, concurrency)
        return [judge(one, results.get(one.case.account)) for one in people]


def _command(
    home: Path, people: Sequence[Someone], slugs: Sequence[str], address: str, concurrency: int
) -> dict[str, dict[str, Any]]:
    _write_accounts(home / "accounts.csv", people)
    targets = [f"{slug}/{PLATFORMS[slug].control}" for slug in slugs]
    line = [
        str(_COMMAND),
        "run",
        *targets,
        "--accounts",
        str(home / "accounts.csv"),
        "--connect-to",
        address,
        "--json",
        str(home / "report.json"),
        "--evidence",
        "none",
        "--timeout",
        "60",
        "--concurrency",
        str(concurrency),
    ]
    ended = subprocess.run(
        line, env=_environment(home), capture_output=True, text=True, timeout=70 * len(people) + 60, check=False
    )
    report = home / "report.json"
    if not report.exists():
        logs = "".join(path.read_text("utf-8")[-3000:] for path in (home / "home" / "logs").glob("crash-*"))
        print(f"no report (exit code {ended.returncode}): {ended.stderr[-1000:]}\n{logs}", file=sys.stderr)
        return {}
    return {row["account"]: row for row in json.loads(report.read_text("utf-8"))["results"]}


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNTRAIN_")}
    return kept | {"UNTRAIN_HOME": str(home / "home"), "UNTRAIN_PACE": "0"}


def _write_accounts(path: Path, people: Sequence[Someone]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for one in people:
            rows.writerow(
                [
                    one.case.account,
                    one.case.platform,
                    one.username,
                    one.given,
                    one.secret if one.case.totp else "",
                    one.case.region,
                ]
            )
