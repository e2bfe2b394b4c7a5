"""What is noted of a control that was found otherwise than the flow's first way, so that the flow can be mended."""

from __future__ import annotations

from playwright.async_api import Error, Page

from untrain.engine.opening import Opened


async def seen(page: Page, opened: Opened) -> dict[str, object]:
    """The words, the place and the locator of a find: what the platform calls it, and nothing of a person's."""
    found = opened.found
    spoken = found.spoken
    return {
        "label": found.candidate.label,
        "heading": next(iter(found.candidate.headings), ""),
        "role": found.candidate.node.role,
        "on_means": found.on_means,
        "language": spoken[0] if 0 < len(spoken) <= 2 else None,
        "locator": await _locator(page, found.candidate.node.ref),
    }


async def _locator(page: Page, ref: str | None) -> str | None:
    """The locator that Playwright would write for an element, as code; None where it has gone meanwhile."""
    if not ref:
        return None
    try:
        return str(await page.get_by_ref(ref).normalize())
    except Error:
        return None
