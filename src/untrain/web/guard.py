"""What stands before every page: who asks, from where, and what a browser may do with the answer."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from untrain.web.keys import Keys

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # forms need to say where they come from, so it is not "no-referrer"; other hosts are told nothing
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_OPEN: Final = "/static/"
_CLOSED: Final = "This page is only for whoever started it. Open the newest address that `untrain serve` has printed.\n"
_READS: Final = ("GET", "HEAD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """An application behind a one-time address; it answers to its own names only, and to nobody's forms but its own."""

    app: ASGIApp
    keys: Keys
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the application answer it."""
        request = Request(scope, receive)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._answer(request) or self.app
        await answer(scope, receive, guarded)

    @property
    def cookie(self) -> str:
        """The name of the session cookie: one for each port, since browsers keep those of all ports together."""
        return f"untrain-{self.port}"

    @property
    def _hosts(self) -> tuple[str, ...]:
        return tuple(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    def _answer(self, request: Request) -> Response | None:
        """The answer to who may not come in, or has just shown the address; None for all others."""
        host = request.headers.get("host", "")
        if host not in self._hosts:  # a foreign name that leads to this machine
            return _refused("This name is not mine.\n", HTTPStatus.MISDIRECTED_REQUEST)
        if request.method not in _READS and not _from_here(request, host):
            return _refused("That form is not one of mine.\n")
        if request.url.path.startswith(_OPEN):
            return None
        session = request.cookies.get(self.cookie)
        if (token := request.query_params.get("token")) is not None:
            return self._let_in(request, token, known=self.keys.knows(session))
        if not self.keys.knows(session):
            return _refused(_CLOSED)
        request.scope["session"] = session
        return None

    def _let_in(self, request: Request, token: str, *, known: bool) -> Response:
        fetched_ahead = "prefetch" in request.headers.get("sec-purpose", "")
        if request.method != "GET" or fetched_ahead:  # it would be used up before anybody has seen a page
            return _refused(_CLOSED)
        session = self.keys.exchange(token)
        if session is None and not known:
            return _refused(_CLOSED)
        response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        if session is not None:
            response.set_cookie(self.cookie, session, path="/", httponly=True, samesite="strict")
        return response


def _from_here(request: Request, host: str) -> bool:
    """Whether a form was sent by a page of ours; another port of this machine is another place."""
    origin = request.headers.get("origin")
    if origin is not None:
        return origin == f"http://{host}"
    return request.headers.get("sec-fetch-site") == "same-origin"


def _refused(sentence: str, status: HTTPStatus = HTTPStatus.FORBIDDEN) -> Response:
    return PlainTextResponse(sentence, status)
