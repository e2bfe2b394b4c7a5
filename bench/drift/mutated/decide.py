"""What the locator makes of a recorded page: the same calls in the same order as when a page is opened."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bench.drift.mutated.case import Case, Expected
from untrain.engine.candidates import Shape
from untrain.engine.facts import Facts
from untrain.engine.locate import Found, NotFound, Surroundings, locate, plausible, refs_of
from untrain.engine.reading import Reading, read
from untrain.engine.see import CONTROL_ROLES, Tree, parse
from untrain.engine.tab import other_words
from untrain.engine.words import spoken_in
from untrain.model.flow import Control, Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A page as the browser told of it, with the elements that are the control, by what they are."""

    snapshot: str
    at_address: bool
    facts: Mapping[str, Facts]
    keyed: frozenset[str]
    marks: Mapping[str, frozenset[str]]
    host: str = ""

    def as_json(self) -> dict[str, Any]:
        """The recording, as JSON holds it."""
        return {
            "snapshot": self.snapshot,
            "at_address": self.at_address,
            "facts": {ref: asdict(one) for ref, one in self.facts.items()},
            "keyed": sorted(self.keyed),
            "marks": {mark: sorted(refs) for mark, refs in self.marks.items()},
            "host": self.host,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Recording:
        """The recording that was written."""
        return cls(
            snapshot=raw["snapshot"],
            at_address=raw["at_address"],
            facts={ref: Facts(**(one | {"states": tuple(one["states"])})) for ref, one in raw["facts"].items()},
            keyed=frozenset(raw["keyed"]),
            marks={mark: frozenset(refs) for mark, refs in raw["marks"].items()},
            host=raw.get("host", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, with what it took: milliseconds of the processor, and the number of the tree's nodes."""

    found: Found | NotFound
    reading: Reading | None
    milliseconds: float
    nodes: int
    unknown: tuple[str, ...] = ()  # elements whose facts were asked for, and not recorded


def surroundings(
    tree: Tree, recording: Recording, flow: Flow, control: Control, keyed: frozenset[str] = frozenset()
) -> Surroundings:
    """What is known of the page as a whole."""
    return Surroundings(
        at_address=recording.at_address,
        spoken=spoken_in(tree.text()),
        keyed=keyed,
        host=recording.host,
        others=other_words(flow, control),
    )


def decide(recording: Recording, flow: Flow, control: Control) -> Decision:
    """Locate the control on a recorded page, and read it."""
    tree = parse(recording.snapshot)
    around = surroundings(tree, recording, flow, control)
    began = time.thread_time()
    found, facts, unknown = _locate(tree, flow, control, around, recording)
    if recording.keyed and not (isinstance(found, Found) and "key" in found.reasons):
        around = replace(around, keyed=recording.keyed)
        found, facts, unknown = _locate(tree, flow, control, around, recording)
    reading = read(found, facts) if isinstance(found, Found) else None
    took = (time.thread_time() - began) * 1000
    return Decision(
        found=found, reading=reading, milliseconds=took, nodes=sum(1 for _ in tree.nodes()), unknown=tuple(unknown)
    )


def _locate(
    tree: Tree, flow: Flow, control: Control, around: Surroundings, recording: Recording
) -> tuple[Found | NotFound, Mapping[str, Facts], list[str]]:
    likely = plausible(tree, control, around)
    asked = refs_of(likely)
    facts = {ref: recording.facts[ref] for ref in asked if ref in recording.facts}
    own = {ref: said for ref, said in facts.items() if not said.foreign or flow.owns(said.foreign)}
    likely = [one for one in likely if one.ref in own or not one.ref]
    return locate(tree, control, around, own, likely), own, [ref for ref in asked if ref not in recording.facts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one page ended, and why."""

    kind: str
    why: str = ""


KINDS = ("recovered", "missed", "honest stop", "lead", "fine", "wrong control", "wrong reading")
BAD = frozenset({"wrong control", "wrong reading"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a way of locating says: whether it is the control, and what it reads off it (None: it can't tell)."""

    ours: bool
    use: str | None
    disabled: bool | None = None
    right_option: bool = True
    words: str = field(default="", compare=False)


def judge(case: Case, claim: Claim | None, *, why: str = "") -> Verdict:
    """The verdict on a claim, or on none."""
    truth = case.truth
    if claim is None:
        kind = {Expected.FIND: "missed", Expected.STOP: "honest stop", Expected.LEAD: "lead", Expected.EITHER: "fine"}
        return Verdict(kind=kind[truth.expected], why=why)
    said = f"“{claim.words}”: {claim.use}, where data use is {truth.use}"
    if not claim.ours or (truth.expected is Expected.STOP and truth.readable) or truth.expected is Expected.LEAD:
        return Verdict(kind="wrong control", why=said)
    if claim.use is None:
        kind = {Expected.FIND: "missed", Expected.STOP: "honest stop"}.get(truth.expected, "fine")
        return Verdict(kind=kind, why=f"state unknown of {said}")
    if not truth.readable or claim.use != truth.use or not claim.right_option:
        return Verdict(kind="wrong reading", why=said)
    if claim.disabled is not None and claim.disabled is not truth.disabled:
        return Verdict(kind="missed", why=f"disabled is {truth.disabled}, not {claim.disabled}")
    return Verdict(kind="recovered" if truth.expected is Expected.FIND else "fine")


def claim_of(decision: Decision, recording: Recording, case: Case) -> Claim | None:
    """What a decision claims; None where it found nothing, or only something that leads on."""
    found, reading = decision.found, decision.reading
    if isinstance(found, NotFound) or reading is None:
        return None
    candidate = found.candidate
    works = candidate.node.role in CONTROL_ROLES or bool(candidate.node.states.keys() & {"checked", "pressed"})
    if candidate.shape is Shape.ROW and reading.on is None and not works:
        return None
    ours = frozenset().union(*recording.marks.values())
    refs = {candidate.node.ref} if candidate.shape is not Shape.OPTIONS else {one.ref for one in candidate.options}
    right = True
    if candidate.shape is Shape.OPTIONS and found.out is not None:
        out = "yes" if case.truth.inverted else "no"
        known = recording.marks.get(out, frozenset()) | recording.marks.get("out", frozenset())
        right = not known or found.out.ref in known
    return Claim(
        ours=refs <= ours, use=reading.on, disabled=reading.disabled, right_option=right, words=candidate.label[:80]
    )
