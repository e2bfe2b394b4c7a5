"""How long one decision takes on trees of a known size: an ordinary page, and a page of a thousand settings."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from bench.drift.mutated.bases import Base
from bench.drift.mutated.words import TONGUES
from untrain.engine.locate import Surroundings, locate, plausible
from untrain.engine.see import Tree, parse
from untrain.engine.words import spoken_in
from untrain.flowbook import load_flows
from untrain.model.flow import Control

SIZES: Final = {60: 10.0, 1000: 100.0}
"""Settings on the page, and the milliseconds that a decision may take."""
_TIMES: Final = 15


def report(bases: Sequence[Base]) -> str:
    """The milliseconds of a decision on each size, the best and the median of several."""
    lines = ["How long a decision takes (processor time, the tree already read):"]
    flows = load_flows()
    for base in bases:
        control = flows[base.slug].control(base.control)
        assert control is not None
        for settings, target in SIZES.items():
            tree = parse(_snapshot(base.label, settings))
            took = sorted(_once(tree, control) for _ in range(_TIMES))
            nodes = sum(1 for _ in tree.nodes())
            lines.append(
                f"  {base.slug:12} {settings:>5} settings, {nodes:>5} nodes: {took[0]:6.1f} ms at best, "
                f"{took[_TIMES // 2]:6.1f} ms median, target {target:.0f} ms"
            )
    return "\n".join(lines)


def _once(tree: Tree, control: Control) -> float:
    around = Surroundings(at_address=True, spoken=spoken_in(tree.text()))
    began = time.thread_time()
    locate(tree, control, around, {}, plausible(tree, control, around))
    return (time.thread_time() - began) * 1000


def _snapshot(name: str, settings: int) -> str:
    """A page of so many settings, ours in the middle."""
    texts = (*TONGUES["en"].unrelated, *TONGUES["en"].lookalikes)
    lines = ["- main [ref=m1]:", '  - heading "Settings" [level=1] [ref=m2]']
    for number in range(settings):
        label = name if number == settings // 2 else f"{texts[number % len(texts)]} {number}"
        label = label.replace('"', "'")
        lines += [
            f"  - generic [ref=r{number}]:",
            f'    - generic [ref=t{number}]: "{label}"',
            f"    - 'switch \"{label.replace(chr(39), '’')}\" [checked] [ref=e{number}]'",
        ]
    return "\n".join(lines)
