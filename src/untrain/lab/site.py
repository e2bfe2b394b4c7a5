"""How one replica answers: find the route, let the weather blow, see whether there is a session, do the verb."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from untrain.lab import forms, pages, saving, signing_in
from untrain.lab.faults import before_the_answer
from untrain.lab.replica import Replica, Route, fits
from untrain.lab.sessions import Signed
from untrain.lab.visit import Visit, body_of, dig
from untrain.lab.weather import FOREIGN_HOST

if TYPE_CHECKING:
    from untrain.lab.lab import Lab

_VERBS: Final[dict[str, Callable[[Visit], Awaitable[Response]]]] = {
    "page": pages.show_page,
    "redirect": pages.redirect,
    "read": saving.read,
    "write": saving.write,
    "record": saving.record,
    "submit": forms.submit,
    "sign_in": signing_in.sign_in,
    "code": signing_in.enter_code,
    "sign_out": signing_in.sign_out,
}
_NOWHERE: Final = Route(path="", verb="", target=None, method="", open=True, match=re.compile("^$"))


async def answer(lab: Lab, replica: Replica, request: Request) -> Response:
    """The answer of one replica to one request; on a host for scripts, with the leave that browsers want to see."""
    asked_by = request.headers.get("origin")
    if asked_by is None or request.url.hostname not in replica.apis:
        return await _answer(lab, replica, request)
    response = Response(status_code=204) if request.method == "OPTIONS" else await _answer(lab, replica, request)
    if replica.owns(urlsplit(asked_by).hostname or ""):
        response.headers["access-control-allow-origin"] = asked_by
        response.headers["access-control-allow-credentials"] = "true"
        response.headers["access-control-allow-headers"] = request.headers.get("access-control-request-headers", "*")
        response.headers["vary"] = "origin"
    return response


async def _answer(lab: Lab, replica: Replica, request: Request) -> Response:
    path = request.url.path
    if path.startswith("/assets/"):
        return _asset(replica, path.removeprefix("/assets/"))
    visit = await _visit(lab, replica, request)
    if request.url.scheme == "http" and "http_login" not in visit.sky:
        return RedirectResponse(str(request.url.replace(scheme="https")), 308)
    if path.startswith("/__lab/"):
        return _own(visit, path.removeprefix("/__lab/"))
    return await before_the_answer(visit) or _gate(visit) or await _VERBS[visit.route.verb](visit)


async def _visit(lab: Lab, replica: Replica, request: Request) -> Visit:
    signed = lab.sessions.find(request.cookies.get(replica.session.cookie))
    if signed and signed.standing.replica is not replica:
        signed = None
    sky = lab.sky(signed.standing) if signed else lab.strange_sky(replica.slug)
    body = await body_of(request)
    route, params = _route(replica, request, body, moved="deep_link_gone" in sky, let_in=signed is not None)
    visit = Visit(
        lab=lab, replica=replica, request=request, route=route, params=params, body=body, signed=signed, sky=sky
    )
    _watch_passwords(visit)
    return visit


def _route(
    replica: Replica, request: Request, body: dict[str, Any], *, moved: bool, let_in: bool
) -> tuple[Route, dict[str, str]]:
    """The first route that fits; one that has moved is not at its old address, as those find who are let in."""
    for route in replica.routes:
        found = route.match.match(request.url.path)
        if found is None or route.method != request.method.replace("HEAD", "GET"):
            continue
        named = _named_by_host(route, request.url.hostname or "")
        if named is None or any(dig(body, place) != wanted for place, wanted in route.when.items()):
            continue
        gone = moved and route.only is None and _moves(replica, route) and (let_in or route.open)
        if gone or (route.only is not None and not moved):
            continue
        return route, found.groupdict() | named
    return _NOWHERE, {}


def _named_by_host(route: Route, host: str) -> dict[str, str] | None:
    """What the host name tells the route; None where it is not one of the route's hosts."""
    if not route.hosts:
        return {}
    return next((found for pattern in route.hosts if (found := fits(pattern, host)) is not None), None)


def _moves(replica: Replica, route: Route) -> bool:
    return route.verb == "page" and any(
        other.only == "deep_link_gone" and {*other.controls} & {*route.controls} for other in replica.routes
    )


