"""What lies over a page: cookie banners are refused, tours and surveys closed; nothing is accepted for the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from loguru import logger

from untrain.engine import words
from untrain.engine.gates import terms_gate
from untrain.engine.press import press, reachable
from untrain.engine.see import CONTROL_ROLES, DIALOG_ROLES, FIELD_ROLES, Node, Tree
from untrain.engine.tab import Sight, Tab
from untrain.model.errors import NeedsHuman

_PRESSABLE: Final = frozenset({"button", "link"})
_AGREEABLE: Final = ("cookie", "terms", "data", "ai", "train", "permit", "joins", "third_party")
"""What a text speaks of to which somebody could agree by a button, whatever the button says."""
_SAFE_WORDS: Final = ("refuse", "later", "close")


async def clear(tab: Tab, sight: Sight, mine: Callable[[Node], bool]) -> bool:
    """Close one thing that lies over the page; whether anything was done.

    `mine` tells which nodes belong to the control itself, whose dialog is never closed. Raises NeedsHuman where only
    accepting would lead on.
    """
    for dialog in _dialogs(sight.tree):
        if mine(dialog) or _is_settings(dialog) or _is_menu(dialog):
            continue
        return await _close_dialog(tab, dialog)

    banner = await _refusal(tab, sight.tree)
    if banner is not None:
        await press(tab.page, banner)
        return True
    consent = terms_gate(sight.tree)
    if consent is not None and consent.role == "page":
        return await _close_dialog(tab, consent)
    return False


async def uncover(tab: Tab, sight: Sight, mine: Callable[[Node], bool]) -> bool:
    """Close whatever without a role lies over the control, by its own "not now" or "close"; whether anything was."""
    for concept in _SAFE_WORDS:
        found = [node for node in _buttons(sight.tree.nodes()) if _says(concept, node) and not mine(node)]
        shown = await reachable(tab.page, found)
        if shown:
            logger.debug("closing what lies over the page by “{}”", shown[0].name)
            await press(tab.page, shown[0])
            return True
    await tab.page.keyboard.press("Escape")
    return False


def _dialogs(tree: Tree) -> list[Node]:
    return [node for node in tree.nodes() if node.role in DIALOG_ROLES][::-1]


def _is_settings(dialog: Node) -> bool:
    """Whether a dialog is itself a place of settings, as many single-page apps have it."""
    roles = {node.role for node in dialog.walk()}
    titles = [dialog.name, *(n.name or n.text for n in dialog.walk() if n.role == "heading")]
    headings = " ".join(titles)
    held = roles & (CONTROL_ROLES | {"tab"})
    called = any(words.says("settings", title, whole=True) for title in titles[:2])  # its rows may only lead on
    return (
        (bool(held) or called)
        and not words.says("cookie", "\n".join(dialog.texts()))
        and (
            "tab" in roles
            or words.says("settings", headings)
            or words.says("privacy", headings)
            or words.says("ai", headings)
        )
    )


def _is_menu(dialog: Node) -> bool:
    """Whether a dialog only leads on, as the menu behind one's picture: links, and nothing that it asks."""
    if any(node.role == "button" and _says("accept", node) for node in dialog.walk()):
        return False  # “Accept, or sign out” is a question
    if any(words.says("sign_out", node.name or node.text, whole=True) for node in dialog.walk()):
        return True
    pressable = [node for node in dialog.walk() if node.role in ("button", "link", "menuitem", "textbox") and node.ref]
    leads = [node for node in pressable if node.role in ("link", "menuitem")]
    text = "\n".join(dialog.texts())
    return len(leads) > 1 and len(leads) * 2 > len(pressable) and not (words.says("cookie", text) or "?" in text)


async def _close_dialog(tab: Tab, dialog: Node) -> bool:
    text = "\n".join(dialog.texts())
    about_cookies = words.says("cookie", text)
    about_terms = words.says("terms", text) and not about_cookies
    concepts = ("later", "close") if about_terms else ("refuse", "later", "close")
    for concept in concepts:
        found = [node for node in _buttons(dialog.walk()) if _says(concept, node)]
        shown = await reachable(tab.page, found)
        if shown:
            logger.debug("closing a dialog by “{}”", shown[0].name)
            await press(tab.page, shown[0])
            return True

    known = noted(dialog)
    if known is not None and await reachable(tab.page, [known]):
        await press(tab.page, known)
        return True
    await tab.page.keyboard.press("Escape")
    if not await _still_there(tab, dialog):
        return True
    what = "cookies" if about_cookies else "terms" if about_terms else "something"
    raise NeedsHuman(
        f"{tab.flow.title} asks to accept {what} (“{_title(dialog)}”), which only you can do; "
        f"open {tab.flow.title} in your browser, decide, and run this again"
    )


def noted(dialog: Node) -> Node | None:
    """The one button of a dialog that only tells something, “Got it”; None where anything at all could be agreed to."""
    buttons = [node for node in dialog.walk() if node.role in ("button", "link", "menuitem") and node.ref]
    asks = any(node.role in CONTROL_ROLES | FIELD_ROLES for node in dialog.walk())
    said = {words.fold(node.name or node.text) for node in buttons}
    text = "\n".join(text for text in dialog.texts() if words.fold(text) not in said)
    if len(buttons) != 1 or asks or "?" in text or any(words.says(concept, text) for concept in _AGREEABLE):
        return None
    return buttons[0] if _says("noted", buttons[0]) else None


async def _still_there(tab: Tab, dialog: Node) -> bool:
    await tab.rest(1.5)
    now = (await tab.see()).tree
    wanted = "\n".join(dialog.texts())
    if dialog.role == "page":
        return now.text() == wanted
    return any("\n".join(other.texts()) == wanted for other in _dialogs(now))


async def _refusal(tab: Tab, tree: Tree) -> Node | None:
    """The button that refuses cookies in a banner that is no dialog."""
    if not words.says("cookie", tree.text()):
        return None
    found = [node for node in _buttons(tree.nodes()) if _says("refuse", node) and _beside_cookies(tree, node)]
    shown = await reachable(tab.page, found)
    return shown[0] if shown else None


def _beside_cookies(tree: Tree, node: Node) -> bool:
    for above in list(tree.up(node))[:4]:
        if above.role in ("main", "page"):
            return False
        if words.says("cookie", "\n".join(above.texts())):
            return True
    return False


def _buttons(nodes: Iterable[Node]) -> list[Node]:
    return [node for node in nodes if node.role in _PRESSABLE and node.ref and not node.disabled]


def _says(concept: str, node: Node) -> bool:
    return words.says(concept, node.name or node.text or " ".join(node.texts()), whole=True)


def _title(dialog: Node) -> str:
    return dialog.name or next(iter(dialog.texts()), "a dialog")
