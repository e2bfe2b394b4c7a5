"""Which items a page lists, and whether a page is one item's own: pure functions of what was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from untrain.engine import words
from untrain.engine.locate import Found
from untrain.engine.see import DIALOG_ROLES, Node, Tree
from untrain.model.errors import Drift
from untrain.model.flow import Control, Items, Phrase
from untrain.model.items import PLACE, Item, item_at, item_in, templates

if TYPE_CHECKING:
    from untrain.engine.tab import Sight

_ENTRIES: Final = frozenset({"link", "button", "menuitem", "menuitemradio", "option", "treeitem", "tab", "radio"})
_HOLDERS: Final = (
    frozenset(
        {"list", "listbox", "menu", "menubar", "navigation", "region", "group", "table", "grid", "tree", "tablist"}
    )
    | DIALOG_ROLES
)

_UNFOLDED: Final = frozenset({"menu", "listbox", "tree"}) | DIALOG_ROLES


def items_on(tree: Tree, url: str, control: Control, *, scope: Iterable[Node] | None = None) -> tuple[Item, ...]:
    """The items that a page (or a part of it) lists, in its order. Raises Drift where two of them have one name."""
    assert control.items is not None
    items = control.items
    part = list(scope) if scope is not None else list(tree.nodes())
    if templates(control):
        return _by_address(part, url, control)
    return _by_entry(part, items)


def list_of(tree: Tree, within: Iterable[Phrase]) -> list[Node] | None:
    """All that stands in the list of this name or under this heading; None where the page has none."""
    names = [words.fold(phrase.text) for phrase in within]
    for node in tree.nodes():
        if node.role in _HOLDERS and words.fold(node.name) in names and node.name:
            return [one for one in node.walk() if one is not node]
        if node.role == "heading" and words.fold(node.name or node.text) in names:
            return list(_under(tree, node))
    return None


def unfolded(tree: Tree, before: frozenset[str]) -> list[Node]:
    """What a press brought up: the menus and lists that are new, else everything new."""
    new = [node for node in tree.nodes() if node.ref and node.ref not in before]
    below = (node for menu in new if menu.role in _UNFOLDED for node in menu.walk() if node is not menu)
    return list({id(node): node for node in below}.values()) or new


def entry_of(part: Iterable[Node], item: Item) -> Node | None:
    """What is pressed to come to an item; None where it is not there."""
    return next((node for node in part if _is_entry(node) and _title(node) == item.title), None)


def says_none(tree: Tree, items: Items) -> str | None:
    """The words by which a page says that there are no items; None where it says no such thing."""
    known = [words.plain(phrase.text) for phrase in items.none]
    return next((node.text for node in tree.nodes() if node.text and words.plain(node.text) in known), None)


def is_of(item: Item, listed: Iterable[Item], control: Control, found: Found, sight: Sight) -> bool:
    """Whether the page on which the control was found is this item's: its address says so, or its words do.

    `control` is the one of the flow, with places for an item; a page that names another item is never this one's.
    """
    named = {named for template in templates(control) if (named := item_at(sight.url, template)) is not None}
    if named:
        return item.key in named
    if _labels_of(item, control) & {words.fold(label) for label in found.candidate.labels}:
        return True
    shown = {words.fold(text) for text in (*found.candidate.headings, *_front(sight.tree))}
    return _is_shown(item, shown) and not any(_is_shown(one, shown) for one in listed if one.key != item.key)


def _labels_of(item: Item, control: Control) -> set[str]:
    """The labels that name this very item."""
    naming = [phrase.text for phrase in control.labels if PLACE in phrase.text]
    return {words.fold(text.replace(PLACE, name)) for text in naming for name in (item.title, item.key)}


def _is_shown(item: Item, shown: set[str]) -> bool:
    return bool({words.fold(item.title), words.fold(item.key)} & shown)


def _front(tree: Tree) -> Iterator[str]:
    """What a page says of itself: its headings, its dialogs, and what is chosen in a list."""
    for node in tree.nodes():
        if node.role == "heading" or "selected" in node.states:
            yield node.name
            yield from node.texts()
        elif node.role in DIALOG_ROLES:
            yield node.name


def _by_address(part: list[Node], url: str, control: Control) -> tuple[Item, ...]:
    """The items that links name, each once; its title is a text of its links that no other item has."""
    assert control.items is not None
    texts: dict[str, list[str]] = {}
    for node in part:
        for template in templates(control) if node.link else ():
            key = item_in(node.link or "", template, page=url)
            if key is not None and key not in control.items.not_items:
                texts.setdefault(key, []).append(_title(node))
    uses = Counter(text for said in texts.values() for text in set(said))
    return tuple(
        Item(key=key, title=_best(key, [one for one in said if uses[one] == 1])) for key, said in texts.items()
    )


def _best(key: str, said: list[str]) -> str:
    named = [text for text in said if words.fold(text) == words.fold(key)]
    return (named or [text for text in said if text] or [key])[0]


def _by_entry(part: list[Node], items: Items) -> tuple[Item, ...]:
    entries = [node for node in part if _is_entry(node)]
    inner = {id(below) for node in entries for below in node.walk() if below is not node}
    titles = [_title(node) for node in entries if id(node) not in inner]
    left_out = {words.fold(text) for text in items.not_items}
    found = [title for title in titles if title and words.fold(title) not in left_out]
    twice = next((title for title, times in Counter(found).items() if times > 1), None)
    if twice is not None:
        raise Drift(f"several {items.plural} are called “{twice}”, so that they can't be told apart")
    return tuple(Item(key=title, title=title) for title in found)


def _is_entry(node: Node) -> bool:
    return node.role in _ENTRIES and node.ref is not None


def _title(node: Node) -> str:
    """The name of an entry: the first of its texts, without what stands below it ("3 members")."""
    return next((below.text for below in node.walk() if below.text.strip()), node.name).strip()


def _under(tree: Tree, heading: Node) -> Iterator[Node]:
    """What stands under a heading, as far as its own part of the page goes, or the next heading of its rank."""
    for above in tree.up(heading):
        below = list(_after(above, heading))
        if any(_is_entry(node) for node in below):
            yield from below
            return


def _after(above: Node, heading: Node) -> Iterator[Node]:
    mine = {id(node) for node in heading.walk()}
    begun = False
    for node in above.walk():
        if begun and node.role == "heading" and id(node) not in mine and node.level <= heading.level:
            return
        if begun and id(node) not in mine:
            yield node
        begun = begun or node is heading
