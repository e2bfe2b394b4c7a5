"""What a page asks of a person before it lets them on: a pure reading of what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from untrain.engine import words
from untrain.engine.fields import Field
from untrain.engine.see import DIALOG_ROLES, Node, Tree
from untrain.engine.tab import Sight
from untrain.model.flow import Flow

_SHORT_PAGE: Final = 900
"""A page with fewer characters than this is about one thing, so its words may be taken for it."""

_SIGN_IN_PATHS: Final = frozenset({"login", "log-in", "log_in", "signin", "sign-in", "sign_in"})

OTHER_WAYS: Final = ("use_password", "by_email")
"""The ways in behind a button that are ours, the better one first: never somebody else's account."""


class Gate(StrEnum):
    """What the page wants."""

    OPEN = "open"  # nothing: one is signed in
    IDENTIFIER = "identifier"
    PASSWORD = "password"  # noqa: S105 — a kind of page, not a password
    BOTH = "both"
    CODE = "code"
    BOT_CHECK = "bot check"
    APPROVAL = "approval"
    CHOOSER = "chooser"
    TERMS = "terms"
    LOCKED_OUT = "locked out"
    OTHER_WAY = "other way"  # it offers a passkey or a mailed link, and a password behind a button
    OFFER = "offer"  # "save your sign-in?", "add a passkey?", terms that can wait: to be declined
    DOOR = "door"  # a page that is open to all, with a button that leads to the sign-in
    BROWSER = "another browser"  # it will not be signed in to from this one
    UNCLEAR = "unclear"  # a signed-out address with nothing on it that is known


WAYS_IN: Final = frozenset({Gate.IDENTIFIER, Gate.PASSWORD, Gate.BOTH, Gate.CHOOSER, Gate.OTHER_WAY, Gate.DOOR})
"""What is shown to somebody who is signed out, and can be gone through."""


def gate(sight: Sight, fields: Sequence[Field], flow: Flow, *, bot_check: bool, cookies: bool) -> Gate:
    """What the page asks for. `bot_check` is whether one of a known maker is shown, `cookies` whether a session is
    held."""
    text = _words_of_page(sight.tree)
    asked = _asked(fields)
    if bot_check or _speaks_of_a_bot_check(text, asked):
        return Gate.BOT_CHECK
    if asked is Gate.CODE and not (words.says("username_field", " ".join(_labels(fields))) and _password(fields)):
        return Gate.CODE
    usual = _is_sign_in_host(sight.url, flow) or _names_the_sign_in(sight.url)
    outside = is_signed_out_address(sight.url, flow) or (asked is not None and usual)
    if words.says("account_locked", text) and len(text) < _SHORT_PAGE and not _signed_in_words(sight.tree):
        return Gate.LOCKED_OUT
    if asked is not None and (outside or _sign_in_words(sight.tree) or not cookies):
        return asked if asked is not Gate.IDENTIFIER or outside or _sign_in_words(sight.tree) else Gate.OPEN
    if not cookies and words.says("welcome_back", text) and _is_for_strangers(sight, text, flow):
        return Gate.CHOOSER
    return _without_fields(sight, text, flow, outside=outside)


def _is_for_strangers(sight: Sight, text: str, flow: Flow) -> bool:
    """Whether a short page without a way out is shown to somebody without the session that the platform has; where
    nobody knows its cookies, a way to another account says so."""
    known = flow.sign_in is not None and bool(flow.sign_in.cookies)
    other = button(sight.tree, "other_account") is not None
    return (known or other) and len(text) < _SHORT_PAGE and not _signed_in_words(sight.tree)


def _without_fields(sight: Sight, text: str, flow: Flow, *, outside: bool) -> Gate:
    challenged = _path_in(sight.url, flow.sign_in.challenges if flow.sign_in else ())
    if (outside or challenged) and words.says("welcome_back", text):
        return Gate.CHOOSER
    if (
        (outside or challenged or len(text) < _SHORT_PAGE)
        and words.says("approve", text)
        and not _signed_in_words(sight.tree)
    ):
        return Gate.APPROVAL
    if _refuses_the_browser(sight.tree, text):
        return Gate.BROWSER
    terms = terms_gate(sight.tree)
    if terms is not None:
        return Gate.OFFER if _can_wait(terms) else Gate.TERMS
    if outside and any(button(sight.tree, way, whole=False) is not None for way in OTHER_WAYS):
        return Gate.OTHER_WAY
    stays = words.says("stay_signed_in", text) and button(sight.tree, "cancel") is not None
    if (stays or button(sight.tree, "later") is not None) and len(text) < _SHORT_PAGE:
        return Gate.OFFER
    if outside or challenged:
        return Gate.UNCLEAR
    return Gate.DOOR if _sign_in_buttons(sight.tree) and not _signed_in_words(sight.tree) else Gate.OPEN


def _refuses_the_browser(tree: Tree, text: str) -> bool:
    """Whether a short page without a way out is headed by the words that this browser will not do."""
    headed = any(
        words.says("browser_refused", node.name or node.text) for node in tree.nodes() if node.role == "heading"
    )
    return headed and len(text) < _SHORT_PAGE and not _signed_in_words(tree)


