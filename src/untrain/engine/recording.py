"""A person shows us a control: they sign in in a visible browser, go to it, and point at it; we read what stands there.

Nothing that they type or press on the way is looked at.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, TypeVar
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Locator, Page

from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.candidates import Candidate, Shape
from untrain.engine.pointing import Key, Pointed, described, pointed_at, stable
from untrain.engine.see import Tree, parse
from untrain.engine.within import which
from untrain.model.errors import InputError, NeedsHuman, Unreachable

_PLACE: Final = "recording"
_LOOK_AGAIN: Final = 0.2
_HIGHEST: Final = 8
_PATIENCE: Final = 3000.0  # milliseconds
_NAMING: Final = (
    "data-testid", "data-test-id", "data-test", "data-qa", "data-cy", "name", "aria-labelledby", "id",
)  # fmt: skip
"""Attributes in which platforms name a control, the steadiest first."""
_MOST_KEYS: Final = 2
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:-.*)?")
_TOLD_APART: Final = ("pt-BR", "pt-PT", "zh-CN", "zh-TW")
"""Languages whose words differ from one country to the other."""
_CLOSED: Final = "the window was closed before you had pointed at a control; nothing was written"

_T = TypeVar("_T")


async def record(url: str, options: BrowserOptions, *, ready: Callable[[], Awaitable[None]], seconds: float) -> Pointed:
    """The control that a person points at within `seconds` in a visible browser, once they have said that they are
    `ready`: until then they go where they like, and from then on their next press points.

    Raises InputError where that is no control or not https, NeedsHuman when they close the window or take too long, and
    Unreachable when the platform does not answer.
    """
    async with running_browser(options) as browser, browser.context() as context:
        try:
            page = await context.new_page()
            await page.goto(url, wait_until="domcontentloaded")
        except Error as error:
            raise Unreachable(f"{urlsplit(url).hostname} could not be reached; nothing was written") from error
        try:
            async with asyncio.timeout(seconds):
                await _while_open(context, ready())
                return await point(context)
        except TimeoutError:
            raise NeedsHuman("nobody had pointed at a control when the time was up; nothing was written") from None


async def point(context: BrowserContext) -> Pointed:
    """The control at which the next press in any tab of this context points; the press itself does nothing."""
    picks = {asyncio.ensure_future(page.pick_locator()): page for page in context.pages}
    left = set(picks)
    try:
        while left:
            done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
            for pick in done:
                if pick.exception() is None:
                    return await _read(picks[pick], pick.result())
    finally:
        for pick in left:
            pick.cancel()
    raise NeedsHuman(_CLOSED)


async def _while_open(context: BrowserContext, work: Awaitable[_T]) -> _T:
    """What comes of the work; raises NeedsHuman when the last tab is closed before that."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            if not context.pages:
                raise NeedsHuman(_CLOSED)
            await asyncio.wait([task], timeout=_LOOK_AGAIN)
        return task.result()
    finally:
        task.cancel()


async def _read(page: Page, place: Locator) -> Pointed:
    if urlsplit(page.url).scheme != "https":
        raise InputError(_PLACE, "the page of the control is not https", "open it at its https address")
    try:
        refs = await _refs(place)
        tree = parse(await page.aria_snapshot(mode="ai"))
        candidate = _meant(tree, refs)
        if candidate is None:
            remedy = "point at the switch, the check box, the list or one of the options itself"
            raise InputError(_PLACE, f"what you pointed at is no control{_role_of(tree, refs)}", remedy)
        keys, language = await _keys(page, candidate), await _language(page)
    except Error as error:
        raise Unreachable("the page changed while it was read; nothing was written, so try again") from error
    return described(tree, candidate, url=page.url, language=language, keys=keys)


async def _refs(place: Locator) -> list[str]:
    """The references of an element, of what it labels and of all around it, the nearest first; plain text has none."""
    found: list[str] = []
    with suppress(Error):  # above the document there is nothing more
        for _ in range(_HIGHEST):
            node = next(iter(parse(await place.aria_snapshot(mode="ai", timeout=_PATIENCE)).root.children), None)
            found += [node.ref] if node is not None and node.ref else []
            place = which(place, "up")
    return found


def _meant(tree: Tree, refs: list[str]) -> Candidate | None:
    """The control that is meant by the nearest of these elements: what has no role of its own may label another."""
    for node in filter(None, map(tree.by_ref, refs)):
        candidate = pointed_at(tree, node)
        if candidate is not None or node.role != "generic":
            return candidate
    return None


def _role_of(tree: Tree, refs: list[str]) -> str:
    node = next((node for ref in refs[:1] if (node := tree.by_ref(ref))), None)
    return f" but a {node.role}" if node is not None and node.role != "generic" else ""


async def _keys(page: Page, candidate: Candidate) -> tuple[Key, ...]:
    """The attributes of the control that name it, and nothing else on the page."""
    refs = [candidate.node.ref, *(option.ref for option in candidate.options if candidate.shape is Shape.OPTIONS)]
    found: dict[Key, None] = {}
    for ref in filter(None, refs[:2]):
        for name in _NAMING:
            key = stable(name, await page.get_by_ref(ref).get_attribute(name, timeout=_PATIENCE))
            if key is not None and await page.locator(key.css).count() <= max(1, len(candidate.options)):
                found[key] = None
    return tuple(found)[:_MOST_KEYS]


async def _language(page: Page) -> str | None:
    """The language that the page says to be in; None where it says none."""
    said = await page.locator("html").get_attribute("lang", timeout=_PATIENCE) or ""
    if said in _TOLD_APART:
        return said
    match = _TAG.fullmatch(said)
    return match[1].lower() if match else None
