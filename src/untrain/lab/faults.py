"""The faults of the network: what happens to a request before (or after) the platform has thought about it."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.responses import RedirectResponse, Response

from untrain.lab.pages import html
from untrain.lab.visit import Visit

SLOW: Final = 0.5
"""How much more time each answer takes when it is slow, in seconds."""


class ConnectionCutError(Exception):
    """The connection is to be cut here, without an answer."""


class AnswerLost(ConnectionCutError):
    """The deed is done, and nobody hears of it."""


class NeverAnswers(Exception):
    """The connection stays open, and nothing comes."""


async def before_the_answer(visit: Visit) -> Response | None:
    """What the network does to this request: nothing (None), an answer of its own, or one of the errors above."""
    if "slow" in visit.sky:
        await asyncio.sleep(SLOW)
    if visit.is_document() and _blows("reset", visit) and visit.sky.strikes("reset"):
        raise ConnectionCutError
    if _blows("never_answers", visit):
        raise NeverAnswers
    if _blows("unavailable", visit):
        return html(visit, "unavailable.html", 503)
    if visit.is_document() and _blows("unavailable_once", visit) and visit.sky.strikes("unavailable_once"):
        return html(visit, "unavailable.html", 503)
    if visit.is_document() and _blows("too_many_requests", visit) and visit.sky.strikes("too_many_requests"):
        response = html(visit, "too_many.html", 429)
        response.headers["retry-after"] = "1"
        return response
    if (
        not _lands(visit)
        and _blows("session_expires", visit)
        and visit.standing
        and visit.sky.strikes("session_expires")
    ):
        visit.lab.sessions.drop(visit.standing)
        return _as_a_stranger(visit)
    return None


def _as_a_stranger(visit: Visit) -> Response:
    """What comes once the session is lost: the sign-in, or the same page as all can see it."""
    if visit.route.open:
        return RedirectResponse(str(visit.request.url), 302)
    return visit.to_sign_in()


def _lands(visit: Visit) -> bool:
    """Whether this belongs to the sign-in, or to the page to which it led: nobody has lost the session by then."""
    of_a_control = visit.route.verb == "page" and bool(visit.route.controls)
    on_the_way = (visit.route.open and not of_a_control) or visit.request.url.path == visit.replica.sign_in.after
    document = visit.is_document() and not on_the_way
    return visit.signed is not None and visit.lab.sessions.lands(visit.signed, document=document)


def _blows(name: str, visit: Visit) -> bool:
    """Whether this fault blows here: at a control, once one is let in; or everywhere, if the whole lab has it."""
    let_in = visit.route.open or visit.signed is not None
    return name in visit.sky and (name in visit.lab.weather or (bool(visit.route.controls) and let_in))
