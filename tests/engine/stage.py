"""A made-up platform on loopback: pages of a few tags under their real host names, and a server that remembers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from untrain.lab.door import Door

HOSTS = ("www.acme.example", "acme.example", "evil.example", "ada.acme.example", "bob.acme.example")
REDIRECT = "redirect to "

Settings = dict[str, object]
Page = str | Callable[[Settings], str]

SCRIPT = """
const save = (name, value) => fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ [name]: value }) });
const typed = (event) => fetch('/typed', { method: 'POST', body: event.target.name + '=' + event.target.value });
"""


@dataclass
class Stage:
    """Pages by their path (or host and path), what is stored, and everything that was asked for."""

    pages: dict[str, Page] = field(default_factory=dict)
    settings: Settings = field(default_factory=dict)
    saved: list[Settings] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        address = f"{request.method} {request.url.scheme}://{request.url.hostname}{request.url.path}"
        self.asked.append(address)
        if request.method == "POST":
            return self._keep(request.url.path, (await request.body()).decode())
        path = request.url.path
        page = self.pages.get(f"{request.url.hostname}{path}", self.pages.get(path))
        if page is None:
            return HTMLResponse("<h1>Not found</h1>", 404)
        body = page if isinstance(page, str) else page(self.settings)
        if body.startswith(REDIRECT):
            return RedirectResponse(body.removeprefix(REDIRECT))
        return HTMLResponse(f"<!doctype html><title>Acme</title><script>{SCRIPT}</script>{body}")

    def _keep(self, path: str, body: str) -> Response:
        if path == "/save":
            said: Settings = json.loads(body)
            self.saved.append(said)
            self.settings.update(said)
        else:
            self.typed.append(body)
        return JSONResponse({"ok": True})

    @asynccontextmanager
    async def open(self, port: int = 0) -> AsyncIterator[str]:
        """Serve on loopback until the block ends; gives HOST:PORT."""
        async with Door(self, HOSTS, port).open() as address:
            yield address
