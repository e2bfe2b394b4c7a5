"""Whether a page shows a bot check (CAPTCHA). We never press one, nor try to get past it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from playwright.async_api import Error, Frame, Page

from untrain.model.flow import Flow

_MAKERS: Final = (
    "recaptcha",
    "hcaptcha",
    "challenges.cloudflare.com",
    "arkoselabs",
    "funcaptcha",
    "geetest",
    "captcha-delivery",
)
_SILENT: Final = "size=invisible"
"""In the address of a check that watches, and asks nothing of a person."""
_LEAST_WIDTH, _LEAST_HEIGHT = 200.0, 50.0


async def bot_check_shown(page: Page, flow: Flow) -> bool:
    """Whether a bot check asks something of a person now: a known maker's frame, or what the flow knows it by."""
    try:
        for frame in page.frames[1:]:
            place = urlsplit(frame.url)
            if (
                any(maker in f"{place.netloc}{place.path}" for maker in _MAKERS)
                and _SILENT not in frame.url
                and await _is_large(frame)
            ):
                return True
        for css in flow.sign_in.captchas if flow.sign_in else ():
            box = await page.locator(css).first.bounding_box(timeout=200) if await page.locator(css).count() else None
            if box is not None and box["width"] >= _LEAST_WIDTH and box["height"] >= _LEAST_HEIGHT:
                return True
    except Error:
        return False  # it is on its way to another page
    return False


async def _is_large(frame: Frame) -> bool:
    box = await (await frame.frame_element()).bounding_box()
    return box is not None and box["width"] >= _LEAST_WIDTH and box["height"] >= _LEAST_HEIGHT
