"""A tab of the browser that belongs to one job: it loads, waits until a page has come to rest, and sees."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Page, Request, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from untrain.engine.kept import Kept, kept_by, renewed
from untrain.engine.locate import Surroundings
from untrain.engine.see import Tree, parse
from untrain.engine.translate import has_gone
from untrain.engine.words import fold, spoken_in
from untrain.model.errors import BrowserDied, Drift, Unreachable
from untrain.model.flow import Control, Flow
from untrain.model.memory import StorageState

Renew = Callable[[StorageState], AbstractAsyncContextManager[BrowserContext]]
"""Opens a new context of the same browser, with this session in it."""

_PATIENCE: Final = files("untrain.engine").joinpath("patience.js").read_text(encoding="utf-8")
_SCROLL: Final = """() => {
  const scrolls = (node) => node.scrollHeight > node.clientHeight + 40 && node.clientHeight > 100
    && (node === document.scrollingElement || /auto|scroll/.test(getComputedStyle(node).overflowY));
  const all = [document.scrollingElement, ...document.querySelectorAll('main, main *, [role=dialog] *, div')];
  return all.filter((node) => node && scrolls(node)).map((node) => {
    const before = node.scrollTop;
    node.scrollBy({ top: node.clientHeight * 0.8, behavior: 'instant' });
    return node.scrollTop > before + 4;
  }).some(Boolean);
}"""
_SCROLLS: Final = 30
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_DATA: Final = frozenset({"xhr", "fetch", "document", "script"})
_QUESTIONS: Final = frozenset({"xhr", "fetch"})
_REST: Final = "(patience) => window.__untrainRest ? window.__untrainRest(patience) : true"
_STATUS: Final = "performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
_LONGEST_REST: Final = 6.0
_LATE: Final = 0.3
"""After so many seconds an answer that has not come is asked whether it is a stream."""
_LONGEST_BODY: Final = 2.0
_STREAMS: Final = ("event-stream", "ndjson", "grpc", "octet-stream", "multipart")
_SEEING: Final = 15_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A page as it is at this moment."""

    tree: Tree
    url: str
    around: Surroundings
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """How the platform answered one request that changes something: no bodies, no query."""

    method: str
    path: str
    status: int | None  # None: it was cut off
    retry_after: float | None = None

    @property
    def good(self) -> bool:
        """Whether it was answered well."""
        return self.status is not None and self.status < 400


