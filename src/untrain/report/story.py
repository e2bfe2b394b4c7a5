"""A run as a person reads it: what needs them first, then platform by platform what was done, and how sure we are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from untrain.model.flow import Control, Flow
from untrain.model.history import CameBack
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Result, Run
from untrain.report.next_move import NextMove, next_move, page_of
from untrain.report.records import key_of
from untrain.report.words import WORDS, Tone, Words, headline, rest, story_of_platform

Pictures = Callable[[str], bytes | None]
"""Gives the content of an evidence file by its path in a result, or None where it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the control, and what it shows."""

    content: bytes
    caption: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One result, in words and pictures."""

    anchor: str
    result: Result
    words: Words
    platform: str
    control: str
    pictures: Sequence[Picture]
    move: NextMove | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A control that came back on: the card of now, when it was last off, and the pictures from then and now."""

    card: Card
    off_at: datetime | None
    pictures: Sequence[Picture]
    evidence: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be done for one account, or in the very same words for several."""

    accounts: str
    detail: str
    command: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is left to the owner on one control, for one account or for several."""

    words: Words
    platform: str
    control: str
    link: str | None
    advice: str | None
    would_say: str | None
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One control, what became of it for each account, what it does not cover, and how sure we are of it."""

    anchor: str
    title: str
    link: str | None
    cards: Sequence[Card]
    scope: Sequence[str]
    sure: Sequence[str]
    unconfirmed: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One platform and its controls."""

    slug: str
    title: str
    story: str
    chapters: Sequence[Chapter]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole report."""

    run: Run
    headline: str
    rest: str
    tones: Sequence[Tone]
    returns: Sequence[Return]
    errands: Sequence[Errand]
    parts: Sequence[Part]


def story_of(run: Run, flows: Mapping[str, Flow], pictures: Pictures, came_back: Iterable[CameBack] = ()) -> Story:
    """The run as a person reads it; a platform that no flow describes any more is told with what the results say."""
    in_order = sorted(run.results, key=lambda result: (result.account, result.item or ""))
    cards = [_card(number, result, flows, pictures) for number, result in enumerate(in_order, start=1)]
    return Story(
        run=run,
        headline=headline(run.results),
        rest=rest(run.results),
        tones=sorted((card.words.tone for card in cards), key=list(Tone).index),
        returns=_returns(cards, came_back, pictures),
        errands=sorted(_errands(cards), key=_first_the_owners),
        parts=[_part(slug, flows.get(slug), cards) for slug in _platforms(run)],
    )


def _returns(cards: Sequence[Card], came_back: Iterable[CameBack], pictures: Pictures) -> list[Return]:
    backs = {key_of(back.on.result): back for back in came_back}
    return [_return(card, back, pictures) for card in cards if (back := backs.get(key_of(card.result)))]


def _return(card: Card, back: CameBack, pictures: Pictures) -> Return:
    off = back.off.result if back.off else None
    return Return(
        card=card,
        off_at=off.seen_at if off else None,
        pictures=[*_seen_off(off, card.control, pictures), *card.pictures],
        evidence=[*(off.evidence if off else ()), *card.result.evidence],
    )


def _seen_off(off: Result | None, title: str, pictures: Pictures) -> list[Picture]:
    """The newest picture of when it was off."""
    content = off and (_content(off, "after", pictures) or _content(off, "before", pictures))
    if off is None or not content:
        return []
    caption = f"Off, on {long_date(off.seen_at)}"
    return [Picture(content=content, caption=caption, alt=_alt(title, caption, DataUse.OFF))]


def _errands(cards: Sequence[Card]) -> list[Errand]:
    """Cards of the same control and outcome make one errand."""
    together: dict[tuple[str, str, Outcome], list[Card]] = {}
    for card in cards:
        if card.move:
            together.setdefault((card.result.platform, card.result.control, card.result.outcome), []).append(card)
    return [_errand(mine) for mine in together.values()]


