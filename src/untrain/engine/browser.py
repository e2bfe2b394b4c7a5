"""The browser: found on this machine, started once for a run, with one fresh context for each job."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from playwright.async_api import Browser, BrowserContext, Error, Playwright, async_playwright

from untrain.engine.attached import attach, their_context
from untrain.engine.fences import fence, private_addresses_refused, sandbox
from untrain.engine.hush import hush_session
from untrain.engine.within import teach
from untrain.model.errors import BrowserDied, InputError
from untrain.model.flow import Flow
from untrain.model.memory import StorageState

VIEWPORT: Final = {"width": 1280, "height": 900}

_ON_PATH: Final = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
_IN_FOLDERS: Final = (
    "/usr/lib/chromium/chromium-headless-shell",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_REMEDY: Final = "run `make browser`, install Chromium or Chrome, or set UNTRAIN_BROWSER to its path"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserOptions:
    """How the browser is started. `connect_to` is a loopback HOST:PORT that stands for every host name; `attach` is
    one where a browser listens that the person has started, with all that they are signed in to. In a window that is
    used `by_hand` the person decides where they go, such as to the sign-in of their company's own network."""

    headed: bool = False
    executable: Path | None = None
    connect_to: str | None = None
    attach: str | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBrowser:
    """A browser on this machine and where it comes from."""

    path: Path
    source: str

    @property
    def headless_only(self) -> bool:
        """Whether it has no window at all, as the headless shell."""
        return "headless" in self.path.name

    @property
    def everyday(self) -> bool:
        """Whether it is one that people use every day: Chrome or Edge of the system."""
        return self.source == "system" and any(name in self.path.name.lower() for name in ("chrome", "edge"))


def find_browser(setting: Path | None = None, *, headed: bool = False, everyday: bool = False) -> FoundBrowser:
    """The browser to use: the setting, else Playwright's own, else the system's; with `everyday` a Chrome or Edge
    before all others, since people sign in with what they know. Raises InputError if there is none."""
    if setting is not None:
        if not setting.is_file():
            raise InputError("UNTRAIN_BROWSER", f"{setting} is not a file", "give the path of a Chromium or Chrome")
        return FoundBrowser(path=setting, source="setting")

    candidates = [found for found in _candidates() if not (headed and found.headless_only)]
    if everyday:
        candidates.sort(key=lambda found: not found.everyday)
    if candidates:
        return candidates[0]
    raise InputError("browser", "no Chromium, Chrome or Edge was found on this machine", _REMEDY)


def _candidates() -> Iterable[FoundBrowser]:
    for path in _playwrights_own():
        yield FoundBrowser(path=path, source="Playwright")
    for name in _ON_PATH:
        if where := shutil.which(name):
            yield FoundBrowser(path=Path(where), source="system")
    for folder in _IN_FOLDERS:
        if Path(folder).is_file():
            yield FoundBrowser(path=Path(folder), source="system")


def _playwrights_own() -> list[Path]:
    """Browsers that `playwright install` has put on this machine, newest first, the headless shell before the rest."""
    names = ("headless_shell", "chrome-headless-shell", "chrome", "chrome-headless-shell.exe", "chrome.exe", "Chromium")
    found = [
        path
        for folder in sorted(_playwright_folder().glob("chromium*-*"), reverse=True)
        for path in folder.glob("*/**/*")
        if path.name in names and path.is_file()
    ]
    return sorted(found, key=lambda path: "headless" not in path.name)


def _playwright_folder() -> Path:
    if own := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(own)
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/ms-playwright"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "ms-playwright"


class RunningBrowser:
    """One browser process of a run, started anew when it has died."""

    def __init__(self, playwright: Playwright, options: BrowserOptions) -> None:
        self._playwright = playwright
        self._options = options
        self._browser: Browser | None = None
        self._starting = asyncio.Lock()

    @property
    def alive(self) -> bool:
        """Whether there is a process, and it answers."""
        return self._browser is not None and self._browser.is_connected()

    async def start(self) -> Browser:
        """The living browser process; starts one where there is none. Raises BrowserDied when it does not start."""
        async with self._starting:
            if self._browser is None or not self._browser.is_connected():
                self._browser = await self._launch()
            return self._browser

    async def _launch(self) -> Browser:
        if self._options.attach is not None:
            if self._browser is not None:
                raise BrowserDied(f"the browser at {self._options.attach} went away")  # and another is not the same
            return await attach(self._playwright, self._options.attach)
        found = find_browser(self._options.executable, headed=self._options.headed)
        try:
            return await self._playwright.chromium.launch(
                executable_path=found.path,
                headless=not self._options.headed,
                chromium_sandbox=sandbox().on,
                args=_arguments(self._options),
                handle_sigint=False,
                handle_sigterm=False,
            )
        except Error as error:
            raise BrowserDied(f"the browser {found.path} did not start; `untrain doctor` looks why") from error

    @asynccontextmanager
    async def context(
        self, state: StorageState | None = None, *, flow: Flow | None = None
    ) -> AsyncIterator[BrowserContext]:
        """A fresh context, with this session in it; closed at the end, whatever happens. With a `flow`, pop-ups that
        leave its hosts are closed at once. In an attached browser the person's own context stands for an empty one."""
        browser = await self.start()
        if state is not None:
            hush_session(state, flow)
        if self._options.attach is not None and state is None:
            async with their_context(browser) as context:
                yield context
            return
        try:
            context = await browser.new_context(
                viewport=cast(Any, VIEWPORT),
                storage_state=cast(Any, state),
                ignore_https_errors=self._options.connect_to is not None,
                service_workers="block",
                accept_downloads=False,
            )
            await fence(context, flow)
        except Error as error:
            raise BrowserDied("the browser went away") from error
        try:
            yield context
        finally:
            if browser.is_connected():
                with suppress(Error):  # it died while closing: there is nothing left to close
                    await context.close()

    async def stop(self) -> None:
        """End the browser process, if there is one."""
        if self._browser is not None and self._browser.is_connected():
            await self._browser.close()


@asynccontextmanager
async def running_browser(options: BrowserOptions) -> AsyncIterator[RunningBrowser]:
    """The browser of a run, found and started; raises InputError where there is none."""
    if options.attach is None:
        find_browser(options.executable, headed=options.headed)  # where there is none, that is said now
    async with async_playwright() as playwright:
        if options.attach is None:
            await teach(playwright)
        browser = RunningBrowser(playwright, options)
        try:
            yield browser
        finally:
            await browser.stop()


def _arguments(options: BrowserOptions) -> list[str]:
    quiet = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if options.connect_to is None:
        return quiet if options.by_hand else [*quiet, private_addresses_refused()]
    # every name, and every address written in numbers, leads to the one place; nothing else can be reached
    return [
        *quiet,
        f"--host-resolver-rules=MAP * {options.connect_to}",
        "--no-proxy-server",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    ]
