"""The one place where the browser's own errors, wherever they come up, get our names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.async_api import Error, Page
from playwright.async_api import TimeoutError as PlaywrightTimeout

from untrain.model.errors import BrowserDied, Unreachable, Unsafe


def has_gone(page: Page, error: Error) -> bool:
    """Whether this error means that the page, or the whole browser, died under us: one may know before the other."""
    browser = page.context.browser
    return page.is_closed() or (browser is not None and not browser.is_connected()) or "Target crashed" in str(error)


@contextmanager
def browser_errors(page: Page, title: str) -> Iterator[None]:
    """What the browser raises inside comes out as Unreachable, or as BrowserDied where it has gone away."""
    try:
        yield
    except PlaywrightTimeout as error:
        raise Unreachable(f"{title} did not react in time") from error
    except Error as error:
        if has_gone(page, error):
            raise BrowserDied("the browser went away") from error
        raise Unreachable(f"{title} took its page away while it was read") from error


@contextmanager
def nothing_strange(page: Page) -> Iterator[None]:
    """What the browser raises inside, while a secret is being typed, comes out as Unsafe: the page has moved."""
    try:
        yield
    except Error as error:
        if has_gone(page, error):
            raise BrowserDied("the browser went away") from error
        raise Unsafe("the page moved while its sign-in was being filled in; nothing was typed") from error
