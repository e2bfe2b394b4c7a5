"""`python -m bench.drift --end-to-end`: run the cases, print a table per family and every case that is not right."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from bench.drift.case import Case
from bench.drift.families import every_case
from bench.drift.run import verdicts
from bench.drift.verdict import KINDS, Verdict


def main(words: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; 1 if any case was not right."""
    asked = _arguments(words)
    cases = _chosen(asked.filter, asked.every, asked.offset)
    if asked.list:
        print("\n".join(case.name for case in cases))
        return 0
    began, found = time.monotonic(), []
    for verdict in verdicts(cases, jobs=asked.jobs, together=asked.together, concurrency=asked.concurrency):
        found.append(verdict)
        if verdict.kind != "right":
            print(f"{len(found):4}/{len(cases)} {_line(verdict)}", file=sys.stderr, flush=True)
    text = report(found, time.monotonic() - began)
    print(text)
    if asked.out:
        Path(asked.out).write_text(text + "\n", "utf-8")
    if asked.json:
        Path(asked.json).write_text(json.dumps([_record(one) for one in found], indent=1, ensure_ascii=False), "utf-8")
    return int(any(one.kind != "right" for one in found))


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.drift --end-to-end", description=__doc__)
    parser.add_argument(
        "--filter", default=["*"], nargs="+", metavar="GLOB", help="names, as linkedin/widgets/* (several: any of them)"
    )
    parser.add_argument("--every", type=int, default=1, metavar="K", help="only every Kth case")
    parser.add_argument("--offset", type=int, default=0, help="the first of them")
    parser.add_argument("--jobs", type=int, default=2, help="commands side by side")
    parser.add_argument("--concurrency", type=int, default=2, help="accounts side by side in each")
    parser.add_argument("--together", type=int, default=16, help="accounts in one command")
    parser.add_argument("--out", help="write the report here, too")
    parser.add_argument("--json", help="write the verdicts here, as JSON")
    parser.add_argument("--list", action="store_true", help="only the names")
    return parser.parse_args(words)


def _chosen(globs: Sequence[str], every: int, offset: int) -> list[Case]:
    named = [case for case in every_case() if any(fnmatch(case.name, one) for one in globs)]
    return named[offset % every :: every]


def report(found: Sequence[Verdict], seconds: float) -> str:
    """A table per family, then every case that is not right, with the report and the truth."""
    bad = sorted((one for one in found if one.kind != "right"), key=lambda one: (-KINDS.index(one.kind), one.case.name))
    parts = [_table(found, seconds), *(_paragraph(one) for one in bad)]
    return "\n".join(parts)


def _table(found: Sequence[Verdict], seconds: float) -> str:
    families = list(dict.fromkeys(one.case.family for one in sorted(found, key=lambda one: one.case.family)))
    lines = [f"{'family':14}{'cases':>7}" + "".join(f"{kind:>15}" for kind in KINDS)]
    for name in [*families, "ALL"]:
        rows = [one for one in found if name in {one.case.family, "ALL"}]
        lines.append(
            f"{name:14}{len(rows):>7}" + "".join(f"{sum(one.kind == kind for one in rows):>15}" for kind in KINDS)
        )
    took = sorted(one.seconds for one in found) or [0.0]
    lines.append(f"{seconds:.0f} s; a case takes {took[len(took) // 2]:.1f} s (median), {took[-1]:.1f} s (longest)\n")
    return "\n".join(lines)


def _line(one: Verdict) -> str:
    return f"{one.kind.upper():13} {one.case.name}: {'; '.join(one.reasons)}"


def _paragraph(one: Verdict) -> str:
    return (
        f"{_line(one)}\n    said: {one.outcome}: {one.detail}\n    server: {one.remembered}; {one.seconds:.1f} s"
        f"{'; healed' if one.healed else ''}\n    page: {_departures(one.case)}\n"
    )


def _departures(case: Case) -> str:
    """What of the page departs from how the platform looks today."""
    plain = type(case.page)()
    page = {name: value for name, value in vars_of(case.page).items() if value != getattr(plain, name)}
    way = {name: value for name, value in vars_of(case.way).items() if value != getattr(type(case.way)(), name)}
    rest = {"lang": case.lang, "net": case.net, "sign_in": case.sign_in, "way": way}
    return str(page | {name: value for name, value in rest.items() if value not in ("en", (), "plain", {})})[:600]


def vars_of(value: object) -> dict[str, object]:
    """The fields of a value."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]


def _record(one: Verdict) -> dict[str, object]:
    return {
        "name": one.case.name,
        "kind": one.kind,
        "outcome": one.outcome,
        "detail": one.detail,
        "reasons": one.reasons,
        "remembered": one.remembered,
        "seconds": one.seconds,
    }
