from __future__ import annotations

import asyncio
import json
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from tests.watch.year import ASLEEP, DAY, JUMP, SIGNED_IN, START, TERMS, World, news_in

ROOT = Path(__file__).parents[2]

# What tests/watch/year.py has happen, as the watch comes to know it.
HAPPENED = [
    # what, whose, where, and on which day it was seen
    ("first", "ada", "acme", 0),
    ("found_on", "grace", "acme", 0),
    ("first", "ada", "tumbler", 0),
    ("switched_off", "grace", "acme", 85),  # on day 45; the machine slept from day 60 on
    ("came_back", "ada", "acme", 117),  # on day 100
    ("terms_changed", "", "acme", 150),
    ("switched_off", "ada", "acme", 150),  # on day 140; it was looked at since the terms had changed
    ("needs_you", "ada", "acme", 218),  # on day 200
    ("well_again", "ada", "acme", 245),  # she signed in
    ("failing", "grace", "acme", 272),  # from day 250 on, the third time
    ("well_again", "grace", "acme", 295),
    ("unclear", "ada", "tumbler", 325),  # on day 300
    ("well_again", "ada", "tumbler", 345),  # its flow was mended
]
TOLD = [
    # on which day, and how the notice was headed; on all other days there was silence
    (0, "untrain: 1 on"),
    (85, "untrain: 1 switched off"),
    (117, "untrain: 1 came back on"),
    (150, "untrain: 1 changed terms, 1 switched off"),
    (218, "untrain: 1 waiting for you"),
    (272, "untrain: 1 failing"),
    (325, "untrain: 1 not found for certain"),
]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(folder=tmp_path_factory.mktemp("year"))
    asyncio.run(world.live())
    return world


def test_exactly_what_happened_is_known(year: World) -> None:
    """Every event of the year, once, and nothing else."""
    assert HAPPENED == news_in(year.home)


def test_exactly_what_is_new_is_told(year: World) -> None:
    """One notice for all that is new, and silence on every other day."""
    assert TOLD == [(day, message.title) for day, message in year.told]


def test_a_return_is_told_with_what_to_do(year: World) -> None:
    """When it was off, that it is on, and the command that switches it off."""
    (message,) = [message for day, message in year.told if day == 117]

    assert (
        "CAME BACK ON\n"
        "ada: Acme, Train on my posts. It was off on 2026-03-27, and on 2026-04-29 it was found on.\n"
        "  evidence: evidence/20260327T0800/ada-acme.png (off), evidence/20260429T0305/ada-acme.png (on)\n"
        "  untrain run acme/training --account ada\n"
        "  https://acme.example/ai"
    ) == message.body


def test_nobody_is_visited_too_often(year: World) -> None:
    """A day lies between two visits of an account on a platform, but for what somebody asked for, and a wrong clock."""
    visits: defaultdict[tuple[str, str], list[datetime]] = defaultdict(list)
    for at, account, platform in year.looks:
        visits[account, platform].append(at)
    too_soon = {
        (second - START).days
        for moments in visits.values()
        for first, second in pairwise(moments)
        if second - first < DAY
    }

    assert too_soon <= {TERMS, SIGNED_IN, JUMP}
    assert all(15 < len(moments) < 60 for moments in visits.values())


def test_what_was_missed_is_caught_up_one_by_one(year: World) -> None:
    """After a long sleep everybody is visited once, and not once for every look that was missed."""
    woken = [whose for at, *whose in year.looks if (at - START).days == ASLEEP.stop]

    assert [["ada", "acme"], ["ada", "tumbler"], ["grace", "acme"]] == sorted(woken)


def test_a_clock_that_jumps_does_no_harm(year: World) -> None:
    """While it is years ahead everybody is looked at once; after it everybody once more, and then as ever."""
    ahead = [at for at, *_ in year.looks if at > START + 1000 * DAY]
    right = [at for at, *_ in year.looks if (at - START).days == JUMP and at not in ahead]

    assert (3, 3) == (len(ahead), len(right))
    assert any(START + 344 * DAY < at < START + 366 * DAY for at, *_ in year.looks)


def killed_again_and_again(folder: Path, dice: random.Random) -> int:
    """Lives the year in a process that is killed at random moments until the year is over; how often it was."""
    kills = 0
    while not (folder / "done").exists():
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.watch.year", str(folder)],
            cwd=ROOT,
            env={
                "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
                "PATH": "",
                "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            },
        )
        # the more often it was killed, the longer it is left alone, so that the year ends some day
        if not _over_after(process, folder / "clock", dice.randint(2, 8) + 3 * kills):
            time.sleep(dice.uniform(0, 0.005))
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
    return kills


def _over_after(process: subprocess.Popen[bytes], clock: Path, moves: int) -> bool:
    """Waits until the clock has moved so many times; whether the process was over before."""
    seen: set[str] = set()
    while process.poll() is None and len(seen) <= moves:
        seen |= {clock.read_text()} if clock.exists() else set()
        time.sleep(0.001)
    return process.poll() is not None


def test_killed_at_any_moment_it_loses_no_event_and_repeats_no_notice(tmp_path: Path) -> None:
    """However often `kill -9` strikes in the year: each event is known once, and each notice was sent at most once."""
    (tmp_path / "home").mkdir()
    kills = killed_again_and_again(tmp_path, random.Random(7))

    assert 3 <= kills
    found = news_in(World(folder=tmp_path).home)
    assert sorted(one[:3] for one in HAPPENED) == sorted(one[:3] for one in found)
    notices = [json.loads(line) for line in (tmp_path / "notices.jsonl").read_text().splitlines()]
    told = [line for body in notices for line in body.splitlines() if "." in line and not line.startswith(" ")]
    assert len(set(told)) == len(told)
