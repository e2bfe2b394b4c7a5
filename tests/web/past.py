"""A year in the life of four people: what their store, their accounts and their evidence look like at its end."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from untrain.app.desk import Desk
from untrain.app.home import Home
from untrain.model.outcome import DataUse, Outcome
from untrain.model.result import Mode, Result, Run
from untrain.model.terms import Finding, Look, Text

NOW = datetime(2026, 11, 22, 16, 45, tzinfo=UTC)
ACCOUNTS = """account,platform,username,password,region
ada,linkedin,ada@mail.example,env:ADA,DE
ada,x,ada@mail.example,env:ADA,DE
ada,facebook,ada@mail.example,env:ADA,DE
grace,linkedin,grace@mail.example,env:GRACE,DE
grace,x,grace@mail.example,env:GRACE,DE
alan,linkedin,alan@mail.example,env:ALAN,GB
alan,instagram,alan@mail.example,env:ALAN,GB
mary,x,mary@mail.example,planted-pw-mary,IE
"""
SWITCH = "linkedin/generative-ai-improvement"
TERMS = "https://www.linkedin.com/legal/user-agreement"


def write_accounts(folder: Path) -> Path:
    file = folder / "accounts.csv"
    file.write_text(ACCOUNTS)
    return file


def live(desk: Desk) -> None:
    """Keep all that happened."""
    on, off, failed, waits = Outcome.OPTED_IN, Outcome.ALREADY_OUT, Outcome.FAILED, Outcome.NEEDS_HUMAN
    lines = {
        ("ada", SWITCH): {360: on, 359: Outcome.OPTED_OUT, 352: off, 320: off, 288: failed, 287: off, 90: off, 2: on},
        ("grace", SWITCH): {200: Outcome.OPTED_OUT, 193: off, 160: off, 130: off, 100: off, 40: off},
        ("alan", SWITCH): {30: Outcome.UNAVAILABLE, 1: Outcome.UNAVAILABLE},
        ("ada", _first(desk, "x")): {120: Outcome.OPTED_OUT, 119: off, 60: off, 12: off},
        ("grace", _first(desk, "x")): {20: off, 3: waits},
        ("mary", _first(desk, "x")): {5: Outcome.DRIFTED},
        ("ada", "facebook/ai-training-objection"): {10: waits},
        ("alan", _first(desk, "instagram")): {8: Outcome.SUBMITTED},
    }
    days: dict[int, list[Result]] = {}
    for (account, target), readings in lines.items():
        for ago, outcome in readings.items():
            days.setdefault(ago, []).append(_result(desk.home, account, target, outcome, ago))
    for number, ago in enumerate(sorted(days, reverse=True)):
        at = NOW - timedelta(days=ago)
        run = Run(id=f"01J{number:023}", mode=Mode.CHECK, started=at, version="1")
        desk.store.runs.begin(run, ())
        for result in days[ago]:
            desk.store.runs.add(run.id, result)
        desk.store.runs.finish(run.id, at)
    _change_terms(desk)


def _first(desk: Desk, platform: str) -> str:
    return f"{platform}/{desk.flows[platform].controls[0].id}"


def _result(home: Home, account: str, target: str, outcome: Outcome, ago: int) -> Result:
    platform, _, control = target.partition("/")
    use = {Outcome.OPTED_IN: DataUse.ON, Outcome.ALREADY_OUT: DataUse.OFF, Outcome.OPTED_OUT: DataUse.ON}.get(outcome)
    after = DataUse.OFF if outcome is Outcome.OPTED_OUT else None
    details = {
        Outcome.OPTED_IN: "It is on; this was a check, so nothing was changed.",
        Outcome.ALREADY_OUT: "It was off already; a fresh load of the page shows it off.",
        Outcome.OPTED_OUT: "It was on; a fresh load of the page shows it off.",
        Outcome.NEEDS_HUMAN: "The platform asks for a code; sign in yourself, once: `untrain login`.",
        Outcome.DRIFTED: "Two switches on the page could be it; nothing was changed.",
        Outcome.FAILED: "The server did not answer within 30 s, after 3 attempts.",
        Outcome.SUBMITTED: "The objection was sent, and the platform acknowledged it.",
        Outcome.UNAVAILABLE: "The platform does not offer it in GB.",
    }
    return Result(
        account=account,
        platform=platform,
        control=control,
        outcome=outcome,
        detail=details[outcome],
        flow_version="2026-11-22",
        seen_at=NOW - timedelta(days=ago),
        before=use,
        after=after,
        evidence=_pictures(home, f"{ago}/{account}-{platform}-{control}", use, after),
    )


def _pictures(home: Home, name: str, before: DataUse | None, after: DataUse | None) -> tuple[str, ...]:
    found = []
    for moment, use in (("before", before), ("after", after)):
        if use is not None:
            path = f"evidence/{name}-{moment}.png"
            (home.path / path).parent.mkdir(parents=True, exist_ok=True)
            (home.path / path).write_bytes(a_picture(use))
            found.append(path)
    return tuple(found)


def a_picture(use: DataUse) -> bytes:
    """A switch, green and left when it is off, red and right when it is on."""
    width, height, knob = 320, 80, 250 if use is DataUse.ON else 70
    colour = b"\xc8\x50\x40" if use is DataUse.ON else b"\x50\xa0\x70"
    rows = b""
    for y in range(height):
        row = bytearray(b"\xf4\xf4\xf4" * width)
        if 20 <= y < 60:
            row[40 * 3 : 280 * 3] = colour * 240
            row[(knob - 16) * 3 : (knob + 16) * 3] = b"\xff\xff\xff" * 32
        rows += b"\0" + bytes(row)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(data)) + kind + data + _sum(kind + data) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _sum(data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data))


def _change_terms(desk: Desk) -> None:
    before = (
        "You keep the rights to what you post.",
        "We use your posts to show them to your network.",
        "We may share content with partners.",
    )
    after = (
        "You keep the rights to what you post.",
        "We use your posts to show them to your network, and to train generative AI models.",
        "We may share content with partners and other third parties for AI training.",
        "You can call us by telephone on weekdays.",
    )
    terms = desk.store.terms()
    address = desk.flows["linkedin"].terms[0].partition("#")[0]
    for ago, paragraphs, finding in ((40, before, Finding.FIRST), (2, after, Finding.SUBSTANTIVE)):
        at = NOW - timedelta(days=ago)
        text = Text(address=address, at=at, paragraphs=paragraphs, link=address)
        terms.keep(Look(address=address, at=at, finding=finding), text)
