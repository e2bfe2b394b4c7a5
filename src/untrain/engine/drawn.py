"""Pages whose text is drawn by their own scripts: a browser is handed what the server sent, and says what came of it.

The document itself is never asked for again, and the browser leaves it for no other one: where a page leads on,
that is said, and nobody goes there. Nothing is kept: no session, no cookie, no download.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Page, Request, Route

from untrain.engine.browser import BrowserOptions, RunningBrowser, running_browser
from untrain.model.errors import BrowserDied, Unreachable
from untrain.model.terms import word_count

_PATIENCE: Final = 20.0  # seconds for one page
_LOOK: Final = 0.25
_REST: Final = 1.5
"""For so many seconds nothing may have come or changed before a text is taken for whole."""
_LONGER_REST: Final = 5.0
"""The same where there is hardly any text, so that more may be to come."""
_MOST_REQUESTS: Final = 400
_MOST_BYTES: Final = 50 * 1024**2
_NEEDED: Final = frozenset({"script", "stylesheet", "fetch", "xhr"})
"""What a text may be drawn by; stylesheets, since some scripts go no further without theirs."""
_TEXT: Final = "() => { const t = document.body?.innerText ?? ''; return [t.length, t.slice(0, 20000)]; }"
_SIZE: Final = "() => document.documentElement.outerHTML.length"

MayLoad = Callable[[str], Awaitable[bool]]
"""Whether an address may be loaded by a robot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A page as the server sent it, and how many words it has at least once its scripts have drawn its text."""

    address: str
    html: str
    least: int
    policy: str | None = None  # the page's own rules on what it may load


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The page as its scripts left it, and where it wanted to go instead, if anywhere."""

    html: str
    onward: str | None = None


@dataclass(slots=True, kw_only=True)
class Drawer:
    """Draws pages one after another in one browser, which is started for the first of them and never again."""

    options: BrowserOptions
    agent: str
    stack: AsyncExitStack  # what is opened here is closed with it
    patience: float = _PATIENCE
    most_bytes: int = _MOST_BYTES
    _browser: RunningBrowser | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, shell: Shell, may_load: MayLoad) -> Drawn:
        """The page, drawn. Raises InputError where there is no browser, and Unreachable where it does not get done."""
        async with self._turn:
            browser = await self._started()
            try:
                async with asyncio.timeout(self.patience), browser.context() as context:
                    return await self._draw(context, shell, may_load)
            except TimeoutError:
                raise Unreachable(f"its scripts did not come to rest within {self.patience:g} seconds") from None
            except Error as error:
                raise Unreachable("the browser could not draw it") from error

    async def _started(self) -> RunningBrowser:
        if self._browser is None:
            self._browser = await self.stack.enter_async_context(running_browser(self.options))
        elif not self._browser.alive:
            raise BrowserDied("the browser went away")
        return self._browser

    async def _draw(self, context: BrowserContext, shell: Shell, may_load: MayLoad) -> Drawn:
        page = await context.new_page()
        own = await page.evaluate("navigator.userAgent")
        await context.set_extra_http_headers({"user-agent": f"{own} {self.agent}"})
        sheet = _Sheet(page=page, shell=shell, may_load=may_load)
        await context.route("**/*", sheet.answer)
        await context.route_web_socket("**/*", lambda socket: socket.close())
        context.on("page", sheet.refuse)
        for event in ("requestfinished", "requestfailed"):
            context.on(event, sheet.ended)
        sums = _Sums(most=self.most_bytes)
        cdp = await context.new_cdp_session(page)
        cdp.on("Network.dataReceived", sums.add)
        await cdp.send("Network.enable")
        await page.goto(shell.address, wait_until="commit")
        await sheet.rest(sums)
        if await page.evaluate(_SIZE) > self.most_bytes:
            raise Unreachable("it grows beyond measure")
        return Drawn(html=await page.content(), onward=sheet.onward)


@asynccontextmanager
async def open_drawer(options: BrowserOptions, *, agent: str) -> AsyncIterator[Drawer]:
    """A drawer while the block lasts; the browser is started only when there is something to draw."""
    async with AsyncExitStack() as stack:
        yield Drawer(options=options, agent=agent, stack=stack)


@dataclass(eq=False, kw_only=True)  # without slots: Playwright writes its marks on those who listen to it
class _Sums:
    """What has come over the network so far."""

    most: int
    received: int = 0

    def add(self, event: Mapping[str, Any]) -> None:
        """Count what came."""
        self.received += event["dataLength"]

    def refuse(self) -> None:
        """Raise Unreachable where it is too much."""
        if self.received > self.most:
            raise Unreachable(f"its scripts take more than {self.most // 1024**2} MB")


@dataclass(eq=False, kw_only=True)
class _Sheet:
    """One page that is being drawn: what it may load, what is still to come, and where it wanted to go."""

    page: Page
    shell: Shell
    may_load: MayLoad
    onward: str | None = None
    _given: bool = False
    _asked: int = 0
    _under_way: set[Request] = field(default_factory=set)
    _closing: set[asyncio.Task[None]] = field(default_factory=set)

    async def answer(self, route: Route, request: Request) -> None:
        """Answer a request: the document with what we have, what draws it from where it is, all else not at all."""
        with suppress(Error):  # the page is closed already
            if request.is_navigation_request():
                await self._navigate(route, request)
                return
            self._under_way.add(request)
            if await self._is_needed(request):
                await route.continue_()
            else:
                self.ended(request)  # not all that are refused tell of their end
                await route.abort()

    async def _navigate(self, route: Route, request: Request) -> None:
        if not self._is_ours(request):
            await route.abort()
        elif self._given:
            self.onward = request.url
            await route.abort("aborted")  # the page that is there stays
        else:
            self._given = True
            rules = {"content-security-policy": self.shell.policy} if self.shell.policy else {}
            headers = {"content-type": "text/html; charset=utf-8", **rules}
            await route.fulfill(status=200, headers=headers, body=self.shell.html)

    def _is_ours(self, request: Request) -> bool:
        try:
            return request.frame == self.page.main_frame
        except Error:
            return False  # a pop-up that has no frame yet

    async def _is_needed(self, request: Request) -> bool:
        """Whether it may draw the text: a GET over https, for which no robot is turned away."""
        self._asked += 1
        ours = request.method == "GET" and request.resource_type in _NEEDED and urlsplit(request.url).scheme == "https"
        return ours and self._asked <= _MOST_REQUESTS and await self.may_load(request.url)

    def ended(self, request: Request) -> None:
        """A request came to its end."""
        self._under_way.discard(request)

    def refuse(self, page: Page) -> None:
        """Close a pop-up."""
        task = asyncio.ensure_future(_close(page))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def rest(self, sums: _Sums) -> None:
        """Wait until the text has stood unchanged for a while, with nothing more to come."""
        clock = asyncio.get_running_loop().time
        seen, since = None, clock()
        while True:
            sums.refuse()
            now = await self.page.evaluate(_TEXT)
            if now != seen or self._under_way:
                seen, since = now, clock()
            enough = word_count(now[1]) >= self.shell.least
            if clock() - since >= (_REST if enough else _LONGER_REST):
                return
            await asyncio.sleep(_LOOK)


async def _close(page: Page) -> None:
    with suppress(Error):
        await page.close()
