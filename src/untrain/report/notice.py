"""A notice: one digest of what is new, what came back on first, then what needs the person, each with its next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from untrain.model.flow import Control, Flow
from untrain.model.history import News, NewsKind, Reading
from untrain.model.notice import ACTIONS
from untrain.model.outcome import Outcome
from untrain.model.result import Result
from untrain.report.next_move import next_move
from untrain.report.words import harmless

_PHRASES: Final = {  # for the title, in the order in which a person wants to know
    NewsKind.CAME_BACK: "{} came back on",
    NewsKind.FOUND_ON: "{} on",
    NewsKind.NEEDS_YOU: "{} waiting for you",
    NewsKind.UNSAFE: "{} stopped for safety",
    NewsKind.TERMS_CHANGED: "{} changed terms",
    NewsKind.SWITCHED_OFF: "{} switched off",
    NewsKind.OFFERED: "{} newly offered",
    NewsKind.WITHDRAWN: "{} not offered any more",
    NewsKind.UNCLEAR: "{} not found for certain",
    NewsKind.NOT_SAVED: "{} not saved",
    NewsKind.TERMS_UNCLEAR: "{} of the terms not readable",
    NewsKind.FAILING: "{} failing",
    NewsKind.FIRST: "{} looked at for the first time",
    NewsKind.WELL_AGAIN: "{} well again",
}
_LINES: Final = {
    NewsKind.FOUND_ON: "It is on.",
    NewsKind.SWITCHED_OFF: "It was on, and is off now.",
    NewsKind.OFFERED: "It is offered now, and it is off.",
    NewsKind.WITHDRAWN: "It is not offered any more.",
    NewsKind.TERMS_UNCLEAR: "Its terms can't be read, so a change would not be seen.",
    NewsKind.FAILING: "It could not be looked at several times in a row.",
    NewsKind.FIRST: "It was looked at for the first time.",
    NewsKind.WELL_AGAIN: "It can be looked at again.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of news with the reading that says so, and the one before it."""

    news: News
    now: Reading | None = None
    before: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent: plain text."""

    title: str
    body: str


def message_of(
    items: Sequence[Item], flows: Mapping[str, Flow], *, lost: int = 0, lost_at: datetime | None = None
) -> Message:
    """One message about all of it; it mentions how much of earlier ones may not have arrived, and where to look."""
    parts = [
        _part("CAME BACK ON", _told(items, flows, {NewsKind.CAME_BACK})),
        _part("NEEDS YOU", _told(items, flows, ACTIONS - {NewsKind.CAME_BACK})),
        _part("NEW", _told(items, flows, frozenset(NewsKind) - ACTIONS)),
    ]
    if lost:
        since = f" since {lost_at:%Y-%m-%d}" if lost_at else ""
        parts.append(f"Earlier notices about {lost} more may not have arrived{since}; see: untrain history")
    return Message(title=f"untrain: {_title(items)}", body="\n\n".join(part for part in parts if part))


def _title(items: Iterable[Item]) -> str:
    kinds = [item.news.kind for item in items]
    return ", ".join(words.format(kinds.count(kind)) for kind, words in _PHRASES.items() if kind in kinds)


def _part(heading: str, lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f"{heading}\n{text}" if text else ""


def _told(items: Iterable[Item], flows: Mapping[str, Flow], kinds: Iterable[NewsKind]) -> Iterator[str]:
    """A line for each, with its next step below it; what is the same for several controls is told once."""
    wanted, seen = frozenset(kinds), set[tuple[str, ...]]()
    for item in items:
        if item.news.kind in wanted:
            lines = tuple(_lines(item, flows.get(item.news.platform)))
            if lines not in seen:
                seen.add(lines)
                yield from lines


def _lines(item: Item, flow: Flow | None) -> Iterator[str]:
    news = item.news
    platform = flow.title if flow else news.platform
    control = flow.control(news.control) if flow and news.control else None
    said = harmless(_said(item))
    if news.account is None:
        yield harmless(f"{platform}: {said}")
    else:
        title = control.title if control else news.control
        what = "" if news.kind is NewsKind.NEEDS_YOU else f", {title}"
        item_name = f" ({news.item})" if news.item else ""
        yield harmless(f"{news.account}: {platform}{what}{item_name}. {said}")
    yield from (f"  {harmless(line)}" for line in news.lines)
    if news.kind is NewsKind.CAME_BACK:
        yield f"  evidence: {_proof(item.before)} (off), {_proof(item.now)} (on)"
    if news.kind in ACTIONS and item.now is not None:
        yield from _next_step(item.now.result, control)
    elif news.link:
        yield f"  {news.link}"


def _said(item: Item) -> str:
    news = item.news
    if news.kind is NewsKind.CAME_BACK:
        return _came_back(item)
    if news.kind is NewsKind.TERMS_CHANGED:
        return "What it says about your data has changed."
    return _LINES.get(news.kind) or (item.now.result.detail if item.now else "")


def _came_back(item: Item) -> str:
    was = f"It was off on {item.before.result.seen_at:%Y-%m-%d}" if item.before else "It had been off"
    again = " It was switched off again." if item.now and item.now.result.outcome is Outcome.OPTED_OUT else ""
    return f"{was}, and on {item.news.at:%Y-%m-%d} it was found on.{again}"


def _proof(reading: Reading | None) -> str:
    """The most telling evidence file of a reading: its picture, where there is one."""
    files = reading.result.evidence if reading else ()
    return next((file for file in files if file.endswith(".png")), files[0] if files else "none kept")


def _next_step(result: Result, control: Control | None) -> Iterator[str]:
    move = next_move(result, control)
    if move is None:
        return
    if move.advice and not move.command:
        yield f"  {harmless(move.advice)}"
    if move.command and move.command not in result.detail and "`" not in result.detail:
        yield f"  {move.command}"
    if move.link:
        yield f"  {move.link}"
