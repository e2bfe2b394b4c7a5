"""Items in the browser: read the platform's own list of them, and open the control of one, and of no other."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

from untrain.engine import words
from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
from untrain.engine.items import entry_of, is_of, items_on, list_of, says_none, unfolded
from untrain.engine.locate import NotFound
from untrain.engine.opening import Opened, Opening
from untrain.engine.press import press
from untrain.engine.see import Node
from untrain.engine.settle import Progress, settle
from untrain.engine.tab import Sight, Tab
from untrain.engine.translate import browser_errors
from untrain.model.errors import Drift, NotOffered
from untrain.model.flow import Control, Kind
from untrain.model.items import PLACE, Item, address_of, flow_of_item, item_in, of_item, templates
from untrain.model.outcome import Outcome
from untrain.model.result import Mode

_PATIENCE: Final = 8.0
"""For how many seconds a page may take to list anything."""
_QUIET: Final = 3
"""After how many looks without news a list is taken to be whole."""
_MORE: Final = 10
_NAMED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The items that a platform lists. It is not `whole` where only the one at hand could be seen."""

    items: tuple[Item, ...] = ()
    whole: bool = True


NOTHING_LISTED: Final = Listed(whole=False)


async def list_items(tab: Tab, credentials: Credentials, control: Control) -> Listed:
    """Every item that the platform lists for this account. Raises Drift where it lists none, NotOffered where it says
    that there are none, and whatever else the way there ends with."""
    with browser_errors(tab.page, tab.flow.title):
        return await Listing(tab, credentials, control).read()


def the_item(name: str, listed: Listed, control: Control) -> Item:
    """The listed item that a person named, by address or by title. Raises Drift where there is none, or several.

    Where the list is not known to be whole, an item with an address of its own is believed to be there until it is
    looked at.
    """
    assert control.items is not None
    exact = [item for item in listed.items if item.key == name]
    alike = [item for item in listed.items if words.fold(name) in (words.fold(item.key), words.fold(item.title))]
    if len(exact or alike) == 1:
        return (exact or alike)[0]
    if not listed.whole and not alike and front_of(control, name) is not None:
        return Item(key=name, title=name)
    shown = [item.key for item in listed.items[:_NAMED]] + (["…"] if len(listed.items) > _NAMED else [])
    known = f" ({', '.join(shown)})" if shown else ""
    raise Drift(f"“{name}” is not among your {control.items.plural}{known}")


def front_of(control: Control, key: str) -> str | None:
    """The address at which an item is entered: its control's own, else that of the links that name it."""
    own = [url for url in (control.url, *control.alternates) if url and PLACE in url]
    return next((url for template in (*own, *templates(control)) if (url := address_of(template, key))), None)


async def settle_item(
    tab: Tab,
    credentials: Credentials,
    control: Control,
    item: Item,
    *,
    listed: Listed,
    mode: Mode,
    progress: Progress,
    evidence: Folder,
) -> tuple[Outcome, str]:
    """See to the control of one of the `listed` items, as `settle` does to the one of an account."""
    with only_this_item(tab, control, item) as mine:
        open_in = partial(ItemOpening, whole=control, listed=listed.items, item=item)
        return await settle(tab, credentials, mine, mode=mode, progress=progress, evidence=evidence, open_in=open_in)


@contextmanager
def only_this_item(tab: Tab, control: Control, item: Item) -> Iterator[Control]:
    """The control of one item; while the block lasts, the hosts that the item has for itself are the platform's too."""
    flow = tab.flow
    tab.flow = flow_of_item(flow, control, item)
    try:
        yield of_item(control, item)
    finally:
        tab.flow = flow


