"""Pages made from a flow's own words, as a browser would tell them, and what is located on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from untrain.engine.facts import Facts
from untrain.engine.locate import Found, NotFound, Surroundings, locate
from untrain.engine.reading import Reading, read
from untrain.engine.see import parse
from untrain.engine.tab import addresses, other_words
from untrain.engine.words import spoken_in
from untrain.model.flow import Control, Flow
from untrain.model.items import Item, of_item

ITEM = Item(key="sample", title="Sample")
MINE = "e1"
"""The reference of the control itself on every page made here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One control in one language, with the words that stand around it."""

    flow: Flow
    control: Control
    language: str
    label: str
    heading: str
    strangers: tuple[str, ...]  # look-alikes that may stand on the same page

    def page(self, *rows: str, heading: str | None = None) -> str:
        """A settings page: its heading, and these rows."""
        title = self.heading if heading is None else heading
        top = [f"- {_head('heading', title, '[level=1] [ref=h1]')}"] if title else []
        lines = [*top, *(line for row in rows for line in row.splitlines())]
        return "\n".join(["- main [ref=m1]:", *(f"  {line}" for line in lines)])

    def look(self, page: str, facts: Mapping[str, Facts] | None = None) -> Found | NotFound:
        """What is located on a page at the control's own address; where that is not known, one the menus lead to."""
        tree = parse(page)
        known = bool(addresses(self.control))
        around = Surroundings(
            at_address=known,
            by_path=not known and bool(self.control.path),
            spoken=spoken_in(tree.text()),
            host=self.flow.hosts[0],
            others=other_words(self.flow, self.control),
        )
        return locate(tree, self.control, around, facts or {})

    def reading(self, page: str, facts: Mapping[str, Facts] | None = None) -> Reading | str:
        """What the control says on a page; a text where it was not found, or another thing in its place."""
        found = self.look(page, facts)
        if isinstance(found, NotFound):
            return f"it was not found: {found.why}"
        if found.candidate.node.ref != MINE:
            return f"“{found.candidate.label}” was taken for it"
        return read(found, facts or {})


def row(name: str, ref: str, states: str = "[checked]", *, role: str = "switch", beside: str | None = None) -> str:
    """A row of a settings page: words, and a switch of that name. `beside` are other words than its name."""
    return "\n".join(
        [
            f"- generic [ref=row-{ref}]:",
            f"  - text: {json.dumps(beside or name, ensure_ascii=False)}",
            f"  - {_head(role, name, f'{states} [ref={ref}]')}",
        ]
    )


def group(name: str, options: Iterable[tuple[str, bool]]) -> str:
    """A choice: radio buttons in a group of that name; its own reference is MINE."""
    lines = [f"- {_head('radiogroup', name, f'[ref={MINE}]')}:"]
    for number, (text, chosen) in enumerate(options):
        lines.append(f"  - {_head('radio', text, ('[checked] ' if chosen else '') + f'[ref=o{number}]')}")
    return "\n".join(lines)


def box(name: str, options: Iterable[tuple[str, bool]]) -> str:
    """A choice: a list to select from, with its options."""
    lines = [f"- {_head('combobox', name, f'[ref={MINE}]')}:"]
    lines += [f"  - {_head('option', text, '[selected]' if chosen else '')}" for text, chosen in options]
    return "\n".join(lines)


def stages(flow: Flow, control: Control, strangers: Iterable[str]) -> tuple[Stage, ...]:
    """The control in each language that the flow knows its label in; that of one item, where items have it."""
    one = of_item(control, ITEM) if control.items else control
    by_language: dict[str, str] = {}
    for phrase in one.labels:
        by_language.setdefault(phrase.language, phrase.text)
    return tuple(
        Stage(
            flow=flow,
            control=one,
            language=language,
            label=label,
            heading=_heading(one, language, label),
            strangers=tuple(strangers),
        )
        for language, label in by_language.items()
    )


def _heading(control: Control, language: str, label: str) -> str:
    known = {phrase.language: phrase.text for phrase in reversed(control.headings)}
    said = known.get(language) or next(reversed(known.values()), control.title)
    return said if said.casefold() != label.casefold() else ""


def _head(role: str, name: str, states: str) -> str:
    """One element as a snapshot writes it, quoted for YAML."""
    said = " ".join([role, *([json.dumps(name, ensure_ascii=False)] if name else []), *states.split()])
    return "'" + said.replace("'", "''") + "'"
