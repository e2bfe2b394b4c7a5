"""What on a page could be the control at all: each thing that holds a state, with the words that stand around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from untrain.engine import words
from untrain.engine.layout import PRESSABLE, TOGGLES, Layout, is_state, is_verb
from untrain.engine.see import LIST_ROLES, Node, Tree


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
    titled: bool = False  # it has no words but those of the heading that stands over it alone
    states: tuple[str, ...] = ()  # the texts of all that belongs to it alone which are a state

    @property
    def label(self) -> str:
        """The nearest words, which say what this is."""
        return self.labels[0] if self.labels else ""


def candidates(tree: Tree) -> list[Candidate]:
    """Everything on the page that could hold the state of a setting, in reading order."""
    page = Layout(tree)
    return [*_toggles(page), *_radio_groups(page), *_selects(page), *_buttons(page), *_bare(page)]


def _toggles(page: Layout) -> Iterator[Candidate]:
    for node in page.order:
        pressed = node.role == "button" and "pressed" in node.states and not _partner(page.tree, node)
        inner = page.tree.within(node, TOGGLES) is not None  # a native box inside a row that is a check box itself
        if (node.role in TOGGLES or pressed) and node.ref and not inner:
            yield _candidate(page, node, Shape.TOGGLE)


def _radio_groups(page: Layout) -> Iterator[Candidate]:
    seen: set[int] = set()
    for node in page.order:
        if node.role not in ("radio", "menuitemradio"):
            continue
        group = _group(page.tree, node)
        if id(group) in seen:
            continue
        seen.add(id(group))
        options = tuple(
            Option(node=radio, text=_option_text(page, radio), chosen="checked" in radio.states)
            for radio in group.walk()
            if radio.role in ("radio", "menuitemradio")
        )
        yield _candidate(page, group, Shape.OPTIONS, options)


def _group(tree: Tree, radio: Node) -> Node:
    """The radio group it belongs to: the one that is marked as such, else the nearest that holds another radio."""
    for above in tree.up(radio):
        if above.role == "radiogroup":
            return above
        if sum(node.role == radio.role for node in above.walk()) > 1:
            marked = next((up for up in tree.up(above) if up.role == "radiogroup"), None)
            return marked if marked is not None else above
    return tree.root


def _option_text(page: Layout, node: Node) -> str:
    return node.name or node.text or " ".join(page.near(node))


def _selects(page: Layout) -> Iterator[Candidate]:
    for node in page.order:
        if node.role in LIST_ROLES and node.ref:
            options = tuple(
                Option(node=option, text=option.name or option.text, chosen="selected" in option.states)
                for option in node.walk()
                if option.role == "option"
            )
            yield _candidate(page, node, Shape.SELECT, options)


def _buttons(page: Layout) -> Iterator[Candidate]:
    """Pairs of state buttons, single buttons that say what they do, and rows that lead on."""
    paired: set[int] = set()
    for node in page.order:
        if node.role not in PRESSABLE or not node.ref or id(node) in paired:
            continue
        partner = _partner(page.tree, node)
        if partner:
            paired.update(id(button) for button in partner)
            options = tuple(
                Option(node=button, text=button.name or button.text, chosen=_pressed(button)) for button in partner
            )
            group = next(up for up in page.tree.up(node) if all(button in up.walk() for button in partner))
            yield _candidate(page, group, Shape.OPTIONS, options)
        elif "pressed" not in node.states:
            verb = is_verb(node.name or node.text)
            yield _candidate(page, node, Shape.VERB if verb else Shape.ROW)


def _bare(page: Layout) -> Iterator[Candidate]:
    """Things without a role that can be pressed and have no words of their own: perhaps a toggle."""
    for node in page.bare():
        if page.drawn_for(node) is None:
            yield _candidate(page, node, Shape.BARE)


def _pressed(button: Node) -> bool | None:
    return True if "pressed" in button.states or "selected" in button.states else None


def _partner(tree: Tree, node: Node) -> tuple[Node, ...]:
    """The buttons of an On/Off pair that `node` begins, or nothing."""
    if not _is_state_button(node):
        return ()
    for above in islice(tree.up(node), 3):
        states = tuple(child for child in above.walk() if child.ref and _is_state_button(child))
        if len(states) > 1:
            return states if len(states) == 2 and _are_one(above, *states) else ()
    return ()


def _is_state_button(node: Node) -> bool:
    """Whether it is a button whose words are a state, so that it comes in a pair."""
    return node.role == "button" and is_state(node.name or node.text)


def _are_one(above: Node, one: Node, other: Node) -> bool:
    """Whether two such buttons are the two sides of one choice: they say the opposite, and stand side by side."""
    inner = {id(node) for node in one.walk()}
    between = list(above.walk())
    between = between[between.index(one) : between.index(other)]
    parted = any(words.plain(node.name or node.text) for node in between if id(node) not in inner)
    return not parted and _says_on(one) != _says_on(other)


def _says_on(button: Node) -> bool:
    return words.says("on", button.name or button.text, whole=True)


def _candidate(page: Layout, node: Node, shape: Shape, options: tuple[Option, ...] = ()) -> Candidate:
    own = {option.text for option in options}
    near = tuple(text for text in page.near(node, leads=shape is Shape.ROW) if text not in own)
    labels = _labels(node, shape, near, page.groups(node))
    title = "" if labels or shape is Shape.ROW else page.title(node)
    return Candidate(
        node=node,
        shape=shape,
        labels=labels or ((title,) if title else ()),
        near=near,
        headings=page.headings(node),
        options=options,
        titled=bool(title),
        states=page.states(node) if shape is Shape.TOGGLE else (),
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
    named = [text for text in (*own, *(inner if own else [])) if words.plain(text) and not _is_state(text)]
    texts = [text for text in near if not _is_state(text)]
    joined = " ".join(texts)
    split = [" ".join(texts[:count]) for count in (2, 3) if len(texts) > count - 1]
    return tuple(dict.fromkeys(label for label in (*named, *texts, *groups, *split, joined) if label))


def _is_state(text: str) -> bool:
    return is_state(text) or is_verb(text)
