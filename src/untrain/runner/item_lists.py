"""The items of one job: listed once for all controls that they have, and each seen to once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from untrain.engine.listing import NOTHING_LISTED, Listed, the_item
from untrain.model.errors import Drift
from untrain.model.flow import Control, Items
from untrain.model.items import templates
from untrain.model.result import Wanted

_Where = tuple[Items | None, tuple[str, ...]]


@dataclass(slots=True)
class ItemLists:
    """What was listed so far in one job."""

    _lists: dict[_Where, Listed] = field(default_factory=dict)

    def known(self, wanted: Wanted) -> bool:
        """Whether it is known which items are meant."""
        listed = self._lists.get(_where(wanted.control))
        return listed is not None and (wanted.item is not None or bool(listed.items))

    def of(self, control: Control) -> Listed:
        """The items that have this control, as far as they were listed."""
        return self._lists.get(_where(control), NOTHING_LISTED)

    def each(self, left: Sequence[Wanted], control: Control, listed: Listed) -> list[Wanted]:
        """What is left, with one for each item that is meant in place of every control that these items have.

        Each item is there once, and those that were done before are not.
        """
        self._lists[_where(control)] = listed
        return list(dict.fromkeys(one for wanted in left for one in self._each(wanted, _where(control))))

    def _each(self, wanted: Wanted, where: _Where) -> list[Wanted]:
        if wanted.control.items is None or _where(wanted.control) != where:
            return [wanted]
        listed, name = self._lists[where], wanted.item
        if name is None and not listed.items:
            return [wanted]  # no list was found for one that was named; it is still to be told of all
        keys = [item.key for item in listed.items] if name is None else [_key(name, listed, wanted.control)]
        return [replace(wanted, item=key, named=True, done=frozenset()) for key in keys if key not in wanted.done]


def _key(name: str, listed: Listed, control: Control) -> str:
    """The listed item that is meant by a name; the name as it is where there is none, which is told in its turn."""
    try:
        return the_item(name, listed, control).key
    except Drift:
        return name


def _where(control: Control) -> _Where:
    return control.items, templates(control)
