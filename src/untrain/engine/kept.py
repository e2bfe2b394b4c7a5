"""What a page has kept in the browser for itself, so that a fresh load can be done where none of it is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from playwright.async_api import Error, Frame, Page

from untrain.model.memory import StorageState

# Contents of databases and caches can't be compared cheaply: that there are any is enough to load elsewhere.
_KEPT: Final = """async (deeply) => {
  const rows = (storage) => Object.fromEntries(Object.entries(storage));
  let timer;
  const late = () => new Promise((tell) => { timer = setTimeout(() => tell(true), 700); });
  const deep = async () => window.__untrainShares === true || (await indexedDB.databases()).length > 0
    || (await caches.keys()).length > 0 || ((await navigator.storage.estimate()).usage || 0) > 0;
  try {
    return { origin: location.origin, local: rows(localStorage), session: rows(sessionStorage), name: window.name,
      deep: deeply && await Promise.race([deep(), late()]) };
  } catch {
    return null; // a document without an origin of its own keeps nothing
  } finally {
    clearTimeout(timer); // or the page would not be at rest before it rings
  }
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a page could remember across a load, and the cookies beside it, as they were at one moment."""

    cookies: tuple[Mapping[str, Any], ...]
    frames: tuple[Mapping[str, Any], ...]

    @property
    def by_script(self) -> object:
        """Everything of it that a script can have written."""
        names = ("name", "value", "domain", "path")
        mine = sorted(tuple(str(one.get(name)) for name in names) for one in self.cookies if not one.get("httpOnly"))
        return mine, sorted(({**frame, "deep": None} for frame in self.frames), key=str)

    @property
    def deep(self) -> bool:
        """Whether there is a store that can't be compared: a database, a cache, a worker that several pages share."""
        return any(frame["deep"] for frame in self.frames)

    def nothing_since(self, before: Kept) -> bool:
        """Whether no script can have kept anything since `before`; this one was looked at `deeply`."""
        return not self.deep and self.by_script == before.by_script


async def kept_by(page: Page, *, deeply: bool = False) -> Kept:
    """What this page, with all its frames, has kept until now; only with `deeply` whether it is `deep`."""
    cookies = cast(list[Mapping[str, Any]], await page.context.cookies())
    there = [frame for frame in page.frames if frame.url.startswith("http")]
    frames = await asyncio.gather(*(_kept_by_frame(frame, deeply=deeply) for frame in there))
    return Kept(cookies=tuple(cookies), frames=tuple(frame for frame in frames if frame is not None))


async def _kept_by_frame(frame: Frame, *, deeply: bool) -> Mapping[str, Any] | None:
    try:
        return cast(Mapping[str, Any] | None, await frame.evaluate(_KEPT, deeply))
    except Error:
        return None  # it has gone meanwhile


async def renewed(page: Page, before: Kept) -> StorageState:
    """The session as it was `before`, with the cookies that only the server can have set since: what a page's own
    script has kept meanwhile is not in it."""
    now = cast(dict[str, list[dict[str, Any]]], await page.context.storage_state())
    script_made = [one for one in before.cookies if not one.get("httpOnly")]
    known = {str(frame["origin"]): frame["local"] for frame in before.frames}
    others = [one for one in now["origins"] if one["origin"] not in known]
    return {
        "cookies": [*script_made, *(one for one in now["cookies"] if one.get("httpOnly"))],
        "origins": [*others, *(_origin(origin, rows) for origin, rows in known.items() if rows)],
    }


def _origin(origin: str, rows: Mapping[str, str]) -> dict[str, object]:
    return {"origin": origin, "localStorage": [{"name": name, "value": value} for name, value in rows.items()]}
