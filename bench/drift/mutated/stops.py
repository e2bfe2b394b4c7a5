"""What was wrong or missed, as a list to work through: by kind of drift, each with the command that shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from bench.drift.mutated.run import Outcome

_AT_MOST: Final = 25
"""So many of one kind are listed."""


def stops(found: Sequence[Outcome], seed: int) -> str:
    """Every wrong control, wrong reading and missed one, the simplest first."""
    lines = []
    for trouble in ("wrong control", "wrong reading", "missed"):
        some = [one for one in found if one.verdict.kind == trouble]
        shares = _shares(found, trouble)
        held: dict[str, list[Outcome]] = defaultdict(list)
        for one in some:
            held[max(_kinds(one), key=lambda name: shares[name])].append(one)
        lines.append(f"\n═══ {trouble}: {len(some)}")
        for name, those in sorted(held.items(), key=lambda item: -len(item[1])):
            lines.append(f"\n── {name} ({len(those)})")
            lines += [_line(one, seed) for one in sorted(those, key=lambda one: len(one.case.kinds))[:_AT_MOST]]
    return "\n".join(lines) + "\n"


def _kinds(one: Outcome) -> tuple[str, ...]:
    return one.case.kinds or ("as-it-is",)


def _shares(found: Sequence[Outcome], trouble: str) -> Mapping[str, float]:
    """Which part of the pages of each kind ended in this trouble: the kind with the highest is the likely cause."""
    total = Counter(name for one in found for name in _kinds(one))
    bad = Counter(name for one in found if one.verdict.kind == trouble for name in _kinds(one))
    return {name: bad[name] / count for name, count in total.items()}


def _line(one: Outcome, seed: int) -> str:
    case, turned = one.case, ", inverted" if one.case.truth.inverted else ""
    return (
        f"{case.slug}/{case.control} {'+'.join(case.kinds)} [{case.lang}, use {case.truth.use}{turned}, expected "
        f"{case.truth.expected}]: {one.verdict.why}\n    python -m bench.drift --seed {seed} --number {case.number}"
    )
