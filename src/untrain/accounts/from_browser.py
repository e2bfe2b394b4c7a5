"""The session that the owner has in their everyday browser; of its cookies only the platform's own are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http.cookiejar import Cookie
from pathlib import Path
from typing import Final

from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.memory import StorageState
from untrain.model.nearest import did_you_mean
from untrain.model.session import is_own

BROWSERS: Final = ("firefox", "chrome", "edge", "brave", "chromium")
_OPTION: Final = "--from-browser"
_FIRST_DAY: Final = 11_644_473_600
"""Seconds from 1601, where Chromium begins to count its microseconds, to 1970."""
_NO_SECONDS: Final = 10_000_000_000_000
"""No cookie lives for so many seconds: what is larger was counted in microseconds."""


def session_from_browser(wanted: str, flow: Flow) -> StorageState:
    """The session of a platform in the browser that `BROWSER[:PROFILE]` names; a profile is a name or a folder.

    Raises InputError for a browser that is not known, not there, or does not let its cookies be read.
    """
    from yt_dlp.cookies import CookieLoadError, load_cookies

    browser, _, profile = wanted.partition(":")
    browser = browser.strip().lower()
    if browser not in BROWSERS:
        problem = f"“{browser}” is no browser that can be read"
        raise InputError(f"{_OPTION} {wanted}", problem, did_you_mean(browser, BROWSERS))
    folder = str(Path(profile).expanduser()) if profile else None
    try:
        jar = load_cookies(None, (browser, folder, None, None), None)
    except CookieLoadError as error:
        raise _unread(wanted, browser, error.__context__) from None
    return _session_from(jar, flow.session_hosts)


def _unread(wanted: str, browser: str, why: BaseException | None) -> InputError:
    place = f"{_OPTION} {wanted}"
    if isinstance(why, FileNotFoundError):
        remedy = f"start {browser} once, or name the profile as {browser}:PROFILE, by its name or its folder"
        return InputError(place, "there is no such browser profile here", remedy)
    remedy = "close that browser and try again, or sign in with `untrain login` without this option"
    return InputError(place, f"its cookies could not be read ({type(why).__name__})", remedy)


def _session_from(jar: Iterable[Cookie], hosts: Sequence[str]) -> StorageState:
    """What belongs to others is left where it is."""
    return {"cookies": [_row(one) for one in jar if is_own(one.domain, hosts)], "origins": []}


def _row(cookie: Cookie) -> dict[str, object]:
    return {
        "name": cookie.name,
        "value": cookie.value or "",
        "domain": cookie.domain.lower(),
        "path": cookie.path or "/",
        "expires": _seconds(cookie.expires),
        "httpOnly": False,
        "secure": bool(cookie.secure),
        "sameSite": "Lax",  # the library does not say; it is what a browser takes a silent one for
    }


def _seconds(expires: float | None) -> float:
    """Seconds since 1970; -1 for a cookie that lives as long as its browser."""
    if not expires:
        return -1
    return expires / 1e6 - _FIRST_DAY if expires > _NO_SECONDS else float(expires)
