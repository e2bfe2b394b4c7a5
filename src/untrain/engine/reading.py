"""Read the state of a control: is the data used, or not? Two answers that differ are no answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from untrain.engine import words
from untrain.engine.candidates import Candidate, Shape
from untrain.engine.facts import Facts
from untrain.engine.layout import Layout, after_sentence, is_state, is_verb
from untrain.engine.locate import Found
from untrain.engine.see import CONTROL_ROLES, LIST_ROLES, Node, Tree
from untrain.model.flow import OnMeans
from untrain.model.outcome import DataUse

_STATEFUL: Final = frozenset({"switch", "checkbox", "radio", "menuitemcheckbox", "menuitemradio"})
"""Roles for which the tree tells both states; a button shows only that it is pressed."""
_IS: Final = frozenset(
    {"is", "are", "currently", "turned", "switched", "ist", "est", "está", "è", "é", "jest", "staat"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a control says. `on` is None where it cannot be told; `shown` is its own state, before polarity."""

    on: DataUse | None
    shown: bool | None
    disabled: bool


def read(found: Found, facts: Mapping[str, Facts]) -> Reading:
    """The state of the control that was found."""
    candidate = found.candidate
    disabled = candidate.node.disabled or bool(found.facts and found.facts.disabled)
    if candidate.shape is Shape.SELECT and not candidate.options:
        return Reading(on=found.value, shown=None, disabled=disabled)
    if candidate.options:
        held = [facts[option.ref] for option in candidate.options if option.ref in facts]
        disabled = disabled or (bool(held) and all(said.disabled for said in held))
        return Reading(on=_use_by_options(found), shown=None, disabled=disabled)

    if candidate.shape is Shape.ROW and found.value is not None:
        return Reading(on=found.value, shown=None, disabled=disabled)
    shown = _shown(found)
    if found.facts is not None and found.facts.busy:
        shown = None
    return Reading(on=_use(shown=shown, on_means=found.on_means), shown=shown, disabled=disabled)


def _use(*, shown: bool | None, on_means: OnMeans) -> DataUse | None:
    if shown is None:
        return None
    used = shown if on_means is OnMeans.USE else not shown
    return DataUse.ON if used else DataUse.OFF


def _shown(found: Found) -> bool | None:
    """Whether it is shown as on, by everything that says so: tree, element, and the words of a button or row."""
    candidate, facts = found.candidate, found.facts
    said: set[bool] = set()
    if facts is not None:
        said |= set(facts.states)
    if candidate.shape is Shape.TOGGLE and candidate.node.role in _STATEFUL:
        said |= {False} if "checked" not in candidate.node.states and "pressed" not in candidate.node.states else set()
    if candidate.shape is Shape.TOGGLE:
        said |= {True} if candidate.node.states.get("checked", candidate.node.states.get("pressed")) == "" else set()
        if "mixed" in (candidate.node.states.get("checked"), candidate.node.states.get("pressed")):
            return None
        said |= _beside(candidate)
    if candidate.shape in (Shape.VERB, Shape.ROW):
        said |= _by_words(found)
    return said.pop() if len(said) == 1 else None


def _beside(candidate: Candidate) -> set[bool]:
    """The state that stands in words on a toggle or in its row; "Off" and "On" on its two sides are none."""
    texts = (candidate.node.name, *candidate.node.texts(), *candidate.near, *candidate.states)
    said = [tail for text in texts if not is_verb(text) and is_state(tail := after_sentence(text))]
    found = {words.says("on", tail, whole=True) for tail in said}
    return found if len(found) == 1 else set()


def _by_words(found: Found) -> set[bool]:
    """What a button or row says of its state: "… On", "is off", or "Turn off", which means that it is on."""
    candidate = found.candidate
    name = candidate.node.name or candidate.node.text
    if candidate.shape is Shape.VERB:
        said = {True} if words.says("turn_off", name, whole=True) else set()
        said |= {False} if words.says("turn_on", name, whole=True) else set()
        return said.union(*(state_in_words(text) for text in candidate.near))
    said = _after_known_words(name, found.known) | state_in_words(name)
    return said.union(*(state_in_words(text) for text in candidate.node.texts() if text != name))


