"""How soon the local page answers over a large store: `python -m bench.page FOLDER [ACCOUNTS] [PLATFORMS] [MONTHS]`.

The store is that of `bench.history`. Each page is asked for over http, as a browser does, many times.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import httpx
from sqlalchemy import insert

from bench.history import CONTROL, NOW, Size, accounts_of, build, flows_of
from untrain.accounts import Vault
from untrain.app.accounts import KeptAccounts
from untrain.app.desk import Desk
from untrain.app.home import Home
from untrain.settings import Settings
from untrain.store import Store, tables
from untrain.web.listing import address
from untrain.web.serve import Serving

_LIMIT: Final = 0.100  # seconds, 95 of 100 times
_TERMS: Final = "https://{}.example/terms"


def _places(size: Size, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Each page by its name, somewhere else every time."""
    account = f"person-{dice.randrange(size.accounts):04}"
    platform = f"platform-{dice.randrange(size.platforms):02}"
    page = str(dice.randrange(1, max(2, size.accounts // 20)))
    yield "what stands", address("/", page=page, across=str(dice.randrange(1, 11)))
    yield "what stands, by name", address("/", account=account[:-1])
    yield "what stands, what is on", address("/", state="on")
    yield "what stands, what is off", address("/", state="off", page=str(dice.randrange(1, 1000)))
    yield "what stands, on one platform", address("/", state="off", platform=platform)
    yield "what needs you", address("/needs", page=page)
    yield "history", address("/history", page=page)
    yield "history, by name", address("/history", account=account)
    yield "history of a control", address("/history/control", account=account, platform=platform, control=CONTROL)
    yield "terms", address("/terms", page=page)
    yield "progress", "/progress"
    yield "flows", "/flows"


async def _measure(desk: Desk, settings: Settings, size: Size, times: int) -> dict[str, list[float]]:
    said: list[str] = []
    took: dict[str, list[float]] = {}
    dice = random.Random(1)
    serving = Serving(desk=desk, settings=settings, clock=lambda: NOW, say=said.append)
    async with serving.open():
        place = said[0].partition("?")[0]
        async with httpx.AsyncClient(base_url=place, trust_env=False, timeout=60) as client:
            await client.get(said[0])
            for turn in range(times):
                for name, where in _places(size, dice):
                    began = time.perf_counter()
                    answer = await client.get(where)
                    assert answer.status_code == 200, where
                    kind = f"{name}, the very first time" if turn == 0 else name
                    took.setdefault(kind, []).append(time.perf_counter() - began)
    return took


def _desk(folder: Path, store: Store, size: Size) -> tuple[Desk, Settings]:
    home = Home(path=folder / "home")
    home.make()
    flows = {slug: replace(flow, terms=(_TERMS.format(slug),)) for slug, flow in flows_of(size).items()}
    vault = Vault.open(home.path, keyring=False)
    file = folder / f"accounts-{size.accounts}x{size.platforms}.csv"
    if not file.exists():
        rows = "".join(f"{one.name},{one.platform}\n" for one in accounts_of(size))
        file.write_text(f"account,platform\n{rows}")
    kept = KeptAccounts(home=home, store=store, vault=vault, flows=flows)
    return Desk(home=home, store=store, vault=vault, flows=flows, kept=kept), Settings(home=home.path, accounts=file)


def _read_terms(store: Store, size: Size) -> None:
    """A look at each document every day, which mostly found nothing new; one in a month has changed."""
    if store.terms().newest_looks():
        return
    days = [NOW - timedelta(days=ago) for ago in range(30 * size.months, 0, -1)]
    with store._database.writing() as connection:  # noqa: SLF001  # as no user of the store can
        for number in range(size.platforms):
            slug = f"platform-{number:02}"
            findings = ["changed" if (day + number) % 30 == 0 else "unchanged" for day in range(len(days))]
            rows = [
                {"practice": False, "address": _TERMS.format(slug), "at": at, "finding": finding, "detail": ""}
                for at, finding in zip(days, findings, strict=True)
            ]
            connection.execute(insert(tables.terms_look), rows)


def main(folder: Path, size: Size, times: int = 40) -> None:
    """Build the store, and print how soon each page comes."""
    folder.mkdir(parents=True, exist_ok=True)
    store = build(folder / f"{size.accounts}x{size.platforms}x{size.months}.sqlite", size)
    _read_terms(store, size)
    desk, settings = _desk(folder, store, size)
    took = asyncio.run(_measure(desk, settings, size, times))
    print(f"{size.accounts} accounts, {size.platforms} platforms, {size.months} months; milliseconds")
    print(f"{'page': <48} {'middle': >7} {'p95': >7} {'worst': >7}")
    for name, found in took.items():
        in_order = sorted(found)
        middle, high = in_order[len(in_order) // 2], in_order[min(len(in_order) - 1, round(len(in_order) * 0.95))]
        late = "" if high <= _LIMIT else "  too late"
        print(f"{name: <48} {middle * 1000: >7.0f} {high * 1000: >7.0f} {in_order[-1] * 1000: >7.0f}{late}")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[2:]]
    main(Path(sys.argv[1]), Size(**dict(zip(("accounts", "platforms", "months"), numbers, strict=False))))
