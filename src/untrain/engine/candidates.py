"""What on a page could be the control at all: each thing that holds a state, with the words that stand around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from untrain.engine import words
from untrain.engine.see import CONTROL_ROLES, DIALOG_ROLES, Node, Tree

_LANDMARKS: Final = frozenset(
    {"main", "page", "dialog", "alertdialog", "navigation", "tabpanel", "iframe", "document", "banner", "contentinfo",
     "complementary", "form"}
)  # fmt: skip
_SECTIONS: Final = frozenset({"region", "group", "radiogroup", "dialog", "alertdialog", "tabpanel", "form"})
_TOGGLES: Final = frozenset({"switch", "checkbox", "menuitemcheckbox"})
_SELECTS: Final = frozenset({"combobox", "listbox"})
_PRESSABLE: Final = frozenset({"button", "link", "menuitem", "treeitem"})
_LONGEST_LABEL: Final = 400


class Shape(StrEnum):
    """How a control is worked."""

    TOGGLE = "toggle"  # it has a state of its own, and a press turns it over
    OPTIONS = "options"  # radio buttons, or a pair of buttons: one of several is chosen
    SELECT = "select"  # a list to select from
    VERB = "verb"  # a button that says what pressing it does: "Turn off"
    BARE = "bare"  # something to press without role or words; whether it has a state, only its attributes tell
    ROW = "row"  # a button or link that shows the state and leads to the control, or opens its menu


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several choices; `chosen` is None where the tree does not tell."""

    node: Node
    text: str
    chosen: bool | None

    @property
    def ref(self) -> str:
        """The reference of its element, for the browser; empty where it has none of its own."""
        return self.node.ref or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that could be the control. `labels` come nearest first; `near` are the texts of its row."""

    node: Node
    shape: Shape
    labels: tuple[str, ...]
    near: tuple[str, ...]
    headings: tuple[str, ...]
    options: tuple[Option, ...] = ()

    @property
    def label(self) -> str:
        """The nearest words, which say what this is."""
        return self.labels[0] if self.labels else ""


def candidates(tree: Tree) -> list[Candidate]:
    """Everything on the page that could hold the state of a setting, in reading order."""
    return [*_toggles(tree), *_radio_groups(tree), *_selects(tree), *_buttons(tree), *_bare(tree)]


def _toggles(tree: Tree) -> Iterator[Candidate]:
    for node in tree.nodes():
        pressed = node.role == "button" and "pressed" in node.states and not _partner(tree, node)
        if (node.role in _TOGGLES or pressed) and node.ref and not _inside_toggle(tree, node):
            yield _candidate(tree, node, Shape.TOGGLE)


def _inside_toggle(tree: Tree, node: Node) -> bool:
    """Whether it is the inner part of another toggle: a native box inside a row that is a check box itself."""
    return tree.within(node, _TOGGLES) is not None


def _radio_groups(tree: Tree) -> Iterator[Candidate]:
    seen: set[int] = set()
    for node in tree.nodes():
        if node.role not in ("radio", "menuitemradio"):
            continue
        group = _group(tree, node)
        if id(group) in seen:
            continue
        seen.add(id(group))
        options = tuple(
            Option(node=radio, text=_option_text(tree, radio), chosen="checked" in radio.states)
            for radio in group.walk()
            if radio.role in ("radio", "menuitemradio")
        )
        yield _candidate(tree, group, Shape.OPTIONS, options)


def _group(tree: Tree, radio: Node) -> Node:
    """The radio group it belongs to: the one that is marked as such, else the nearest that holds another radio."""
    for above in tree.up(radio):
        if above.role == "radiogroup":
            return above
        if sum(node.role == radio.role for node in above.walk()) > 1:
            marked = next((up for up in tree.up(above) if up.role == "radiogroup"), None)
            return marked if marked is not None else above
    return tree.root


def _option_text(tree: Tree, node: Node) -> str:
    return node.name or node.text or " ".join(_near(tree, node))


def _selects(tree: Tree) -> Iterator[Candidate]:
    for node in tree.nodes():
        if node.role in _SELECTS and node.ref:
            options = tuple(
                Option(node=option, text=option.name or option.text, chosen="selected" in option.states)
                for option in node.walk()
                if option.role == "option"
            )
            yield _candidate(tree, node, Shape.SELECT, options)


def _buttons(tree: Tree) -> Iterator[Candidate]:
    """Pairs of state buttons, single buttons that say what they do, and rows that lead on."""
    paired: set[int] = set()
    for node in tree.nodes():
        if node.role not in _PRESSABLE or not node.ref or id(node) in paired:
            continue
        partner = _partner(tree, node)
        if partner:
            paired.update(id(button) for button in partner)
            options = tuple(
                Option(node=button, text=button.name or button.text, chosen=_pressed(button)) for button in partner
            )
            group = next(up for up in tree.up(node) if all(button in up.walk() for button in partner))
            yield _candidate(tree, group, Shape.OPTIONS, options)
        elif "pressed" not in node.states:
            verb = is_verb(node.name or node.text)
            yield _candidate(tree, node, Shape.VERB if verb else Shape.ROW)


def _bare(tree: Tree) -> Iterator[Candidate]:
    """Things without a role that can be pressed and have no words of their own: perhaps a toggle."""
    for node in tree.nodes():
        pressable = node.role in ("generic", "img") and node.ref and "cursor" in node.states
        inner = any(child.ref and child.role in CONTROL_ROLES for child in node.walk())
        if pressable and not inner and _drawn_for(tree, node) is None and not any(node.texts()):
            yield _candidate(tree, node, Shape.BARE)


def _drawn_for(tree: Tree, node: Node) -> Node | None:
    """The nameless toggle beside which an empty thing to press stands: what is drawn in its place."""
    parent = next(tree.up(node), None)
    if parent is None or node.role not in ("generic", "img") or "cursor" not in node.states or any(node.texts()):
        return None
    held = [child for child in parent.walk() if child.role in CONTROL_ROLES]
    return held[0] if len(held) == 1 and held[0].role in _TOGGLES and not held[0].name else None


def _own(tree: Tree, node: Node) -> set[int]:
    """The nodes that are the thing itself: all within it, and what is drawn in its place."""
    mine = set(map(id, node.walk()))
    parent = next(tree.up(node), None)
    if node.role in _TOGGLES and not node.name and parent is not None:
        mine |= {id(child) for child in parent.walk() if _drawn_for(tree, child) is node}
    return mine


def _pressed(button: Node) -> bool | None:
    return True if "pressed" in button.states or "selected" in button.states else None


def _partner(tree: Tree, node: Node) -> tuple[Node, ...]:
    """The buttons of an On/Off pair that `node` begins, or nothing."""
    if node.role != "button" or not _state(node):
        return ()
    for above in islice(tree.up(node), 3):
        states = tuple(child for child in above.walk() if child.role == "button" and child.ref and _state(child))
        if len(states) > 1:
            return states if len(states) == 2 and _are_one(above, *states) else ()
    return ()


def _state(button: Node) -> bool:
    """Whether a button's words are a state ("On", "Allowed") or the choice of one, so that it comes in a pair."""
    text = button.name or button.text
    return words.says("on", text, whole=True) or words.says("off", text, whole=True)