def state_in_words(text: str) -> set[bool]:
    """The state that a text is as a whole, or that a short sentence says at its end ("Training is on")."""
    parts = words.fold(text).rstrip(".").split()
    tails = [" ".join(parts)] if len(parts) <= 3 else []
    tails += [words.fold(text).rpartition(":")[2].strip()] if ":" in text else []
    tails += [" ".join(parts[-2:])] if 2 < len(parts) <= 12 and parts[-2] in _IS else []
    for tail in tails:
        on, off = words.says("on", tail, whole=True), words.says("off", tail, whole=True)
        if on != off:
            return {on}
    return set()


def _after_known_words(name: str, known: Iterable[str]) -> set[bool]:
    """The state with which a name ends, where all that goes before are the control's own words.

    A verb at the end says the opposite of itself: "… is on – turn off" is on.
    """
    parts = words.fold(name).replace(" - ", " ").split()
    for length in (3, 2, 1):
        head, tail = " ".join(parts[:-length]), " ".join(parts[-length:])
        if head and (words.says("turn_off", tail, whole=True) or words.says("turn_on", tail, whole=True)):
            return {words.says("turn_off", tail, whole=True)} | _stated(head)
        on, off = words.says("on", tail, whole=True), words.says("off", tail, whole=True)
        if head and on != off and any(words.likeness(head, text) >= words.NEAR for text in known):
            return {on}
    return set()


def _stated(head: str) -> set[bool]:
    """What a text says at its end with "is": "… is on"."""
    parts = head.split()
    on, off = words.says("on", parts[-1], whole=True), words.says("off", parts[-1], whole=True)
    return {on} if on != off and len(parts) > 1 and parts[-2] in _IS else set()


def _use_by_options(found: Found) -> DataUse | None:
    out = found.out
    chosen = [option for option in found.candidate.options if option.chosen]
    if out is not None and not chosen:  # buttons that are not marked: perhaps a text beside them says it
        said = set().union(*(state_in_words(text) for text in found.candidate.near))
        return _use(shown=said.pop(), on_means=found.on_means) if len(said) == 1 else None
    if out is None or len(chosen) != 1:
        return None
    return DataUse.OFF if chosen[0] is out or chosen[0] in found.outs else DataUse.ON


# ── neighbours ────────────────────────────────────────────────────────────────────────────────────────────────────────


Neighbour = tuple[str, str, int]
"""Another control on the page: its role, its words, and its place among its like."""

Neighbours = dict[Neighbour, Node]


def moved_since(before: Neighbours, after: Neighbours) -> tuple[Neighbour, ...]:
    """Those that are there still, and show another state."""
    return tuple(key for key in before if key in after and _state_of(before[key]) != _state_of(after[key]))


def neighbours(tree: Tree, mine: Candidate) -> Neighbours:
    """Every other control on the page; buttons too, since one that is not pressed looks like any other."""
    own = {id(node) for node in mine.node.walk()} | {id(option.node) for option in mine.options}
    page = Layout(tree)
    seen: Neighbours = {}
    for node in tree.nodes():
        if id(node) in own or not (node.role in CONTROL_ROLES or node.role == "button" or shows_a_state(node)):
            continue
        said = words.plain(
            node.name or next(iter(page.near(node)), "")
        )  # a label that carries its own state is still the same label
        place = sum(key[:2] == (node.role, said) for key in seen)
        seen[(node.role, said, place)] = node
    return seen


def shows_a_state(node: Node) -> bool:
    """Whether it is a row or button that ends in its state: "Web search Disabled"."""
    name = node.name or node.text
    return node.role in ("button", "link") and bool(node.ref) and words.bare(name) != words.plain(name)


def shown_state(node: Node) -> str:
    """The words by which a list or a menu button shows what is chosen: "Everyone", or "disabled"; "" for none."""
    if node.role in LIST_ROLES:
        return _chosen(node) or node.text
    name = node.name or node.text
    return words.bare(name).removeprefix(words.plain(name)).strip() if shows_a_state(node) else ""


def _chosen(node: Node) -> str:
    return ",".join(option.name for option in node.walk() if option.role == "option" and "selected" in option.states)


def _state_of(node: Node) -> str:
    chosen = _chosen(node)
    value = node.text if node.role in LIST_ROLES else ""
    shown = words.bare(node.name or node.text) if shows_a_state(node) else ""
    return f"{node.states.get('checked', '-')}{node.states.get('pressed', '-')}{chosen}{value}{shown}"
