"""The verbs of settings: read, write, and record (anything else that a visitor does for good)."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.responses import JSONResponse, RedirectResponse, Response

from untrain.lab.faults import AnswerLost
from untrain.lab.pages import environment, html, page_facts
from untrain.lab.replica import Value
from untrain.lab.standing import Standing
from untrain.lab.visit import Visit, dig

_FAILURE = {"errors": [{"message": "Something went wrong. Please try again."}]}


async def read(visit: Visit) -> Response:
    """The settings, as JSON in the shape that the route's template gives."""
    if visit.sky.strikes("read_fails_once"):
        return JSONResponse({"errors": [{"message": "Something went wrong. Try reloading."}]}, 500)
    if "late_hydration" in visit.sky:
        await asyncio.sleep(1.2)
    return _answer(visit)


async def write(visit: Visit) -> Response:
    """Store what was sent, and say so, as far as the weather allows."""
    standing = visit.standing
    assert standing is not None, "routes that write need a session"
    changes = _changes(visit, standing)
    refusal = _refusal(visit, standing, changes)
    if refusal is not None:
        visit.write_down(changes, status=refusal.status_code, stored=False)
        return _on_a_page(visit, refusal)
    return _weathered(visit, standing, changes)


async def record(visit: Visit) -> Response:
    """Remember something that a visitor did for good, as a deletion or an acceptance; `harm:` marks the worst."""
    standing = visit.standing or (visit.pending.standing if visit.pending else None)
    what = str(visit.route.target)
    if standing is not None:
        visit.write_down({what.removeprefix("harm:"): True}, status=200, stored=True, standing=standing)
        (standing.harm if what.startswith("harm:") else standing.accepted).append(what.removeprefix("harm:"))
    return RedirectResponse(visit.route.then, 303) if visit.route.then else JSONResponse({"ok": True})


def _on_a_page(visit: Visit, refusal: Response) -> Response:
    """The refusal; a browser that sent a form gets a page: of sign-in, of an error, or the form's with a notice."""
    if not visit.route.form or not visit.is_document():
        return refusal
    if refusal.status_code == 401:
        return visit.to_sign_in()
    if refusal.status_code >= 500:
        return html(visit, "unavailable.html", refusal.status_code)
    ours = {*visit.route.controls}
    shown = next(one for one in visit.replica.routes if one.verb == "page" and ours & {*one.controls})
    return html(visit, str(shown.target), refusal.status_code, error="Something went wrong. Please try again.")


def _changes(visit: Visit, standing: Standing) -> dict[str, Value]:
    """What the request wants to change: setting → new value, in the setting's own type."""
    found: dict[str, Value] = {}
    query = dict(visit.request.query_params)
    for place, name in visit.route.target.items():
        setting = name.format(**{**query, **visit.params})
        given = query.get(place[1:]) if place.startswith("?") else dig(visit.body, place)
        if given is None and not visit.route.form:
            continue
        known = standing.replica.settings.get(setting)
        key = f"{setting}:{visit.item}" if known and known.each else setting
        value: Value = str(given) if known and isinstance(known.default, str) else _truth(given)
        if not visit.route.form or standing.settings.get(key) != value:  # a form sends what did not change, too
            found[key] = value
    return found


def _truth(given: Any) -> bool:  # noqa: ANN401 -- JSON holds anything
    return given if isinstance(given, bool) else str(given).lower() in {"1", "true", "on", "yes"}


def _refusal(visit: Visit, standing: Standing, changes: dict[str, Value]) -> Response | None:
    if not _is_own_script(visit):
        return JSONResponse({"errors": [{"message": "CSRF check failed."}]}, 403)
    if not (changes or visit.route.form) or changes.keys() - standing.settings.keys():
        return JSONResponse({"errors": [{"message": "Bad request."}]}, 400)
    if "locked_by_organisation" in visit.sky or "disabled_off" in visit.sky or _stopped_by_terms(visit, standing):
        return JSONResponse({"errors": [{"message": "Not allowed."}]}, 403)
    if "password_reconfirm" in visit.sky and not standing.confirmed:
        return JSONResponse({"errors": [{"message": "Confirm your password."}]}, 403)
    if visit.sky.strikes("session_expires_on_save"):
        visit.lab.sessions.drop(standing)
        return JSONResponse({"errors": [{"message": "Unauthorized"}]}, 401)
    if "save_fails" in visit.sky or visit.sky.strikes("save_fails_once"):
        return JSONResponse(_FAILURE, 500)
    return None


def _is_own_script(visit: Visit) -> bool:
    """Whether the request carries the token that only the platform's own pages know."""
    header = visit.replica.session.csrf_header
    if header is None or visit.signed is None:
        return True
    return visit.request.headers.get(header, "").strip('"').rpartition(":")[2] == visit.signed.csrf


def _stopped_by_terms(visit: Visit, standing: Standing) -> bool:
    return "terms_dialog" in visit.sky and "terms_dialog" not in standing.accepted


def _weathered(visit: Visit, standing: Standing, changes: dict[str, Value]) -> Response:
    """Store it, or not, and answer as the weather has it."""
    stored = not ("save_lies" in visit.sky or "save_error_toast" in visit.sky)
    if stored:
        standing.settings.update(changes)
    visit.write_down(changes, status=200, stored=stored)
    if stored and "neighbour_moves" in visit.sky:
        _move_neighbours(visit, standing, changes)
    if visit.sky.strikes("answer_lost"):
        raise AnswerLost
    if "save_error_toast" in visit.sky:
        return _on_a_page(visit, JSONResponse(_FAILURE))
    return RedirectResponse(visit.route.then, 303) if visit.route.then else _answer(visit)


def _move_neighbours(visit: Visit, standing: Standing, changes: dict[str, Value]) -> None:
    moved_before = {name for entry in standing.journal if entry.by == "weather" for name in entry.changes}
    for name in changes:
        if name in moved_before:
            continue  # it is put back, and that moves nothing more
        id_, mark, item = name.partition(":")
        neighbour = standing.replica.settings[id_].neighbour
        if neighbour:
            beside = f"{neighbour}{mark}{item}"
            moved: dict[str, Value] = {beside: not standing.settings[beside]}
            standing.settings.update(moved)
            visit.write_down(moved, status=200, stored=True, by="weather")


def _answer(visit: Visit) -> Response:
    if visit.route.answer is None:
        return JSONResponse({"ok": True})
    text = environment(visit.replica).from_string(visit.route.answer).render(page_facts(visit))
    return JSONResponse(json.loads(text))
