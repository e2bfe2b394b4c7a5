"""The terms of the practice platforms: pages at their real addresses, which change when they are told to.

They are written out in the page, or drawn by its script, or lost: the script runs, and there is nothing to draw.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from untrain.lab.replica import flows_folder

NEXT: Final = "/__lab/terms/next"
"""Who asks for this, at any host, moves all terms on by one version."""
MANNER: Final = "/__lab/terms/manner/"
"""Who asks for this and a manner, at any host, has all terms appear so."""
_TEXT: Final = "text"
"""The query by which a script gets the text of its page."""
_COMMON: Final = (
    "These terms say how {title} works, what you may expect of it, and what it expects of you while you use it.",
    "You keep the rights to what you post. You allow us to show it to the people whom you have chosen to see it.",
    "You can end the agreement at any time by closing your account; we can end it with a notice of thirty days.",
    "The courts at the place of our office decide what we can't settle between us in a friendly way.",
)
VERSIONS: Final = (
    ("Last updated: 1 March 2026", *_COMMON, "We do not use your posts to train generative AI models."),
    ("Last updated: 15 June 2026", *_COMMON[::-1], "We do not use your posts to train generative AI models."),
    (
        "Last updated: 3 November 2026",
        *_COMMON,
        "We use your posts to train generative AI models, unless you opt out in the settings.",
        "We may share them with third parties who train AI models of their own.",
    ),
)
"""What the terms say: at first, in other words only, and then about training."""
_DRAWING: Final = f"""
fetch(location.pathname + '?{_TEXT}').then(answer => answer.json()).then(text => setTimeout(() => {{
  for (const one of text) {{
    const p = document.createElement('p');
    p.textContent = one;
    document.querySelector('main').append(p);
  }}
}}, 300));
"""
"""Draws the text of a page, a moment after it has come."""


class Manner(StrEnum):
    """How the text gets on the page."""

    WRITTEN = "written"
    DRAWN = "drawn"
    LOST = "lost"


class Terms:
    """The terms addresses of some platforms, which version stands there, and how."""

    def __init__(self, titles: dict[str, str]) -> None:
        self.version = 0
        self.manner = Manner.WRITTEN
        self.seen_by: list[str] = []
        self._titles = {
            (parts.hostname or "", parts.path or "/"): title
            for slug, title in titles.items()
            for parts in map(urlsplit, _addresses(slug))
        }

    def move_on(self) -> int:
        """Have the next version stand at all addresses, the last one for good; gives its number, from 0."""
        self.version = min(self.version + 1, len(VERSIONS) - 1)
        return self.version

    def answer(self, request: Request) -> Response | None:
        """The page at this address; None where no terms are."""
        host, path = request.url.hostname or "", request.url.path
        if path == NEXT:
            return JSONResponse({"version": self.move_on()})
        if path.startswith(MANNER) and path.removeprefix(MANNER) in {*Manner}:
            self.manner = Manner(path.removeprefix(MANNER))
            return JSONResponse({"manner": self.manner})
        if path == "/robots.txt" and any(host == known for known, _ in self._titles):
            return PlainTextResponse("User-agent: *\nDisallow: /settings\n")
        title = self._titles.get((host, path))
        if title is None or request.method not in {"GET", "HEAD"}:
            return None
        self.seen_by.append(request.headers.get("user-agent", ""))
        text = [one.format(title=title) for one in VERSIONS[self.version]]
        if self.manner is not Manner.WRITTEN and request.url.query == _TEXT:
            return JSONResponse(text if self.manner is Manner.DRAWN else [])
        page = _page(title, text) if self.manner is Manner.WRITTEN else _empty_page(title)
        etag = f'"{sha256(page.encode()).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"etag": etag})
        return HTMLResponse(page, headers={"etag": etag})


def _addresses(slug: str) -> Iterable[str]:
    """The addresses of the terms, as the flow has them: they are facts, and nothing is identified by them."""
    file = flows_folder() / slug / "flow.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")).get("terms", ()) if file.is_file() else ()


def _page(title: str, paragraphs: Iterable[str]) -> str:
    return _around(title, "".join(f"<p>{one}</p>" for one in paragraphs))


def _empty_page(title: str) -> str:
    return _around(title, f"<script>{_DRAWING}</script>")


def _around(title: str, text: str) -> str:
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Terms of {title}</title>"
        f"<nav><a href='/'>Home</a> <a href='/help'>Help</a></nav><main><h1>Terms of {title}</h1>{text}</main></html>"
    )
