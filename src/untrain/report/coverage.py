"""The page of all platforms (docs/platforms.md): what is covered, where, and how sure that is. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from untrain.model.flow import Availability, Control, Flow

STALE_AFTER: Final = timedelta(days=90)
"""After so long, facts about a platform are shown as stale: pages are redesigned more often than that."""

_HEAD: Final = """\
# Platforms

Every platform that `untrain` knows, from the flows that ship; `make docs` writes this page anew. *Confirmed* is the day
a person last saw a control work on the live site, *unconfirmed* how many of its facts nobody has confirmed. A control
with a replica is tested on practice pages, which says nothing about the live site. Facts older than {days} days are
stale: `untrain platforms` marks them then, and this page says from which day on.

{counts}

| platform | control | kind | where offered | facts of | stale from | confirmed | unconfirmed | replica |
|---|---|---|---|---|---|---|---|---|
"""


def is_stale(facts: date, today: date) -> bool:
    """Whether facts gathered on that day are too old to be believed without a look."""
    return today - facts > STALE_AFTER


def platforms_page(flows: Iterable[Flow], replicas: Iterable[str]) -> str:
    """The page, as Markdown; `replicas` are the slugs of those that have practice pages."""
    known, practised = tuple(flows), frozenset(replicas)
    rows = "\n".join(row for flow in known for row in _rows(flow, practised))
    return _HEAD.format(days=STALE_AFTER.days, counts=_counts(known, practised)) + rows + "\n"


def _counts(flows: tuple[Flow, ...], practised: frozenset[str]) -> str:
    kinds = Counter(control.kind.value for flow in flows for control in flow.controls)
    confirmed = sum(control.confirmed is not None for flow in flows for control in flow.controls)
    said = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return (
        f"{len(flows)} platforms with {kinds.total()} controls ({said}); "
        f"{len(practised)} platforms with practice pages; {confirmed or 'none'} confirmed on the live site."
    )


def _rows(flow: Flow, practised: frozenset[str]) -> Iterator[str]:
    stale = flow.facts + STALE_AFTER + timedelta(days=1)
    for control in flow.controls:
        cells = (
            f"{flow.title} (`{flow.slug}`)",
            f"{control.title.replace('{item}', '…')} (`{control.id}`)" + _items(control),
            control.kind.value,
            _where(control.availability),
            flow.facts.isoformat(),
            stale.isoformat(),
            control.confirmed.isoformat() if control.confirmed else "not yet",
            str(len(control.unconfirmed)),
            "yes" if flow.slug in practised and control.on_the_web else "",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _items(control: Control) -> str:
    return f", one for each {control.items.name}" if control.items else ""


def _where(offered: Availability) -> str:
    but = f" but {', '.join(offered.regions_without)}" if offered.regions_without else ""
    if not offered.regions:
        return f"not known{but}"
    if "*" in offered.regions:
        return f"everywhere{but}"
    return ", ".join(offered.regions) if len(offered.regions) <= 6 else f"{len(offered.regions)} countries"
