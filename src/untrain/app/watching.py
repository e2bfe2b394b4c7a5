"""What the watch would do and why, and what can make it look outside its rhythm."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import datetime, timedelta

from untrain.app.desk import Desk
from untrain.model.account import Account
from untrain.model.flow import Flow
from untrain.model.rhythm import Occasion, Rhythm, resting
from untrain.model.visits import Known, Plan, plan_visits, watched
from untrain.settings import Settings
from untrain.store import Store


def rhythm_of(settings: Settings) -> Rhythm:
    """How often to look, by the settings."""
    return Rhythm(every=timedelta(days=settings.watch_every), spacing=timedelta(hours=settings.watch_spacing))


def plan_of(
    desk: Desk,
    accounts: Sequence[Account],
    rhythm: Rhythm,
    *,
    now: datetime,
    practice: bool = False,
    all_up_to: int = 500,
) -> Plan:
    """The visits of these accounts; where there are more than `all_up_to`, those that surely rest are only counted."""
    ledger, history = desk.store.occasions(practice=practice), desk.store.history(practice=practice)
    occasions, chosen = ledger.all(), accounts
    if len(accounts) > all_up_to:
        chosen = _stirring(accounts, desk.flows, history.resting(resting(rhythm, now)), occasions)
    standings = history.standings_of({(one.name, one.platform) for one in chosen})
    known = Known(standings=standings, occasions=occasions, visits=ledger.visits())
    visits = plan_visits(chosen, desk.flows, known, rhythm, now=now)
    return Plan(now=now, visits=tuple(visits), resting=len(accounts) - len(chosen))


def _stirring(
    accounts: Sequence[Account],
    flows: Mapping[str, Flow],
    still: Container[tuple[str, str, str]],
    occasions: Sequence[Occasion],
) -> list[Account]:
    """The accounts of which something may be due: a control that does not rest, or is concerned by an occasion."""
    seen: dict[tuple[str, str | None, str | None], tuple[str, ...]] = {}
    asked = {(one.account, one.platform) for one in occasions}
    found = []
    for account in accounts:
        name, platform = account.name, account.platform
        if (name, platform) in asked or (None, platform) in asked:
            found.append(account)
            continue
        kind = (platform, account.region, account.plan)
        if (ids := seen.get(kind)) is None:
            ids = seen[kind] = tuple(control.id for control in watched(account, flows[platform]))
        for control in ids:
            if (name, platform, control) not in still:
                found.append(account)
                break
    return found


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
