"""Put back what moved together with the control: each neighbour, by the words or the state that it showed before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from untrain.engine import words
from untrain.engine.facts import probe
from untrain.engine.layout import TOGGLES
from untrain.engine.press import is_native_list, press
from untrain.engine.reading import shown_state, shows_a_state
from untrain.engine.see import LIST_ROLES, Node
from untrain.engine.tab import Tab
from untrain.model.errors import Drift

_TOGGLES: Final = TOGGLES | {"radio"}
_ENTRIES: Final = frozenset({"option", "menuitem", "menuitemradio", "menuitemcheckbox"})


def can_be_put_back(node: Node, was: Node) -> bool:
    """Whether what moved can be pressed into the state that it showed before."""
    if node.disabled or not node.ref:
        return False
    if _is_toggle(node, was):
        return True
    return (node.role in LIST_ROLES or shows_a_state(node)) and bool(shown_state(was))


def needs_a_press(node: Node, was: Node) -> bool:
    """Whether it is itself to be pressed: of two radio buttons that changed places only the one that was chosen."""
    return node.role != "radio" or "checked" in was.states


async def put_back(tab: Tab, node: Node, was: Node) -> None:
    """Press `node`, or choose of its list or menu what it showed when it `was` seen first. Raises Drift where that is
    not among its entries."""
    facts = (await probe(tab.page, [node.ref or ""])).get(node.ref or "")
    if _is_toggle(node, was):
        await press(tab.page, node, facts)
        return
    if await is_native_list(tab.page, node):
        entry = _entry(node, [one for one in node.walk() if one.role == "option"], was)
        await tab.page.get_by_ref(node.ref or "").select_option(label=entry.name, timeout=4000)
        return
    await press(tab.page, node, facts)
    await tab.rest(2.0)
    shown = [one for one in (await tab.see()).tree.nodes() if one.role in _ENTRIES and one.ref]
    try:
        await press(tab.page, _entry(node, shown, was))
    except Drift:
        await tab.page.keyboard.press("Escape")
        raise


def _entry(node: Node, entries: Iterable[Node], was: Node) -> Node:
    """The entry that says, as a whole or by its title, what was shown before."""
    wanted = words.bare(shown_state(was))
    fit = [one for one in entries if wanted in {words.bare(text) for text in (one.name, one.text, *one.texts())}]
    if len(fit) != 1:
        raise Drift(
            f"switching it off also changed “{node.name or node.text}”, and “{shown_state(was)}” is not among its "
            "entries any more: please look at it",
            told=True,
        )
    return fit[0]


def _is_toggle(node: Node, was: Node) -> bool:
    return node.role in _TOGGLES or "pressed" in node.states or "pressed" in was.states