class Listing(Opening):
    """The page that lists the items of a control."""

    def __init__(self, tab: Tab, credentials: Credentials, control: Control) -> None:
        assert control.items is not None
        items = control.items
        page = Control(
            id=control.id, kind=Kind.SWITCH, title=items.plural, url=items.url, path=items.path, headings=items.within
        )
        super().__init__(tab, credentials, page)
        self._items = items
        self._whole = control
        self._unfolded_by: frozenset[str] = frozenset()  # what stood there before the list was unfolded
        self._unfolded_more = 0
        self._linked = False

    async def read(self) -> Listed:
        """Every item, in the order of the page."""
        found: tuple[Item, ...] | NotFound | str | None = None
        if self._items.url is not None:
            await self.load(self._items.url)
            found = await self._all_here()
        else:
            await self._begin_at(self._homes()[0])
        if not isinstance(found, tuple) and self._items.path:
            found = await self.walk(self._all_behind)
        if isinstance(found, tuple):
            return Listed(items=found, whole=self._linked)
        raise Drift(f"no page was found that lists your {self._items.plural}")

    async def _all_behind(self) -> tuple[Item, ...] | NotFound:
        """All items of the page that a door has led to, if it is the one at the end of the path."""
        if not (self._items.within or self._items.switcher) and not self._at_the_end():
            return NotFound(why="the way to the list goes on")
        return await self._all_here()

    def _at_the_end(self) -> bool:
        last = [phrase.text for phrase in self._items.path[-1]]
        return any(words.same(pressed, text) for pressed in self._pressed[-1:] for text in (*last, self._items.plural))

    async def press_entry(self, item: Item) -> None:
        """Go to one item from the list, where items have no address. Raises Drift where it is not there any more."""
        await self.read()
        sight = await self._unfolded(await self._tab.see())
        scope = self._scope(sight)
        entry = entry_of(sight.tree.nodes() if scope is None else scope, item)
        if entry is None:
            raise Drift(f"“{item.title}” is not among your {self._items.plural} any more")
        if entry.disabled or "selected" in entry.states:
            await self._tab.page.keyboard.press("Escape")  # it is the one at hand already
        else:
            await press(self._tab.page, entry)
        await self._tab.rest(3.0)

    async def _all_here(self) -> tuple[Item, ...] | NotFound:
        """All items of the page as it stands, scrolled through and unfolded, once nothing new appears any more."""
        found: dict[str, Item] = {}
        until = time.monotonic() + self._tab.left(_PATIENCE)
        self._unfolded_by, self._cleared, self._unfolded_more = frozenset(), 0, 0
        quiet = 0  # how often in a row nothing new was seen
        while quiet < _QUIET and time.monotonic() < until:
            resting = await self._tab.rest(2.0)
            sight = await self._tab.see()
            if not self._unfolded_by and await self._clear(sight):
                continue
            here = await self._here(sight)
            news = {item.key for item in here} - found.keys()
            found |= {item.key: item for item in here if item.key in news}
            quiet = quiet + 1 if resting and not news else 0
            if news:
                until = time.monotonic() + self._tab.left(_PATIENCE)
            if not found and quiet and await self._signed_in_here(in_place=True):
                await self._tab.open(self._items.url or self._tab.page.url)
                quiet = 0
            elif await self._shows_more(sight) or (await self._tab.scroll_on() and not found):
                quiet = 0
        return tuple(found.values()) or await self._none()

    async def _here(self, sight: Sight) -> tuple[Item, ...]:
        """The items that can be seen now; those of links, entries, and of the address that the page came to rest at."""
        sight = await self._unfolded(sight)
        scope = self._scope(sight)
        if scope is None and self._items.within:
            return ()
        linked = items_on(sight.tree, sight.url, self._whole, scope=scope)
        self._linked = self._linked or bool(linked)
        return (*linked, *self._landed(sight.url))

    def _landed(self, url: str) -> list[Item]:
        """The item whose page the listing page led to, as where there is but one."""
        if self._items.url is None or self._tab.at([self._items.url]):
            return []
        keys = [key for template in templates(self._whole) if (key := item_in(url, template)) is not None]
        return [Item(key=key, title=key) for key in keys[:1] if key not in self._items.not_items]

    def _scope(self, sight: Sight) -> list[Node] | None:
        """The part of the page that lists them; None for all of it, or where it is not there."""
        if self._items.within:
            return list_of(sight.tree, self._items.within)
        if self._unfolded_by:
            return unfolded(sight.tree, self._unfolded_by)
        return None

    async def _unfolded(self, sight: Sight) -> Sight:
        """The page with the list unfolded, where a button has to be pressed for it. Raises Drift for several such."""
        known = [words.fold(phrase.text) for phrase in self._items.switcher]
        if not known or (self._unfolded_by and self._scope(sight)):
            return sight
        buttons = [node for node in sight.tree.nodes() if node.ref and self._is_switcher(node, known)]
        if not buttons:
            return sight
        if len(buttons) > 1:
            raise Drift(f"several buttons may unfold the list of your {self._items.plural}")
        self._unfolded_by = frozenset(node.ref for node in sight.tree.nodes() if node.ref)
        await press(self._tab.page, buttons[0])
        await self._tab.rest(2.0)
        return await self._tab.see()

    @staticmethod
    def _is_switcher(node: Node, known: list[str]) -> bool:
        return node.role in ("button", "combobox", "link", "menuitem") and words.fold(node.name or node.text) in known

    async def _shows_more(self, sight: Sight) -> bool:
        """Press a "Show more" of the list, a few times at most; whether there was one."""
        scope = self._scope(sight)
        if scope is None or self._unfolded_more >= _MORE:
            return False
        more = [node for node in scope if node.role == "button" and node.ref and not node.disabled]
        more = [node for node in more if words.says("expand", node.name or node.text, whole=True)]
        if len(more) != 1:
            return False
        self._unfolded_more += 1
        await press(self._tab.page, more[0])
        return True

    async def _none(self) -> NotFound:
        """Why nothing is listed. Raises NotOffered where the page says that there is nothing to list."""
        sight = await self._tab.see(self._control)
        said = says_none(sight.tree, self._items)
        if said and self._tab.flow.owns(sight.url):
            raise NotOffered(f"{self._tab.flow.title} says: “{said}”")
        await self._heed(sight)
        return NotFound(why=f"no {self._items.plural} were found on the page that lists them")


