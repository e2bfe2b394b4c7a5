"""The flows that are in force: the built-in ones and the owner's own; nothing of the store is needed for them."""

from __future__ import annotations

from pathlib import Path

from untrain.app.home import Home
from untrain.flowbook import load_flows
from untrain.model.flow import Flow
from untrain.settings import Settings


def known_flows(settings: Settings) -> dict[str, Flow]:
    """All flows by slug, the owner's own over the built-in ones. Raises InputError for the first bad one."""
    return load_flows(own_flows(settings))


def own_flows(settings: Settings) -> tuple[Path, ...]:
    """The folders of own flows; what stands in a later one overrides what stands in an earlier one."""
    kept = Home(path=settings.home).flows
    return tuple(folder for folder in (kept if kept.is_dir() else None, settings.flows) if folder)
