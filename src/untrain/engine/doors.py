"""The ways to a control when its address no longer leads there: tabs, rows, menus, by their words alone.

Nothing is pressed here that could change anything: only links, tabs, menu entries, and buttons that announce that they
open something or carry the very words of the menu path.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from untrain.engine import words
from untrain.engine.facts import Facts
from untrain.engine.meaning import allowed_look_alikes, meaning
from untrain.engine.see import Node, Tree
from untrain.model.flow import Control

_ROLES: Final = frozenset({"link", "tab", "menuitem", "treeitem", "button", "generic", "listitem"})
_FORBIDDEN: Final = ("sign_out", "turn_on", "turn_off", "save", "submit", "accept", "refuse", "confirm")
_NEAR: Final = 86.0
_OWN_NAME: Final = 25.0
"""What a button with nothing but the person's own name is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Something to press that may lead to the control. `worth` is higher the nearer its words are; `sure` where they
    are the very words of the path, so that a button needs not announce that it opens something."""

    node: Node
    words: str
    worth: float
    sure: bool

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by, so that no door is gone through twice."""
        return (self.words, self.node.link or self.node.role)


def doors(tree: Tree, control: Control, spoken: tuple[str, ...], names: Iterable[str] = ()) -> list[Door]:
    """The doors of this page, the most promising first. Behind the person's own name, one of `names`, is their menu."""
    mine = frozenset(words.plain(name) for name in names) - {""}
    found = [door for node in tree.nodes() if (door := _door(tree, node, control, spoken, mine)) is not None]
    return sorted(found, key=lambda door: door.worth, reverse=True)


def opens(door: Door, facts: Facts | None) -> bool:
    """Whether it may be pressed: it can be reached, and does nothing but open."""
    if facts is None or facts.hidden or facts.covered or facts.disabled:
        return False
    navigates = door.node.role in ("link", "tab", "menuitem", "treeitem") or facts.opens
    return navigates or (door.sure and not facts.states)


def _door(tree: Tree, node: Node, control: Control, spoken: tuple[str, ...], mine: frozenset[str]) -> Door | None:
    if node.role not in _ROLES or not node.ref or node.disabled:
        return None
    idle = "cursor" not in node.states and "expanded" not in node.states
    if node.role in ("generic", "listitem") and idle and not node.name:
        return None
    label = node.name or node.text or " ".join(node.texts())
    if not label or len(label) > 160:
        return None
    worth, sure = max(_worth(text, control, spoken) for text in {label, node.text or label})
    if worth < _OWN_NAME and node.role in ("button", "menuitem") and words.plain(label) in mine:
        worth, sure = _OWN_NAME, True
    if not worth and node.role in ("button", "generic") and _at_the_edge(tree, node):
        worth = 15.0  # the menu behind one's name or picture
    led = sure and node.role == "link"  # the path may itself say "object": a link with those words only leads on
    if not led and (words.says("delete", label) or any(words.says(one, label, whole=True) for one in _FORBIDDEN)):
        return None
    return Door(node=node, words=label, worth=worth, sure=sure) if worth > 0 else None


def _worth(label: str, control: Control, spoken: tuple[str, ...]) -> tuple[float, bool]:
    """How near the words are to the end of the way, and whether they are the path's own."""
    ends = [control.title, *(phrase.text for phrase in (*control.headings, *control.labels))]
    at_the_end = max(_nearness(label, text) for text in ends)
    if at_the_end:
        return 100.0 * at_the_end, True
    for step, phrases in enumerate(reversed(control.path)):
        on_the_way = max(_nearness(label, phrase.text) for phrase in phrases)
        if on_the_way:
            return (95.0 - 5 * step) * on_the_way, True
    said = meaning(label, spoken)
    if said.training and not said.contradicts(allowed_look_alikes(tuple(ends))):
        return 70.0, False
    return _general_worth(label, spoken)


def _general_worth(label: str, spoken: tuple[str, ...]) -> tuple[float, bool]:
    if len(label) > 60:
        return 0.0, False
    if words.says("expand", label, whole=True):
        return 42.0, True
    privacy, ai = words.says("privacy", label, spoken=spoken), words.says("ai", label, spoken=spoken)
    data = words.says("data", label, spoken=spoken)
    if ai or (privacy and data):
        return (60.0 if ai and (privacy or data) else 50.0), False
    if privacy or data:
        return 45.0, False
    if words.says("settings", label, spoken=spoken):
        return 40.0, False
    beginnings = (label, *(" ".join(label.split()[:count]) for count in (2, 3)))  # "Profile photo for Ada"
    if any(words.says("menu", text, whole=True) for text in beginnings):
        return 20.0, False
    return 0.0, False


def _nearness(label: str, known: str) -> float:
    """1 for the same words, less for a row that begins with them and then goes on, 0 for others."""
    mine, theirs = words.plain(label), words.plain(known)
    if not mine or not theirs:
        return 0.0
    if mine == theirs or fuzz.ratio(mine, theirs) >= _NEAR:
        return 1.0
    if len(theirs) >= 8 and mine.startswith(theirs + " "):
        return 0.8 + min(len(theirs), 40) / 250
    return 0.0


def _at_the_edge(tree: Tree, node: Node) -> bool:
    return any(above.role in ("banner", "navigation") for above in tree.up(node))
