"""The outcome as a table: recovery, honest stops, wrong controls and readings, by kind of drift, with the baselines."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from bench.drift.mutated.bases import Base
from bench.drift.mutated.compose import KIND_NAMES, SLOTS
from bench.drift.mutated.decide import Verdict
from bench.drift.mutated.run import BASELINES, Outcome

_COLUMNS: Final = {"pages": 7, "to find": 9, "recovered": 11, "missed": 8, "to stop": 9, "stopped": 9, "wrong c.": 10}
_HEAD: Final = " " * 24 + "".join(f"{name:>{width}}" for name, width in _COLUMNS.items()) + f"{'wrong r.':>10}"


def report(found: Sequence[Outcome], bases: Sequence[Base], *, seconds: float, seed: int) -> str:
    """Everything as text."""
    parts = [
        f"{len(found)} mutated pages of {len(bases)} controls, seed {seed}, {seconds:.0f} s",
        "",
        _HEAD,
        *[_row(name, [one.baselines[name] for one in found if name in one.baselines], found) for name in BASELINES],
        _row("untrain", [one.verdict for one in found], found),
        "",
        _bounds([one.verdict for one in found]),
        _pace(found),
        "",
        "By kind of drift (a page counts for each of its kinds):",
        _HEAD,
        *_by_kind(found),
        "",
        "By platform:",
        *_by(found, lambda one: f"{one.case.slug}/{one.case.control}"[:23]),
    ]
    return "\n".join(parts)


def _row(name: str, verdicts: Sequence[Verdict], found: Sequence[Outcome]) -> str:
    count = Counter(one.kind for one in verdicts)
    find = sum(one.case.truth.expected == "find" for one in found)
    stop = sum(one.case.truth.expected == "stop" for one in found)
    recovered = f"{_percent(count['recovered'], find):>11}"
    return (
        f"{name:24}{len(verdicts):>7}{find:>9}{recovered}{count['missed']:>8}{stop:>9}"
        f"{_percent(count['honest stop'], stop):>9}{count['wrong control']:>10}{count['wrong reading']:>10}"
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"


def _bounds(verdicts: Sequence[Verdict]) -> str:
    parts = []
    for kind in ("wrong control", "wrong reading"):
        wrong = sum(one.kind == kind for one in verdicts)
        parts.append(
            f"{kind}s: {wrong} of {len(verdicts)} (at most {100 * upper_bound(wrong, len(verdicts)):.3f} %, 95 %)"
        )
    return "; ".join(parts)


def upper_bound(wrong: int, trials: int, confidence: float = 0.95) -> float:
    """The highest rate that so many wrong ones leave possible (Clopper and Pearson, one-sided; 3/n for none)."""
    if trials == 0 or wrong >= trials:
        return 1.0
    low, high = wrong / trials, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(wrong, trials, middle) > 1 - confidence else (low, middle)
    return high


def _at_most(wrong: int, trials: int, rate: float) -> float:
    """The probability of at most so many wrong ones, at this rate."""
    logs = [
        math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1)
        + k * math.log(rate) + (trials - k) * math.log1p(-rate)
        for k in range(wrong + 1)
    ]  # fmt: skip
    return sum(map(math.exp, logs))


def _pace(found: Sequence[Outcome]) -> str:
    def line(name: str, some: list[float]) -> str:
        some = sorted(some)
        if not some:
            return ""
        median, slow = some[len(some) // 2], some[int(len(some) * 0.95)]
        return f"{name}: {median:.1f} ms median, {slow:.1f} ms p95 ({len(some)} pages)"

    ordinary = [one.milliseconds for one in found if 100 <= one.nodes <= 300]
    return "; ".join(filter(None, (
        line("a decision", [one.milliseconds for one in found]), line("on 100 to 300 nodes", ordinary),
    )))  # fmt: skip


def _by_kind(found: Sequence[Outcome]) -> list[str]:
    held: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        for name in one.case.kinds or ("as-it-is",):
            held[name].append(one)
    lines, last = [], ""
    slot_of = {name: slot for slot, kinds in SLOTS.items() if slot != "shape2" for name in kinds}
    for name in KIND_NAMES:
        if name not in held:
            continue
        slot = slot_of.get(name, "")
        lines += [f"— {slot}"] if slot != last else []
        last = slot
        lines.append(_row(name, [one.verdict for one in held[name]], held[name]))
    return lines


def _by(found: Sequence[Outcome], key: Callable[[Outcome], str]) -> list[str]:
    held: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        held[key(one)].append(one)
    return [_row(name, [one.verdict for one in some], some) for name, some in sorted(held.items())]


_TABLE: Final = (
    "| {} | pages | recovered: css | role + name | similo | **untrain** | stopped: css | role + name | similo | "
    "**untrain** | wrong: css | role + name | similo | **untrain** |"
)


_FAMILIES: Final = {
    "words": "reworded, shortened, split",
    "apart": "words apart from the control",
    "widget": "another widget",
    "heading": "headings",
    "box": "shadow roots, frames, dialogs, lists",
    "shape": "structure, ids, order",
    "trap": "look-alikes",
    "stop": "gone, or twice there",
    "state": "odd states",
    "page": "address, menus, texts that instruct",
}


def as_markdown(found: Sequence[Outcome]) -> str:
    """All ways of locating, next to each other, for each family of drift and then for each kind."""
    family_of = {name: _family(slot, name) for slot, kinds in SLOTS.items() if slot != "shape2" for name in kinds}
    families: dict[str, list[Outcome]] = defaultdict(list)
    held: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        for name in one.case.kinds or ("as-it-is",):
            held[name].append(one)
        for family in {family_of.get(name, "as it is") for name in one.case.kinds or ("as-it-is",)}:
            families[family].append(one)
    order = dict.fromkeys(["as it is", *family_of.values()])
    rule = f"|---{'|--:' * 13}|"
    lines = [_TABLE.format("family"), rule, _line("all", found)]
    lines += [_line(name, families[name]) for name in order if name in families]
    lines += ["", _TABLE.format("kind"), rule, *(_line(name, held[name]) for name in KIND_NAMES if name in held), ""]
    return "\n".join(lines)


def _family(slot: str, name: str) -> str:
    """What belongs together, in words."""
    if slot == "words" and "invert" in name:
        return "inverted"
    if slot == "words" and name.startswith("translate"):
        return "translated"
    return "honeypots" if name.startswith(("honeypot", "hidden")) else _FAMILIES[slot]


def _line(name: str, found: Sequence[Outcome]) -> str:
    ways = [[one.baselines[way] for one in found if way in one.baselines] for way in BASELINES]
    ways.append([one.verdict for one in found])
    counts = [Counter(one.kind for one in verdicts) for verdicts in ways]
    find = sum(one.case.truth.expected == "find" for one in found)
    stop = sum(one.case.truth.expected == "stop" for one in found)
    cells = [str(len(found)), *(_percent(count["recovered"], find) for count in counts)]
    cells += [_percent(count["honest stop"], stop) for count in counts]
    cells += [str(count["wrong control"] + count["wrong reading"]) for count in counts]
    return f"| {name} | {' | '.join(cells)} |"


def as_json(found: Sequence[Outcome]) -> list[dict[str, object]]:
    """Every verdict, to compare with those of another day."""
    return [
        {
            "number": one.case.number,
            "platform": one.case.slug,
            "kinds": one.case.kinds,
            "expected": one.case.truth.expected,
            "verdict": one.verdict.kind,
            "why": one.verdict.why,
            "milliseconds": round(one.milliseconds, 2),
            "nodes": one.nodes,
            "baselines": {name: verdict.kind for name, verdict in one.baselines.items()},
        }
        for one in sorted(found, key=lambda one: one.case.number)
    ]