def _asked(fields: Sequence[Field]) -> Gate | None:
    password = _password(fields)
    identifier = any(field.is_identifier and not field.filled for field in fields)
    if any(field.is_code for field in fields) and not password:
        return Gate.CODE
    if password:
        return Gate.BOTH if identifier else Gate.PASSWORD
    return Gate.IDENTIFIER if any(field.is_identifier for field in fields) else None


def _password(fields: Sequence[Field]) -> bool:
    return any(field.is_password for field in fields)


def _labels(fields: Sequence[Field]) -> list[str]:
    return [text for field in fields for text in field.words]


def _speaks_of_a_bot_check(text: str, asked: Gate | None) -> bool:
    return asked is None and len(text) < _SHORT_PAGE and words.says("captcha", text)


def _is_sign_in_host(url: str, flow: Flow) -> bool:
    """Whether a host is there for signing in alone, as accounts.google.com: no control of the flow stands on it."""
    if flow.sign_in is None:
        return False
    controls = {urlsplit(place).hostname for one in flow.controls for place in (one.url, *one.alternates) if place}
    here = urlsplit(url).hostname
    return bool(controls) and here == urlsplit(flow.sign_in.url).hostname and here not in controls


def _names_the_sign_in(url: str) -> bool:
    """Whether the path itself says what the page is for, as almost everywhere: "/auth/signin"; not among settings."""
    parts = set(urlsplit(url).path.casefold().split("/"))
    return bool(parts & _SIGN_IN_PATHS) and "settings" not in parts


def is_signed_out_address(url: str, flow: Flow) -> bool:
    """Whether an address is one that only a signed-out person is led to; never that of a control."""
    if flow.sign_in is None:
        return False
    here = urlsplit(url)
    known = [urlsplit(place) for one in flow.controls for place in (one.url, *one.alternates) if place]
    if any((place.hostname, place.path.rstrip("/")) == (here.hostname, here.path.rstrip("/")) for place in known):
        return False
    sign_in = [urlsplit(one).path for one in (flow.sign_in.url, *flow.sign_in.alternates)]
    return _path_in(url, (*flow.sign_in.signed_out, *(path for path in sign_in if path.strip("/"))))


def _path_in(url: str, paths: Sequence[str]) -> bool:
    """Whether the path of `url` is one of these or lies below it."""
    here = urlsplit(url).path.rstrip("/") + "/"
    return any(here.startswith(path.rstrip("/") + "/") for path in paths if path.strip("/"))


def _words_of_page(tree: Tree) -> str:
    return "\n".join(text for node in _shown(tree) for text in node.texts())


def _shown(tree: Tree) -> list[Node]:
    """The front of the page: its dialogs, or all of it where there is none."""
    dialogs = [node for node in tree.nodes() if node.role in DIALOG_ROLES]
    return dialogs or [tree.root]


def _sign_in_words(tree: Tree) -> bool:
    return any(
        words.says("sign_in", node.name or node.text, whole=True)
        for node in tree.nodes()
        if node.role in ("button", "heading", "generic", "link")
    )


def _sign_in_buttons(tree: Tree) -> bool:
    shown = (node for part in _shown(tree) for node in part.walk())
    return any(
        node.role in ("button", "link") and node.ref and words.says("sign_in", node.name or node.text, whole=True)
        for node in shown
    )


def _signed_in_words(tree: Tree) -> bool:
    return any(
        words.says("sign_out", node.name or node.text, whole=True)
        for node in tree.nodes()
        if node.role in ("button", "link", "menuitem")
    )


def terms_gate(tree: Tree) -> Node | None:
    """A dialog, or a page of its own, that wants terms or a consent to be accepted; None where there is none."""
    for node in tree.nodes():
        if node.role in DIALOG_ROLES and _wants_consent(node):
            return node
    text = tree.text()
    return tree.root if len(text) < _SHORT_PAGE and _wants_consent(tree.root) else None


def _wants_consent(node: Node) -> bool:
    text = "\n".join(node.texts())
    if not words.says("terms", text) or words.says("cookie", text):
        return False
    return any(words.says("accept", one.name or one.text, whole=True) for one in node.walk() if one.role == "button")


def _can_wait(terms: Node) -> bool:
    """Whether terms may be put off: by "not now", not by a "cancel" that may end the sign-in."""
    said = [one.name or one.text for one in terms.walk() if one.role in ("button", "link") and not one.disabled]
    return any(words.says("later", text, whole=True) and not words.says("cancel", text, whole=True) for text in said)


def button(tree: Tree | Node, concept: str, *, whole: bool = True) -> Node | None:
    """The first thing to press whose words say this meaning."""
    nodes = tree.nodes() if isinstance(tree, Tree) else tree.walk()
    return next(
        (
            node
            for node in nodes
            if node.role in ("button", "link", "menuitem")
            and node.ref
            and not node.disabled
            and words.says(concept, node.name or node.text, whole=whole)
        ),
        None,
    )
