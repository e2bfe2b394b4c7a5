"""Progress: what is being done now, what comes after it, and runs that go on in other programs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from untrain.app.undertaking import under_way
from untrain.model.result import Result, Run
from untrain.web.draw import draw
from untrain.web.names import title_of
from untrain.web.office import Office, office_of

_LATEST: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A run that another program does."""

    run: Run
    planned: int
    done: int
    latest: Sequence[Result]


def progress(request: Request) -> Response:
    """The page."""
    return _drawn(request, "progress")


def progress_part(request: Request) -> Response:
    """Only what changes on it; no content where the browser has seen just that, so that nothing is read out twice."""
    return live(request, _drawn(request, "progress-part"), request.url.path)


def live(request: Request, part: Response, place: str) -> Response:
    """A part of a page that asks for itself again, at this place, and is answered only where it has changed."""
    content = bytes(part.body).decode()
    mark = hashlib.sha256(content.encode()).hexdigest()[:16]
    if request.query_params.get("seen") == mark:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return draw(request, "live", content=Markup(content), mark=mark, place=place)  # noqa: S704  # made by a template


def _drawn(request: Request, template: str) -> Response:
    office = office_of(request)
    worker = office.worker
    rows = worker.rows
    elsewhere = _elsewhere(office)
    return draw(
        request,
        template,
        current=worker.current,
        turns=worker.turns.shown,
        has_window=worker.has_window,
        waiting_works=worker.waiting,
        ended=worker.ended[:_LATEST],
        rows=rows.shown() if rows else [],
        jobs=rows.jobs if rows else 0,
        planned=rows.planned if rows else 0,
        results=rows.results if rows else 0,
        elsewhere=elsewhere,
        busy=worker.current is not None or bool(elsewhere),
        titles={slug: title_of(office, slug) for slug in office.desk.flows},
    )


def _elsewhere(office: Office) -> list[Elsewhere]:
    current = office.worker.current
    runs = office.desk.store.runs
    found = []
    for run in under_way(office.desk.home, office.desk.store, now=office.clock(), practice=office.practice):
        if current is None or run.id != current.run:
            planned, done = runs.counts(run.id)
            latest = runs.latest_results(run.id, _LATEST)
            found.append(Elsewhere(run=run, planned=max(planned, done), done=done, latest=latest))
    return found
