"""What `untrain accounts` shows: each kept account, and the health of its session."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import typer

from untrain.app.accounts import as_record
from untrain.app.desk import Desk, open_desk
from untrain.app.door import loopback
from untrain.app.memory import StoredMemory
from untrain.app.sessions import examine
from untrain.cli.notes import tell_of_the_key
from untrain.cli.session import now
from untrain.cli.signals import interrupt
from untrain.engine.browser import BrowserOptions
from untrain.model.account import Account
from untrain.report.words import harmless
from untrain.settings import Settings, load_settings

Record = dict[str, str | None]


def list_accounts(*, check: bool, as_json: bool, connect_to: str | None) -> None:
    """Print every kept account, and every other of which a session is kept; passwords are never shown."""
    settings = load_settings(Path.cwd())
    address = None if connect_to is None else loopback(connect_to)
    with open_desk(settings) as desk:
        tell_of_the_key(desk)
        memory = StoredMemory(home=desk.home, store=desk.store, vault=desk.vault, now=now, practice=address is not None)
        accounts = _known(desk, memory)
        if check:
            interrupt()  # there is a browser to be closed
            options = BrowserOptions(executable=settings.browser, connect_to=address)
            asyncio.run(_look(desk, accounts, options, settings))
        records = [_record(account, memory) for account in accounts]
    if as_json:
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    if not records:
        typer.echo("no account is kept yet: add some with `untrain accounts import FILE`", err=True)
    for record in records:
        typer.echo(_line(record))


def _known(desk: Desk, memory: StoredMemory) -> list[Account]:
    kept = {(one.name, one.platform): one for one in desk.kept.all()}
    others = [one for one in desk.store.known() if (one.name, one.platform) not in kept and one.platform in desk.flows]
    return [*kept.values(), *(one for one in others if memory.card(one) is not None)]


async def _look(desk: Desk, accounts: list[Account], options: BrowserOptions, settings: Settings) -> None:
    async for account, health in examine(desk, accounts, options, seconds=settings.timeout, now=now):
        typer.echo(f"{account}: {health}", err=True)


def _record(account: Account, memory: StoredMemory) -> Record:
    card = memory.card(account)
    checked = card.checked if card else None
    return as_record(account) | {
        "session": None if card is None else card.health or "kept",
        "session_checked": None if checked is None else checked.isoformat(timespec="seconds"),
    }


def _line(record: Record) -> str:
    secrets = ", ".join(f"{name} {record[name]}" for name in ("password", "totp_secret") if record[name])
    first = "  ".join(harmless(record[name] or "-") for name in ("account", "platform", "username", "region"))
    return "  ".join(part for part in (first, harmless(secrets), _session(record)) if part)


def _session(record: Record) -> str:
    if record["session"] is None:
        return "no session"
    if record["session_checked"] is None:
        return "session kept, not checked yet"
    return f"session {record['session']} (checked {record['session_checked'][:16].replace('T', ' ')} UTC)"
