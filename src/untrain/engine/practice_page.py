"""The beginning of a practice page: a region of a real page as HTML, with nothing of the person who saw it.

Roles, structure and public words stay. Every other word is told by its length alone; what was typed or chosen, where
links lead to and what pictures show is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from untrain.engine.pointing import Pointed
from untrain.engine.redaction import PublicWords
from untrain.engine.see import FIELD_ROLES, LIST_ROLES, Node

_CONTAINERS: Final = {
    "list": "ul", "listitem": "li", "paragraph": "p", "group": "fieldset", "main": "main", "form": "form",
    "navigation": "nav", "article": "article", "table": "table", "row": "tr", "cell": "td", "combobox": "select",
    "listbox": "select", "option": "option", "button": "button",
}  # fmt: skip
_INPUTS: Final = {
    "switch": 'input type="checkbox" role="switch"',
    "checkbox": 'input type="checkbox"',
    "radio": 'input type="radio"',
    "slider": 'input type="range"',
    "spinbutton": 'input type="number"',
}
_SILENT: Final = frozenset({"img", "iframe"})


def practice_page(pointed: Pointed, public: PublicWords) -> str:
    """The region of the control that was pointed at, as a page of its own."""
    keys = {id(pointed.control): {key.name: key.value for key in pointed.keys}}
    lines = _lines(pointed.region, public, keys)
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(pointed.language)}">',
            '<head><meta charset="utf-8"><title>A control and what stands around it</title></head>',
            "<body>",
            *lines,
            "</body>",
            "</html>",
            "",
        ]
    )


def _lines(node: Node, public: PublicWords, keys: Mapping[int, Mapping[str, str]], depth: int = 0) -> Iterator[str]:
    space = "  " * depth
    if node.role in _SILENT:
        return
    if node.role == "text":
        yield from (f"{space}{text}" for text in [_told(node.text, public)] if text)
        return
    tag, attributes = _tag(node, public, keys.get(id(node), {}))
    if node.role in FIELD_ROLES or node.role in _INPUTS:
        yield f"{space}<{tag}{attributes}>"
        return
    # the text of a list is what is chosen in it
    own = "" if node.role in LIST_ROLES else node.text or ("" if node.children else _own_words(node))
    words = _told(own, public)
    below = [line for child in node.children for line in _lines(child, public, keys, depth + 1)]
    name = tag.partition(" ")[0]
    if below:
        yield from (
            f"{space}<{tag}{attributes}>",
            *([f"{space}  {words}"] if words else []),
            *below,
            f"{space}</{name}>",
        )
    else:
        yield f"{space}<{tag}{attributes}>{words}</{name}>"


def _tag(node: Node, public: PublicWords, keys: Mapping[str, str]) -> tuple[str, str]:
    """The tag of an element, and its attributes: its name, where no text says it, and the keys of the control."""
    named = node.name and not (_own_words(node) and not node.children)
    attributes = {**({"aria-label": public.told(node.name)} if named else {}), **keys}
    return _element(node), "".join(f' {name}="{_safe(value)}"' for name, value in attributes.items())


def _element(node: Node) -> str:
    if node.role == "heading":
        return f"h{min(max(node.level, 1), 6)}"
    if node.role in FIELD_ROLES:
        return 'input type="text"'
    if node.role == "link":
        return 'a href="#"'
    if node.role == "generic":
        return "div"
    return _INPUTS.get(node.role) or _CONTAINERS.get(node.role) or f'div role="{_safe(node.role)}"'


def _own_words(node: Node) -> str:
    """The name of an element that is nothing but the words in it."""
    return node.name if node.role in ("heading", "link", "button", "option", "cell") else ""


def _told(text: str, public: PublicWords) -> str:
    return _safe(public.told(text))


def _safe(text: str) -> str:
    """Words that neither HTML nor a template takes for anything else."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")
