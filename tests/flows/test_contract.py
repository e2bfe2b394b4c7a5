"""Every control × every weather: the reported outcome is what the platform remembers. A new platform needs no test.

`make test` plays a part of it (see rota.py), `make contract` everything.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.rota import Batch, batches, cores, playable
from tests.flows.world import PLENTY, TIMEOUTS, ShortMemory, World, others, play, play_together

from untrain.lab import FOREIGN_HOST, Lab, Person, Weather, cases, ordinary
from untrain.model.result import Mode

pytestmark = pytest.mark.browser

_TWICE = {"password_reconfirm", "session_expires", "session_expires_on_save"}
"""Weathers in which a password that was accepted may be given once more."""

_ALL = playable(cases())
_CORES = cores(_ALL)


def _marked(batch: Batch) -> object:
    return pytest.param(batch, id=batch.name, marks=[pytest.mark.thorough] if batch.thorough else [])


@pytest.mark.parametrize("batch", [_marked(batch) for batch in batches(_ALL)])
async def test_the_truth_is_told(batch: Batch, tmp_path: Path) -> None:
    """Whatever the weather, the outcome is the truth, no neighbour has moved, and no password went astray."""
    slug, control = batch.cases[0][:2]
    people = [_somebody(slug, weather.name) for _, _, weather, _ in batch.cases]
    lab = Lab([slug], accounts=people)
    before = [others(lab, person, control) for person in people]
    timeout = max(TIMEOUTS.get(person.name, PLENTY) for person in people)

    worlds = await play_together(people, control, home=tmp_path, lab=lab, timeout=timeout)

    for (_, _, weather, allowed), world, settings in zip(batch.cases, worlds, before, strict=True):
        _tells_the_truth(world, control, weather, allowed, settings)
    _left_nothing_astray(lab)


@pytest.mark.parametrize("key", _CORES, ids="/".join)
async def test_the_core_holds(key: tuple[str, str], tmp_path: Path) -> None:
    """What matters most, of several people at once; then it is looked at and run again, and nothing is touched."""
    (slug, control), core = key, _CORES[key]
    people = {weather.name: _somebody(slug, weather.name) for _, _, weather, _ in core}
    onlooker = replace(ordinary(slug), name="onlooker", username="onlooker@mail.example")
    lab = Lab([slug], accounts=[*people.values(), onlooker])
    before = {name: others(lab, person, control) for name, person in people.items()}
    memory = ShortMemory()

    worlds = await play_together(list(people.values()), control, home=tmp_path, lab=lab, memory=memory)
    for (_, _, weather, allowed), world in zip(core, worlds, strict=True):
        _tells_the_truth(world, control, weather, allowed, before[weather.name])

    plain = people["clear"]
    done = len(lab.person(slug, plain.username).journal)
    looks = await play_together([plain, onlooker], control, home=tmp_path, lab=lab, memory=memory, mode=Mode.CHECK)
    again = await play(plain, control, home=tmp_path, lab=lab, memory=memory)
    assert ["off", "on"] == [one.use for one in looks]
    assert looks[0].result.outcome in {"already_out", "submitted"}, looks[0].result.detail
    assert looks[1].result.outcome not in {"opted_out", "already_out", "submitted"}, looks[1].result.detail
    assert again.result.outcome in {"already_out", "submitted"}, again.result.detail
    assert done == len(lab.person(slug, plain.username).journal)
    assert [] == lab.person(slug, onlooker.username).journal
    _left_nothing_astray(lab)


def _somebody(slug: str, weather: str) -> Person:
    return replace(ordinary(slug, weather), name=weather, username=f"{weather}@mail.example")


def _tells_the_truth(
    world: World, control: str, weather: Weather, allowed: frozenset[str], before: dict[str, object]
) -> None:
    """What was reported of one person is what the platform remembers of them, and nothing else of theirs has moved."""
    name, result = weather.name, world.result
    standing = world.lab.person(world.person.platform, world.person.username)
    assert result.outcome in allowed, f"{name}: {result.outcome}: {result.detail}"
    if result.outcome in {"opted_out", "already_out", "submitted"}:
        assert "off" == world.use, name
    assert before == world.other_settings, name
    if name != "neighbour_moves":  # there the neighbour is put back, and that is told
        assert set() == standing.meddled({control}), name
    assert standing.received(control) <= 1, name
    assert len(standing.password_submissions) <= (2 if name in _TWICE else 1), name


def _left_nothing_astray(lab: Lab) -> None:
    """Nobody typed or pressed anything where they should not, and no password went anywhere else."""
    assert [] == lab.typed
    assert [] == lab.notes
    assert [] == [one for one in lab.password_submissions if not one.expected or one.host == FOREIGN_HOST]
