"""Kinds of drift in how the page is built: other widgets, other structure, other containers, other headings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from bench.drift.mutated.plan import Plan

_LABELABLE: Final = ("wrap", "for", "labelledby", "aria_label", "described", "title_attr")
_APART: Final = ("sibling", "below", "heading", "cells", "terms", "item", "far", "before", "group")
_ARRANGES: Final = {
    "verb": ("sibling", "below", "cells", "far", "heading"),
    "listbox": ("labelledby", "sibling", "cells", "far"),
    "combobox": ("for", "labelledby", "sibling"),
    "bare": ("labelledby", "sibling", "far", "item", "cells"),
    "bare_class": ("labelledby", "sibling", "far"),
    "custom": ("labelledby", "sibling"),
    "radios": ("group", "sibling"),
    "aria_radios": ("group", "sibling"),
    "segmented": ("group", "sibling"),
    "div_switch": ("labelledby", "aria_label", "sibling", "far", "cells"),
    "div_checkbox": ("labelledby", "aria_label", "sibling", "far", "cells"),
    "hidden_native": ("labelledby", "aria_label", "sibling", "far", "for"),
}
WIDGETS: Final = (
    "checkbox", "switch_input", "radix", "aria_button", "pressed", "div_switch", "div_checkbox", "hidden_native",
    "bare", "bare_class", "custom", "select", "listbox", "combobox", "verb", "radios", "aria_radios", "segmented",
)  # fmt: skip
_BOXES: Final = ("div", "section", "article", "li", "span", "settings-row", "fieldset", "ul", "form")


def widget(name: str, plan: Plan) -> None:
    """The same setting, by another widget."""
    arranges = _ARRANGES.get(name, (*_LABELABLE, *_APART))
    if plan.apart:
        arranges = tuple(one for one in arranges if one in _APART) or arranges
    note = plan.say(plan.tongue.about) if plan.base.general and not plan.inverted and plan.chance.random() < 0.3 else ""
    plan.widget = {"widget": name, "arrange": plan.chance.choice(arranges), "note": note}
    plan.doubtful |= name == "bare_class"


def rename(plan: Plan) -> None:
    """Other classes, ids, names and data attributes throughout."""
    plan.do(70, "rename", salt=f"{plan.chance.randrange(10**6):x}")


def wrap(plan: Plan) -> None:
    """Boxes around the row."""
    plan.do(60, "wrap", tags=[plan.pick(*_BOXES) for _ in range(plan.pick(1, 2, 4, 7))])


def wrap_control(plan: Plan) -> None:
    """Boxes around the control alone."""
    plan.do(36, "wrap_control", tags=[plan.pick("div", "span", "x-slot") for _ in range(plan.pick(1, 2, 4))])


def retag(plan: Plan) -> None:
    """Other elements for the same boxes."""
    maps = (
        {"div": "section"},
        {"div": "article", "span": "em"},
        {"span": "div", "p": "div"},
        {"span": "b", "div": "x-box"},
    )
    plan.do(72, "retag", map=plan.chance.choice(maps))


def unwrap(plan: Plan) -> None:
    """Boxes that held only one thing have gone."""
    plan.do(71, "unwrap")


def landmarks(plan: Plan) -> None:
    """No main, no navigation: plain boxes."""
    plan.do(73, "landmarks")


def swap(plan: Plan) -> None:
    """The control before its words."""
    plan.do(35, "swap")


def reorder(plan: Plan) -> None:
    """The rows in another order."""
    plan.do(55, "reorder", order=[plan.chance.random() for _ in range(9)])


def move(plan: Plan) -> None:
    """The row at another place of its page."""
    plan.title = plan.title and plan.base.addressed
    plan.do(56, "move", where=plan.pick("end", "start"))


def heading_reworded(plan: Plan) -> None:
    """A title of the same meaning."""
    plan.do(40, "heading", text=plan.chance.choice(plan.tongue.titles), which="all")


def heading_plain(plan: Plan) -> None:
    """A title that says nothing."""
    plan.title = False
    plan.do(40, "heading", text=plan.chance.choice(plan.tongue.plain_titles), which="all")


def headings_gone(plan: Plan) -> None:
    """No title at all."""
    plan.title = False
    plan.do(41, "headings_gone")


def headings_demoted(plan: Plan) -> None:
    """A title that is no heading."""
    how = plan.pick("role", "bold", "class")
    plan.title = plan.title and how == "role"
    plan.do(42, "headings_demoted", how=how)


def shadow(depth: int, plan: Plan) -> None:
    """The row in an open shadow root."""
    plan.do(62, "shadow", depth=depth)


def frame(plan: Plan) -> None:
    """The row in a frame of the same origin."""
    heading = plan.chance.choice(plan.tongue.titles) if plan.chance.random() < 0.5 else ""
    plan.do(62, "frame", title=plan.chance.choice(plan.tongue.plain_titles), heading=heading)


def fold(how: str, plan: Plan, *, opened: bool) -> None:
    """The row in an accordion."""
    title = plan.chance.choice((*plan.tongue.titles, *plan.tongue.plain_titles))
    how = how if how == "details" else plan.pick("h3", "h2", "div")
    more = plan.some(plan.tongue.plain_titles, 0, 2)
    plan.hidden |= not opened
    plan.do(62, "fold", how=how, title=title, open=opened, more=more)


def tabs(plan: Plan, *, opened: bool) -> None:
    """The row on a tab."""
    names = plan.some(plan.tongue.plain_titles, 3, 4)
    chosen = plan.chance.randrange(len(names))
    if plan.chance.random() < 0.5:
        names[chosen] = plan.chance.choice(plan.tongue.titles)
    plan.hidden |= not opened
    plan.do(62, "tabs", names=names, chosen=chosen, open=opened)


def dialog(plan: Plan, *, native: bool) -> None:
    """The row in a dialog over its page."""
    title = plan.chance.choice((*plan.tongue.titles, *plan.tongue.plain_titles))
    plan.title = plan.title and title in plan.tongue.titles
    plan.do(62, "dialog", title=title, native=native, done=plan.tongue.done, said=plan.chance.random() < 0.7)


def fieldset(plan: Plan) -> None:
    """The row in a fieldset."""
    plan.do(61, "fieldset", legend=plan.chance.choice((*plan.tongue.titles, *plan.tongue.plain_titles)))


def card(plan: Plan) -> None:
    """The row on a card with a title of its own."""
    plan.do(61, "card", title=plan.chance.choice((*plan.tongue.titles, *plan.tongue.plain_titles)))


def long_list(most: int, plan: Plan) -> None:
    """The row somewhere in a long list of other settings."""
    plan.alone = False
    count = plan.chance.randint(most // 2, most)
    texts = [
        one if number < len(plan.tongue.unrelated) else f"{one} {number // len(plan.tongue.unrelated) + 1}"
        for number, one in enumerate(
            plan.tongue.unrelated[number % len(plan.tongue.unrelated)] for number in range(count)
        )
    ]
    arrange = plan.pick("wrap", "sibling", "labelledby", "for")
    plan.do(
        52,
        "rows",
        texts=texts,
        widget=plan.pick("checkbox", "radix", "switch_input"),
        arrange=arrange,
        on=[True, False, True],
    )


Kind = Callable[[Plan], None]
WIDGET_KINDS: Final[dict[str, Kind]] = {f"widget-{name.replace('_', '-')}": partial(widget, name) for name in WIDGETS}
SHAPE_KINDS: Final[dict[str, Kind]] = {
    "rename": rename,
    "wrap": wrap,
    "wrap-control": wrap_control,
    "retag": retag,
    "unwrap": unwrap,
    "landmarks": landmarks,
    "swap": swap,
    "reorder": reorder,
    "move": move,
}
HEADING_KINDS: Final[dict[str, Kind]] = {
    "heading-reworded": heading_reworded,
    "heading-plain": heading_plain,
    "headings-gone": headings_gone,
    "headings-demoted": headings_demoted,
}
BOX_KINDS: Final[dict[str, Kind]] = {
    "shadow": partial(shadow, 1),
    "shadow-nested": partial(shadow, 3),
    "frame": frame,
    "details": partial(fold, "details", opened=True),
    "details-closed": partial(fold, "details", opened=False),
    "accordion": partial(fold, "accordion", opened=True),
    "accordion-closed": partial(fold, "accordion", opened=False),
    "tabs": partial(tabs, opened=True),
    "tabs-other": partial(tabs, opened=False),
    "dialog": partial(dialog, native=False),
    "dialog-native": partial(dialog, native=True),
    "fieldset": fieldset,
    "card": card,
    "long-list": partial(long_list, 40),
    "very-long-list": partial(long_list, 250),
}
