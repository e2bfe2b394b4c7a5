"""A made-up platform that says aloud, on every page, all the secrets it was ever told."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

import pyotp
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

HOST = "www.parrot.example"
USERNAME, PASSWORD, SEED = "ada@mail.example", "planted-pw-1", "JBSWY3DPEHPK3PXPJBSWY3DP"
SESSION, TOKEN = "planted-sid-0123", "planted-token-012345"
SECRETS = (PASSWORD, SEED, SESSION, TOKEN)

FLOW = f"""
slug = "parrot"
title = "Parrot"
version = "2026-11-22"
facts = 2026-11-22
summary = "A platform that repeats what it hears."
hosts = ["{HOST}"]
sources = ["made up"]

[sign_in]
url = "https://{HOST}/login"
cookies = ["sid"]
home = ["/home"]
signed_out = ["/login", "/checkpoint/"]
challenges = ["/checkpoint/"]

[[control]]
id = "training"
kind = "switch"
title = "AI training"
url = "https://{HOST}/settings/ai"
on_means = "use"
keys = ["[data-testid=training]"]
headings.en = "Data for generative AI"
labels.en = "Use my data for AI training"
availability.regions = ["*"]
"""

_SAVE = """<script>
const save = (on) => fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ on }) });
</script>"""


@dataclass
class Parrot:
    """The platform: whether the switch is on, and what was heard."""

    on: bool = True
    signed_in: int = 0
    heard: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = request.url.path
        if request.method == "POST":
            return await self._take(request, path)
        if path == "/login":
            return _page(
                "<h1>Sign in</h1><form method=post action=/session><input name=username autocomplete=username>"
                "<input name=password type=password><button>Sign in</button></form>"
            )
        if path == "/checkpoint/code":
            return _page(
                "<h1>Enter the code from your authenticator app</h1><form method=post action=/checkpoint/verify>"
                "<input name=code autocomplete=one-time-code><button>Verify</button></form>"
            )
        if request.cookies.get("sid") != SESSION:
            return RedirectResponse("/login", 303)
        if path != "/settings/ai":
            return _page("<h1>Home</h1><a href=/logout>Sign out</a>")
        said = escape(" ".join(SECRETS))
        checked = "checked" if self.on else ""
        return _page(
            f"{_SAVE}<main><h1>Data for generative AI</h1><label><input type=checkbox role=switch {checked} "
            f"data-testid=training onchange='save(this.checked)'>Use my data for AI training {said}</label>"
            f"<p>You are {said}.</p></main>"
        )

    async def _take(self, request: Request, path: str) -> Response:
        if path == "/save":
            self.on = bool((await request.json())["on"])
            return JSONResponse({"ok": True})
        form = dict(parse_qsl((await request.body()).decode()))
        self.heard.append(path)
        if path == "/session":
            right = form.get("password") == PASSWORD
            return RedirectResponse("/checkpoint/code" if right else "/login", 303)
        if not pyotp.TOTP(SEED).verify(form.get("code", ""), valid_window=1):
            return RedirectResponse("/checkpoint/code", 303)
        self.signed_in += 1
        response = RedirectResponse("/home", 303)
        response.set_cookie("sid", SESSION, secure=True, httponly=True, max_age=86400)
        response.set_cookie("token", TOKEN, secure=True, expires=int(time.time()) % 86400 + 86400)
        return response


def _page(body: str) -> HTMLResponse:
    return HTMLResponse(f"<!doctype html><title>Parrot</title>{body}")


def write_flow(folder: Path) -> Path:
    """The folder of flows in which this platform is known."""
    (folder / "parrot").mkdir(parents=True)
    (folder / "parrot" / "flow.toml").write_text(FLOW)
    return folder
