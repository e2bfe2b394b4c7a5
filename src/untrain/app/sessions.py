"""Sign-in sessions as verbs: bring one from elsewhere, keep it, and see whether it is still good."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime
from pathlib import Path

from untrain.accounts import session_from_browser, session_from_file
from untrain.app.desk import Desk
from untrain.app.memory import StoredMemory
from untrain.app.watching import ask
from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.health import Examined, Health, examine_session
from untrain.model.account import Account
from untrain.model.errors import InputError, Unreachable
from untrain.model.flow import Flow
from untrain.model.memory import StorageState
from untrain.model.session import speaks_for_a_session


def brought_session(
    flow: Flow, *, browser: str | None = None, file: Path | None = None, now: Callable[[], datetime]
) -> StorageState:
    """The session of a platform that the owner has in a browser of theirs, or in a file.

    Raises InputError where it can't be had, or where nobody is signed in to the platform there.
    """
    if browser is not None:
        place, state = f"--from-browser {browser}", session_from_browser(browser, flow)
        remedy = f"sign in to {flow.title} there, close that browser, and try again"
    else:
        assert file is not None
        place, state = f"--import {file}", session_from_file(file, flow)
        remedy = f"write the file anew where you are signed in to {flow.title}"
    if not speaks_for_a_session(state, flow, now=now()):
        raise InputError(place, f"nobody is signed in to {flow.title} in it, or not any more", remedy)
    return state


def keep(
    desk: Desk, account: Account, state: StorageState, *, new: bool, now: Callable[[], datetime], practice: bool
) -> None:
    """Keep a session of this account, and the account itself, where it is a `new` one; the watch looks at it soon."""
    if new:
        desk.kept.add([account])
    memory = StoredMemory(home=desk.home, store=desk.store, vault=desk.vault, now=now, practice=practice)
    memory.keep_session(account, state)
    ask(desk.store, account.platform, "you signed in", at=now(), account=account.name, practice=practice)


async def examine(
    desk: Desk,
    accounts: Iterable[Account],
    options: BrowserOptions,
    *,
    seconds: float,
    now: Callable[[], datetime],
) -> AsyncIterator[tuple[Account, Health]]:
    """Look, on each platform, whether the kept session of each account still signs it in; what was seen is kept.

    Nothing is typed, and accounts without a session are passed over. Raises InputError where there is no browser.
    """
    practice = options.connect_to is not None
    memory = StoredMemory(home=desk.home, store=desk.store, vault=desk.vault, now=now, practice=practice)
    async with running_browser(options) as browser:
        for account in accounts:
            flow, state = desk.flows[account.platform], memory.session(account)
            if state is None or flow.sign_in is None:
                continue
            try:
                async with memory.turn(account, seconds):
                    seen = await examine_session(browser, flow, state, seconds=seconds)
                    if seen.state is not None:
                        memory.keep_session(account, seen.state)
                    memory.note_health(account, seen.health)
            except Unreachable:  # a run is at work on it
                seen = Examined(health=Health.NOT_SEEN)
            yield account, seen.health


def is_first_use(desk: Desk, platform: str) -> bool:
    """Whether nothing was ever done on this platform from this home folder."""
    return all(one.platform != platform for one in desk.store.known())
