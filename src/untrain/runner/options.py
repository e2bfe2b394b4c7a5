"""How a run is done: everything that the user or a setting may choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from untrain.engine.browser import BrowserOptions
from untrain.model.result import Evidence
from untrain.model.turn import Caller, Waiting, unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """How a job is handed to a person: the browser that shows their window, who tells them, for how many seconds they
    are waited for, and where they see it."""

    browser: BrowserOptions
    callers: Sequence[Caller] = ()
    seconds: float = 600.0
    waiting: Waiting = unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a run is done. `timeout` is one job's whole budget, `pace` the pause between two jobs on one platform, both
    in seconds; evidence is written below `home`/evidence/`run_id`."""

    run_id: str
    home: Path
    browser: BrowserOptions = field(default_factory=BrowserOptions)
    concurrency: int = 2
    timeout: float = 90.0
    pace: float = 0.0
    evidence: Evidence = Evidence.FULL
    reason: str | None = None
    handoff: Handoff | None = None  # without it nobody is waited for
