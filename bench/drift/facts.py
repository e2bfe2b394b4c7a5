"""What a replica needs to know of a platform; a new switch platform is one more value here and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Another setting on the page, which has to stay as it is."""

    key: str
    label: str
    on: bool = True
    about: str = ""
    widget: str = ""


@dataclass(frozen=True, kw_only=True)
class Words:
    """Everything that a page of one platform says in one language."""

    title: str
    label: str
    about: str
    neighbours: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()
    on: str = "On"
    off: str = "Off"
    delete: str = ""
    inverted: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One platform as its replica shows it."""

    slug: str
    control: str
    name: str
    company: str
    host: str
    hosts: tuple[str, ...]
    login: str
    login_label: tuple[str, str]
    login_submit: tuple[str, str]
    two_steps: bool
    auth: str
    next_query: str
    home: str
    index: str
    parent: str
    deep: str
    fresh: str
    key: str
    save: str
    widget: str
    arrange: str
    own_keys: tuple[str, ...]
    cookies: Mapping[str, str]
    words: Mapping[str, Words]
    neighbour_keys: tuple[str, ...] = ()
    neighbour_on: tuple[bool, ...] = ()
    menu_links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def neighbours(self, lang: str) -> tuple[Neighbour, ...]:
        """The platform's own other settings on the page, in that language."""
        rows = zip(self.neighbour_keys, self.words[lang].neighbours, self.neighbour_on, strict=True)
        return tuple(Neighbour(key=key, label=label, on=on) for key, label, on in rows)
