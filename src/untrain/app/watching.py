"""What the watch would do and why, and what can make it look outside its rhythm."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from untrain.app.desk import Desk
from untrain.model.account import Account
from untrain.model.rhythm import Occasion, Rhythm
from untrain.model.visits import Known, Visit, plan_visits
from untrain.settings import Settings
from untrain.store import Store


def rhythm_of(settings: Settings) -> Rhythm:
    """How often to look, by the settings."""
    return Rhythm(every=timedelta(days=settings.watch_every), spacing=timedelta(hours=settings.watch_spacing))


def visits_of(
    desk: Desk, accounts: Iterable[Account], rhythm: Rhythm, *, now: datetime, practice: bool = False
) -> list[Visit]:
    """Every visit of these accounts, what is most urgent first."""
    occasions = desk.store.occasions(practice=practice)
    standings = desk.store.history(practice=practice).standings()
    known = Known(standings=standings, occasions=occasions.all(), visits=occasions.visits())
    return plan_visits(accounts, desk.flows, known, rhythm, now=now)


def ask(
    store: Store,
    platform: str,
    why: str,
    *,
    at: datetime,
    account: str | None = None,
    control: str | None = None,
    practice: bool = False,
) -> None:
    """Have the watch look soon, whatever its rhythm says: at all accounts on a platform or one, at all controls or one.

    `why` is a few words for `untrain watch --plan`, such as "new terms".
    """
    occasion = Occasion(at=at, platform=platform, why=why, account=account, control=control)
    store.occasions(practice=practice).add(occasion)
