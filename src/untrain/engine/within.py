"""Ask one element about itself from within the browser, in a world of its own that the page can't reach.

Playwright's handles of elements cost a second copy of its whole script in the page's own world; a selector engine runs
where that script is anyway, and what it "finds" here is an element that holds the answer.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

from playwright.async_api import Frame, Locator, Page, Playwright

_NAME: Final = "untrain"


def _source(name: str) -> str:
    return files("untrain.engine").joinpath(name).read_text(encoding="utf-8")


async def teach(playwright: Playwright) -> None:
    """Teach this Playwright to ask; once, before its first page."""
    script = f"(({_source('within.js')})({_source('probe.js')}, {_source('fields.js')}))"
    await playwright.selectors.register(_NAME, script=script, content_script=True)


async def ask(place: Locator | Frame | Page, *question: object, timeout: float = 1500) -> object:
    """The answer to a question, from an element or a whole document. Raises Playwright's Error where it is gone."""
    answer: object = json.loads(await which(place, *question).text_content(timeout=timeout) or "null")
    return answer


def which(place: Locator | Frame | Page, *question: object) -> Locator:
    """The element that a question leads to."""
    return place.locator(f"{_NAME}={json.dumps(question)}")
