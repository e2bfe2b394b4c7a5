"""Evidence: what was seen of a control before and after, and nothing else of the page. Files have mode 0600."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from loguru import logger
from playwright.async_api import Error, FloatRect

from untrain.engine.healed import seen
from untrain.engine.hush import hush_cookies
from untrain.engine.opening import Opened
from untrain.engine.redaction import outline, public_words
from untrain.engine.see import Node
from untrain.engine.tab import Acknowledgement, Tab, addresses
from untrain.model.account import Account
from untrain.model.errors import JobError
from untrain.model.flow import Control
from untrain.model.items import PLACE
from untrain.model.result import Evidence
from untrain.model.secret import redact


@dataclass(slots=True)
class Folder:
    """Where the evidence of one control goes; `name` begins the name of each file."""

    home: Path
    run_id: str
    name: str
    how: Evidence
    written: list[str] = field(default_factory=list)
    _notes: dict[str, Any] = field(default_factory=dict)

    async def keep(self, moment: str, tab: Tab, opened: Opened) -> None:
        """Keep what the control looks like at this moment ("before", "after")."""
        if self.how is Evidence.NONE:
            return
        await hush_cookies(tab.page.context, tab.flow)
        self._notes[moment] = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "address": _address(opened.sight.url),
            "way": opened.way,
            "data_use": opened.reading.on,
            "disabled": opened.reading.disabled,
            "signs": opened.found.reasons,
            "region": _outline(_region(opened)),
        }
        if opened.found.healed and moment == "before":
            self._notes["healed"] = await seen(tab.page, opened)
        if self.how is Evidence.FULL:
            await self._picture(moment, tab, opened)
        self._write_notes()

    async def drifted(self, tab: Tab, control: Control, account: Account) -> None:
        """Keep what the control's page looks like, where nothing was identified: its structure and public words."""
        if self.how is Evidence.NONE:
            return
        known = [url for url in addresses(control) if PLACE not in url]
        try:
            if known and not tab.at(known):  # the search for it ended elsewhere
                await tab.open(known[0])
                await tab.rest(2.0)
            sight = await tab.see()
        except JobError:
            return  # the page has gone, and so has what could be kept
        public = public_words(tab.flow, account)
        self.note("drifted", {"at_address": tab.at(known), "page": outline(sight.tree, public)})

    def note(self, what: str, said: object) -> None:
        """Keep a plain fact beside the pictures, such as what was sent."""
        if self.how is not Evidence.NONE:
            self._notes[what] = said
            self._write_notes()

    def acknowledged(self, answers: Sequence[Acknowledgement]) -> None:
        """Keep how the platform answered: method, path, status; no bodies."""
        if answers:
            said = [{"method": one.method, "path": one.path, "status": one.status} for one in answers]
            self.note("acknowledged", said)

    async def _picture(self, moment: str, tab: Tab, opened: Opened) -> None:
        place = next(
            (said.region for said in (opened.found.facts, *opened.facts.values()) if said and said.region), None
        )
        if place is None:
            return
        clip = FloatRect(x=place["x"], y=place["y"], width=place["width"], height=place["height"])
        try:
            picture = await tab.page.screenshot(clip=clip, timeout=4000, animations="disabled", caret="hide")
        except Error:
            logger.debug("no picture could be taken of {}", self.name)
            return
        self._write(f"{self.name}-{moment}.png", picture)

    def _write_notes(self) -> None:
        said = json.dumps(self._notes, ensure_ascii=False, indent=1, default=str)
        self._write(f"{self.name}.json", redact(said).encode())

    def _write(self, file: str, content: bytes) -> None:
        """Write privately; a disk that is full costs evidence, never the result."""
        folder = self.home / "evidence" / self.run_id
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(folder / file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
        except OSError as error:
            logger.warning("evidence could not be kept in {}: {}", folder, error.strerror)
            return
        path = f"evidence/{self.run_id}/{file}"
        if path not in self.written:
            self.written.append(path)


def _address(url: str) -> str:
    """An address without its query, which may hold what is nobody's business."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{parts.path}"


def _region(opened: Opened) -> Node:
    """The part of the tree that holds the control and the words beside it, and as little else as can be."""
    candidate = opened.found.candidate
    region = candidate.node
    for above in opened.sight.tree.up(candidate.node):
        if above.role in ("main", "page") or set(candidate.near) <= set(region.texts()):
            break
        region = above
    return region


def _outline(node: Node) -> dict[str, object]:
    """A part of the accessibility tree, as plain values."""
    states = {key: value or True for key, value in node.states.items() if key not in ("ref", "cursor")}
    known = {"role": node.role, "name": node.name, "text": node.text, "states": states}
    outline: dict[str, object] = {key: value for key, value in known.items() if value}
    if node.children:
        outline["children"] = [_outline(child) for child in node.children]
    return outline
