"""The flows: what is known of each platform, and how fresh that is."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from untrain.model.flow import Flow
from untrain.report.coverage import STALE_AFTER, is_stale
from untrain.report.next_move import page_of
from untrain.web.draw import draw
from untrain.web.office import office_of


def flows(request: Request) -> Response:
    """The page of all of them."""
    office = office_of(request)
    today = office.clock().date()
    theirs = office.roster.platforms()
    wanted = request.query_params.get("mine") == "yes"
    listed = [
        (flow, is_stale(flow.facts, today), flow.slug in theirs, _confirmed(flow), _unconfirmed(flow))
        for flow in sorted(office.desk.flows.values(), key=lambda one: one.title.casefold())
        if not wanted or flow.slug in theirs
    ]
    return draw(
        request,
        "flows",
        listed=listed,
        only_mine=wanted,
        stale=sum(1 for one in listed if one[1]),
        stale_after=STALE_AFTER.days,
    )


def flow(request: Request) -> Response:
    """The page of one of them."""
    office = office_of(request)
    found = office.desk.flows.get(request.path_params["slug"])
    if found is None:
        return draw(request, "missing", status=HTTPStatus.NOT_FOUND)
    return draw(
        request,
        "flow",
        flow=found,
        stale=is_stale(found.facts, office.clock().date()),
        stale_after=STALE_AFTER.days,
        controls=[(control, page_of(control)) for control in found.controls],
    )


def _confirmed(flow: Flow) -> int:
    return sum(control.confirmed is not None for control in flow.controls)


def _unconfirmed(flow: Flow) -> int:
    return sum(len(control.unconfirmed) for control in flow.controls)
