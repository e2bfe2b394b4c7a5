"""See a page as assistive technology does: its accessibility tree, as a frozen value.

Playwright's `aria_snapshot(mode="ai")` gives roles, computed names, states and a reference for every element, frames
and open shadow roots included, in one round trip (https://playwright.dev/python/docs/aria-snapshots).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

CONTROL_ROLES: Final = frozenset(
    {"switch", "checkbox", "radio", "combobox", "listbox", "menuitemcheckbox", "menuitemradio", "slider", "spinbutton"}
)
LIST_ROLES: Final = frozenset({"combobox", "listbox"})
FIELD_ROLES: Final = frozenset({"textbox", "searchbox"})
PRESSABLE_ROLES: Final = frozenset({"button", "link", "menuitem", "tab", "option", "treeitem"})
DIALOG_ROLES: Final = frozenset({"dialog", "alertdialog"})

_ELEMENT: Final = re.compile(r'^(?P<role>[\w/-]+)(?: (?P<name>"(?:[^"\\]|\\.)*"))?(?P<states>(?: \[[^\]]*\])*)$')
_STATE: Final = re.compile(r"\[([^\]=]+)(?:=([^\]]*))?\]")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """One element of the tree, or a bare text (role "text")."""

    role: str
    name: str = ""
    text: str = ""
    ref: str | None = None
    states: dict[str, str] = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    link: str | None = None

    @property
    def level(self) -> int:
        """The level of a heading, 0 where it has none."""
        return int(self.states.get("level", "0") or 0)

    @property
    def disabled(self) -> bool:
        """Whether it is shown as disabled."""
        return "disabled" in self.states

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def texts(self) -> Iterator[str]:
        """The visible words below this node, in reading order, a name only where no text repeats it."""
        if self.text:
            yield self.text
        below = [text for child in self.children for text in child.texts()]
        if self.name and self.role != "generic" and self.name not in below and self.name != self.text:
            yield self.name
        yield from below


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A whole page, with the way up from each node."""

    root: Node
    parents: dict[int, Node]

    def nodes(self) -> Iterator[Node]:
        """All nodes in reading order."""
        return self.root.walk()

    def by_ref(self, ref: str) -> Node | None:
        """The node with this reference."""
        return next((node for node in self.nodes() if node.ref == ref), None)

    def up(self, node: Node) -> Iterator[Node]:
        """The ancestors of a node, the nearest first."""
        parent = self.parents.get(id(node))
        while parent is not None:
            yield parent
            parent = self.parents.get(id(parent))

    def within(self, node: Node, roles: frozenset[str]) -> Node | None:
        """The nearest ancestor with one of these roles."""
        return next((above for above in self.up(node) if above.role in roles), None)

    def text(self) -> str:
        """All words of the page, one text after another."""
        return "\n".join(self.root.texts())


def parse(snapshot: str) -> Tree:
    """The tree that an AI-mode snapshot describes."""
    items: Any = yaml.load(snapshot, Loader=yaml.CBaseLoader) if snapshot.strip() else []  # noqa: S506 — base loader: strings only
    root = Node(role="page", children=_nodes(items if isinstance(items, list) else []))
    parents: dict[int, Node] = {}
    for node in root.walk():
        for child in node.children:
            parents[id(child)] = node
    return Tree(root, parents)


def _nodes(items: list[Any]) -> tuple[Node, ...]:
    return tuple(node for item in items if (node := _node(item)) is not None)


def _node(item: object) -> Node | None:
    head, body = next(iter(item.items())) if isinstance(item, dict) else (str(item), None)
    if head == "text":
        return Node(role="text", text=_flat(body))
    if head.startswith("/"):
        return None
    match = _ELEMENT.match(head)
    if match is None:
        return Node(role="text", text=_flat(head))

    states = {key: value or "" for key, value in _STATE.findall(match["states"])}
    children = _nodes(body) if isinstance(body, list) else ()
    return Node(
        role=match["role"],
        name=json.loads(match["name"]) if match["name"] else "",
        text=_flat(body) if isinstance(body, str) else "",
        ref=states.get("ref"),
        states=states,
        children=children,
        link=_link(body),
    )


def _flat(body: object) -> str:
    return " ".join(str(body).split()) if body else ""


def _link(body: object) -> str | None:
    if not isinstance(body, list):
        return None
    return next((str(item["/url"]) for item in body if isinstance(item, dict) and "/url" in item), None)
