"""The verbs of signing in: identifier and password (at once or in steps), code, and signing out."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from starlette.responses import JSONResponse, RedirectResponse, Response

from untrain.lab.pages import html
from untrain.lab.sessions import Pending
from untrain.lab.standing import Standing
from untrain.lab.visit import PENDING_COOKIE, Visit

_STOPS: Final = {"account_locked": "locked", "captcha": "captcha", "challenge": "challenge"}
INTERLUDES: Final = {
    "save_login_offer": "save_login",
    "phone_offer": "add_phone",
    "consent_offer": "consent",
    "terms_page": "terms_page",
}
"""Pages between the sign-in and where it leads, by their weather."""


async def sign_in(visit: Visit) -> Response:
    """One step of a sign-in: who one is, the password, or both."""
    config = visit.replica.sign_in
    pending = visit.pending
    username = str(visit.body.get(config.username) or (pending.standing.person.username if pending else ""))
    standing = visit.lab.find(visit.replica.slug, username)
    password = visit.body.get(config.password)
    if not password:
        return _identified(visit, standing)
    right = standing is not None and password == standing.person.password and not config.passwordless
    visit.got_password(username, right=right)
    if standing is None or not right or "wrong_password" in visit.lab.sky(standing):
        return _refused(visit, "wrong_password")
    return _after_password(visit, standing)


async def enter_code(visit: Visit) -> Response:
    """The code of an authenticator, or of an e-mail."""
    pending = visit.pending
    if pending is None or not pending.passed:
        return RedirectResponse(visit.replica.sign_in.url, 303)
    given = str(visit.body.get(visit.replica.sign_in.code, "")).replace(" ", "")
    if not _code_fits(visit, pending, given):
        return _refused(visit, "wrong_code")
    return _let_in(visit, pending.standing, pending.wanted)


async def sign_out(visit: Visit) -> Response:
    """End the session, and show the sign-in page."""
    if visit.standing:
        visit.lab.sessions.drop(visit.standing)
    return RedirectResponse(visit.replica.sign_in.url, 303)


def _identified(visit: Visit, standing: Standing | None) -> Response:
    """The first of several steps: the platform knows who it is, and asks for the password."""
    if standing is None:
        return _refused(visit, "unknown")
    if visit.replica.sign_in.passwordless:
        return _mail_code(visit, Pending(standing, wanted=visit.wanted()))
    return _next_step(visit, Pending(standing, wanted=visit.wanted()), "password", None)


def _after_password(visit: Visit, standing: Standing) -> Response:
    """In, or at whatever the platform puts in the way."""
    sky = visit.lab.sky(standing)
    pending = Pending(standing, wanted=visit.wanted())
    for weather, stop in _STOPS.items():
        if weather in sky:
            return _next_step(visit, pending, stop, visit.replica.sign_in.stops[stop])
    if "code_by_email" in sky or standing.person.totp_secret:
        if "code_by_email" in sky:
            return _mail_code(visit, pending)
        pending.passed = True
        return _next_step(visit, pending, "code", visit.replica.sign_in.stops["code"])
    return _let_in(visit, standing, pending.wanted)


def _mail_code(visit: Visit, pending: Pending) -> Response:
    """A code goes out by e-mail, and is asked for."""
    pending.passed = True
    pending.code = f"{secrets.randbelow(1_000_000):06d}"
    pending.standing.mailbox.append(pending.code)
    return _next_step(visit, pending, "code", visit.replica.sign_in.stops["code"])


def _next_step(visit: Visit, pending: Pending, step: str, location: str | None) -> Response:
    token = visit.lab.sessions.begin(pending)
    response: Response
    if visit.wants_json:
        by = "email" if pending.code else "authenticator"
        response = JSONResponse({"step": step, "location": location, "by": by})
    elif location:
        response = RedirectResponse(location, 303)
    else:
        response = html(visit, str(visit.route.target), step=step)
    response.set_cookie(PENDING_COOKIE, token, secure=True, httponly=True)
    return response


def _refused(visit: Visit, error: str) -> Response:
    """The page once more, with the error; a script gets it as JSON."""
    if visit.wants_json:
        return JSONResponse({"error": error}, 401)
    return html(visit, str(visit.route.target), error=error)


def _let_in(visit: Visit, standing: Standing, wanted: str) -> Response:
    """A new session, and the way to where the person wanted to go."""
    signed = visit.lab.sessions.open(standing)
    config = visit.replica.sign_in
    location = visit.onward(signed, wanted)
    if config.after:
        location = f"{config.after}?{urlencode({config.next: wanted})}"
    for weather, page in INTERLUDES.items():
        if weather in visit.lab.sky(standing):
            location = f"/__lab/{page}?{urlencode({'to': location})}"
    answer = JSONResponse({"step": "done", "location": location})
    response = answer if visit.wants_json else RedirectResponse(location, 303)
    response.delete_cookie(PENDING_COOKIE)
    return visit.carry_session(response, signed)


def _code_fits(visit: Visit, pending: Pending, given: str) -> bool:
    if pending.code is not None:
        return given == pending.code
    secret = pending.standing.person.totp_secret
    return bool(secret) and given in _codes_about(secret or "", visit.lab.now())


def _codes_about(secret: str, moment: datetime) -> set[str]:
    """The codes that an authenticator shows about this moment (RFC 6238), one step early or late."""
    seed = base64.b32decode(secret + "=" * (-len(secret) % 8))
    totp = TOTP(seed, 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303 -- as authenticators do it
    return {totp.generate(int(moment.timestamp()) + shift).decode() for shift in (-30, 0, 30)}
