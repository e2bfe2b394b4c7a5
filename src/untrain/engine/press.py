"""Press what was identified, as a person would, and nothing else."""

from __future__ import annotations

from playwright.async_api import Error, Page
from playwright.async_api import TimeoutError as PlaywrightTimeout

from untrain.engine.facts import Facts, probe
from untrain.engine.see import Node
from untrain.engine.translate import has_gone
from untrain.engine.within import which
from untrain.model.errors import BrowserDied, Drift, Unreachable


class Covered(Drift):
    """Something lies over what was to be pressed."""


async def press(page: Page, node: Node, facts: Facts | None = None) -> None:
    """Press `node`; where it has no face of its own, its label or wrapper. Raises Drift when it can't be
    pressed, and Unreachable when nothing comes of it."""
    locator = page.get_by_ref(node.ref or "")
    try:
        if facts is None or facts.face:
            await locator.click(timeout=4000)
        else:
            await _press_face(page, node)
    except PlaywrightTimeout as error:
        now = (await probe(page, [node.ref or ""])).get(node.ref or "")
        if now is None or not (now.covered or now.hidden):
            raise Unreachable("the page did not react to a press in time") from error
        raise Covered(f"“{node.name or node.text}” could not be pressed: something lies over it") from error
    except Error as error:
        if has_gone(page, error):
            raise BrowserDied("the browser went away") from error
        raise Drift(f"“{node.name or node.text}” was gone before it could be pressed") from error


async def _press_face(page: Page, node: Node) -> None:
    """Press what stands for a hidden native box: its label, else its wrapper, else the box itself by keyboard."""
    element = page.get_by_ref(node.ref or "")
    face = which(element, "face")
    if await face.is_visible():
        await face.click(timeout=4000)
        return
    await element.focus()
    await page.keyboard.press("Space")


async def is_native_list(page: Page, node: Node) -> bool:
    """Whether it is a list of the browser's own, which is chosen from without opening it."""
    return bool(await page.get_by_ref(node.ref or "").evaluate("(element) => element.tagName === 'SELECT'"))


async def reachable(page: Page, nodes: list[Node]) -> list[Node]:
    """Those of `nodes` that a person could see and press now."""
    facts = await probe(page, [node.ref for node in nodes if node.ref])
    return [node for node in nodes if (said := facts.get(node.ref or "")) and not said.hidden and not said.covered]
