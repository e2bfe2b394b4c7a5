"""What settings pages say in one language: hand-written phrases, as designers and translators write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """The phrases of one language. `{b}` is the platform's name.

    `labels` say plainly that on means: my data trains AI. `inverted` say the opposite. `short` are all that is left of
    a label on a small screen. `lookalikes` are other settings about data or AI, `hard` those that come closest.
    """

    labels: tuple[str, ...]
    inverted: tuple[str, ...]
    short: tuple[str, ...]
    titles: tuple[str, ...]
    plain_titles: tuple[str, ...]
    lookalikes: tuple[str, ...]
    hard: tuple[str, ...]
    rivals: tuple[tuple[str, str], ...]
    unrelated: tuple[str, ...]
    notes: tuple[str, ...]
    about: str
    menu: tuple[str, ...]
    buttons: tuple[str, ...]
    on: str
    off: str
    pairs: tuple[tuple[str, str], ...]
    neutral_pairs: tuple[tuple[str, str], ...]
    verbs: Mapping[str, str]
    done: str
