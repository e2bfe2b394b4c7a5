"""The past: all lines with their drawings, and one line with its readings and its pictures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from untrain.app.history import line_at
from untrain.app.plan import Target
from untrain.model.flow import Control, Kind
from untrain.model.history import Line, Reading, Standing
from untrain.store import Filter
from untrain.web.draw import draw
from untrain.web.listing import address, part_of
from untrain.web.looks import NEWS, Look, last_known, look_of
from untrain.web.names import control_title, line_address, title_of
from untrain.web.needs import Button, account_in, buttons
from untrain.web.office import Office, office_of
from untrain.web.orders import What
from untrain.web.timeline import Timeline, timeline_of

_LINES: Final = 10
_READINGS: Final = 25
_RETURNS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A line of the list, with its drawing."""

    standing: Standing
    look: Look
    platform: str
    control: str
    link: str
    timeline: Timeline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A reading with the addresses of its pictures, each with what it shows."""

    reading: Reading
    look: Look
    events: Sequence[str]
    pictures: Sequence[tuple[str, str]]


def past(request: Request) -> Response:
    """The page of all lines."""
    office = office_of(request)
    name = request.query_params.get("account", "").strip()
    whose = request.query_params.get("whose") or None
    platform = request.query_params.get("platform") or None
    wanted = Filter(account=name, whose=whose, platform=platform)
    part = part_of(request, office.board.count(wanted), _LINES)
    standings = office.board.page(wanted, offset=part.offset, limit=part.size)
    came_back = office.board.came_back(standings)
    lines = [_drawn(office, one, look_of(one, came_back)) for one in standings]
    first = not (name or whose or platform) and part.number == 1
    returns = office.board.returns(limit=_RETURNS) if first else []
    return draw(
        request,
        "history",
        lines=lines,
        part=part,
        account=name or whose or "",
        platform=platform,
        platforms=[(slug, title_of(office, slug)) for slug in office.board.platforms()],
        returns=[(one, title_of(office, one.platform), _news_address(one)) for one in returns],
    )


def one_line(request: Request) -> Response:
    """The page of one line; a look at a control that there never was is not found."""
    office, asked = office_of(request), request.query_params
    names = [asked.get(name, "") for name in ("account", "platform", "control")]
    account, platform, control = names
    target = Target(platform=platform, control=control, item=asked.get("item") or None)
    line = line_at(office.desk.store, target, account, practice=office.practice) if all(names) else None
    if line is None:
        return draw(request, "missing", status=HTTPStatus.NOT_FOUND)
    return _line_page(request, office, line)


def _line_page(request: Request, office: Office, line: Line) -> Response:
    standing, flow = line.standing, office.desk.flows.get(line.standing.platform)
    readings = line.readings[::-1]
    part = part_of(request, len(readings), _READINGS)
    left, right = _compared(request, line)
    control = flow.control(standing.control) if flow else None
    there = account_in(office.roster.by_name(), standing) is not None
    return draw(
        request,
        "control",
        line=line,
        standing=standing,
        look=look_of(standing, office.board.came_back([standing])),
        last_known=last_known(standing),
        platform=title_of(office, standing.platform),
        control=control_title(flow, standing),
        timeline=timeline_of(line, office.clock()),
        readings=[_shown(line, one) for one in part.of(readings)],
        part=part,
        left=_shown(line, left) if left else None,
        right=_shown(line, right) if right else None,
        buttons=[one for one in buttons(standing, flow, control) if there and not _sends(one, control)],
    )


def _drawn(office: Office, standing: Standing, look: Look) -> Drawn:
    target = Target(platform=standing.platform, control=standing.control, item=standing.item)
    line = line_at(office.desk.store, target, standing.account, practice=office.practice)
    return Drawn(
        standing=standing,
        look=look,
        platform=title_of(office, standing.platform),
        control=control_title(office.desk.flows.get(standing.platform), standing),
        link=line_address(standing),
        timeline=timeline_of(line, office.clock()) if line else None,
    )


def _sends(button: Button, control: Control | None) -> bool:
    """Whether it would send a request, whose words have to stand beside the button."""
    return button.order.what is What.RUN and control is not None and control.kind is Kind.REQUEST


def _news_address(news: object) -> str:
    names = ("account", "platform", "control", "item")
    return address("/history/control", **{name: getattr(news, name) for name in names})


def _compared(request: Request, line: Line) -> tuple[Reading | None, Reading | None]:
    """The two readings whose pictures stand side by side: those asked for, else the last return, else the newest."""
    given = [_asked_for(request, line, name) for name in ("left", "right")]
    if given[0] or given[1]:
        return given[0], given[1]
    if line.returns:
        return line.returns[-1].off, line.returns[-1].on
    with_pictures = [one for one in line.readings if _pictures(one)]
    if not with_pictures:
        return None, None
    return (with_pictures[0] if len(with_pictures) > 1 else None), with_pictures[-1]


def _asked_for(request: Request, line: Line, name: str) -> Reading | None:
    given = request.query_params.get(name, "")
    return line.reading(int(given)) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _shown(line: Line, one: Reading) -> Shown:
    events = [NEWS[news.kind] for news in line.news if news.reading == one.id]
    back = one.id in {each.on.id for each in line.returns}
    standing = line.standing
    look = look_of(_as_standing(standing, one), {one.id} if back else ())
    return Shown(reading=one, look=look, events=events, pictures=_pictures(one))


def _as_standing(standing: Standing, one: Reading) -> Standing:
    return replace(standing, outcome=one.result.outcome, last=one.id)


def _pictures(one: Reading) -> list[tuple[str, str]]:
    """The addresses of its pictures, the one from before in front."""
    return [
        (f"/{quote(path)}", moment)
        for moment in ("before", "after")
        for path in one.result.evidence
        if path.endswith(f"-{moment}.png")
    ]
