"""A year of the watch, in which everything happens: a scripted platform stands where the runner stands.

`python -m tests.watch.year FOLDER` lives it from where it was left, so that it can be killed at any moment.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from untrain.accounts import Vault
from untrain.app.accounts import KeptAccounts, accounts_for
from untrain.app.desk import Desk
from untrain.app.home import Home
from untrain.app.undertaking import Work
from untrain.app.watching import ask
from untrain.model.account import Account
from untrain.model.flow import Control, Flow, Kind
from untrain.model.history import News, NewsKind
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Job, Progress, Result, Run
from untrain.model.rhythm import Rhythm
from untrain.report.notice import Message
from untrain.settings import Settings
from untrain.store import Store
from untrain.watch.cycle import Watcher

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
OFF, ON, ASKED, LOST, BROKE = (
    (Outcome.ALREADY_OUT, DataUse.OFF),
    (Outcome.OPTED_IN, DataUse.ON),
    (Outcome.NEEDS_HUMAN, None),
    (Outcome.DRIFTED, None),
    (Outcome.FAILED, None),
)

SCRIPT: dict[tuple[str, str], dict[int, tuple[Outcome, DataUse | None]]] = {
    # from which day on: what a look at it says
    ("ada", "acme"): {0: OFF, 100: ON, 140: OFF, 200: ASKED, 245: OFF},
    ("grace", "acme"): {0: ON, 45: OFF, 250: BROKE, 295: OFF},
    ("ada", "tumbler"): {0: OFF, 300: LOST, 345: OFF},
}
ASLEEP = range(60, 85)  # days on which the machine sleeps
TERMS = 150  # the day on which the terms of acme change
SIGNED_IN = 245  # the day on which Ada signs in at last
JUMP = 335  # the day on which the clock is years ahead, for an hour


def flows(day: int) -> dict[str, Flow]:
    """Tumbler's flow is mended when its page has changed."""

    def flow(slug: str, control: str, version: str = "1") -> Flow:
        url = f"https://{slug}.example/ai"
        switch = Control(id=control, kind=Kind.SWITCH, title="Train on my posts", url=url)
        return Flow(
            slug=slug,
            title=slug.capitalize(),
            version=version,
            facts=date(2026, 1, 1),
            hosts=(f"{slug}.example",),
            controls=(switch,),
        )

    return {"acme": flow("acme", "training"), "tumbler": flow("tumbler", "sharing", "2" if day >= 345 else "1")}


