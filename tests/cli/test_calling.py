"""How a person is told that it is their turn, and what is left for them at the end."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread

import pytest

from untrain.cli.calling import Terminal, callers
from untrain.cli.screen import Screen
from untrain.model.outcome import Outcome
from untrain.model.result import Result
from untrain.model.turn import Turn

TURN = Turn(account="ada", platform="LinkedIn", why="LinkedIn asks for a code\x1b[2J.", seconds=600)
RESULT = Result(
    account="ada",
    platform="linkedin",
    control="a",
    outcome=Outcome.NEEDS_HUMAN,
    detail="LinkedIn asks for a code; sign in yourself: untrain login linkedin --account ada",
    flow_version="1",
    seen_at=datetime(2026, 11, 22, tzinfo=UTC),
)


def test_the_terminal_rings_and_says_whose_turn_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """With what waits and how long, and nothing of the page that could move a cursor."""
    Terminal().call(TURN)

    said = capsys.readouterr().err
    assert said.startswith("\aYour turn: ada on LinkedIn. LinkedIn asks for a code")
    assert "for 10 minutes" in said
    assert "\x1b" not in said


async def test_a_notice_is_sent_as_the_person_has_set_up() -> None:
    """To their own address, while the run goes on; one that leads nowhere is no error."""
    heard: Queue[dict[str, str]] = Queue()

    class Listening(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.put(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for caller in callers(f"json://127.0.0.1:{server.server_port} json://127.0.0.1:9"):
            caller.call(TURN)
        said = await asyncio.to_thread(heard.get, timeout=60)
        server.shutdown()

    assert "untrain: LinkedIn needs you" == said["title"]
    assert "Your turn: ada on LinkedIn" in said["message"]


def test_the_end_has_one_digest_with_the_command_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    """Each thing once, however many controls waited for it; nothing where nobody is needed."""
    screen = Screen([], clock=lambda: 0.0)
    screen.say_who_is_needed([replace(RESULT, outcome=Outcome.OPTED_OUT)])
    assert "" == capsys.readouterr().out

    screen.say_who_is_needed([RESULT, replace(RESULT, control="b"), replace(RESULT, account="grace")])

    lines = capsys.readouterr().out.splitlines()
    assert ["needs you:", f"  ada on linkedin: {RESULT.detail}", f"  grace on linkedin: {RESULT.detail}"] == lines
