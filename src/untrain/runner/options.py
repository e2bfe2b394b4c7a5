"""How a run is done: everything that the user or a setting may choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from untrain.engine.browser import BrowserOptions
from untrain.model.result import Evidence


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