@dataclass
class World:
    """The world around the watch: a clock, platforms that do what the script says, and a person who is told."""

    folder: Path
    now: datetime = START
    ahead: timedelta = timedelta()  # by how much the clock is wrong
    pause: float = 0.0
    told: list[tuple[int, Message]] = field(default_factory=list)
    looks: list[tuple[datetime, str, str]] = field(default_factory=list)
    script: dict[tuple[str, str], dict[int, tuple[Outcome, DataUse | None]]] = field(default_factory=SCRIPT.copy)

    def __post_init__(self) -> None:
        self.home = Home(path=self.folder / "home")
        self.home.make()
        self.accounts = self.folder / "accounts.csv"
        rows = [f"{name},{platform},{name}@mail.example,secret" for name, platform in SCRIPT]
        self.accounts.write_text("\n".join(["account,platform,username,password", *rows]) + "\n")

    @property
    def day(self) -> int:
        return (self.now - self.ahead - START).days

    @cached_property
    def store(self) -> Store:
        return Store.open(self.home.store)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        known = flows(self.day)
        vault = Vault.open(self.home.path, keyring=False)
        kept = KeptAccounts(home=self.home, store=self.store, vault=vault, flows=known)
        yield Desk(home=self.home, store=self.store, vault=vault, flows=known, kept=kept)

    def watcher(self, **more: object) -> Watcher:
        settings = Settings(home=self.home.path, accounts=self.accounts)
        watcher = Watcher(
            open=self.desk,
            settings=settings,
            sign_in_as=lambda desk: accounts_for(self.accounts, desk.kept, desk.flows),
            work=self.work,
            send=self.send,
            clock=lambda: self.now,
            rhythm=Rhythm(),
            version="1",
        )
        return replace(watcher, **more)  # type: ignore[arg-type]

    def work(self, _desk: Desk, _run: Run, on_progress: Callable[[Progress], None]) -> Work:
        async def work(jobs: Sequence[Job]) -> AsyncIterator[Result]:
            for job in jobs:
                on_progress(Progress(account=job.account.name, platform=job.flow.slug, step="signing in", seconds=0))
                await asyncio.sleep(self.pause)
                self.looks.append((self.now, job.account.name, job.flow.slug))
                for wanted in job.wanted:
                    yield self.look(job.account, job.flow, wanted.control.id)
                    await asyncio.sleep(self.pause)

        return work

    def look(self, account: Account, flow: Flow, control: str) -> Result:
        said = self.script[account.name, flow.slug]
        outcome, use = said[max(begin for begin in said if begin <= self.day)]
        return Result(
            account=account.name,
            platform=flow.slug,
            control=control,
            outcome=outcome,
            detail=f"It is {outcome}.",
            flow_version=flow.version,
            seen_at=self.now,
            before=use,
            after=use,
            evidence=(f"evidence/{self.now:%Y%m%dT%H%M}/{account.name}-{flow.slug}.png",),
        )

    async def send(self, message: Message) -> bool:
        self.told.append((self.day, message))
        return True

    def happen(self) -> None:
        """What happens by itself on the way to today, once."""
        with self.desk() as desk:
            done = {one.why for one in desk.store.occasions().all()}
            known = {one.kind for one in desk.store.history().news()}
            if self.day >= TERMS and NewsKind.TERMS_CHANGED not in known:
                link, lines = "https://acme.example/terms", ("We may use posts to train models.",)
                news = News(kind=NewsKind.TERMS_CHANGED, at=self.now, platform="acme", link=link, lines=lines)
                desk.store.history().add_news(news)
            if self.day >= TERMS and "new terms" not in done:
                ask(desk.store, "acme", "new terms", at=self.now)
            if self.day >= SIGNED_IN and "signed in" not in done:
                ask(desk.store, "acme", "signed in", at=self.now, account="ada")

    def next(self, due: datetime | None) -> datetime:
        """When something is due, or happens; never while the machine sleeps."""
        days = {TERMS, SIGNED_IN, JUMP, 345, 365}
        moments = [START + day * DAY for day in days if START + day * DAY > self.now]
        upcoming = min([*moments, *([due] if due and due > self.now else [])])
        asleep = ASLEEP.start <= (upcoming - START).days < ASLEEP.stop
        return START + ASLEEP.stop * DAY if asleep else upcoming

    async def live(self, note: Callable[[datetime], None] = lambda _: None) -> None:
        """The whole year, cycle by cycle; at JUMP the clock is years ahead for one cycle."""
        watcher = self.watcher()
        while self.day < 365:
            note(self.now)
            self.happen()
            cycle = await watcher.once()
            if self.now == START + JUMP * DAY:
                self.ahead = 4000 * DAY
                self.now += self.ahead
                await watcher.once()
                self.now += timedelta(hours=1) - self.ahead
                self.ahead = timedelta()
            else:
                self.now = self.next(cycle.next)


def news_in(home: Home) -> list[tuple[str, str, str, int]]:
    """All news: kind, account, platform and day."""
    store = Store.open(home.store)
    found = [(one.kind.value, one.account or "", one.platform, (one.at - START).days) for one in store.history().news()]
    store.close()
    return found


async def live_on(folder: Path) -> None:
    """Live the year from where it was left; what the person is told goes to a file, line by line."""
    mark, notices = folder / "clock", folder / "notices.jsonl"
    world = World(folder=folder, pause=0.001)
    if mark.exists():
        world.now = datetime.fromisoformat(mark.read_text())

    def note(at: datetime) -> None:
        draft = mark.with_suffix(".draft")
        draft.write_text(at.isoformat())
        draft.replace(mark)

    async def send(message: Message) -> bool:
        with notices.open("a") as out:
            out.write(json.dumps(message.body) + "\n")
            out.flush()
            os.fsync(out.fileno())
        return True

    world.send = send  # type: ignore[method-assign]
    await world.live(note)
    (folder / "done").touch()


if __name__ == "__main__":
    asyncio.run(live_on(Path(sys.argv[1])))
