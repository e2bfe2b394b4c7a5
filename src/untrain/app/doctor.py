"""What is there, what is missing, and the command that mends it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from untrain.accounts import Vault
from untrain.app.flows import known_flows, own_flows
from untrain.app.heartbeat import describe_watch
from untrain.app.home import Home
from untrain.engine.browser import find_browser
from untrain.engine.fences import Sandbox, sandbox
from untrain.flowbook import builtin_folder, lint, load_flows
from untrain.model.errors import InputError
from untrain.settings import Settings
from untrain.store import Store

_ENOUGH_SPACE: Final = 500 * 1024**2
_PATIENCE: Final = 20.0  # seconds for a browser to say its version


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is looked at: whether it is well, what was found, and what mends it."""

    name: str
    well: bool
    found: str
    mend: str | None = None


def examine(settings: Settings, *, now: datetime) -> Iterator[Check]:
    """Every check, one after the other; none of them changes anything but a home that is not there yet."""
    home = Home(path=settings.home)
    checks: dict[str, Callable[[], str]] = {
        "browser": lambda: _browser(settings),
        "sandbox": lambda: _sandbox(sandbox()),
        "store": lambda: _store(settings, home),
        "keyring": lambda: Vault.open(home.path).describe(),
        "flows": lambda: _flows(settings),
        "clock": lambda: _clock(now),
        "watch": lambda: _watch(settings, home, now),
    }
    for name, look in checks.items():
        try:
            yield Check(name=name, well=True, found=look())
        except InputError as error:
            yield Check(name=name, well=False, found=f"{error.place}: {error.problem}", mend=error.remedy)


def _browser(settings: Settings) -> str:
    found = find_browser(settings.browser)
    remedy = "run `make browser`, or set UNTRAIN_BROWSER to the path of another one"
    try:
        said = subprocess.run(  # noqa: S603  # the very program that a run would start
            [found.path, "--version"], capture_output=True, text=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(str(found.path), f"it does not start ({type(error).__name__})", remedy) from error
    return f"{said.stdout.strip() or 'version unknown'}, {found.path} ({found.source})"


def _sandbox(state: Sandbox) -> str:
    """Chromium's own sandbox is on; for root it can't be, which is usual in a container and nowhere else."""
    if state.on:
        return "Chromium's own sandbox is on"
    if not state.container:
        problem = "it is off: Chromium refuses it to root, and this is no container"
        raise InputError("sandbox", problem, "run untrain as an ordinary user")
    return "Chromium's own sandbox is off, as it has to be for root in a container"


def _store(settings: Settings, home: Home) -> str:
    home.make()
    store = Store.open(settings.store or home.store)
    runs = len(store.runs.newest(limit=1000))
    store.close()
    free = shutil.disk_usage(home.path).free
    if free < _ENOUGH_SPACE:
        raise InputError(store.place, f"only {free // 1024**2} MB are free on its disk", "free some space")
    return f"{store.place.removeprefix('store ')}, {runs} run{'s' if runs != 1 else ''}"


def _flows(settings: Settings) -> str:
    flows = known_flows(settings)
    for folder in (builtin_folder(), *own_flows(settings)):
        for finding in lint(folder):
            if finding.fatal:
                raise finding.as_error()
    controls = sum(len(flow.controls) for flow in flows.values())
    return f"{len(flows)} platforms with {controls} controls"


def _watch(settings: Settings, home: Home, now: datetime) -> str:
    said = describe_watch(home, now=now)
    store = Store.open(settings.store or home.store)
    lost = store.notices().undelivered()
    store.close()
    if lost.notices:
        problem = f"{lost.notices} notices about {lost.items} things may not have arrived"
        raise InputError("watch", problem, "look at `untrain history`, and set UNTRAIN_NOTIFY (see .env.example)")
    return said


def _clock(now: datetime) -> str:
    """A clock that is far off spoils certificates and sign-in codes; one before our own facts is surely wrong."""
    newest = max(flow.facts for flow in load_flows().values())
    known = datetime.combine(newest, time(), UTC) - timedelta(days=1)
    if not known <= now < known + timedelta(days=365 * 20):
        raise InputError("clock", f"it says {now:%Y-%m-%d}, which can't be", "set the date and time of this machine")
    return f"{now:%Y-%m-%d %H:%M} UTC"