class ItemOpening(Opening):
    """Opens the control of one item; a page that is not this item's is never believed."""

    def __init__(
        self,
        tab: Tab,
        credentials: Credentials,
        control: Control,
        *,
        whole: Control,
        listed: Sequence[Item],
        item: Item,
    ) -> None:
        super().__init__(tab, credentials, control)
        self._whole = whole  # the control of the flow, with places for an item
        self._listed = listed
        self._item = item

    async def open(self) -> Opened:
        """Load the item's own page afresh, and find the control on it, or from there."""
        if self._control.url is not None:
            return self._its_own(await super().open())
        await self._enter()
        found = await self._on_this_page()
        return self._its_own(found if isinstance(found, Opened) else await self._by_menu(found))

    async def _enter(self) -> None:
        """Go to where the item begins: to its address, else through its entry in the list."""
        front = front_of(self._whole, self._item.key)
        if front is not None:
            await self.load(front)
            await self._tab.rest(3.0)
        if front is None or self._tab.status == 404:  # what its links have in common need not be a page
            await Listing(self._tab, self._credentials, self._whole).press_entry(self._item)

    async def once_more(self) -> Opened:
        """The control on the page as it stands."""
        return self._its_own(await super().once_more())

    async def after_press(self) -> Opened:
        """The control behind a row that was pressed."""
        return self._its_own(await super().after_press())

    def _homes(self) -> list[str]:
        """From the front of the platform one would come to whichever item is shown there."""
        return super()._homes() if self._control.url is not None else []

    def _its_own(self, opened: Opened) -> Opened:
        sight = opened.sight
        if not is_of(self._item, self._listed, self._whole, opened.found, sight):
            assert self._whole.items is not None
            raise Drift(f"the page that was reached is not plainly the one of “{self._item.title}”")
        return opened
