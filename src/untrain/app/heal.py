"""What runs found otherwise than the flows' first way, and what to write into the flows so that it is the first way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from untrain.app.desk import Desk
from untrain.engine.words import bare, same
from untrain.model.flow import Control, Flow, Phrase
from untrain.model.result import Result, Run

_PRIVATE: Final = re.compile(r"@|\d{4,}")
_TEST_ID: Final = re.compile(r"""get_by_test_id\(["']([\w-]+)["']\)""")
_ATTRIBUTE: Final = re.compile(r"""locator\(["'](#[A-Za-z][\w-]*|\[name=[^\]]+\])["']\)""")
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One line to add to a control of a flow: `key` as in the file ("labels.de"), and what is added there."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Healed:
    """One control that was found otherwise: what was expected, what was found, and why that was believed."""

    platform: str
    control: str
    expected: tuple[str, ...]
    found: str
    under: str
    way: str
    locator: str | None
    signs: tuple[str, ...]
    additions: tuple[Addition, ...]


def healed_in(desk: Desk, run: Run) -> tuple[Healed, ...]:
    """Every control that a run found otherwise and kept notes of, each finding once."""
    found = (_healed(desk.flows[one.platform], one, notes, _names(desk, one)) for one, notes in _noted(desk, run))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def without_notes(desk: Desk, run: Run) -> int:
    """How many controls were found otherwise, of which nothing was kept: without evidence nobody knows how."""
    noted = {id(one) for one, _ in _noted(desk, run)}
    return sum(1 for one in run.results if one.healed and id(one) not in noted)


def notes_of(desk: Desk, result: Result) -> dict[str, Any]:
    """The notes among the evidence of a result; empty where there are none."""
    for path in result.evidence:
        content = desk.home.picture(path) if path.endswith(".json") else None
        if content is not None:
            said = json.loads(content)
            return said if isinstance(said, dict) else {}
    return {}


def _noted(desk: Desk, run: Run) -> Iterator[tuple[Result, dict[str, Any]]]:
    for result in run.results:
        flow = desk.flows.get(result.platform)
        if result.healed and flow is not None and flow.control(result.control) is not None:
            notes = notes_of(desk, result)
            if isinstance(notes.get("healed"), dict):
                yield result, notes


def _names(desk: Desk, result: Result) -> frozenset[str]:
    """What this account's owner is called, word by word, as far as we were told: it belongs in no flow."""
    mine = [one for one in desk.kept.all() if (one.name, one.platform) == (result.account, result.platform)]
    said = [result.account, *(text for one in mine for text in (one.full_name, one.username, one.email) if text)]
    return frozenset(word for text in said for word in bare(text).split())


def _healed(flow: Flow, result: Result, notes: dict[str, Any], names: frozenset[str]) -> Healed | None:
    control = flow.control(result.control)
    assert control is not None
    seen, before = notes["healed"], notes.get("before", {})
    additions = [one for one in _additions(flow, control, seen, before) if not names & set(bare(one.value).split())]
    return Healed(
        platform=flow.slug,
        control=control.id,
        expected=tuple(phrase.text for phrase in control.labels) or (control.title,),
        found=str(seen.get("label") or ""),
        under=str(seen.get("heading") or ""),
        way=str(before.get("way") or "link"),
        locator=seen.get("locator"),
        signs=tuple(before.get("signs", ())),
        additions=tuple(additions),
    )


def _additions(flow: Flow, control: Control, seen: dict[str, Any], before: dict[str, Any]) -> Iterator[Addition]:
    """What the flow does not say yet, of what was seen; of things that items have, only what names none of them."""
    language = seen.get("language") or "en"
    public = control.items is None
    for key, text, known in (
        ("labels", seen.get("label"), control.labels),
        ("headings", seen.get("heading"), control.headings),
    ):
        if public and text and _is_new(text, known) and not _PRIVATE.search(text) and len(text) <= _LONGEST:
            yield Addition(key=f"{key}.{language}", value=text)
    if css := _key(seen.get("locator")):
        yield from [Addition(key="keys", value=css)] if css not in control.keys else []
    way = before.get("way", "link")
    steps = way.split(" → ")
    if not control.path and public and way != "link" and not any(_PRIVATE.search(step) for step in steps):
        yield from (Addition(key=f"path.{language}", value=step) for step in steps)
    url = before.get("address")
    if public and url and way != "link" and flow.owns(url) and not _PRIVATE.search(url) and _is_elsewhere(url, control):
        yield Addition(key="alternates", value=url)


def _is_new(text: str, known: tuple[Phrase, ...]) -> bool:
    return not any(same(text, phrase.text) for phrase in known)


def _is_elsewhere(url: str, control: Control) -> bool:
    here = urlsplit(url)
    known = [urlsplit(one) for one in (*((control.url,) if control.url else ()), *control.alternates)]
    return all((one.netloc, one.path.rstrip("/")) != (here.netloc, here.path.rstrip("/")) for one in known)


def _key(locator: str | None) -> str | None:
    """The CSS of an attribute by which Playwright would know it; None where that is words, a position or a number."""
    if locator is None:
        return None
    if match := _TEST_ID.search(locator):
        css = f'[data-testid="{match[1]}"]'
    elif match := _ATTRIBUTE.search(locator):
        css = match[1].replace("\\", "")
    else:
        return None
    return None if re.search(r"\d{2,}|:", css) else css
