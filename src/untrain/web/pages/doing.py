"""What forms ask for: to do something, to stop it or not to wait for one, or to speak another language."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from untrain.model.errors import InputError
from untrain.web.draw import LANGUAGE_COOKIE, draw
from untrain.web.language import LANGUAGES
from untrain.web.office import office_of
from untrain.web.orders import order_in

_LARGEST: Final = 10_000  # bytes of a form
_A_YEAR: Final = 365 * 24 * 3600


async def do(request: Request) -> Response:
    """Have it done, and show how far it is."""
    form = await _form(request)
    if form is None:
        return draw(request, "refused", status=HTTPStatus.FORBIDDEN)
    try:
        order = order_in(form, office_of(request).desk.flows)
    except InputError as error:
        return draw(request, "problem", status=HTTPStatus.BAD_REQUEST, sentence=str(error))
    office_of(request).worker.add(order)
    return RedirectResponse("/progress", HTTPStatus.SEE_OTHER)


async def stop(request: Request) -> Response:
    """Stop what is being done, or take back what is to be done."""
    form = await _form(request)
    if form is None:
        return draw(request, "refused", status=HTTPStatus.FORBIDDEN)
    if (number := _number(form, "work")) is not None:
        office_of(request).worker.stop(number)
    return RedirectResponse("/progress", HTTPStatus.SEE_OTHER)


async def not_now(request: Request) -> Response:
    """End the waiting for a person who won't come; what needs them is then said as ever."""
    form = await _form(request)
    if form is None:
        return draw(request, "refused", status=HTTPStatus.FORBIDDEN)
    if (number := _number(form, "turn")) is not None:
        office_of(request).worker.turns.not_now(number)
    return RedirectResponse(_own(form.get("back", "/progress")), HTTPStatus.SEE_OTHER)


async def speak(request: Request) -> Response:
    """Go on in another language, on the same page."""
    form = await _form(request)
    if form is None:
        return draw(request, "refused", status=HTTPStatus.FORBIDDEN)
    response = RedirectResponse(_own(form.get("back", "/")), HTTPStatus.SEE_OTHER)
    if form.get("language") in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE, form["language"], max_age=_A_YEAR, path="/", httponly=True, samesite="strict"
        )
    return response


async def _form(request: Request) -> dict[str, str] | None:
    """What the form says; None where it is not one of this session's."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        return None
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            return None
    form = dict(parse_qsl(body.decode(errors="replace")))
    right = office_of(request).keys.is_form_token(form.get("form_token", ""), request.scope["session"])
    return form if right else None


def _number(form: Mapping[str, str], name: str) -> int | None:
    """A whole number of a form; None where it is none."""
    said = form.get(name, "")
    return int(said) if said.isascii() and said.isdigit() else None


def _own(place: str) -> str:
    """The address, where it is one of ours; else the first page."""
    parts = urlsplit(place)
    plain = place.startswith("/") and not place.startswith("//") and "\\" not in place and place.isprintable()
    return place if plain and not parts.scheme and not parts.netloc else "/"
