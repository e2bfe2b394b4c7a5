"""Find a browser that starts on this machine, or install one, and say what is done; part of `make demo`, `make test`.

In this order: what `UNTRAIN_BROWSER` names; Playwright's own; the system's; then `playwright install`; then apt-get.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from untrain.engine.browser import BrowserOptions, FoundBrowser, find_browser, running_browser
from untrain.model.errors import InputError, Unreachable

BY_HAND = "Install Chromium, Chrome or Edge yourself, or set UNTRAIN_BROWSER to the path of one, and try again."
DOWNLOAD_SECONDS = 600


def main() -> int:
    """The exit code: 0 when there is a browser that starts."""
    setting = os.environ.get("UNTRAIN_BROWSER")
    executable = Path(setting).expanduser() if setting else None
    for install in (None, *_ways_to_install()):
        if install is not None and not install():
            continue
        if found := _that_starts(executable):
            print(f"Browser: {found.path} ({found.source})")
            return 0
        if executable is not None:
            break
    print(BY_HAND, file=sys.stderr)
    return 1


def _that_starts(executable: Path | None) -> FoundBrowser | None:
    try:
        found = find_browser(executable)
        asyncio.run(_start(found))
    except (InputError, Unreachable) as error:
        print(f"No browser yet: {error}")
        return None
    return found


async def _start(found: FoundBrowser) -> None:
    async with running_browser(BrowserOptions(executable=found.path)) as browser, browser.context():
        pass


def _ways_to_install() -> Iterator[Callable[[], bool]]:
    yield _by_playwright
    if shutil.which("apt-get"):
        yield _by_apt


def _by_playwright() -> bool:
    return _ran([sys.executable, "-m", "playwright", "install", "chromium-headless-shell"])


def _by_apt() -> bool:
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and (shutil.which("sudo") is None or not _ran([*root, "true"])):
        print("apt-get needs the rights of root, and there are none here.")
        return False
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = [*apt, "install", "--yes", "--no-install-recommends"]
    _ran([*apt, "update"])
    return _ran([*install, "chromium-headless-shell"]) or _ran([*install, "chromium"])


def _ran(command: list[str]) -> bool:
    print("Running: " + " ".join(command), flush=True)
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, timeout=DOWNLOAD_SECONDS, check=False).returncode == 0  # noqa: S603 - commands of our own
    except subprocess.TimeoutExpired:
        print(f"It did not end within {DOWNLOAD_SECONDS} seconds.")
        return False


if __name__ == "__main__":
    sys.exit(main())
