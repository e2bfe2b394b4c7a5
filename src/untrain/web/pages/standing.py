"""What stands: accounts and platforms, a part of them at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from untrain.model.history import Standing
from untrain.model.outcome import Outcome
from untrain.report.words import Tone
from untrain.store import Filter
from untrain.web.draw import draw
from untrain.web.listing import Part, address, part_of
from untrain.web.looks import NO_ACCOUNT, Cell, cell_of, look_of, said
from untrain.web.names import control_title, line_address, platforms_of, title_of
from untrain.web.needs import Button
from untrain.web.office import Office, office_of
from untrain.web.orders import Order, What

_ROWS: Final = 20
_ACROSS: Final = 8
_LISTED: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Outcomes that a person counts together: how they are called in an address, on the page, and their tone."""

    name: str
    label: str
    tone: Tone
    outcomes: tuple[Outcome, ...]


GROUPS: Final = (
    Group(name="on", label=said("On"), tone=Tone.BAD, outcomes=(Outcome.OPTED_IN, Outcome.LOCKED)),
    Group(name="needs-you", label=said("Needs you"), tone=Tone.YOURS, outcomes=(Outcome.NEEDS_HUMAN,)),
    Group(
        name="unsure",
        label=said("Unsure or failed"),
        tone=Tone.BAD,
        outcomes=(Outcome.UNSAFE, Outcome.NOT_SAVED, Outcome.DRIFTED, Outcome.FAILED),
    ),
    Group(name="off", label=said("Off"), tone=Tone.GOOD, outcomes=(Outcome.OPTED_OUT, Outcome.ALREADY_OUT)),
    Group(name="sent", label=said("Request sent"), tone=Tone.GOOD, outcomes=(Outcome.SUBMITTED,)),
    Group(
        name="not-offered",
        label=said("Nothing to switch"),
        tone=Tone.CALM,
        outcomes=(Outcome.UNAVAILABLE, Outcome.NO_CONTROL),
    ),
)
EVERYTHING: Final = (
    Button(order=Order(what=What.RUN), label=said("Switch off everything that is on"), first=True),
    Button(order=Order(what=What.CHECK), label=said("Check everything now")),
)
_COULD_BE_OFF: Final = ("on", "needs-you", "unsure", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell of the table, with its heading across and the address of what is behind it."""

    across: str
    cell: Cell
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table: its heading, where that leads, and its cells."""

    heading: str
    link: str
    places: Sequence[Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A part of the accounts and platforms; whichever there are more of go down, the others across."""

    corner: str
    across: Sequence[tuple[str, str]]
    rows: Sequence[Row]
    down: Part
    sideways: Part


def standing(request: Request) -> Response:
    """The page."""
    office = office_of(request)
    tally = office.board.tally()
    numbers = {group.name: sum(tally.get(one, 0) for one in group.outcomes) for group in GROUPS}
    name = request.query_params.get("account", "").strip()
    platform = request.query_params.get("platform") or None
    group = next((one for one in GROUPS if one.name == request.query_params.get("state")), None)
    return draw(
        request,
        "standing",
        groups=[(one, numbers[one.name], address("/", state=one.name)) for one in GROUPS],
        total=sum(numbers[one] for one in _COULD_BE_OFF),
        off=numbers["off"],
        account=name,
        platform=platform,
        group=group,
        platforms=[(slug, title_of(office, slug)) for slug in platforms_of(office)],
        everything=EVERYTHING,
        table=None if group else _table(request, office, name, platform),
        lines=_lines(request, office, group, name, platform) if group else None,
    )


def _table(request: Request, office: Office, name: str, platform: str | None) -> Table:
    roster = office.roster.by_name()
    names = sorted({*roster, *office.board.accounts()}, key=lambda one: (one.casefold(), one))
    names = [one for one in names if name.casefold() in one.casefold()]
    slugs = [one for one in platforms_of(office) if platform in (None, one)]
    if not names:
        slugs = []
    accounts_down = len(names) >= len(slugs)
    down = part_of(request, len(names if accounts_down else slugs), _ROWS)
    sideways = part_of(request, len(slugs if accounts_down else names), _ACROSS, "across")
    some_names = (down if accounts_down else sideways).of(names)
    some_slugs = (sideways if accounts_down else down).of(slugs)
    cells = _cells(office, some_names, some_slugs)
    platforms = [(title_of(office, slug), slug) for slug in some_slugs]
    if accounts_down:
        across = [(title, address(f"/flows/{slug}")) for title, slug in platforms]
        rows = [
            _row(one, address("/history", account=one), [cells[one, slug] for slug in some_slugs], across)
            for one in some_names
        ]
    else:
        across = [(one, address("/history", account=one)) for one in some_names]
        rows = [
            _row(title, address(f"/flows/{slug}"), [cells[one, slug] for one in some_names], across)
            for title, slug in platforms
        ]
    corner = said("Account") if accounts_down else said("Platform")
    return Table(corner=corner, across=across, rows=rows, down=down, sideways=sideways)


def _row(heading: str, link: str, cells: Sequence[tuple[Cell, str | None]], across: Sequence[tuple[str, str]]) -> Row:
    places = [Place(across=title, cell=cell, link=to) for (cell, to), (title, _) in zip(cells, across, strict=True)]
    return Row(heading=heading, link=link, places=places)


def _cells(
    office: Office, names: Sequence[str], slugs: Sequence[str]
) -> dict[tuple[str, str], tuple[Cell, str | None]]:
    whose = {(name, slug) for name in names for slug in slugs}
    found: dict[tuple[str, str], list[Standing]] = {}
    for one in office.history.standings_of(whose):
        found.setdefault((one.account, one.platform), []).append(one)
    came_back = office.board.came_back([one for those in found.values() for one in those])
    roster = office.roster.by_name()
    cells: dict[tuple[str, str], tuple[Cell, str | None]] = {}
    for name, slug in whose:
        mine = found.get((name, slug), [])
        if mine:
            cells[name, slug] = (cell_of(mine, came_back), _behind(mine))
        else:
            there = slug in roster.get(name, {})
            cells[name, slug] = (cell_of([]) if there else Cell(look=NO_ACCOUNT), None)
    return cells


def _behind(mine: Sequence[Standing]) -> str:
    """The line itself where there is only one, else all of them."""
    first = mine[0]
    if len(mine) == 1:
        return line_address(first)
    return address("/history", whose=first.account, platform=first.platform)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One control in a list."""

    standing: Standing
    cell: Cell
    platform: str
    control: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A part of all controls that are in the same group."""

    listed: Sequence[Listed]
    part: Part


def _lines(request: Request, office: Office, group: Group, name: str, platform: str | None) -> Lines:
    wanted = Filter(account=name, platform=platform, outcomes=group.outcomes)
    part = part_of(request, office.board.count(wanted), _LISTED)
    standings = office.board.page(wanted, offset=part.offset, limit=part.size)
    came_back = office.board.came_back(standings)
    listed = [
        Listed(
            standing=one,
            cell=Cell(look=look_of(one, came_back)),
            platform=title_of(office, one.platform),
            control=control_title(office.desk.flows.get(one.platform), one),
            link=line_address(one),
        )
        for one in standings
    ]
    return Lines(listed=listed, part=part)
