"""A flow file with something added, and everything else in it as it was, comments and all."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomlkit
from tomlkit.items import AoT

from untrain.app.files import write_privately
from untrain.app.heal import Addition, Healed
from untrain.flowbook import load_flow


def mended(text: str, healed: Iterable[Healed], *, today: date) -> str:
    """The text of a flow file with all additions of its controls; the version says that it was mended."""
    document = tomlkit.parse(text)
    tables = document["control"]
    assert isinstance(tables, AoT)
    changed = False
    for one in healed:
        table = next(each for each in tables if each["id"] == one.control)
        for addition in one.additions:
            changed = _add(table, addition) or changed
        if one.additions:
            _note(table, one.additions, today)
    if not changed:
        return text
    version = str(document.get("version", document["facts"])).partition("+")[0]
    fresh = f"{version}+mended.{today.isoformat()}"
    if "version" in document:
        document["version"] = fresh
        return tomlkit.dumps(document)
    return tomlkit.dumps(document).replace("\nfacts = ", f'\nversion = "{fresh}"\nfacts = ', 1)


def difference(old: str, new: str, name: str) -> str:
    """What would change, as a unified diff."""
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), name, f"{name} (mended)")
    return "".join(lines)


def keep_flow(folder: Path, slug: str, text: str) -> Path:
    """Write a flow into a folder of own flows, once it is known to load. Raises InputError when it would be refused."""
    with TemporaryDirectory(prefix="untrain-flow-") as trial:
        draft = Path(trial) / slug
        draft.mkdir()
        (draft / "flow.toml").write_text(text, encoding="utf-8")
        load_flow(draft)
    (folder / slug).mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / slug / "flow.toml"
    write_privately(file, text)
    return file


def _add(table: Any, addition: Addition) -> bool:  # noqa: ANN401 -- a table of tomlkit, which is untyped by key
    """Add one value to what stands at a key, whether that is nothing, one value or several."""
    key, _, language = addition.key.partition(".")
    if key == "path":
        table.setdefault("path", tomlkit.array()).append({language: addition.value})
        return True
    place, name = (table, key) if not language else (table.setdefault(key, tomlkit.table()), language)
    known = place.get(name)
    values = [] if known is None else list(known) if isinstance(known, list) else [known]
    if addition.value in values:
        return False
    several = len(values) > 0 or not language
    place[name] = [*values, addition.value] if several else addition.value
    return True


def _note(table: Any, additions: Iterable[Addition], today: date) -> None:  # noqa: ANN401 -- as above
    notes = [f"{key}: seen by a run on {today.isoformat()}" for key in dict.fromkeys(one.key for one in additions)]
    known = list(table.get("unconfirmed", ()))
    table["unconfirmed"] = [*known, *(note for note in notes if note not in known)]
