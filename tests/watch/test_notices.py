from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.watch.year import ASKED, OFF, ON, START, World

from untrain.model.errors import InputError
from untrain.model.notice import Tier
from untrain.report.notice import Message
from untrain.settings import Settings
from untrain.watch import desktop
from untrain.watch.notifier import Notifier

MESSAGE = Message(title="untrain: 1 came back on", body="ada: Acme.\n  untrain run acme")


class Listener(BaseHTTPRequestHandler):
    """A service that takes notices as JSON; with /slow in its address it never answers."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "/slow" in self.path:
            self.server.hung.wait(60)  # type: ignore[attr-defined]
        else:
            self.server.heard.append(json.loads(body))  # type: ignore[attr-defined]
            self.server.arrived.set()  # type: ignore[attr-defined]
        self.send_response(500 if "/broken" in self.path else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def listening() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    server.heard, server.arrived, server.hung = [], threading.Event(), threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.hung.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()
        server.server_close()


async def test_sends_to_any_service_that_apprise_knows() -> None:
    """The message arrives as it is, once at each address."""
    with listening() as server:
        address = f"json://ada:hunter22@127.0.0.1:{server.server_port}"
        assert await Notifier.to(f"{address}/one {address}/two").send(MESSAGE)

        assert [(MESSAGE.title, MESSAGE.body)] * 2 == [(one["title"], one["message"]) for one in server.heard]


async def test_one_that_hangs_keeps_no_other_from_its_message() -> None:
    """The others get theirs while it hangs."""
    with listening() as server:
        address = f"json://127.0.0.1:{server.server_port}"
        sending = asyncio.create_task(Notifier.to(f"{address}/slow {address}/good").send(MESSAGE))
        await asyncio.to_thread(server.arrived.wait, 60)

        assert [MESSAGE.title] == [one["title"] for one in server.heard]
        server.hung.set()
        assert await sending


async def test_one_that_hangs_or_fails_is_known_not_to_have_arrived() -> None:
    """It takes no longer than it may."""
    with listening() as server:
        address = f"json://127.0.0.1:{server.server_port}"
        hanging, began = Notifier.to(f"{address}/slow"), time.monotonic()
        assert not await Notifier(addresses=hanging.addresses, patience=3).send(MESSAGE)
        assert 25 > time.monotonic() - began
        assert not await Notifier.to(f"{address}/broken json://127.0.0.1:1").send(MESSAGE)


async def test_an_address_that_cannot_work_is_refused_and_not_shown() -> None:
    """One sentence names its place, and nothing of the password in it."""
    with pytest.raises(InputError, match=r"address no\. 2 is none that Apprise knows") as caught:
        await Notifier.to("desktop nonsense://ada:hunter22@example.org").check()

    assert "hunter22" not in str(caught.value)
    assert "hunter22" not in repr(Notifier.to("json://ada:hunter22@example.org"))
    assert "hunter22" not in repr(Settings(notify="json://ada:hunter22@example.org"))
    await Notifier.to("desktop json://ada:hunter22@example.org").check()


@pytest.mark.parametrize(
    ("system", "program"), [("linux", "notify-send"), ("darwin", "osascript"), ("win32", "powershell")]
)
def test_the_desktop_runs_nothing_that_it_is_told(system: str, program: str) -> None:
    """The words of a page are handed over as words, never as part of a script or an option."""
    evil = '"; do shell script "rm -rf ~"; $(reboot)'
    words = desktop.command(f"--{evil}", evil, system)

    assert program == words[0]
    assert all(evil not in word or word in (evil, f"--{evil}") for word in words)
    if system == "linux":
        assert "--" == words[-3]


def test_a_desktop_without_the_program_takes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On a server without one, the notice is known not to have arrived."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not desktop.show("title", "body", "linux")
    (tmp_path / "notify-send").write_text('#!/bin/sh\necho "$@" > "$0.said"\n')
    (tmp_path / "notify-send").chmod(0o700)
    assert desktop.show("title", "body", "linux")
    assert "--app-name=untrain -- title body\n" == (tmp_path / "notify-send.said").read_text()


@pytest.mark.parametrize(
    ("tier", "titles"),
    [
        (Tier.ALL, ["1 on, 2 looked at for the first time"]),
        (Tier.CHANGES, ["1 on"]),
        (Tier.ACTIONS, ["1 on"]),
        (Tier.OFF, []),
    ],
)
async def test_tells_what_its_owner_wants_to_know(world: World, tier: Tier, titles: list[str]) -> None:
    """And what was passed over is not told later, when more is wanted."""
    settings = Settings(home=world.home.path, accounts=world.accounts, notices=tier)
    await world.watcher(settings=settings).once()

    assert [f"untrain: {title}" for title in titles] == [message.title for _, message in world.told]
    world.told.clear()
    await world.watcher().once()
    assert [] == world.told


async def test_what_needs_the_person_is_one_digest(world: World) -> None:
    """What came back stands first; then what waits for them, each with its command and link."""
    await world.watcher().once()
    world.script["ada", "acme"] = {0: ASKED}
    world.script["ada", "tumbler"] = {0: ON}
    world.script["grace", "acme"] = {0: OFF}
    world.told.clear()
    world.now += timedelta(days=1)
    await world.watcher().once()

    (_, message), *more = world.told
    assert [] == more
    assert "untrain: 1 came back on, 1 waiting for you, 1 switched off" == message.title
    assert (
        "CAME BACK ON\n"
        "ada: Tumbler, Train on my posts. It was off on 2026-01-01, and on 2026-01-02 it was found on.\n"
        "  evidence: evidence/20260101T0800/ada-tumbler.png (off), evidence/20260102T0800/ada-tumbler.png (on)\n"
        "  untrain run tumbler/sharing --account ada\n"
        "  https://tumbler.example/ai\n"
        "\n"
        "NEEDS YOU\n"
        "ada: Acme. It is needs_human.\n"
        "  untrain run acme/training --account ada\n"
        "  https://acme.example/ai\n"
        "\n"
        "NEW\n"
        "grace: Acme, Train on my posts. It was on, and is off now."
    ) == message.body


async def test_a_notice_that_did_not_arrive_breaks_nothing_and_is_mentioned(world: World) -> None:
    """It is not repeated, since it may have arrived after all; the next one says that there was one."""

    async def lost(_: Message) -> bool:
        return False

    await world.watcher(send=lost).once()
    world.script["ada", "acme"] = {0: ON}
    world.now = START + timedelta(days=1)
    await world.watcher().once()

    ((_, message),) = world.told
    assert "untrain: 1 came back on" == message.title
    assert message.body.endswith(
        "Earlier notices about 1 more may not have arrived since 2026-01-01; see: untrain history"
    )


async def test_a_clean_stop_sees_its_notice_through(world: World) -> None:
    """Stopped in the middle of sending, it ends when the notice is sent, and knows that it was."""
    begun, go = asyncio.Event(), asyncio.Event()

    async def slow(message: Message) -> bool:
        begun.set()
        await go.wait()
        world.told.append((world.day, message))
        return True

    cycle = asyncio.create_task(world.watcher(send=slow).once())
    await asyncio.wait_for(begun.wait(), 60)
    cycle.cancel()
    await asyncio.sleep(0.1)
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await cycle

    assert 1 == len(world.told)
    assert 0 == world.store.notices().undelivered().notices
