"""The application: which address is which page."""

from __future__ import annotations

from http import HTTPStatus
from importlib.resources import files
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from untrain.model.errors import InputError
from untrain.store import StoreError
from untrain.web.draw import draw
from untrain.web.office import Office
from untrain.web.pages.documents import change, documents
from untrain.web.pages.doing import do, not_now, speak, stop
from untrain.web.pages.evidence import evidence
from untrain.web.pages.flows import flow, flows
from untrain.web.pages.needing import needing, turns_part
from untrain.web.pages.past import one_line, past
from untrain.web.pages.progress import progress, progress_part
from untrain.web.pages.standing import standing

_STATIC: Final = {
    "report.css": ("untrain.report", "templates/report.css", "text/css"),
    "page.css": ("untrain.web", "static/page.css", "text/css"),
    "icon.svg": ("untrain.web", "static/icon.svg", "image/svg+xml"),
    "htmx.min.js": ("untrain.web", "static/htmx.min.js", "text/javascript"),
}


def application(office: Office) -> Starlette:
    """All pages over this office; who may look at them is for the guard to say."""
    reads = {
        "/": standing,
        "/needs": needing,
        "/needs/turns": turns_part,
        "/history": past,
        "/history/control": one_line,
        "/terms": documents,
        "/terms/change": change,
        "/progress": progress,
        "/progress/part": progress_part,
        "/flows": flows,
        "/flows/{slug}": flow,
        "/evidence/{path:path}": evidence,
        "/static/{name}": static,
    }
    writes = {"/do": do, "/stop": stop, "/not-now": not_now, "/language": speak}
    routes = [Route(path, page, methods=["GET"]) for path, page in reads.items()]
    routes += [Route(path, page, methods=["POST"]) for path, page in writes.items()]
    made = Starlette(
        routes=routes,
        exception_handlers={InputError: _told, StoreError: _told, HTTPStatus.NOT_FOUND: _missing},
    )
    made.state.office = office
    return made


def static(request: Request) -> Response:
    """A file of ours."""
    found = _STATIC.get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("There is no such file.\n", HTTPStatus.NOT_FOUND)
    package, path, kind = found
    return Response(files(package).joinpath(path).read_bytes(), media_type=kind)


async def _told(request: Request, error: Exception) -> Response:
    return draw(request, "problem", status=HTTPStatus.INTERNAL_SERVER_ERROR, sentence=str(error))


async def _missing(request: Request, _error: Exception) -> Response:
    return draw(request, "missing", status=HTTPStatus.NOT_FOUND)