class Tab:
    """One page of one job, with what is under way on it."""

    def __init__(self, page: Page, flow: Flow, *, deadline: float, renew: Renew | None = None) -> None:
        self.page = page
        self._renew = renew
        self._elsewhere = AsyncExitStack()
        self.flow = flow
        self.deadline = deadline
        self.status: int | None = None
        self._under_way: dict[Request, float] = {}  # and since when
        self._streams: dict[Request, float] = {}  # those whose answer has begun and may never end, and since when
        self._asking: set[asyncio.Task[None]] = set()
        self._changes: list[Request] = []
        self._answers: list[Acknowledgement] = []
        self._kept: Kept | None = None
        self._asked = False  # whether data was asked for since then
        self._scrolls = 0
        page.on("request", self._begins)
        page.on("requestfinished", self._ends)
        page.on("requestfailed", self._fails)

    @classmethod
    async def new(cls, context: BrowserContext, flow: Flow, *, deadline: float, renew: Renew | None = None) -> Tab:
        """A new tab in this context. `deadline` is the job's end on the monotonic clock, `renew` opens another context
        with a session in it."""
        try:
            await context.add_init_script(_PATIENCE)
            page = await context.new_page()
        except Error as error:
            raise BrowserDied("the browser went away") from error
        return cls(page, flow, deadline=deadline, renew=renew)

    async def elsewhere(self, *, in_any_case: bool = False) -> Tab:
        """Where a fresh load shows what the platform has kept, and nothing that the page has kept in the browser since
        `remember_what_it_keeps`: this tab, if it has kept nothing; else, or `in_any_case`, a tab of a new context that
        holds this session. It lives until `close_elsewhere`."""
        if self._renew is None or self._kept is None:
            return self
        if not in_any_case and not self._asked and (await kept_by(self.page, deeply=True)).nothing_since(self._kept):
            return self
        await self.close_elsewhere()
        state = await renewed(self.page, self._kept)
        context = await self._elsewhere.enter_async_context(self._renew(state))
        return await Tab.new(context, self.flow, deadline=self.deadline, renew=self._renew)

    async def close_elsewhere(self) -> None:
        """Close what `elsewhere` opened."""
        await self._elsewhere.aclose()
        self._elsewhere = AsyncExitStack()

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def left(self, at_most: float = 30.0) -> float:
        """How many seconds this step may take; raises Unreachable when the job's time is up."""
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            raise Unreachable(f"{self.flow.title} took longer than the time allowed for one job")
        return min(remaining, at_most)

    # ── what is under way ───────────────────────────────────────────────────────────────────────────────────────────

    def _begins(self, request: Request) -> None:
        if request.resource_type in _DATA:
            self._under_way[request] = time.monotonic()
            # an answer to a question may be kept in the browser's own cache
            self._asked = self._asked or (request.method == "GET" and request.resource_type in _QUESTIONS)
        if request.method not in _READING and request.resource_type != "ping" and self.flow.owns(request.url):
            self._changes.append(request)

    async def _ends(self, request: Request) -> None:
        self._is_over(request)
        if request in self._changes:
            response = await request.response()
            self._answers.append(_answer(request, response))

    def _fails(self, request: Request) -> None:
        self._is_over(request)
        if request in self._changes:
            self._answers.append(_answer(request, None))

    def _is_over(self, request: Request) -> None:
        self._under_way.pop(request, None)
        self._streams.pop(request, None)

    def forget_changes(self) -> None:
        """Begin to listen anew for requests that change something."""
        self._changes.clear()
        self._answers.clear()

    @property
    def changes_begun(self) -> int:
        """How many requests that change something were begun since `forget_changes`."""
        return len(self._changes)

    @property
    def acknowledgements(self) -> tuple[Acknowledgement, ...]:
        """How they were answered so far."""
        return tuple(self._answers)

    @property
    def all_answered(self) -> bool:
        """Whether every one of them has been answered or cut off."""
        return len(self._answers) >= len(self._changes)

    # ── loading and resting ─────────────────────────────────────────────────────────────────────────────────────────

    async def open(self, url: str) -> int | None:
        """Load `url` afresh and give the status of the answer; raises Unreachable, or Drift on a foreign address."""
        self._under_way.clear()
        self._streams.clear()
        self._scrolls = 0
        try:
            same = self.page.url.partition("#")[0] == url.partition("#")[0]
            if same and ("#" in url or "#" in self.page.url):  # else only the fragment would change, and nothing load
                await self.page.goto("about:blank")
            response = await self.page.goto(url, wait_until="domcontentloaded", timeout=self.left() * 1000)
        except PlaywrightTimeout as error:
            self.left()
            raise Unreachable(f"{self.flow.title} did not answer in time") from error
        except Error as error:
            raise self._unreachable(error) from error

        self.status = response.status if response else None
        if response is not None and (response.status >= 500 or response.status == 429):
            wait = retry_after(response)
            raise Unreachable(f"{self.flow.title} answered {response.status} for its page", retry_after=wait)
        return self.status

    def _unreachable(self, error: Error) -> Unreachable:
        if has_gone(self.page, error):
            return BrowserDied("the browser went away")
        return Unreachable(f"{self.flow.title} could not be reached")

    async def must_have_answered(self) -> None:
        """Raise Unreachable where the page that a press has led to was not to be had."""
        status = 0
        with suppress(Error):
            status = int(await self.page.evaluate(_STATUS))
        if status >= 500 or status == 429:
            raise Unreachable(f"{self.flow.title} answered {status} for its page")

    def must_be_home(self) -> None:
        """Raise Drift where the page is not on one of the flow's own hosts."""
        if not self.flow.owns(self.page.url):
            raise Drift(f"the way led to {_host(self.page.url) or 'nowhere'}, which is not {self.flow.title}")

    async def rest(self, at_most: float = _LONGEST_REST) -> bool:
        """Wait until nothing is under way on the page and nothing more is drawn; whether it came to that in time."""
        until = time.monotonic() + self.left(at_most)
        while (left := until - time.monotonic()) > 0:
            if self._waits():
                await asyncio.sleep(0.02)
            elif await self._comes_to_rest(left) and not self._waits():
                return True
        return False

    def _waits(self) -> bool:
        """Whether an answer is still to come. One that goes on and on after it began is a stream, not an answer."""
        now = time.monotonic()
        for request, began in self._under_way.items():
            if now - began > _LATE and request not in self._streams:
                self._streams[request] = math.inf
                task = asyncio.ensure_future(self._may_be_a_stream(request))
                self._asking.add(task)
                task.add_done_callback(self._asking.discard)
        return any(now - self._streams.get(request, math.inf) < _LONGEST_BODY for request in self._under_way)

    async def _may_be_a_stream(self, request: Request) -> None:
        """Note when an answer that is late begins, if it is of a kind that may never end."""
        with suppress(Error):
            response = await request.response()
            kind = response.headers.get("content-type", "") if response else ""
            if request in self._under_way and any(one in kind for one in _STREAMS):
                self._streams[request] = time.monotonic()

    async def _comes_to_rest(self, seconds: float) -> bool:
        """Whether the page itself has nothing more to do, waiting for it a little."""
        try:
            return bool(await self.page.evaluate(_REST, min(seconds, 0.5) * 1000))
        except Error as error:
            if has_gone(self.page, error):
                raise BrowserDied("the browser went away") from error
            await asyncio.sleep(0.03)
            return False  # it is being navigated

    async def scroll_on(self) -> bool:
        """Scroll everything that scrolls by most of a screen, for what is drawn only when it is looked at; whether
        anything moved. A page is scrolled through only so far."""
        if self._scrolls >= _SCROLLS:
            return False
        self._scrolls += 1
        with suppress(Error):
            return bool(await self.page.evaluate(_SCROLL))
        return False

    # ── what the page keeps for itself ──────────────────────────────────────────────────────────────────────────────

    async def remember_what_it_keeps(self) -> None:
        """Note what the page keeps in the browser, before something is pressed."""
        self._asked = False
        with suppress(Error):
            self._kept = await kept_by(self.page)

    # ── seeing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def see(self, control: Control | None = None, *, keyed: frozenset[str] = frozenset()) -> Sight:
        """The page at this moment, as the place to look for a control, if one is given."""
        try:
            tree = parse(await self.page.aria_snapshot(mode="ai", timeout=self.left() * 1000))
        except PlaywrightTimeout as error:
            self.left()
            raise Unreachable(f"{self.flow.title} did not show its page in time") from error
        except Error as error:
            if has_gone(self.page, error):
                raise BrowserDied("the browser went away") from error
            raise Unreachable(f"{self.flow.title} left its page while it was read") from error
        text = tree.text()
        at_address = control is not None and self.at(addresses(control))
        others = other_words(self.flow, control) if control is not None else ()
        around = Surroundings(
            at_address=at_address, spoken=spoken_in(text), keyed=keyed, host=_host(self.page.url), others=others
        )
        return Sight(tree=tree, url=self.page.url, around=around, text=text)

    def at(self, urls: Iterable[str]) -> bool:
        """Whether the page stands at one of these addresses, whatever its query beyond theirs."""
        here = urlsplit(self.page.url)
        return self.flow.owns(self.page.url) and any(_same_place(here.geturl(), url) for url in urls)


