from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from tests.terms.pairs import EN

from untrain.lab.door import Door, in_thread
from untrain.model.terms import Document, Look
from untrain.terms.fetch import Fetched, open_fetcher

TERMS = Document(
    address="https://acme.example/terms", platforms=("acme",), hosts=frozenset({"acme.example", "www.acme.example"})
)
Answer = Callable[[Request], Response]


def html(*paragraphs: str, title: str = "Terms", head: str = "") -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    menu = "<nav><a href='/'>Home</a> <a href='/login'>Log in</a></nav>"
    main = f"<main><article>{body}</article></main>"
    return f"<html><head><title>{title}</title>{head}</head><body>{menu}{main}</body></html>"


def page(*paragraphs: str) -> Response:
    return Response(html(*(paragraphs or EN)), media_type="text/html; charset=utf-8")


@dataclass
class Site:
    """A web server that answers as the test says, and remembers what it was asked."""

    answers: dict[str, Answer | Response] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    address: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.asked.append(request)
        answer = self.answers.get(request.url.path, Response(status_code=404))
        response = answer if isinstance(answer, Response) else answer(request)
        if isinstance(response, Never):
            await asyncio.sleep(60)
        await response(scope, receive, send)

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        async with Door(self, ["acme.example"]).open() as self.address:
            yield self.address

    def fetch(self, known: Look | None = None, document: Document = TERMS, patience: float = 20.0) -> Fetched:
        async def once() -> Fetched:
            async with open_fetcher(version="1", pace=0, connect_to=self.address) as fetcher:
                fetcher.patience = patience
                return await fetcher.fetch(document, known)

        return asyncio.run(once())


class Never(Response):
    """No answer at all."""


def endless() -> StreamingResponse:
    async def more() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024**2

    return StreamingResponse(more(), media_type="text/html")


def packed(size: int) -> Response:
    return Response(gzip.compress(b"a" * size), media_type="text/html", headers={"content-encoding": "gzip"})


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    with in_thread(site.serve):
        yield site
