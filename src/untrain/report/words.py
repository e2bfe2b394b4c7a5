"""The outcomes in the owner's words: what a report calls them, and what it says about a whole run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from untrain.model.outcome import Outcome
from untrain.model.result import Result


class Tone(StrEnum):
    """How an outcome is shown; the icon and the words say the same without the colour."""

    GOOD = "good"
    CALM = "calm"
    YOURS = "yours"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An outcome as it is shown: a label, what it means, its tone, and a sign for terminals."""

    label: str
    meaning: str
    tone: Tone
    sign: str


WORDS: Final = {
    Outcome.OPTED_OUT: Words(
        label="Switched off",
        meaning="It was on. It was switched off, and a fresh load of the page shows it off.",
        tone=Tone.GOOD,
        sign="✔",
    ),
    Outcome.ALREADY_OUT: Words(
        label="Off already", meaning="It was off before we came. Nothing was touched.", tone=Tone.GOOD, sign="✔"
    ),
    Outcome.SUBMITTED: Words(
        label="Request sent",
        meaning="A request was sent, and the platform acknowledged it. The platform decides.",
        tone=Tone.GOOD,
        sign="✉",
    ),
    Outcome.UNAVAILABLE: Words(
        label="Not offered",
        meaning="The platform does not offer this to this account: its region or plan, or it was withdrawn.",
        tone=Tone.CALM,
        sign="–",
    ),
    Outcome.NO_CONTROL: Words(
        label="Nothing to switch", meaning="The platform offers nothing to switch.", tone=Tone.CALM, sign="–"
    ),
    Outcome.OPTED_IN: Words(
        label="On",
        meaning="The platform may use the data. This was a check, so nothing was changed.",
        tone=Tone.BAD,
        sign="●",
    ),
    Outcome.NEEDS_HUMAN: Words(
        label="Needs you", meaning="Only you can take the next step.", tone=Tone.YOURS, sign="☞"
    ),
    Outcome.LOCKED: Words(
        label="Locked",
        meaning="It is on, and this account may not change it: an organisation manages it.",
        tone=Tone.YOURS,
        sign="▣",
    ),
    Outcome.DRIFTED: Words(
        label="Not found for certain",
        meaning="The setting could not be identified with certainty. Nothing was changed.",
        tone=Tone.BAD,
        sign="?",
    ),
    Outcome.NOT_SAVED: Words(
        label="Did not hold",
        meaning="It was switched, and the platform did not keep it.",
        tone=Tone.BAD,
        sign="↺",
    ),
    Outcome.UNSAFE: Words(
        label="Stopped for safety",
        meaning="A page was not what it claimed to be. Nothing was typed into it.",
        tone=Tone.BAD,
        sign="!",
    ),
    Outcome.FAILED: Words(
        label="Failed",
        meaning="The network, the server or the browser failed, also after retries.",
        tone=Tone.BAD,
        sign="✘",
    ),
}

_NEITHER_ON_NOR_OFF: Final = (Outcome.SUBMITTED, Outcome.UNAVAILABLE, Outcome.NO_CONTROL)

_PHRASES: Final = (  # singular and plural, in the order in which a person wants to know
    (Outcome.NEEDS_HUMAN, "1 needs you", "{} need you"),
    (Outcome.OPTED_IN, "1 is on", "{} are on"),
    (Outcome.LOCKED, "1 is locked", "{} are locked"),
    (Outcome.NOT_SAVED, "1 did not hold", "{} did not hold"),
    (Outcome.DRIFTED, "1 was not found for certain", "{} were not found for certain"),
    (Outcome.UNSAFE, "1 was stopped for safety", "{} were stopped for safety"),
    (Outcome.FAILED, "1 failed", "{} failed"),
    (Outcome.SUBMITTED, "1 request waits for its answer", "{} requests wait for their answer"),
    (Outcome.UNAVAILABLE, "1 is not offered", "{} are not offered"),
    (Outcome.NO_CONTROL, "1 has nothing to switch", "{} have nothing to switch"),
)


def counts(results: Iterable[Result]) -> dict[Outcome, int]:
    """How often each outcome occurs, in the order of the contract; those that don't occur are left out."""
    found = Counter(result.outcome for result in results)
    return {outcome: found[outcome] for outcome in Outcome if found[outcome]}


def headline(results: Iterable[Result]) -> str:
    """The first sentence of a report, such as "4 of 6 are off"; it counts only what could be off at all."""
    found = counts(results)
    off = found.get(Outcome.OPTED_OUT, 0) + found.get(Outcome.ALREADY_OUT, 0)
    total = sum(number for outcome, number in found.items() if outcome not in _NEITHER_ON_NOR_OFF)
    if not found:
        return "Nothing was finished."
    if total == 0:
        return "Nothing was to be switched off."
    if total == off:
        return {1: "It is off.", 2: "Both are off."}.get(total, f"All {total} are off.")
    return f"{off or 'None'} of {total} {'is' if off == 1 else 'are'} off."


def rest(results: Iterable[Result]) -> str:
    """The sentences after the headline, as "1 needs you. 1 request waits for its answer"; empty when all is off."""
    found = counts(results)
    phrases = (
        one if found[outcome] == 1 else many.format(found[outcome])
        for outcome, one, many in _PHRASES
        if outcome in found
    )
    return " ".join(f"{phrase}." for phrase in phrases)


_DONE: Final = (Outcome.OPTED_OUT, Outcome.ALREADY_OUT, Outcome.SUBMITTED)
_STORY: Final = {  # in the order in which it is told
    Outcome.UNAVAILABLE: "not offered to you",
    Outcome.NO_CONTROL: "with nothing to switch",
    Outcome.OPTED_IN: "on",
    Outcome.LOCKED: "locked",
    Outcome.NOT_SAVED: "did not hold",
    Outcome.DRIFTED: "not found for certain",
    Outcome.UNSAFE: "stopped for safety",
    Outcome.FAILED: "failed",
}


def story_of_platform(title: str, outcomes: Iterable[Outcome]) -> str:
    """One platform in one line, such as "ChatGPT: 5 of 7 done, 1 not offered to you, 1 needs you"."""
    found = Counter(outcomes)
    done = sum(found[outcome] for outcome in _DONE)
    parts = [f"{done} of {found.total()} done"]
    parts += [f"{found[outcome]} {words}" for outcome, words in _STORY.items() if found[outcome]]
    yours = found[Outcome.NEEDS_HUMAN]
    parts += [f"{yours} need{'s' if yours == 1 else ''} you"] if yours else []
    return f"{title}: {', '.join(parts)}"


_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """`text` on one line, without characters that could move a cursor or turn the writing direction."""
    return _CONTROLS.sub("�", " ".join(text.split()))
