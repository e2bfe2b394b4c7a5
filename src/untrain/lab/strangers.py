"""Hosts that are nobody's: one of them asks for passwords, as a false sign-in page would, and writes down who types."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response

from untrain.lab.pages import KIT, asset
from untrain.lab.standing import PasswordSubmission
from untrain.lab.visit import body_of
from untrain.lab.weather import FOREIGN_HOST

if TYPE_CHECKING:
    from untrain.lab.lab import Lab


async def answer(lab: Lab, request: Request) -> Response:
    """The answer of a host without a replica: the false sign-in page, or nothing at all."""
    path, body = request.url.path, await body_of(request)
    _watch(lab, request, body)
    if request.url.hostname != FOREIGN_HOST:
        return PlainTextResponse("No such host in the lab.", 404)
    if path.startswith("/assets/"):
        file = asset(None, path.removeprefix("/assets/"))
        return FileResponse(file) if file else PlainTextResponse("Not found", 404)
    if path == "/__lab/typed":
        lab.typed.append(f"{request.url.scheme}://{FOREIGN_HOST} {body.get('text', '')}")
        return JSONResponse({"ok": True})
    return HTMLResponse(_templates().get_template("foreign_sign_in.html").render(framed=path.endswith("/frame")))


def _watch(lab: Lab, request: Request, body: dict[str, object]) -> None:
    """Write down every password that comes here, whoever's it is."""
    seen = {str(value) for value in (*body.values(), *request.query_params.values())}
    for one in lab.people():
        if one.person.password in seen:
            lab.got_password(
                PasswordSubmission(
                    at=lab.now(),
                    platform=one.person.platform,
                    username=one.person.username,
                    scheme=request.url.scheme,
                    host=request.url.hostname or "",
                    path=request.url.path,
                    right=True,
                    expected=False,
                )
            )


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(KIT), autoescape=True)
