"""The flows that are in force: the built-in ones and the owner's own; nothing of the store is needed for them."""

from __future__ import annotations

from pathlib import Path

from untrain.app.home import Home
from untrain.flowbook import builtin_folder, load_flows
from untrain.model.flow import Flow
from untrain.settings import Settings


def known_flows(settings: Settings) -> dict[str, Flow]:
    """All flows by slug, the owner's own over the built-in ones. Raises InputError for the first bad one."""
    return load_flows(own_flows(settings))


def own_flows(settings: Settings) -> tuple[Path, ...]:
    """The folders of own flows; what stands in a later one overrides what stands in an earlier one."""
    kept = Home(path=settings.home).flows
    return tuple(folder for folder in (kept if kept.is_dir() else None, settings.flows) if folder)


def folder_of(slug: str, settings: Settings) -> Path:
    """The folder of flows from which the flow of this platform comes."""
    own = [folder for folder in own_flows(settings) if (folder / slug / "flow.toml").is_file()]
    return own[-1] if own else builtin_folder()
