"""Controls that each blog, site or team has for itself: every item has an outcome of its own, and each is the truth."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

import pytest
from tests.flows.rota import Case, cores, playable
from tests.flows.world import PLENTY, TIMEOUTS, ShortMemory, World, name_of, others, play_together

from untrain.lab import FOREIGN_HOST, Lab, Person, Weather, cases, ordinary
from untrain.lab.replica import Value, load
from untrain.lab.weather import AT_THE_DOOR
from untrain.model.result import Mode

pytestmark = pytest.mark.browser

_ALL = playable(cases(of_items=True))
_CONTROLS = sorted({case[:2] for case in _ALL})


def _held() -> list[object]:
    """What can hold a control out: platform, control, the other setting and its value; the quick ones for every day."""
    return [
        pytest.param(slug, control, other, value, marks=[] if isinstance(value, bool) else [pytest.mark.thorough])
        for slug, control in _CONTROLS
        if (setting := load(slug).setting_of(control))
        for other, value in setting.held_out_by.items()
    ]


_CORE = {(slug, control, weather.name) for here in cores(_ALL).values() for slug, control, weather, _ in here}
"""What belongs to every day: of each control a few, in turn."""
_BY_NAME = {"substack"}
"""Platforms of which nobody knows where they list their items: these have to be asked for by name."""
_GOOD = {"opted_out", "already_out", "submitted"}


def _marked(case: Case) -> object:
    often = (*case[:2], case[2].name) in _CORE
    return pytest.param(*case, id=name_of(case), marks=[] if often else [pytest.mark.thorough])


@pytest.mark.parametrize(("slug", "control", "weather", "allowed"), [_marked(case) for case in _ALL])
async def test_the_truth_is_told_of_each_item(
    slug: str, control: str, weather: Weather, allowed: frozenset[str], tmp_path: Path
) -> None:
    """Whatever the weather, what is said of an item is so, nothing else has moved, and no password went astray."""
    person = ordinary(slug, weather.name)
    lab = Lab([slug], accounts=[person])
    before = others(lab, person, control)

    worlds = await play_together(
        [person],
        control,
        home=tmp_path,
        lab=lab,
        timeout=TIMEOUTS.get(weather.name, PLENTY),
        items=_asked_for(lab, person),
    )

    assert worlds
    for world in worlds:
        _tells_the_truth(world, allowed)
    assert before == worlds[0].other_settings
    standing = lab.person(slug, person.username)
    if weather.name not in AT_THE_DOOR and {one.result.outcome for one in worlds} <= _GOOD:
        assert list(standing.items) == [one.result.item for one in worlds]
    if weather.name != "neighbour_moves":  # there the neighbour is put back, and that is told
        assert set() == standing.meddled({control})
    assert ([], []) == (lab.typed, lab.notes)
    assert [] == [one for one in lab.password_submissions if not one.expected or one.host == FOREIGN_HOST]


@pytest.mark.parametrize(("slug", "control"), _CONTROLS)
async def test_what_is_out_is_left_alone(slug: str, control: str, tmp_path: Path) -> None:
    """The first item is out already: it is not touched, another is switched, and looking again touches neither."""
    person = ordinary(slug)
    lab = Lab([slug], accounts=[person])
    standing, memory = lab.person(slug, person.username), ShortMemory()
    first, *rest = standing.items[:2]
    (key,) = standing.keys_of(f"{control}:{first}")
    setting = standing.replica.setting_at(key)
    standing.settings[key] = setting.out_value

    play = partial(play_together, [person], control, home=tmp_path, lab=lab, memory=memory)
    done = await play(items=_asked_for(lab, person))
    looked = await play(items=_asked_for(lab, person), mode=Mode.CHECK)

    expected = {first: "already_out"} | dict.fromkeys(rest, "opted_out")
    assert expected == {one.result.item: str(one.result.outcome) for one in done[:2]}
    assert {"already_out"} == {str(one.result.outcome) for one in looked}
    assert key not in standing.touched()
    assert "off" == standing.data_use(control)


@pytest.mark.parametrize(("slug", "control", "other", "value"), _held())
async def test_what_another_setting_holds_out_is_left_alone(
    slug: str, control: str, other: str, value: Value, tmp_path: Path
) -> None:
    """Shown as chosen and fixed by another setting, it is out already; not shown at all, it is not told as in use."""
    person = ordinary(slug)
    lab = Lab([slug], accounts=[person])
    standing = lab.person(slug, person.username)
    first, second = standing.items[:2]
    standing.settings[f"{other}:{first}"] = value

    worlds = await play_together([person], control, home=tmp_path, lab=lab, timeout=PLENTY)

    told = {one.result.item: str(one.result.outcome) for one in worlds}
    assert told[first] in ({"already_out"} if isinstance(value, bool) else {"already_out", "unavailable", "drifted"})
    assert "opted_out" == told[second]
    assert set(standing.keys_of(f"{control}:{second}")) == standing.touched()


@pytest.mark.parametrize(("slug", "control"), [one for one in _CONTROLS if one[0] in _BY_NAME])
async def test_without_a_list_nothing_is_guessed(slug: str, control: str, tmp_path: Path) -> None:
    """Where no page is known to list the items, all that is said is that, and nothing is touched."""
    person = ordinary(slug)
    lab = Lab([slug], accounts=[person])

    (only,) = await play_together([person], control, home=tmp_path, lab=lab)

    assert ("drifted", None) == (only.result.outcome, only.result.item)
    assert [] == lab.person(slug, person.username).journal


def _asked_for(lab: Lab, person: Person) -> tuple[str, ...]:
    """The items that are asked for by name; none means all."""
    return lab.person(person.platform, person.username).items if person.platform in _BY_NAME else ()


def _tells_the_truth(world: World, allowed: Collection[str]) -> None:
    result = world.result
    assert result.outcome in allowed, f"{result.item}: {result.outcome}: {result.detail}"
    if result.outcome in _GOOD:
        assert "off" == world.use, result.item