def addresses(control: Control) -> tuple[str, ...]:
    """All known addresses of the control's page, the first way first."""
    return (*((control.url,) if control.url else ()), *control.alternates)


def other_words(flow: Flow, control: Control) -> tuple[str, ...]:
    """The words of a platform's other controls, so far as they are not also this one's."""
    own = {fold(text) for text in (control.title, *(phrase.text for phrase in (*control.labels, *control.headings)))}
    others = [one for one in flow.controls if one.id != control.id]
    said = [text for one in others for text in (one.title, *(phrase.text for phrase in one.labels))]
    return tuple(text for text in dict.fromkeys(said) if fold(text) not in own)


def _same_place(here: str, known: str) -> bool:
    mine, theirs = urlsplit(here), urlsplit(known)
    if mine.path.rstrip("/") != theirs.path.rstrip("/"):
        return False
    query = all(part in mine.query.split("&") for part in theirs.query.split("&") if part)
    return query and (not theirs.fragment or mine.fragment.startswith(theirs.fragment))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _answer(request: Request, response: Response | None) -> Acknowledgement:
    return Acknowledgement(
        method=request.method,
        path=urlsplit(request.url).path,
        status=response.status if response else None,
        retry_after=retry_after(response) if response else None,
    )


def retry_after(response: Response) -> float | None:
    """The seconds that a server asks to wait (RFC 9110 §10.2.3); None where it does not say, or gives a date."""
    said = response.headers.get("retry-after", "")
    return float(said) if said.isdigit() else None