def _are_one(above: Node, one: Node, other: Node) -> bool:
    """Whether two such buttons are the two sides of one choice: they say the opposite, and stand side by side."""
    inner = {id(node) for node in one.walk()}
    between = list(above.walk())
    between = between[between.index(one) : between.index(other)]
    parted = any(words.plain(node.name or node.text) for node in between if id(node) not in inner)
    return not parted and _says_on(one) != _says_on(other)


def _says_on(button: Node) -> bool:
    return words.says("on", button.name or button.text, whole=True)


def is_verb(text: str) -> bool:
    """Whether a button says that pressing it turns something on or off."""
    return words.says("turn_off", text, whole=True) or words.says("turn_on", text, whole=True)


def _candidate(tree: Tree, node: Node, shape: Shape, options: tuple[Option, ...] = ()) -> Candidate:
    own = {option.text for option in options}
    near = tuple(text for text in _near(tree, node, shape) if text not in own)
    return Candidate(
        node=node,
        shape=shape,
        labels=_labels(node, shape, near, _groups(tree, node)),
        near=near,
        headings=_headings(tree, node),
        options=options,
    )


def _labels(node: Node, shape: Shape, near: tuple[str, ...], groups: tuple[str, ...]) -> tuple[str, ...]:
    """The words that may name it, nearest first: its own name, then each text of its row, the names of groups that hold
    nothing else, then all of the row joined."""
    own = [node.name, *([node.text] if shape is not Shape.SELECT else [])] if shape is not Shape.VERB else []
    if shape is Shape.ROW and words.says("open", node.name or node.text, whole=True):
        own = []  # "Edit" names no setting: what stands beside it does
    elif shape is Shape.ROW and any(text and not _is_state(text) for text in own):
        near = groups = ()
    inner = list(islice((text for child in node.children for text in child.texts()), 1)) if shape is Shape.ROW else []
    named = [text for text in (*own, *(inner if own else [])) if text and not _is_state(text)]
    texts = [text for text in near if not _is_state(text)]
    joined = " ".join(texts)
    split = [" ".join(texts[:count]) for count in (2, 3) if len(texts) > count - 1]
    return tuple(dict.fromkeys(label for label in (*named, *texts, *groups, *split, joined) if label))


