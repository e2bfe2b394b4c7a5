"""Makes pages in a real browser and records them: draw, snapshot, the facts of what is likely, who is who."""

from __future__ import annotations

import math
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import Frame, Page, Route

from bench.drift.mutated.bases import Base
from bench.drift.mutated.case import Case, Expected
from bench.drift.mutated.decide import Claim, Recording, surroundings
from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.candidates import Candidate, Shape, candidates
from untrain.engine.facts import Facts, holds_key, keyed_refs, probe
from untrain.engine.locate import plausible, refs_of
from untrain.engine.see import Node, Tree, parse
from untrain.engine.tab import Tab, addresses
from untrain.flowbook import load_flows
from untrain.model.flow import Control, Flow

_HERE: Final = Path(__file__).parent
_EMPTY: Final = "<!doctype html><html><head><meta charset=utf-8><title>Settings</title></head><body></body></html>"
_DRAW: Final = "([given, taken]) => ({ ...__drift.draw(given), told: __baselines.judge(taken) })"
_REF: Final = re.compile(r"\[ref=(\w+)\]")
_PATIENCE: Final = 4
_ASKED: Final = 60
"""Of so many elements at most the facts are recorded that nobody asks for today."""


@dataclass(kw_only=True)
class Studio:
    """One page of one browser, in which case after case is drawn."""

    page: Page
    bases: Mapping[tuple[str, str], Base]
    flows: Mapping[str, Flow] = field(default_factory=load_flows)
    taken: dict[tuple[str, str], Any] = field(default_factory=dict)
    host: str = ""
    drawn: dict[str, Any] = field(default_factory=dict)

    def control(self, case: Case) -> Control:
        """The control as its flow knows it."""
        control = self.flows[case.slug].control(case.control)
        assert control is not None
        return control

    async def draw(self, case: Case) -> bool:
        """Draw the page of a case; whether everything in it applied."""
        base = self.bases[case.slug, case.control]
        await self._at_home(base)
        if (case.slug, case.control) not in self.taken:
            await self._draw(base, "on", [])
            self.taken[case.slug, case.control] = await self.page.evaluate("() => __baselines.take()")
        self.drawn = await self._draw(base, case.body, list(case.steps))
        there = bool(self.drawn["seen"]) or case.truth.expected is not Expected.FIND
        return all(self.drawn["applied"]) and there

    async def _draw(self, base: Base, body: str, steps: list[dict[str, Any]]) -> dict[str, Any]:
        given = {"base": f"{base.slug}/{base.control}", "body": body, "steps": steps}
        taken = self.taken.get((base.slug, base.control))
        said: dict[str, Any] = await self.page.evaluate(_DRAW, [given, taken])
        return said

    async def _at_home(self, base: Base) -> None:
        host = base.url.split("/")[2]
        if host == self.host:
            return
        self.host = host
        await self.page.goto(base.url)
        for script in ("page.js", "baselines.js"):
            await self.page.evaluate(_HERE.joinpath(script).read_text("utf-8"))
        known = {f"{one.slug}/{one.control}": asdict(one) | {"name": one.label} for one in self.bases.values()}
        await self.page.evaluate("(known) => { __drift.bases = known; }", known)

    async def record(self, case: Case) -> Recording:
        """The page as it stands, recorded."""
        flow, control = self.flows[case.slug], self.control(case)
        at_address = Tab(self.page, flow, deadline=math.inf).at(addresses(control))
        keyed: frozenset[str] = frozenset()
        if control.keys and await holds_key(self.page, control.keys):
            keyed = await keyed_refs(self.page, control.keys)
        snapshot = await self.page.aria_snapshot(mode="ai", boxes=True)
        tree = parse(snapshot)
        marks = _placed(tree, self.drawn["marks"])
        if marks is None:
            marks = await self._marks()
            # once more, for only the references of the last snapshot can be asked about
            snapshot = await self.page.aria_snapshot(mode="ai", boxes=True)
            tree = parse(snapshot)
        host = urlsplit(self.page.url).hostname or ""
        plain = Recording(snapshot=snapshot, at_address=at_address, facts={}, keyed=keyed, marks=marks, host=host)
        refs = dict.fromkeys(_askable(tree, plain, flow, control))
        facts: dict[str, Facts] = {}
        for _ in range(_PATIENCE):  # the page does not change, so what is not answered was only slow
            facts |= await probe(self.page, [ref for ref in refs if ref not in facts], control.keys)
        return replace(plain, facts=facts)

    async def _marks(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for frame in self.page.frames:
            for mark, refs in await _marks_in(frame):
                found[mark] = found.get(mark, frozenset()) | refs
        return found

    async def baselines(self, case: Case) -> dict[str, Claim | None]:
        """What the three baselines claim of the page as it stands."""
        base = self.bases[case.slug, case.control]
        told = dict(self.drawn["told"])
        named = self.page.get_by_role(base.role, name=base.name)  # type: ignore[arg-type]
        found = await named.evaluate_all("(all) => all.map((one) => __baselines.tell(one))") if base.name else []
        told["role + name"] = found[0] if len(found) == 1 else None
        return {name: _claim(base, one) for name, one in told.items()}


def _placed(tree: Tree, marks: list[dict[str, Any]]) -> dict[str, frozenset[str]] | None:
    """Who is who, by where they stand; None where that does not tell."""
    found: dict[str, frozenset[str]] = {}
    for one in marks:
        if min(one["box"][2:]) < 3:
            return None
        refs = {
            node.ref
            for node in tree.nodes()
            if node.ref and node.ref.startswith("f") is one["framed"] and _near(node, one["box"])
        }
        if not refs:
            return None
        found[one["mark"]] = found.get(one["mark"], frozenset()) | refs
    return found


def _near(node: Node, box: list[float]) -> bool:
    """Whether a node stands in this box of the viewport: x, y, width and height in CSS pixels."""
    mine = [float(part) for part in node.states.get("box", "").split(",") if part]
    return bool(mine) and all(abs(a - b) <= 1 for a, b in zip(mine, box, strict=True))


async def _marks_in(frame: Frame) -> list[tuple[str, frozenset[str]]]:
    found = []
    for place in await frame.locator("[data-truth]").all():
        mark = await place.get_attribute("data-truth") or ""
        found.append((mark, frozenset(_REF.findall(await place.aria_snapshot(mode="ai")))))
    return found


def _askable(tree: Tree, recording: Recording, flow: Flow, control: Control) -> list[str]:
    """The elements whose facts are asked for, or may be once the locator has changed."""
    asked = [ref for one in candidates(tree) if one.shape is not Shape.ROW for ref in _refs(one)][:_ASKED]
    for keyed in (frozenset[str](), recording.keyed):
        asked += refs_of(plausible(tree, control, surroundings(tree, recording, flow, control, keyed)))
    return asked


def _refs(candidate: Candidate) -> list[str]:
    return [ref for ref in (candidate.node.ref, *(one.ref for one in candidate.options)) if ref]


def _claim(base: Base, told: list[Any] | None) -> Claim | None:
    """What a script of that kind says: it knows the control as it was, and reads it accordingly."""
    if told is None:
        return None
    mark, state = told
    on = None if state is None else (not state if base.choice else state) != base.inverted
    return Claim(ours=bool(mark), use=None if on is None else "on" if on else "off")


@asynccontextmanager
async def studios(bases: list[Base], pages: int = 4) -> AsyncIterator[list[Studio]]:
    """So many pages of one browser to draw in; nothing but what is drawn can be reached from them."""

    async def serve(route: Route) -> None:
        await route.fulfill(status=200, content_type="text/html; charset=utf-8", body=_EMPTY)

    async with running_browser(BrowserOptions()) as browser, browser.context() as context:
        await context.route("**/*", serve)
        known = {(one.slug, one.control): one for one in bases}
        yield [Studio(page=await context.new_page(), bases=known) for _ in range(pages)]