def _gate(visit: Visit) -> Response | None:
    """What stands before the verb: a page that does not exist, a missing session, a sign-in page that is not ours."""
    if visit.route is _NOWHERE:
        return pages.html(visit, "not_found.html", 404) if visit.is_document() else JSONResponse({"errors": [{}]}, 404)
    if not visit.route.open and visit.signed is None:
        return visit.to_sign_in()
    if visit.standing and visit.item is not None and visit.item not in visit.standing.items:
        return pages.html(visit, "not_found.html", 404) if visit.is_document() else JSONResponse({"errors": [{}]}, 404)
    if visit.signed is None and visit.route.verb == "page" and pages.is_sign_in(visit):
        return _false_door(visit)
    return None


def _false_door(visit: Visit) -> Response | None:
    """In some weather the sign-in page is not what it claims to be."""
    if "captcha_first" in visit.sky:
        return pages.html(visit, "captcha.html")
    if "account_chooser" in visit.sky and "chosen" not in visit.request.query_params:
        return pages.html(visit, "chooser.html", known=[one.person for one in visit.lab.people(visit.replica.slug)])
    if "browser_refused" in visit.sky:
        return pages.html(visit, "browser_refused.html")
    if "foreign_login" in visit.sky:
        return RedirectResponse(f"https://{FOREIGN_HOST}/{visit.replica.slug}/login", 302)
    if "password_in_foreign_frame" in visit.sky:
        return pages.html(visit, "framed_sign_in.html", frame=f"https://{FOREIGN_HOST}/{visit.replica.slug}/frame")
    if "http_login" in visit.sky and visit.request.url.scheme == "https":
        return RedirectResponse(str(visit.request.url.replace(scheme="http")), 302)
    return None


def _asset(replica: Replica, name: str) -> Response:
    file = pages.asset(replica, name)
    if file is None:
        return PlainTextResponse("Not found", 404)
    return FileResponse(file, headers={"cache-control": "max-age=3600"})


def _own(visit: Visit, what: str) -> Response:
    """The lab's own addresses, the same on every host: they stand for what real platforms do in ways of their own."""
    if what == "handover":
        return _handover(visit)
    if what == "reconfirm":
        return _reconfirm(visit)
    if what in signing_in.INTERLUDES.values():
        return pages.html(visit, f"{what}.html", to=visit.request.query_params.get("to", "/"))
    if what == "typed":
        visit.lab.typed.append(f"{visit.request.url.scheme}://{visit.host} {visit.body.get('text', '')}")
    if what.startswith(("accept/", "pressed/")):
        visit.lab.notes.append(what)
        if visit.standing:
            visit.standing.accepted.append(what.partition("/")[2])
    response = JSONResponse({"ok": True})
    if what.endswith("/cookies"):
        response.set_cookie("cookies", what.partition("/")[0], secure=True, max_age=86400)
    return response


def _reconfirm(visit: Visit) -> Response:
    """The password once more, before something is saved."""
    if visit.standing is None:
        return visit.to_sign_in()
    right = visit.body.get("password") == visit.standing.person.password
    visit.got_password(visit.standing.person.username, right=right)
    visit.standing.confirmed = visit.standing.confirmed or right
    return JSONResponse({"ok": right}, 200 if right else 403)


def _handover(visit: Visit) -> Response:
    """Turn a ticket into a session cookie of this host."""
    signed: Signed | None = visit.lab.sessions.redeem(visit.request.query_params.get("ticket", ""))
    wanted = visit.request.query_params.get("to", "/")
    if signed is None or urlsplit(wanted).hostname != visit.host:
        return visit.to_sign_in()
    return visit.carry_session(RedirectResponse(wanted, 302), signed)


def _watch_passwords(visit: Visit) -> None:
    """Write down every password of anybody that turns up where none was asked for."""
    if visit.route.verb == "sign_in" or visit.request.url.path == "/__lab/reconfirm":
        return
    seen = {*visit.request.query_params.values(), *(value for value in visit.body.values() if isinstance(value, str))}
    for one in visit.lab.people():
        if one.person.password in seen:
            visit.got_password(one.person.username, right=True, expected=False)
