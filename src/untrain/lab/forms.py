"""The verb of request forms: what reaches the people at a platform."""

from __future__ import annotations

import secrets

from starlette.responses import JSONResponse, RedirectResponse, Response

from untrain.lab.faults import AnswerLost
from untrain.lab.pages import Errors, html
from untrain.lab.replica import Form, Value
from untrain.lab.standing import SentForm, Standing
from untrain.lab.visit import Visit


async def submit(visit: Visit) -> Response:
    """Take a request form, and acknowledge it, as far as the weather allows."""
    form = visit.replica.forms[str(visit.route.target)]
    fields = {name: str(value).strip() for name, value in visit.body.items() if isinstance(value, str | bool | int)}
    standing = visit.standing or visit.lab.find(visit.replica.slug, fields.get("email", ""))
    if standing is None:
        return _refused(visit, form, 422, {"email": "We don't know this address."})
    entry: dict[str, Value] = {form.id: True}
    refusal = _refusal(visit, form, fields, standing)
    if refusal is not None:
        visit.write_down(entry, status=refusal.status_code, stored=False, standing=standing)
        return refusal
    visit.write_down(entry, status=200, stored=True, standing=standing)
    standing.requests.append(SentForm(at=visit.lab.now(), form=form.id, control=form.control, fields=fields))
    if visit.sky.strikes("answer_lost"):
        raise AnswerLost
    return RedirectResponse(visit.route.then, 303) if visit.route.then else JSONResponse({"ok": True})


def _refusal(visit: Visit, form: Form, fields: dict[str, str], standing: Standing) -> Response | None:
    """Why this request is not taken, as an answer; None where it is."""
    if form.control and not visit.offers(form.control):
        return _refused(visit, form, 403, {"form": "This form isn't available in your country."})
    if missing := form.missing(fields, standing.person.region):
        return _refused(visit, form, 422, dict.fromkeys(missing, "This field is required."))
    if "terms_dialog" in visit.sky and "terms_dialog" not in standing.accepted:
        return _refused(visit, form, 403, {"form": "Accept the new terms first."})
    if visit.sky.strikes("session_expires_on_save"):
        visit.lab.sessions.drop(standing)
        return visit.to_sign_in()
    if "save_fails" in visit.sky or visit.sky.strikes("save_fails_once"):
        return html(visit, "unavailable.html", 500) if visit.route.then else JSONResponse({}, 500)
    if "save_error_toast" in visit.sky:
        return _refused(visit, form, 200, {"form": "Something went wrong. Please try again."})
    if standing.person.region in form.code_in and not _code_fits(visit, fields, standing):
        return _code_needed(visit, form, fields, standing)
    return None


def _refused(visit: Visit, form: Form, status: int, errors: dict[str, str]) -> Response:
    """The reasons, for the page's script, or the page once more with them on it."""
    if visit.wants_json:
        return JSONResponse({"errors": [{"field": name, "message": text} for name, text in errors.items()]}, status)
    page = next(one for one in visit.replica.routes if one.verb == "page" and form.control in one.controls)
    return html(visit, str(page.target), status, errors=Errors(errors))


def _code_fits(visit: Visit, fields: dict[str, str], standing: Standing) -> bool:
    return bool(standing.mailbox) and fields.get(visit.replica.sign_in.code, "") == standing.mailbox[-1]


def _code_needed(visit: Visit, form: Form, fields: dict[str, str], standing: Standing) -> Response:
    """Send a numeric code by e-mail, once per form, and ask for it."""
    if not any(one.form == form.id for one in standing.pending_requests):
        standing.mailbox.append(f"{secrets.randbelow(1_000_000):06d}")
        standing.pending_requests.append(
            SentForm(at=visit.lab.now(), form=form.id, control=form.control, fields=fields)
        )
    wrong = bool(fields.get(visit.replica.sign_in.code))
    return JSONResponse({"code_required": True, "wrong": wrong}, 202)
