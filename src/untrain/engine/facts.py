"""What the accessibility tree does not tell about an element: whether a person can reach it, and its own state."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from playwright.async_api import Error, Page

from untrain.engine.see import parse
from untrain.engine.translate import has_gone
from untrain.engine.within import ask
from untrain.model.errors import BrowserDied


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the page itself says of one element.

    `states` are all its readings of "on": the property, aria-checked, aria-pressed, data-state …; two that differ mean
    that nobody knows. `hidden` is what no person can see or reach; `covered` is under something else at this moment.
    """

    states: tuple[bool, ...] = ()
    shown: str = ""  # of a list that is closed: the words in it, which the tree leaves out where they repeat its name
    keyed: bool = False  # it carries a key of the flow
    disabled: bool = False
    busy: bool = False
    hidden: bool = False
    covered: bool = False
    opens: bool = False  # it announces a menu, a dialog or a part to unfold, or it is a link
    foreign: str = ""  # the address of the frame it stands in, where that is not the page itself
    face: bool = True  # it can be pressed itself; else its label must be
    region: Mapping[str, float] | None = None  # where its row stands, in the viewport, in CSS pixels

    @property
    def state(self) -> bool | None:
        """Its one state; None where it says nothing, or two things."""
        return self.states[0] if self.states and len(set(self.states)) == 1 else None

    @property
    def condition(self) -> tuple[object, ...]:
        """All of it that matters for the state, so not where it stands."""
        return self.states, self.shown, self.disabled, self.busy, self.hidden


_HOLDS_KEY: Final = """(keys) => {
  const held = (root) => keys.some((key) => root.querySelector(key))
    || [...root.querySelectorAll('*')].some((node) => node.shadowRoot && held(node.shadowRoot));
  return held(document);
}"""


async def probe(page: Page, refs: Iterable[str], keys: Iterable[str] = ()) -> Mapping[str, Facts]:
    """The facts of each referenced element; one that has gone meanwhile is left out. `keys` are a flow's (CSS)."""
    wanted, known = list(refs), list(keys)
    said = await asyncio.gather(*(_probe(page, ref, known) for ref in wanted))
    return {ref: facts for ref, facts in zip(wanted, said, strict=True) if facts is not None}


async def _probe(page: Page, ref: str, keys: list[str]) -> Facts | None:
    try:
        said = cast(dict[str, Any], await ask(page.get_by_ref(ref), "facts", keys))
    except Error as error:
        if has_gone(page, error):
            raise BrowserDied("the page went away") from error
        return None
    return Facts(states=tuple(said.pop("states")), **said)


async def holds_key(page: Page, keys: Iterable[str]) -> bool:
    """Whether anything on the page itself, open shadow roots included, carries one of these attributes."""
    return bool(await page.evaluate(_HOLDS_KEY, list(keys)))


async def keyed_refs(page: Page, keys: Iterable[str]) -> frozenset[str]:
    """The references of the elements that carry one of these attributes (CSS selectors of a flow)."""
    found: set[str] = set()
    for key in keys:
        for place in await page.locator(key).all():
            node = next(iter(parse(await place.aria_snapshot(mode="ai", timeout=1500)).root.children), None)
            found |= {node.ref} if node is not None and node.ref else set()
    return frozenset(found)