def _groups(tree: Tree, node: Node) -> tuple[str, ...]:
    """The names of the groups around it that hold no other control, as a fieldset's legend."""
    mine = _own(tree, node)
    found: list[str] = []
    for above in tree.up(node):
        if above.role in _LANDMARKS or _other_controls(above, mine):
            break
        if above.role in ("group", "region", "radiogroup", "listitem") and above.name:
            found.append(above.name)
    return tuple(found)


def _is_state(text: str) -> bool:
    return words.says("on", text, whole=True) or words.says("off", text, whole=True) or is_verb(text)


def _near(tree: Tree, node: Node, shape: Shape = Shape.TOGGLE) -> tuple[str, ...]:
    """The texts of its row: of the nearest ancestor that has any and holds no other control."""
    mine = _own(tree, node)
    found: tuple[str, ...] = ()
    for above in tree.up(node):
        if above.role in _LANDMARKS or _other_controls(above, mine):
            break
        if shape is Shape.ROW and _other_pressables(above, mine):
            break
        texts = tuple(_texts_beside(above, mine))
        if sum(map(len, texts)) > _LONGEST_LABEL and found:
            break
        grown = len(texts) > len(found)
        if found and grown and _has_heading(above, mine) and not _has_heading_only(found):
            break
        found = texts
        if found and above.role in ("listitem", "row", "article", "paragraph", "group", "region"):
            break
    return found


def _has_heading(above: Node, mine: set[int]) -> bool:
    return any(node.role == "heading" and id(node) not in mine for node in above.walk())


def _has_heading_only(found: tuple[str, ...]) -> bool:
    return all(_is_state(text) for text in found)


def _other_controls(above: Node, mine: set[int]) -> bool:
    return any(_holds_state(node) and node.ref and id(node) not in mine for node in above.walk())


def _holds_state(node: Node) -> bool:
    """Whether it is a control, or a button that may be one: pressed, without words, or with a state for its words."""
    if node.role in CONTROL_ROLES or "pressed" in node.states:
        return True
    wordless = not any(node.texts())
    return (node.role == "button" and (_state(node) or wordless)) or (
        node.role == "generic" and "cursor" in node.states and wordless
    )


def _other_pressables(above: Node, mine: set[int]) -> bool:
    return any(node.role in _PRESSABLE | {"tab"} and node.ref and id(node) not in mine for node in above.walk())


def _texts_beside(node: Node, mine: set[int]) -> Iterator[str]:
    if id(node) in mine:
        return
    if node.text:
        yield node.text
    elif node.name and node.role in ("heading", "link", "button", "img", "generic", "cell", "term"):
        yield node.name
    for child in node.children:
        yield from _texts_beside(child, mine)


def _headings(tree: Tree, node: Node) -> tuple[str, ...]:
    """What it stands under, nearest first: headings before it and the names of its sections and dialogs."""
    found: list[str] = []
    below = node
    for above in tree.up(node):
        earlier = above.children[: next(i for i, child in enumerate(above.children) if child is below)]
        heading = _last_heading(earlier)
        if heading:
            found.append(heading)
        if above.role in _SECTIONS and above.name:
            found.append(above.name)
        if above.role in DIALOG_ROLES:
            break
        below = above
    return tuple(dict.fromkeys(found))


def _last_heading(nodes: tuple[Node, ...]) -> str:
    texts = [
        node.name or node.text for earlier in nodes for node in earlier.walk() if node.role in ("heading", "legend")
    ]
    return next((text for text in reversed(texts) if text), "")
