"""Fetches documents as a polite, honest robot does: it says who it is, heeds robots.txt, and never takes too much.

Where a page's own scripts draw its text, a browser has to; it loads the page from what came, and asks no more for it.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

import httpx

from untrain.engine.drawn import Drawn, MayLoad, Shell
from untrain.model.errors import InputError, Unreachable
from untrain.model.terms import Document, Finding, Look
from untrain.terms.reduce import LEAST, decode, reduce
from untrain.terms.trouble import Trouble

if TYPE_CHECKING:
    from protego import Protego

LARGEST: Final = 10 * 1024**2
_REDIRECTS: Final = 5
_PATIENCE: Final = 30.0  # seconds for one document, its redirects and robots.txt included
_LONGEST_PAUSE: Final = 30.0
_ENDLESS: Final = "it leads from one address to the next without end"
_NO_TEXT: Final = "the page has hardly any text"
_TEXTS: Final = frozenset({"text/plain", "text/markdown"})
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", ""})

Draw = Callable[[Shell, MayLoad], Awaitable[Drawn]]
"""Has a browser draw a page. Raises InputError where there is none, and Unreachable where it does not get done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server gave: the paragraphs (None: the ones we know), and the marks by which it knows them again.

    A text that scripts have drawn has no marks: they would stand for the empty page that it was drawn on.
    """

    paragraphs: tuple[str, ...] | None
    etag: str | None = None
    modified: str | None = None


class Loopback(httpx.AsyncHTTPTransport):
    """Reaches every host at one address on this machine, where practice platforms serve, certificates unseen."""

    def __init__(self, address: str) -> None:
        super().__init__(verify=False)  # nothing of it leaves this machine
        host, _, port = address.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the practice platforms."""
        named = {**request.extensions, "sni_hostname": request.url.host}
        url = request.url.copy_with(host=self._host, port=self._port)
        there = httpx.Request(request.method, url, headers=request.headers, stream=request.stream, extensions=named)
        return await super().handle_async_request(there)


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches documents, each in at most `patience` seconds, with `pace` seconds between two of the same host."""

    client: httpx.AsyncClient
    agent: str
    pace: float = 2.0
    patience: float = _PATIENCE
    largest: int = LARGEST
    draw: Draw | None = None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _rules: dict[str, Protego] = field(default_factory=dict)
    _been: set[str] = field(default_factory=set)

    async def fetch(self, document: Document, known: Look | None) -> Fetched:
        """The document as it is now; `known` is the last look that found its text. Raises Trouble."""
        await self._pause(_host(document.address))
        address, been = document.address, set[str]()
        while True:
            got = await self._in_time(document, address, known)
            drawn = await self._drawn(document, got) if isinstance(got, Shell) else got
            if isinstance(drawn, Fetched):
                return drawn
            assert isinstance(got, Shell)
            been |= {address, got.address}
            address = drawn
            if address in been or len(been) > _REDIRECTS:
                raise Trouble(Finding.UNREACHABLE, _ENDLESS)  # nothing is asked for twice

    async def _in_time(self, document: Document, address: str, known: Look | None) -> Fetched | Shell:
        try:
            async with asyncio.timeout(self.patience):
                return await self._follow(document, address, known)
        except TimeoutError:
            raise Trouble(Finding.UNREACHABLE, f"it did not come within {self.patience:g} seconds") from None
        except httpx.HTTPError as error:
            raise Trouble(Finding.UNREACHABLE, f"the connection failed ({type(error).__name__})") from error
        except httpx.InvalidURL:
            raise Trouble(Finding.MOVED, "it leads to an address that is none") from None

    async def _follow(self, document: Document, address: str, known: Look | None) -> Fetched | Shell:
        for _ in range(_REDIRECTS + 1):
            await self._heed_robots(address, document.hosts)
            async with self._get(address, known) as response:
                if not response.has_redirect_location:
                    return await self._read(address, response)
                address = _next(address, response.headers["location"], document.hosts)
        raise Trouble(Finding.UNREACHABLE, _ENDLESS)

    async def _drawn(self, document: Document, shell: Shell) -> Fetched | str:
        """The text that the page's own scripts draw, or the address to which they lead on. Raises Trouble."""
        assert self.draw is not None
        hosts = document.hosts | {_host(shell.address)}
        try:
            drawn = await self.draw(shell, lambda address: self._may_load(address, hosts))
        except InputError as error:
            lost = f"{_NO_TEXT}, and no browser is here to run its scripts ({error.problem})"
            raise Trouble(Finding.LOST_TEXT, lost) from error
        except Unreachable as error:
            raise Trouble(Finding.UNREACHABLE, f"{_NO_TEXT} without its scripts: {error}") from error
        try:
            return Fetched(paragraphs=await asyncio.to_thread(reduce, drawn.html))
        except Trouble as trouble:
            if trouble.finding is Finding.LOST_TEXT and drawn.onward is not None:
                return _next(shell.address, drawn.onward, document.hosts).partition("#")[0]
            raise Trouble(trouble.finding, f"{trouble.detail}, also in a browser") from None

    async def _may_load(self, address: str, hosts: frozenset[str]) -> bool:
        """Whether a page may load this to draw itself: on the platform's own hosts, what robots.txt allows."""
        if _host(address) not in hosts:
            return True  # of strangers we ask nothing ourselves, neither this nor their robots.txt
        try:
            async with asyncio.timeout(self.patience):
                await self._heed_robots(address, hosts)
        except (Trouble, TimeoutError, httpx.HTTPError, httpx.InvalidURL):
            return False
        return True

    @asynccontextmanager
    async def _get(self, address: str, known: Look | None) -> AsyncIterator[httpx.Response]:
        marks = {"if-none-match": known.etag, "if-modified-since": known.modified} if known else {}
        headers = {name: value for name, value in marks.items() if value}
        self.client.cookies.clear()  # nobody is to be recognised
        async with self.client.stream("GET", address, headers=headers) as response:
            yield response

    async def _read(self, address: str, response: httpx.Response) -> Fetched | Shell:
        marks = {"etag": response.headers.get("etag"), "modified": response.headers.get("last-modified")}
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Fetched(paragraphs=None, **marks)
        kind, _, _ = response.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        body = await _body(response, self.largest)
        _refuse_status(response, body)
        if kind not in _PAGES | _TEXTS:
            raise Trouble(Finding.UNREADABLE, f"it is no page, but {kind}")
        page = decode(body, response.charset_encoding)
        try:
            paragraphs = await asyncio.to_thread(reduce, page, plain=kind in _TEXTS)
        except Trouble as trouble:
            if trouble.finding is not Finding.LOST_TEXT or not self._may_be_drawn(response, kind):
                raise
            return Shell(
                address=address, html=page, least=LEAST, policy=response.headers.get("content-security-policy")
            )
        return Fetched(paragraphs=paragraphs, **marks)

    def _may_be_drawn(self, response: httpx.Response, kind: str) -> bool:
        return self.draw is not None and response.status_code == httpx.codes.OK and kind in _PAGES

    async def _pause(self, host: str) -> None:
        if host in self._been and self.pace:
            rules = self._rules.get(f"https://{host}")
            wished = (rules.crawl_delay(self.agent) if rules else None) or 0.0
            await self.sleep(min(max(self.pace, wished), _LONGEST_PAUSE))
        self._been.add(host)

    async def _heed_robots(self, address: str, hosts: frozenset[str]) -> None:
        """Raise Trouble where the host does not want this address to be fetched by robots, or does not say."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = await self._robots(f"{origin}/robots.txt", hosts)
        if not self._rules[origin].can_fetch(address, self.agent):
            raise Trouble(Finding.REFUSED, f"robots.txt of {parts.hostname} does not want it to be fetched")

    async def _robots(self, address: str, hosts: frozenset[str]) -> Protego:
        from protego import Protego

        for _ in range(_REDIRECTS + 1):
            async with self._get(address, None) as response:
                if response.has_redirect_location:
                    address = _next(address, response.headers["location"], hosts)
                    continue
                if response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS:
                    raise Trouble(Finding.UNREACHABLE, f"robots.txt could not be read ({response.status_code})")
                body = b"" if response.is_client_error else await _body(response, self.largest)
                return Protego.parse(body.decode("utf-8", "replace"))
        raise Trouble(Finding.UNREACHABLE, "robots.txt leads from one address to the next without end")


@asynccontextmanager
async def open_fetcher(
    *, version: str, pace: float, connect_to: str | None = None, draw: Draw | None = None
) -> AsyncIterator[Fetcher]:
    """A fetcher, while the block lasts; with `connect_to` it reaches this address on this machine, and no other.

    Without `draw` a page that its scripts would draw has no text.
    """
    headers = {
        "user-agent": user_agent(version),
        "accept-encoding": "gzip, identity",
        "accept": "text/html,*/*;q=0.5",
    }
    transport = Loopback(connect_to) if connect_to else None
    async with httpx.AsyncClient(
        headers=headers, timeout=15.0, follow_redirects=False, transport=transport, trust_env=transport is None
    ) as client:
        yield Fetcher(client=client, agent=_named(version), pace=pace, draw=draw)


def user_agent(version: str) -> str:
    """How we introduce ourselves to servers."""
    return f"{_named(version)} (watches terms)"


def _named(version: str) -> str:
    return f"untrain/{version}"


async def _body(response: httpx.Response, largest: int) -> bytes:
    """The whole body, unpacked by ourselves, so that no small answer grows beyond measure. Raises Trouble."""
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise Trouble(Finding.UNREADABLE, f"it is packed in a way that nobody asked for ({packed})")
    unpack = None if packed in {"", "identity"} else zlib.decompressobj(zlib.MAX_WBITS | 32)
    body = bytearray()
    taken = 0
    async for piece in response.aiter_raw():
        taken += len(piece)
        try:
            body += piece if unpack is None else unpack.decompress(piece, largest + 1 - len(body))
        except zlib.error:
            raise Trouble(Finding.UNREADABLE, "it is packed, and can't be unpacked") from None
        if len(body) > largest or taken > largest:
            raise Trouble(Finding.TOO_LARGE, f"it has more than {largest // 1024**2} MB")
    if unpack is not None and not unpack.eof:
        raise Trouble(Finding.UNREACHABLE, "the connection failed before the end")
    return bytes(body)


def _next(address: str, location: str, hosts: frozenset[str]) -> str:
    """Where a redirect leads. Raises Trouble where that is another host, or no https."""
    target = urljoin(address, location)
    parts = urlsplit(target)
    host = parts.hostname or "nowhere"
    if parts.scheme != "https" or ":" in parts.netloc or "@" in parts.netloc:
        raise Trouble(Finding.MOVED, f"it leads out of https, to {host}")
    if host not in hosts | {_host(address)}:
        raise Trouble(Finding.MOVED, f"it leads to another host, {host}")
    return target


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _refuse_status(response: httpx.Response, body: bytes) -> None:
    """Raise Trouble for an answer that is not the document."""
    if response.is_success:
        return
    code = response.status_code
    if response.headers.get("cf-mitigated") == "challenge":
        raise Trouble(Finding.BOT_CHECK, "a bot check stands in its place")
    if code in {401, 403, 429, 503}:
        try:
            reduce(body.decode("utf-8", "replace"))
        except Trouble as trouble:
            if trouble.finding is Finding.BOT_CHECK:
                raise
    finding = Finding.REFUSED if code in {401, 403, 451} else Finding.UNREACHABLE
    raise Trouble(finding, f"the server answered {code}")
