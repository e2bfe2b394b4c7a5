"""The sign of life of `untrain watch`, and what it tells whoever asks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from filelock import FileLock, Timeout

from untrain.app.files import write_privately
from untrain.app.home import Home
from untrain.model.errors import InputError

BEAT: Final = timedelta(minutes=1)
_SILENCE: Final = timedelta(minutes=10)
_START: Final = "start it with `untrain watch`, or have it started with `untrain watch install`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """When the watch last showed that it lives, what it does next, and what hinders it; `ended` when it was stopped."""

    pid: int
    service: bool
    beat: datetime
    next: datetime | None = None
    problem: str | None = None
    ended: bool = False


def write_heartbeat(home: Home, heartbeat: Heartbeat) -> None:
    """Show that the watch lives. Raises OSError where that can't be written."""
    write_privately(home.heartbeat, json.dumps(asdict(heartbeat), default=datetime.isoformat) + "\n")


def read_heartbeat(home: Home) -> Heartbeat | None:
    """The last sign of life; None where there is none that can be read."""
    try:
        said = json.loads(home.heartbeat.read_text(encoding="utf-8"))
        moments = {name: datetime.fromisoformat(said[name]) if said[name] else None for name in ("beat", "next")}
        return Heartbeat(**{**said, **moments})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_watching(home: Home) -> bool:
    """Whether a watch holds its lock at this moment."""
    try:
        with FileLock(home.lock_of_watch, mode=0o600).acquire(blocking=False):
            return False
    except Timeout:
        return True


def describe_watch(home: Home, *, now: datetime) -> str:
    """How the watch is. Raises InputError where it should run and does not, hangs, or is hindered."""
    last, running = read_heartbeat(home), is_watching(home)
    if last is None:
        return "it runs" if running else "it is not used (see `untrain watch --help`)"
    said = f"last sign of life {last.beat:%Y-%m-%d %H:%M} UTC"
    if last.problem:
        raise InputError("watch", f"{last.problem} ({said})", "mend that; it tries again by itself")
    if running and now - last.beat > _SILENCE:
        raise InputError("watch", f"it hangs: {said}", f"end process {last.pid} and {_START}")
    if not running and last.service and not last.ended:
        raise InputError("watch", f"it was ended by force: {said}", _START)
    if not running and last.next is not None and now - last.next > timedelta(days=3):
        raise InputError("watch", f"looks are overdue since {last.next:%Y-%m-%d}; {said}", _START)
    upcoming = f", next look {last.next:%Y-%m-%d %H:%M} UTC" if last.next else ""
    return f"{'it runs' if running else 'it does not run now'}, {said}{upcoming}"
