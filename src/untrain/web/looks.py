"""How what stands is shown: a word, a tone, and, from the tone, an icon; never a colour alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from untrain.model.history import NewsKind, Standing, Status
from untrain.model.outcome import Outcome
from untrain.report.words import WORDS, Tone


def said(text: str) -> str:
    """The text itself; it marks what the catalogues have to translate."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A word (to be translated) and its tone."""

    label: str
    tone: Tone


NEVER: Final = Look(label=said("Not looked at yet"), tone=Tone.CALM)
CAME_BACK: Final = Look(label=said("Came back on"), tone=Tone.BAD)
NO_ACCOUNT: Final = Look(label=said("No account"), tone=Tone.CALM)
_OFF: Final = Look(label=said("Off"), tone=Tone.GOOD)
LOOKS: Final = {
    **{outcome: Look(label=words.label, tone=words.tone) for outcome, words in WORDS.items()},
    Outcome.OPTED_OUT: _OFF,
    Outcome.ALREADY_OUT: _OFF,
}
STATUSES: Final = {
    Status.ON: said("on"),
    Status.OFF: said("off"),
    Status.NOT_OFFERED: said("not offered"),
    None: said("not known"),
}
NEWS: Final = {
    NewsKind.FIRST: said("first look"),
    NewsKind.FOUND_ON: said("found on"),
    NewsKind.CAME_BACK: said("came back on"),
    NewsKind.SWITCHED_OFF: said("switched off"),
    NewsKind.OFFERED: said("offered from now on"),
    NewsKind.WITHDRAWN: said("not offered any more"),
    NewsKind.NEEDS_YOU: said("needs you"),
    NewsKind.UNSAFE: said("stopped for safety"),
    NewsKind.UNCLEAR: said("not found for certain"),
    NewsKind.NOT_SAVED: said("did not hold"),
    NewsKind.FAILING: said("fails again and again"),
    NewsKind.WELL_AGAIN: said("well again"),
    NewsKind.TERMS_CHANGED: said("terms changed"),
    NewsKind.TERMS_UNCLEAR: said("terms can't be read"),
}
WORST_FIRST: Final = (
    Outcome.OPTED_IN,
    Outcome.UNSAFE,
    Outcome.NOT_SAVED,
    Outcome.NEEDS_HUMAN,
    Outcome.LOCKED,
    Outcome.DRIFTED,
    Outcome.FAILED,
    Outcome.SUBMITTED,
    Outcome.NO_CONTROL,
    Outcome.UNAVAILABLE,
    Outcome.OPTED_OUT,
    Outcome.ALREADY_OUT,
)
"""In the order in which a person wants to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """All controls of an account on a platform in one look: the worst of them, and how many are so."""

    look: Look
    alike: int = 1
    of: int = 1
    last_known: Status | None = None


def look_of(standing: Standing, came_back: Collection[int] = ()) -> Look:
    """How this control is shown; `came_back` are the newest readings of those that did."""
    if standing.last in came_back and standing.outcome.good is False:
        return CAME_BACK
    return LOOKS[standing.outcome]


def last_known(standing: Standing) -> Status | None:
    """What it was known to be before the last look, where that look could not say."""
    sure = standing.outcome in (*_SAY_ON, *_SAY_OFF, Outcome.UNAVAILABLE)
    return None if sure else standing.status


_SAY_ON: Final = (Outcome.OPTED_IN, Outcome.LOCKED)
_SAY_OFF: Final = (Outcome.OPTED_OUT, Outcome.ALREADY_OUT)


def cell_of(standings: Sequence[Standing], came_back: Collection[int] = ()) -> Cell:
    """The one look for all these controls of an account on a platform."""
    shown = [one for one in standings if not _overtaken(one, standings)]
    if not shown:
        return Cell(look=NEVER)
    looks = [look_of(one, came_back) for one in shown]
    if CAME_BACK in looks:
        return Cell(look=CAME_BACK, alike=looks.count(CAME_BACK), of=len(looks))
    worst = min(shown, key=lambda one: WORST_FIRST.index(one.outcome))
    look = look_of(worst)
    return Cell(look=look, alike=looks.count(look), of=len(looks), last_known=last_known(worst))


def _overtaken(one: Standing, among: Sequence[Standing]) -> bool:
    """Whether it told of all items at once, and they were told of one by one since."""
    return one.item is None and any(
        other.item is not None and other.control == one.control and other.last > one.last for other in among
    )
