"""What needs you: every control that is not well, with buttons."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from untrain.store import Filter
from untrain.web.draw import draw
from untrain.web.listing import part_of
from untrain.web.names import control_title, line_address, title_of
from untrain.web.needs import NEEDS, account_in, need_of
from untrain.web.office import office_of
from untrain.web.pages.progress import live

_SIZE: Final = 20


def needing(request: Request) -> Response:
    """The page."""
    office = office_of(request)
    name = request.query_params.get("account", "").strip()
    platform = request.query_params.get("platform") or None
    wanted = Filter(account=name, platform=platform, outcomes=NEEDS)
    part = part_of(request, office.board.count(wanted), _SIZE)
    standings = office.board.page(wanted, offset=part.offset, limit=part.size, first=NEEDS)
    came_back = office.board.came_back(standings)
    names, flows = office.roster.by_name(), office.desk.flows
    readings = office.history.readings_of([one.last for one in standings])
    found = [
        (
            need_of(one, readings.get(one.last), flows.get(one.platform), account_in(names, one), came_back),
            title_of(office, one.platform),
            control_title(flows.get(one.platform), one),
            line_address(one),
        )
        for one in standings
    ]
    platforms = [(slug, title_of(office, slug)) for slug in office.board.platforms()]
    return draw(
        request,
        "needs",
        found=found,
        part=part,
        account=name,
        platform=platform,
        platforms=platforms,
        state=None,
        turns=office.worker.turns.shown,
    )


def turns_part(request: Request) -> Response:
    """Only the jobs that wait for the person now."""
    drawn = draw(request, "turns-part", turns=office_of(request).worker.turns.shown)
    return live(request, drawn, request.url.path)