def _errand(cards: Sequence[Card]) -> Errand:
    first = cards[0]
    assert first.move is not None
    return Errand(
        words=first.words,
        platform=first.platform,
        control=first.control,
        link=first.move.link,
        advice=first.move.advice if all(card.result.detail != first.move.advice for card in cards) else None,
        would_say=first.move.would_say,
        steps=_steps(cards),
    )


def _steps(cards: Sequence[Card]) -> list[Step]:
    together: dict[tuple[str, str | None], list[str]] = {}
    for card in cards:
        command = card.move.command if card.move else None
        together.setdefault((card.result.detail, command), []).append(_whose(card.result))
    return [
        Step(accounts=", ".join(names), detail=detail, command=command) for (detail, command), names in together.items()
    ]


def _whose(result: Result) -> str:
    return f"{result.account}: {result.item}" if result.item else result.account


def _first_the_owners(errand: Errand) -> bool:
    return errand.words is not WORDS[Outcome.NEEDS_HUMAN]


def _platforms(run: Run) -> list[str]:
    return sorted({result.platform for result in run.results})


def _part(slug: str, flow: Flow | None, cards: Sequence[Card]) -> Part:
    mine = [card for card in cards if card.result.platform == slug]
    known = [control.id for control in flow.controls] if flow else []
    found = dict.fromkeys(card.result.control for card in mine)
    controls = sorted(found, key=lambda each: known.index(each) if each in known else len(known))
    return Part(
        slug=slug,
        title=flow.title if flow else slug,
        story=story_of_platform(flow.title if flow else slug, (card.result.outcome for card in mine)),
        chapters=[_chapter(flow, slug, each, [c for c in mine if c.result.control == each]) for each in controls],
    )


def _chapter(flow: Flow | None, slug: str, control_id: str, cards: Sequence[Card]) -> Chapter:
    control = flow.control(control_id) if flow else None
    return Chapter(
        anchor=f"{slug}-{control_id}",
        title=control.title if control else control_id,
        link=page_of(control),
        cards=cards,
        scope=control.scope if control else (),
        sure=_how_sure(flow, control),
        unconfirmed=control.unconfirmed if control else (),
    )


def _how_sure(flow: Flow | None, control: Control | None) -> list[str]:
    """How old our knowledge of this control is, and whether a person has seen it work."""
    if flow is None or control is None:
        return ["This control is no longer described by a flow."]
    gathered = f"Its facts were gathered on {long_date(flow.facts)}."
    if control.confirmed is None:
        return [gathered, "Not yet confirmed live by a person."]
    return [gathered, f"A person last saw it work on the live site on {long_date(control.confirmed)}."]


def long_date(day: date) -> str:
    """The day in words, such as 22 November 2026."""
    return f"{day.day} {day:%B %Y}"


def _card(number: int, result: Result, flows: Mapping[str, Flow], pictures: Pictures) -> Card:
    flow = flows.get(result.platform)
    control = flow.control(result.control) if flow else None
    title = control.title if control else result.control
    return Card(
        anchor=f"result-{number}",
        result=result,
        words=WORDS[result.outcome],
        platform=flow.title if flow else result.platform,
        control=title,
        pictures=_pictures(result, title, pictures),
        move=next_move(result, control),
    )


def _pictures(result: Result, title: str, pictures: Pictures) -> list[Picture]:
    """The pictures of the control, the one from before in front; a lone one shows it as it was found."""
    contents = {moment: content for moment in ("before", "after") if (content := _content(result, moment, pictures))}
    captions = {"before": "Before" if "after" in contents else "As found", "after": "After, on a fresh load"}
    uses = {"before": result.before, "after": result.after}
    return [
        Picture(content=content, caption=captions[moment], alt=_alt(title, captions[moment], uses[moment]))
        for moment, content in contents.items()
    ]


def _content(result: Result, moment: str, pictures: Pictures) -> bytes | None:
    path = next((path for path in result.evidence if path.endswith(f"-{moment}.png")), None)
    return None if path is None else pictures(path)


def _alt(title: str, caption: str, use: DataUse | None) -> str:
    state = f": data use is {use}" if use else ""
    return f"{title}. {caption}{state}"
