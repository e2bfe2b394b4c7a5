"""Settle one control: read it, change it only if it is on, and believe only what a fresh load shows.

Three witnesses before "opted out": every state-changing request that the press caused was answered well, and no error
appeared on the page; a fresh load in the same session shows it off, twice; nothing else on the page changed its state.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NoReturn

from loguru import logger

from untrain.engine import words
from untrain.engine.aftermath import Aftermath
from untrain.engine.candidates import Option, Shape
from untrain.engine.choices import the_out
from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
from untrain.engine.facts import probe
from untrain.engine.opening import Opened, Opening
from untrain.engine.press import Covered, is_native_list, press
from untrain.engine.put_back import can_be_put_back, needs_a_press, put_back
from untrain.engine.reading import Neighbour, Neighbours, moved_since, neighbours
from untrain.engine.see import Node
from untrain.engine.tab import Tab
from untrain.engine.translate import browser_errors
from untrain.model.errors import Drift, Locked, NotSaved
from untrain.model.flow import Control, OnMeans
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode
from untrain.model.secret import redact

Open = Callable[[Tab, Credentials, Control], Opening]
"""Makes what opens a control in a tab."""

_ROWS: Final = 3
_ENTRIES: Final = frozenset({"option", "menuitem", "menuitemradio"})


@dataclass(slots=True)
class Progress:
    """What is known of a control so far; it outlives a failed attempt, so that the next one knows what was done."""

    before: DataUse | None = None
    after: DataUse | None = None
    healed: bool = False
    switched: bool = False


async def settle(
    tab: Tab,
    credentials: Credentials,
    control: Control,
    *,
    mode: Mode,
    progress: Progress,
    evidence: Folder,
    open_in: Open = Opening,
) -> tuple[Outcome, str]:
    """See to one control, and say what became of it, in one sentence. Raises a JobError for every other end.

    `open_in` opens it in a tab; by default as the page of the whole account.
    """
    with browser_errors(tab.page, tab.flow.title):
        # what was switched before may be shown as off by the page's own memory: it is looked at where there is none
        place = await tab.elsewhere(in_any_case=True) if progress.switched else tab
        change = _Change(
            tab=place,
            credentials=credentials,
            control=control,
            progress=progress,
            evidence=evidence,
            open_in=open_in,
        )
        try:
            return await change.see_to(mode)
        finally:
            for one in dict.fromkeys((change.tab, place, tab)):
                await one.close_elsewhere()


def _off_already(opened: Opened, progress: Progress) -> tuple[Outcome, str]:
    if progress.switched:
        used, kept_out = _shows(opened)
        return Outcome.OPTED_OUT, f"“{_label(opened)}” was {used}; it is {kept_out} now, read from a fresh load."
    return Outcome.ALREADY_OUT, f"“{_label(opened)}” was {_shows(opened)[1]} already; nothing was touched."


def _shows(opened: Opened) -> tuple[str, str]:
    """What the control itself shows where the data is used, and where it is kept out: one that says no is the other
    way round."""
    says_no = opened.found.on_means is OnMeans.EXCLUDE and not opened.found.candidate.options
    return ("off", "on") if says_no else ("on", "off")


def _label(opened: Opened) -> str:
    candidate = opened.found.candidate
    label = candidate.label or next(iter(candidate.headings), "") or candidate.node.role
    # half a secret would not be known for one any more
    return label if len(label) <= 120 else redact(label)[:119] + "…"


def _managed(opened: Opened) -> str:
    return ": it is managed by an organisation" if words.says("managed", opened.sight.text) else ""


@dataclass(slots=True, kw_only=True)
class _Change:
    """One change of one control, from the press to the fresh load."""

    tab: Tab
    credentials: Credentials
    control: Control
    progress: Progress
    evidence: Folder
    open_in: Open = Opening
    opening: Opening = field(init=False)
    opened: Opened = field(init=False)
    clean: Tab | None = None  # where the fresh load was done
    behind: bool = False  # whether the control stands behind a row that was pressed
    chosen: bool = False  # whether an entry of the menu behind a row was pressed

    async def see_to(self, mode: Mode) -> tuple[Outcome, str]:
        """Read the control, and change it only if it is on and that is wanted."""
        progress = self.progress
        self.opening = self.open_in(self.tab, self.credentials, self.control)
        self.opened = opened = await self.opening.open()
        progress.healed = progress.healed or opened.found.healed
        if opened.reading.on is None:
            raise Drift(f"“{_label(opened)}” was found, but not whether it is on")
        if progress.before is None:
            progress.before = opened.reading.on
            await self.evidence.keep("before", self.tab, opened)
        progress.after = opened.reading.on
        if opened.reading.on is DataUse.OFF:
            return _off_already(opened, progress)
        if opened.reading.disabled:
            raise Locked(
                f"“{_label(opened)}” is {_shows(opened)[0]}, and this account may not change it{_managed(opened)}"
            )
        if mode is Mode.CHECK:
            return Outcome.OPTED_IN, f"“{_label(opened)}” is {_shows(opened)[0]}: the data is used."
        return await self.make()

    async def make(self) -> tuple[Outcome, str]:
        """Switch it off, wait for the platform's word, and read it off a fresh load."""
        opened = self.opened
        before = neighbours(opened.sight.tree, opened.found.candidate)
        for _ in range(_ROWS):
            if opened.found.candidate.shape is not Shape.ROW:
                break
            further = await self._through_row(opened)
            if further is None:
                return await self._judge(await self._fresh(), before)
            opened = further
        else:
            raise Drift(f"“{_label(opened)}” only leads to more of its like")
        if opened.reading.on is not DataUse.ON or opened.reading.disabled:
            raise Drift(f"“{_label(opened)}” reads differently in its row and behind it")

        self.behind = opened is not self.opened
        before = neighbours(opened.sight.tree, opened.found.candidate)
        if self.behind:  # the row shows the state of what stands behind it, and so moves with it
            row = self.opened.found.candidate.node
            mine = row.role, words.plain(row.name or row.text)
            before = {key: node for key, node in before.items() if key[:2] != mine}
        await self._pressing(opened, self._switch)
        return await self._judge(await self._fresh(), before)

    async def _behind(self, fresh: Opened) -> Opened:
        """What stands behind the row on the fresh load: the control itself, and all that stands beside it."""
        if not self.behind or fresh.found.candidate.shape is not Shape.ROW or fresh.reading.on is not DataUse.OFF:
            return fresh
        await press((self.clean or self.tab).page, fresh.found.candidate.node, fresh.found.facts)
        return await self.opening.after_press()

    async def _pressing(
        self, opened: Opened, deed: Callable[[Opened], Awaitable[None]], *, leads: bool = False
    ) -> None:
        """Do what changes the control, and see it through to the platform's answer. With `leads`, it may only open."""
        aftermath = Aftermath(
            self.tab, self.control, self.credentials, opened.sight, leads=leads, on_means=opened.found.on_means
        )
        self.tab.forget_changes()
        await self.tab.remember_what_it_keeps()
        self.progress.switched = True
        try:
            await deed(opened)
        except Covered:  # something came up late
            await deed(await self.opening.once_more())
        if self.chosen:
            aftermath.decided()
        try:
            await aftermath.see_through()
        finally:
            self.evidence.acknowledged(self.tab.acknowledgements)

    async def _through_row(self, opened: Opened) -> Opened | None:
        """Press a row that shows the state, and go on to what it opens; None where that was already the change."""
        await self._pressing(opened, self._press_row, leads=True)
        if self.tab.changes_begun or self.chosen:
            return None
        self.progress.switched = False
        return await self.opening.after_press()

    async def _press_row(self, opened: Opened) -> None:
        await press(self.tab.page, opened.found.candidate.node, opened.found.facts)
        await self.tab.rest(2.0)
        items = [node for node in (await self.tab.see()).tree.nodes() if node.role.startswith("menuitem") and node.ref]
        known = [phrase.text for phrase in self.control.out_options]
        out = [node for node in items if any(_is_entry(node, text) for text in known)]
        out = out or [node for node in items if _is_out(_text(node), opened.found.on_means)]
        if items and len(out) == 1:
            self.chosen = True
            await press(self.tab.page, out[0])
        elif items:
            raise Drift(f"no entry of the menu of “{_label(opened)}” plainly turns it off")

    async def _switch(self, opened: Opened) -> None:
        """Press what turns it off: once, and only that."""
        candidate = opened.found.candidate
        logger.debug("{}: switching “{}” off", self.tab.flow.slug, _label(opened))
        if candidate.shape is Shape.SELECT:
            await self._select(opened)
        elif candidate.options:
            option = self._out(opened)
            facts = await probe(self.tab.page, [option.ref])
            await press(self.tab.page, option.node, facts.get(option.ref))
        else:
            await press(self.tab.page, candidate.node, opened.found.facts)

    def _out(self, opened: Opened) -> Option:
        if opened.found.out is None:
            raise Drift(f"none of the choices of “{_label(opened)}” plainly means out")
        return opened.found.out

    async def _select(self, opened: Opened) -> None:
        box = opened.found.candidate.node
        if await is_native_list(self.tab.page, box):
            await self.tab.page.get_by_ref(box.ref or "").select_option(label=self._out(opened).text, timeout=4000)
            return
        await press(self.tab.page, box)
        await self.tab.rest(1.5)
        shown = [node for node in (await self.tab.see()).tree.nodes() if node.role in _ENTRIES and node.ref]
        found = opened.found
        out = the_out((_text(node) for node in shown), self.control, found.on_means, found.spoken)
        chosen = [node for node in shown if _text(node) == out]
        if len(chosen) != 1:
            await self.tab.page.keyboard.press("Escape")
            raise Drift(f"no choice of “{_label(opened)}” plainly means out")
        await press(self.tab.page, chosen[0])

    async def _fresh(self) -> Opened:
        """The control off a fresh load: the page shows what we pressed, only a new load shows what was kept."""
        fresh = await self._opened_in(await self.tab.elsewhere())
        if fresh.reading.on is not DataUse.OFF and self.clean is None:  # an old answer, kept by the browser?
            fresh = await self._opened_in(await self.tab.elsewhere(in_any_case=True))
        fresh = await self._behind(fresh)
        self.progress.after = fresh.reading.on
        return fresh

    async def _opened_in(self, tab: Tab) -> Opened:
        if tab is not self.tab:
            self.opening = self.open_in(tab, self.credentials, self.control)
            self.clean = tab
        return await self.opening.open()

    async def _judge(self, fresh: Opened, before: Neighbours) -> tuple[Outcome, str]:
        if fresh.reading.on is None:
            raise Drift(f"after the change, “{_label(fresh)}” does not say clearly whether it is on")
        if fresh.reading.on is DataUse.ON:
            used, out = _shows(fresh)
            raise NotSaved(f"“{_label(fresh)}” was switched {out}, but a fresh load shows it {used} again")
        moved = moved_since(before, neighbours(fresh.sight.tree, fresh.found.candidate))
        if moved:
            await self._put_back(moved, fresh, before)
        await self.evidence.keep("after", self.clean or self.tab, fresh)
        used, out = _shows(fresh)
        said = f"“{_label(fresh)}” was {used}; it was switched {out}, and a fresh load shows it {out}."
        return Outcome.OPTED_OUT, said

    async def _put_back(self, moved: tuple[Neighbour, ...], fresh: Opened, before: Neighbours) -> NoReturn:
        """Put back what moved with ours, and say so: where another control moved, it is no clean success."""
        nodes = neighbours(fresh.sight.tree, fresh.found.candidate)
        names = " and ".join(f"“{nodes[key].name or key[1] or key[0]}”" for key in moved)
        if not all(can_be_put_back(nodes[key], before[key]) for key in moved):
            raise Drift(
                f"switching it off also changed {names}, which could not be put back: please look at it", told=True
            )
        logger.warning("{}: {} moved too and is put back", self.tab.flow.slug, names)
        self.tab = self.clean or self.tab
        if self.behind:  # what the row has opened may lie over the rest of the page
            fresh = await self.opening.open()
            outside = neighbours(fresh.sight.tree, fresh.found.candidate)
            if not all(key in outside for key in moved):
                fresh = await self._behind(fresh)
                outside = neighbours(fresh.sight.tree, fresh.found.candidate)
            nodes = nodes | outside
        for key in moved:
            if needs_a_press(nodes[key], before[key]):
                await self._pressing(fresh, partial(self._press_neighbour, nodes[key], before[key]))

        again = await self._fresh()
        await self.evidence.keep("after", self.clean or self.tab, again)
        still = moved_since(before, neighbours(again.sight.tree, again.found.candidate))
        if still or again.reading.on is not DataUse.OFF:
            raise Drift(
                f"switching it off also changes {names}; they do not keep apart: please look at them", told=True
            )
        raise Drift(
            f"it is off now, but switching it off also changed {names}, which was put back: please look at both",
            told=True,
        )

    async def _press_neighbour(self, node: Node, was: Node, _: Opened) -> None:
        await put_back(self.tab, node, was)


def _is_out(text: str, on_means: OnMeans) -> bool:
    """Whether an entry of a menu plainly keeps the data out: "Off", or "Turn on" for what excludes."""
    concepts = ("turn_off", "off") if on_means is OnMeans.USE else ("switch_on", "keep_out")
    return any(words.says(concept, text, whole=True) for concept in concepts)


def _is_entry(node: Node, known: str) -> bool:
    """Whether an entry of a menu has these words: as a whole, or as its title, with a hint that deletes nothing."""
    title = next((text for child in node.children for text in child.texts()), "")
    return words.same(_text(node), known) or (words.same(title, known) and not words.says("delete", _text(node)))


def _text(node: Node) -> str:
    return node.name or node.text or " ".join(node.texts())
