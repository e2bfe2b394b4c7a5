"""What a person has pointed at on a page: which control it is, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from untrain.engine import words
from untrain.engine.candidates import Candidate, Shape, candidates
from untrain.engine.choices import the_out, use_by_value
from untrain.engine.layout import LANDMARKS
from untrain.engine.meaning import meaning
from untrain.engine.see import DIALOG_ROLES, FIELD_ROLES, PRESSABLE_ROLES, Node, Tree
from untrain.model.flow import Control, Kind, OnMeans
from untrain.model.outcome import DataUse

_SETTINGS: Final = (Shape.TOGGLE, Shape.OPTIONS, Shape.SELECT)
_MOST_HEADINGS: Final = 2
_LARGEST_REGION: Final = 200
_NOT_PART_OF_ONE: Final = PRESSABLE_ROLES | FIELD_ROLES
"""What has a purpose of its own: who points at it means it, and not the control beside it."""
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_.:/-]{2,60}")
_MADE_BY_A_LIBRARY: Final = re.compile(
    r"^(radix|headlessui|mui|mat|cdk|ember|react|chakra|reach|mantine|ion)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Key:
    """An attribute that names a control in no language."""

    name: str
    value: str

    @property
    def css(self) -> str:
        """The selector that finds it."""
        return f'[{self.name}="{self.value}"]'


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A control as its page shows it to one person: nothing of it has been redacted yet."""

    url: str
    language: str
    kind: Kind
    label: str
    control: Node = field(repr=False)
    region: Node = field(repr=False)
    headings: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    out_option: str = ""
    in_options: tuple[str, ...] = ()
    on_means: OnMeans | None = None  # None: its words do not say it plainly
    neighbours: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


def pointed_at(tree: Tree, node: Node) -> Candidate | None:
    """The control to which this element belongs: as a part of it, as its label, or as part of a row that holds no
    other; None where there is none, or where it can't be told which."""
    known = [one for one in candidates(tree) if one.shape is not Shape.ROW]
    own = next((one for one in known if any(part is node for part in _parts(one))), None)
    if own is not None:
        return own
    settings = [one for one in known if one.shape in _SETTINGS]
    for above in (node, *tree.up(node)):
        if above.role in LANDMARKS or above.role in _NOT_PART_OF_ONE:
            return None
        inner = {id(one) for one in above.walk()}
        held = [one for one in settings if id(one.node) in inner]
        if held:
            return held[0] if len(held) == 1 else None
    return None


def _parts(candidate: Candidate) -> Iterable[Node]:
    """All that is the control itself; of a group only its options, since explanations may stand in it too."""
    whole = [option.node for option in candidate.options] if candidate.shape is Shape.OPTIONS else [candidate.node]
    return (part for one in whole for part in one.walk())


def described(
    tree: Tree, candidate: Candidate, *, url: str, language: str | None, keys: tuple[Key, ...] = ()
) -> Pointed:
    """What the page says of a control; `language` is what it says to be written in."""
    spoken = (language.partition("-")[0], "en") if language else words.spoken_in(tree.text())
    said = meaning(candidate.label, spoken)
    on_means = said.on_means if said.plain else None
    options = tuple(option.text for option in candidate.options)
    out = the_out(options, _UNKNOWN, on_means or OnMeans.READ, spoken)
    return Pointed(
        url=url,
        language=language or (spoken[0] if len(spoken) <= 2 else "en"),
        kind=Kind.CHOICE if candidate.shape in (Shape.OPTIONS, Shape.SELECT) else Kind.SWITCH,
        label=candidate.label,
        control=candidate.node,
        region=_region(tree, candidate.node),
        headings=_telling(candidate),
        options=options,
        out_option=out or "",
        in_options=in_options(options, out, on_means or OnMeans.READ, spoken) if out else (),
        on_means=on_means,
        neighbours=_neighbours(tree, candidate),
        keys=keys,
    )


_UNKNOWN: Final = Control(id="unknown", kind=Kind.CHOICE, title="")


def in_options(
    options: tuple[str, ...], out: str, on_means: OnMeans = OnMeans.READ, spoken: tuple[str, ...] = ("en",)
) -> tuple[str, ...]:
    """The options that mean "in", once it is known which means "out": the only other one, else those that say so."""
    others = tuple(text for text in options if text != out)
    if len(others) == 1:
        return others
    return tuple(text for text in others if use_by_value(text, _UNKNOWN, on_means, spoken) is DataUse.ON)


def _telling(candidate: Candidate) -> tuple[str, ...]:
    """The nearest headings, without those that name no setting."""
    found = [
        text for text in candidate.headings if not words.is_general(text) and not words.same(text, candidate.label)
    ]
    return tuple(found[:_MOST_HEADINGS])


def _neighbours(tree: Tree, mine: Candidate) -> tuple[str, ...]:
    """The words of the other settings of the page."""
    others = [one.label for one in candidates(tree) if one.shape in _SETTINGS and one.node is not mine.node]
    return tuple(dict.fromkeys(text for text in others if text and not words.same(text, mine.label)))


def _region(tree: Tree, node: Node) -> Node:
    """The largest part of its dialog, or of the main part of its page, that is not too large to be told."""
    region = node
    for above in tree.up(node):
        if sum(1 for _ in above.walk()) > _LARGEST_REGION:
            break
        region = above
        if above.role in DIALOG_ROLES or above.role == "main":
            break
    return region


def stable(name: str, value: str | None) -> Key | None:
    """The attribute as a key, if its value is a name that somebody gave: no number, nothing made by a library."""
    if not value or not _NAME.fullmatch(value) or _MADE_BY_A_LIBRARY.match(value):
        return None
    return Key(name, value)
