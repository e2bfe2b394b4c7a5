"""Every control × every weather: the reported outcome is what the platform remembers. A new platform needs no test."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flows.world import TIMEOUTS, name_of, others, play

from untrain.lab import FOREIGN_HOST, Lab, Weather, cases, ordinary

pytestmark = pytest.mark.browser

_TWICE = {"password_reconfirm", "session_expires", "session_expires_on_save"}
"""Weathers in which a password that was accepted may be given once more."""


@pytest.mark.parametrize(("slug", "control", "weather", "allowed"), cases(), ids=[name_of(case) for case in cases()])
async def test_the_truth_is_told(
    slug: str, control: str, weather: Weather, allowed: frozenset[str], tmp_path: Path
) -> None:
    """Whatever the weather, the outcome is the truth, no neighbour has moved, and no password went astray."""
    person = ordinary(slug, weather.name)
    lab = Lab([slug], accounts=[person])
    before = others(lab, person, control)

    world = await play(person, control, home=tmp_path, lab=lab, timeout=TIMEOUTS.get(weather.name, 60.0))

    standing = lab.person(slug, person.username)
    assert world.result.outcome in allowed, world.result.detail
    if world.result.outcome in {"opted_out", "already_out", "submitted"}:
        assert "off" == world.use
    assert before == world.other_settings
    if weather.name != "neighbour_moves":  # there the neighbour is put back, and that is told
        assert set() == standing.meddled({control})
    assert [] == lab.typed
    assert [] == lab.notes
    assert standing.received(control) <= 1
    assert [] == [one for one in lab.password_submissions if not one.expected or one.host == FOREIGN_HOST]
    assert len(lab.password_submissions) <= (2 if weather.name in _TWICE else 1)
