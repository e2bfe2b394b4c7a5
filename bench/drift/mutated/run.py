"""Runs cases, batch by batch in processes of their own: draw, record, decide, judge; or judges recordings again."""

from __future__ import annotations

import asyncio
import gzip
import json
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from typing import Final

from bench.drift.mutated.bases import Base
from bench.drift.mutated.case import Case
from bench.drift.mutated.compose import case_of
from bench.drift.mutated.decide import Decision, Recording, Verdict, claim_of, decide, judge
from bench.drift.mutated.record import Studio, studios
from untrain.engine.locate import NotFound
from untrain.flowbook import load_flows

BASELINES: Final = ("css", "role + name", "similo")
_AGAIN: Final = 6
"""So often another case is made in the place of one whose steps did not all apply."""
_BATCH: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one page ended."""

    case: Case
    again: int
    verdict: Verdict
    milliseconds: float
    nodes: int
    baselines: Mapping[str, Verdict] = field(default_factory=dict)
    stale: bool = False  # the locator asked for facts that the recording does not have
    shown: str = ""  # the page and all that is known of it, where that was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a process is to do."""

    bases: tuple[Base, ...]
    seed: int
    numbers: tuple[int, ...]
    folder: Path | None = None  # where recordings go
    show: bool = False


def drawn(
    bases: Sequence[Base], numbers: Sequence[int], *, seed: int, jobs: int, folder: Path | None, show: bool = False
) -> Iterator[Outcome]:
    """The outcome of every case, drawn in a browser, in the order in which they end."""
    yield from _spread(_draw_batch, bases, numbers, seed=seed, jobs=jobs, folder=folder, show=show)


def replayed(bases: Sequence[Base], numbers: Sequence[int], *, seed: int, jobs: int, folder: Path) -> Iterator[Outcome]:
    """The outcome of every case whose recording is in the folder, decided anew."""
    yield from _spread(_replay_batch, bases, numbers, seed=seed, jobs=jobs, folder=folder)


def _spread(work, bases, numbers, *, seed, jobs, folder, show=False) -> Iterator[Outcome]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    batches = [numbers[at : at + _BATCH] for at in range(0, len(numbers), _BATCH)]
    made = [Job(bases=tuple(bases), seed=seed, numbers=tuple(one), folder=folder, show=show) for one in batches]
    # leaving the pool ends its processes at once, whatever they are at
    with Pool(jobs, initializer=_leave_interrupts) as pool:
        for some in pool.imap_unordered(work, made):
            yield from some


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that began."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _draw_batch(job: Job) -> list[Outcome]:
    return asyncio.run(_draw_all(job))


async def _draw_all(job: Job) -> list[Outcome]:
    async with studios(list(job.bases)) as there:
        hands = [_draw_some(one, job, job.numbers[at :: len(there)]) for at, one in enumerate(there)]
        made = [outcome for some in await asyncio.gather(*hands) for outcome in some]
    if job.folder is not None:
        place = job.folder / f"{job.seed}-{job.numbers[0]:06}-{job.numbers[-1]:06}.jsonl.gz"
        place.write_bytes(gzip.compress("\n".join(line for _, line in made).encode(), 5))
    return [outcome for outcome, _ in made]


async def _draw_some(there: Studio, job: Job, numbers: Sequence[int]) -> list[tuple[Outcome, str]]:
    made = []
    for number in numbers:
        if (one := await _one(there, job, number)) is None:
            continue
        case, again, recording = one
        judged = {name: judge(case, claim) for name, claim in (await there.baselines(case)).items()}
        line = "" if job.folder is None else _line(case, again, recording, judged)
        made.append((_with(_outcome(there, case, again, recording, show=job.show), judged), line))
    return made


async def _one(there: Studio, job: Job, number: int) -> tuple[Case, int, Recording] | None:
    for again in range(_AGAIN):
        case = case_of(number, job.seed, job.bases, again=again)
        if await there.draw(case):
            return case, again, await there.record(case)
        for error in there.drawn["errors"]:
            print(f"\n{case.name}: {error}", file=sys.stderr)
    return None


def _outcome(there: Studio, case: Case, again: int, recording: Recording, *, show: bool = False) -> Outcome:
    decision = decide(recording, there.flows[case.slug], there.control(case))
    why = decision.found.why if isinstance(decision.found, NotFound) else "only a row that leads on"
    return Outcome(
        case=case,
        again=again,
        verdict=judge(case, claim_of(decision, recording, case), why=why),
        milliseconds=decision.milliseconds,
        nodes=decision.nodes,
        stale=bool(decision.unknown),
        shown=_shown(case, recording, decision) if show else "",
    )


def _shown(case: Case, recording: Recording, decision: Decision) -> str:
    """A page as the locator sees it, the truth, and what was decided."""
    steps = "\n".join(f"  {step}"[:400] for step in case.steps)
    facts = "\n".join(f"  {ref}: {said}" for ref, said in recording.facts.items())
    marks = {mark: sorted(refs) for mark, refs in recording.marks.items()}
    return (
        f"{case.name}\n{case.truth}\n{steps}\n{recording.snapshot}\n"
        f"the control: {marks}; keyed: {set(recording.keyed)}; at its address: {recording.at_address}\n"
        f"{facts}\n{decision.found}\n{decision.reading}\n"
    )


def _with(outcome: Outcome, baselines: Mapping[str, Verdict]) -> Outcome:
    return Outcome(
        case=outcome.case,
        again=outcome.again,
        verdict=outcome.verdict,
        milliseconds=outcome.milliseconds,
        nodes=outcome.nodes,
        baselines=baselines,
        stale=outcome.stale,
        shown=outcome.shown,
    )


def _line(case: Case, again: int, recording: Recording, baselines: Mapping[str, Verdict]) -> str:
    judged = {name: one.kind for name, one in baselines.items()}
    whole = {"case": case.as_json(), "again": again, "baselines": judged, "recording": recording.as_json()}
    return json.dumps(whole, ensure_ascii=False)


def recorded(folder: Path, seed: int) -> dict[Path, range]:
    """The recordings of this seed in a folder, with the numbers in each file."""
    found = {}
    for place in sorted(folder.glob(f"{seed}-*.jsonl.gz")):
        _, first, last = place.name.removesuffix(".jsonl.gz").split("-")
        found[place] = range(int(first), int(last) + 1)
    return found


def _replay_batch(job: Job) -> list[Outcome]:
    assert job.folder is not None
    wanted, outcomes = set(job.numbers), []
    there = Studio(page=None, bases={(one.slug, one.control): one for one in job.bases}, flows=load_flows())  # type: ignore[arg-type]
    for place, numbers in recorded(job.folder, job.seed).items():
        if not wanted & set(numbers):
            continue
        for line in gzip.decompress(place.read_bytes()).decode().split("\n"):
            raw = json.loads(line) if line else None
            if raw is None or raw["case"]["number"] not in wanted:
                continue
            case = Case.from_json(raw["case"])
            outcome = _outcome(there, case, raw["again"], Recording.from_json(raw["recording"]))
            outcomes.append(_with(outcome, {name: Verdict(kind=kind) for name, kind in raw["baselines"].items()}))
    return outcomes
