"""A page told without anybody in it: its structure and public words; every other word by its length alone.

By an allow-list: a word stays only where the flow or the lexicon knows it, so that what nobody thought of is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from untrain.engine import words
from untrain.engine.see import DIALOG_ROLES, FIELD_ROLES, Node, Tree
from untrain.model.account import Account
from untrain.model.flow import Flow

_STATES: Final = ("checked", "pressed", "selected", "disabled", "expanded", "level")
_MOST: Final = 400
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MASKED: Final = re.compile(r"\S+")
_LENGTH: Final = re.compile(r"<\d+ letters>")
_QUOTED: Final = re.compile(r"“[^”]*”")
_PRIVATE: Final = re.compile(r"\S*@\S*|https?://\S+|\S*\d{3,}\S*")


@dataclass(frozen=True, slots=True)
class PublicWords:
    """What may be told of a page: whole texts of the flow, and single words of the flow and of the lexicon."""

    texts: frozenset[str]
    words: frozenset[str]

    def told(self, text: str) -> str:
        """`text` as it may be told: whole where it is known, else with every unknown word as dots, else its length."""
        if not text.strip():
            return ""
        if words.plain(text) in self.texts:
            return text if not _PRIVATE.search(text) else f"<{len(text)} letters>"
        parts = _MASKED.findall(text)
        kept = [self._part(part) for part in parts]
        known = sum(part == said for part, said in zip(parts, kept, strict=True))
        if known < 2 or known * 2 < len(parts):
            return f"<{len(text)} letters>"
        return " ".join(kept)

    def again(self, told: str) -> str:
        """What was told already, once more: dots and lengths stay, and a word that is not known becomes dots."""
        if _LENGTH.fullmatch(told) or words.plain(told) in self.texts:
            return told
        return " ".join(part if set(part) == {"•"} else self._part(part) for part in told.split())

    def sentence(self, text: str) -> str:
        """A sentence of our own, whose quotations are told as above."""
        said = _QUOTED.sub(lambda match: f"“{self.told(match[0][1:-1])}”", text)
        return _PRIVATE.sub("•••", said)

    def _part(self, part: str) -> str:
        bare = _WORD.findall(part)
        known = bool(bare) and not re.search(r"[\d@/_]", part) and all(words.fold(one) in self.words for one in bare)
        return part if known else "•" * min(len(part), 12)


def public_words(flow: Flow, account: Account | None = None) -> PublicWords:
    """What may be told of the pages of a platform; no word that is part of what this account is called."""
    person = (account.name, account.full_name, account.username, account.email) if account else ()
    names = {words.fold(word) for text in person if text for word in _WORD.findall(text)}
    public = public_texts(_texts_of(flow))
    return PublicWords(public.texts, public.words - names)


def public_texts(texts: Iterable[str]) -> PublicWords:
    """What may be told of a page on which these texts are the platform's own."""
    known = tuple(texts)
    own = frozenset(words.fold(word) for text in known for word in _WORD.findall(text))
    return PublicWords(frozenset(words.plain(text) for text in known if "{" not in text), own | _lexicon_words())


def is_public(text: str) -> bool:
    """Whether a text has several words, and each is one of the lexicon, so that it can hold nothing of a person."""
    found = _WORD.findall(text)
    return len(found) > 1 and not re.search(r"[\d@]", text) and all(map(_is_known, map(words.fold, found)))


def _is_known(word: str) -> bool:
    return word in _lexicon_words() or word.startswith(_lexicon_stems())


def outline(tree: Tree, public: PublicWords) -> list[dict[str, object]]:
    """The main part of a page and its dialogs, redacted: roles, states, public words."""
    tops = [node for node in tree.nodes() if node.role == "main" or node.role in DIALOG_ROLES]
    tops = [node for node in tops if not any(above in tops for above in tree.up(node))] or [tree.root]
    left = [_MOST]
    return [_told(node, public, left) for node in tops]


def _told(node: Node, public: PublicWords, left: list[int]) -> dict[str, object]:
    left[0] -= 1
    filled = node.role in FIELD_ROLES
    known = {
        "role": node.role,
        "name": public.told(node.name),
        "text": "" if filled else public.told(node.text),
        "states": {key: node.states[key] or True for key in _STATES if key in node.states},
    }
    said: dict[str, object] = {key: value for key, value in known.items() if value}
    below = [] if filled else [_told(child, public, left) for child in node.children if left[0] > 0]
    return {**said, "children": below} if below else said


def _texts_of(flow: Flow) -> Iterable[str]:
    for control in flow.controls:
        yield control.title
        phrases = (
            *control.labels, *control.headings, *control.neighbours, *control.out_options, *control.in_options,
            *control.confirm, *control.save, *control.not_offered, *(one for step in control.path for one in step),
        )  # fmt: skip
        yield from (phrase.text for phrase in phrases)


@cache
def _lexicon_words() -> frozenset[str]:
    return frozenset(word for text in words.known_words() for word in _WORD.findall(text) if len(word) > 1)


@cache
def _lexicon_stems() -> tuple[str, ...]:
    """The beginnings of words that the lexicon leaves open ("train*"), so far as they are long enough to tell."""
    parts = (part for text in words.known_words() for part in text.split())
    return tuple(
        sorted({part[:-1] for part in parts if len(part) > 4 and _WORD.fullmatch(part[:-1]) and part[-1] == "*"})
    )
