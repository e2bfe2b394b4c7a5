"""What stands around a thing on a page: the words of its row, the headings above it, the groups that hold it.

A page is numbered once in reading order; what lies within a part of it is then a stretch of numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Final

from untrain.engine import words
from untrain.engine.see import CONTROL_ROLES, DIALOG_ROLES, Node, Tree

TOGGLES: Final = frozenset({"switch", "checkbox", "menuitemcheckbox"})
PRESSABLE: Final = frozenset({"button", "link", "menuitem", "treeitem"})
LANDMARKS: Final = frozenset(
    {"main", "page", "dialog", "alertdialog", "navigation", "tabpanel", "iframe", "document", "banner", "contentinfo",
     "complementary", "form"}
)  # fmt: skip

_SECTIONS: Final = frozenset({"region", "group", "radiogroup", "dialog", "alertdialog", "tabpanel", "form"})
_ROWS: Final = frozenset({"listitem", "row", "article", "paragraph", "group", "region"})
_NAMED: Final = frozenset({"heading", "link", "button", "img", "generic", "cell", "term"})
_LONGEST_LABEL: Final = 400
_SENTENCE: Final = re.compile(r"[.!?。]")

Stretch = tuple[int, int]


class Layout:
    """A tree, numbered, with the places of everything that matters for what stands beside what."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.order = tuple(tree.nodes())
        self._stretch: dict[int, Stretch] = {}
        self._wordless: set[int] = set()
        self._number(tree.root, 0)
        self._controls = self._places(lambda node: node.role in CONTROL_ROLES)
        self._stateful = self._places(lambda node: bool(node.ref) and self._holds_state(node))
        self._unseen = self._places(lambda node: not node.ref and node.role in CONTROL_ROLES)
        self._pressable = self._places(lambda node: bool(node.ref) and node.role in PRESSABLE | {"tab"})
        self._buttons = self._places(lambda node: bool(node.ref) and node.role in ("button", "menuitem", "tab"))
        self._bare = self._places(self._is_bare)
        self._heads = self._places(lambda node: node.role == "heading")
        self._titles = self._places(lambda node: node.role in ("heading", "legend") and bool(node.name or node.text))
        self._texts = self._places(lambda node: bool(node.text or (node.name and node.role in _NAMED)))
        said = ((place, self.order[place]) for place in self._texts)
        self._states = [place for place, node in said if is_state(after_sentence(node.text or node.name))]

    def _number(self, node: Node, start: int) -> int:
        end = start + 1
        for child in node.children:
            end = self._number(child, end)
        self._stretch[id(node)] = (start, end)
        own = node.text or (node.role != "generic" and node.name)
        if not own and all(id(child) in self._wordless for child in node.children):
            self._wordless.add(id(node))
        return end

    def _places(self, wanted: Callable[[Node], bool]) -> list[int]:
        return [place for place, node in enumerate(self.order) if wanted(node)]

    def _holds_state(self, node: Node) -> bool:
        """Whether it is a control, or a button that may be one: pressed, wordless, or with a state for its words."""
        if node.role in CONTROL_ROLES or "pressed" in node.states:
            return True
        wordless = id(node) in self._wordless
        shown = is_state(node.name) or is_state(node.text)  # one that has a name of its own may show a state inside
        if node.role == "button":
            return wordless or shown
        pressable = node.role == "generic" and "cursor" in node.states and wordless
        return pressable and "aria-hidden" not in node.states  # that is only drawn for a control that is nearby

    def _is_bare(self, node: Node) -> bool:
        pressable = node.role in ("generic", "img") and bool(node.ref) and "cursor" in node.states
        return pressable and id(node) in self._wordless

    # ── stretches ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _within(self, places: list[int], part: Stretch) -> Iterable[int]:
        return islice(places, bisect_left(places, part[0]), bisect_left(places, part[1]))

    def _others(self, places: list[int], above: Node, mine: Iterable[Stretch]) -> bool:
        """Whether anything of this kind stands within `above`, but not within `mine`."""
        held = self._within(places, self._stretch[id(above)])
        return any(not any(start <= place < end for start, end in mine) for place in held)

    def _own(self, node: Node) -> list[Stretch]:
        """The thing itself: all within it, and what is drawn in its place."""
        mine = [self._stretch[id(node)]]
        parent = next(self.tree.up(node), None)
        if node.role in TOGGLES and not node.name and parent is not None:
            bare = [self.order[place] for place in self._within(self._bare, self._stretch[id(parent)])]
            mine += [self._stretch[id(one)] for one in bare if self.drawn_for(one) is node]
        return mine

    def drawn_for(self, node: Node) -> Node | None:
        """The nameless toggle beside which an empty thing to press stands: it is what is drawn in its place."""
        parent = next(self.tree.up(node), None)
        if parent is None or not self._is_bare(node):
            return None
        held = list(islice(self._within(self._controls, self._stretch[id(parent)]), 2))
        only = self.order[held[0]] if len(held) == 1 else None
        return only if only is not None and only.role in TOGGLES and not only.name else None

    def bare(self) -> list[Node]:
        """The things without role and words that can be pressed, and hold no control."""
        found = [self.order[place] for place in self._bare]
        return [one for one in found if not any(True for _ in self._within(self._controls, self._stretch[id(one)]))]

    # ── around a thing ──────────────────────────────────────────────────────────────────────────────────────────────

    def near(self, node: Node, *, leads: bool = False) -> tuple[str, ...]:
        """The texts of its row, the nearest first: of the nearest ancestors that hold no other control; with `leads`,
        nothing else to press either."""
        mine = self._own(node)
        found: tuple[str, ...] = ()
        named = node.role in TOGGLES and _tells([node.name]) if node.name else False
        for above in self.tree.up(node):
            if above.role in LANDMARKS or self._others(self._stateful, above, mine):
                break
            if _tells(found) and self._others(self._unseen, above, mine):
                break  # what nobody can see may have words of its own
            if named and _tells(found):
                break  # it has words of its own, inside and beside it: what stands further off is not about it
            if self._others(self._pressable if leads else self._buttons, above, mine) and (leads or _tells(found)):
                break
            texts = self._texts_of(above, mine)
            if sum(map(len, texts)) > _LONGEST_LABEL and found:
                break
            if found and len(texts) > len(found) and self._others(self._heads, above, mine) and _tells(found):
                break
            found = (*found, *(text for text in texts if text not in found)) if _tells(found) else texts
            if found and above.role in _ROWS:
                break
        return found

    def states(self, node: Node) -> tuple[str, ...]:
        """The texts that are a state in all that surrounds it and holds no other control."""
        if not self._states:
            return ()
        mine = self._own(node)
        reach: Node | None = None
        for above in self.tree.up(node):
            if above.role in LANDMARKS or self._others(self._stateful, above, mine):
                break
            reach = above
        if reach is None:
            return ()
        return self._texts_of(reach, mine, self._states)

    def _texts_of(self, above: Node, mine: Iterable[Stretch], which: list[int] | None = None) -> tuple[str, ...]:
        """What stands within `above` and not within `mine`: all its texts, or these of them."""
        places = self._within(self._texts if which is None else which, self._stretch[id(above)])
        held = [self.order[place] for place in places if not any(start <= place < end for start, end in mine)]
        return tuple(node.text or node.name for node in held)

    def groups(self, node: Node) -> tuple[str, ...]:
        """The names of the groups around it that hold no other control, as a fieldset's legend."""
        mine = self._own(node)
        found: list[str] = []
        for above in self.tree.up(node):
            if above.role in LANDMARKS or self._others(self._stateful, above, mine):
                break
            if above.role in ("group", "region", "radiogroup", "listitem") and above.name:
                found.append(above.name)
        return tuple(found)

    def title(self, node: Node) -> str:
        """The heading that stands over it and over nothing else with a state; empty where there is none."""
        mine = self._own(node)
        start, end = self._stretch[id(node)]
        at = bisect_left(self._titles, start) - 1
        dialog = self.tree.within(node, DIALOG_ROLES)
        if at < 0 or (dialog is not None and self._titles[at] < self._stretch[id(dialog)][0]):
            return ""
        below = bisect_left(self._titles, end)
        until = self._titles[below] if below < len(self._titles) else len(self.order)
        held = self._within(self._stateful, (self._titles[at], until))
        if any(not any(first <= place < last for first, last in mine) for place in held):
            return ""
        heading = self.order[self._titles[at]]
        return heading.name or heading.text

    def headings(self, node: Node) -> tuple[str, ...]:
        """What it stands under, nearest first: headings before it and the names of its sections and dialogs."""
        found: list[str] = []
        below = self._stretch[id(node)][0]
        for above in self.tree.up(node):
            start = self._stretch[id(above)][0]
            last = bisect_left(self._titles, below) - 1
            if last >= 0 and self._titles[last] > start:
                title = self.order[self._titles[last]]
                found.append(title.name or title.text)
            if above.role in _SECTIONS and above.name:
                found.append(above.name)
            if above.role in DIALOG_ROLES:
                break
            below = start
        return tuple(dict.fromkeys(found))


def is_state(text: str) -> bool:
    """Whether some words are a state ("On", "Allowed"), or the choice of one."""
    return words.says("on", text, whole=True) or words.says("off", text, whole=True)


def after_sentence(text: str) -> str:
    """What stands behind the last full sentence of a text, where it is a word or two; else all of it."""
    if not _SENTENCE.search(text):
        return text
    tail = _SENTENCE.split(text)[-1].strip()
    return tail if 0 < len(tail.split()) <= 2 else text


def is_verb(text: str) -> bool:
    """Whether a button says that pressing it turns something on or off."""
    return words.says("turn_off", text, whole=True) or words.says("turn_on", text, whole=True)


def _tells(found: Iterable[str]) -> bool:
    """Whether these texts say more than a state."""
    return any(not (is_state(text) or is_verb(text)) for text in found)
