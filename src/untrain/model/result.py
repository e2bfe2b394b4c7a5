"""A result: what became of one control of one account, with what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from untrain.model.account import Account
from untrain.model.flow import Control, Flow
from untrain.model.outcome import DataUse, Outcome


class Mode(StrEnum):
    """`run` changes what is on; `check` only reads."""

    RUN = "run"
    CHECK = "check"


class Evidence(StrEnum):
    """How much is kept to prove a result: nothing, texts, or texts and pictures."""

    NONE = "none"
    TEXT = "text"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One control that a job is to see to; `named` when the user named it (or gave `--requests`), so that a request
    may be sent. Without an `item`, a control that items have means all of them but those that are `done`."""

    control: Control
    named: bool = False
    item: str | None = None
    done: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One account on one platform: all its wanted controls, in one browser context."""

    account: Account
    flow: Flow
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one control. `evidence` are paths relative to the store's folder; `seen_at` is in UTC."""

    account: str
    platform: str
    control: str
    outcome: Outcome
    detail: str
    flow_version: str
    seen_at: datetime
    item: str | None = None
    before: DataUse | None = None
    after: DataUse | None = None
    healed: bool = False
    attempts: int = 1
    seconds: float = 0.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Many jobs, asked for at once; `finished` is None while it runs, or when it was cut off."""

    id: str
    mode: Mode
    started: datetime
    version: str
    finished: datetime | None = None
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a job is, for the live table."""

    account: str
    platform: str
    step: str
    seconds: float
    result: Result | None = None
