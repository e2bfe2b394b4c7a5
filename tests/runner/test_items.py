"""Items in a run: listed once, then each a control of its own in the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engine.stage import REDIRECT, Page, Stage
from tests.engine.test_listing import BY_PATH, LIST, OF_ITEMS, switch
from tests.engine.values import ADA, phrases
from tests.flows.world import ShortMemory

from untrain.engine.browser import BrowserOptions
from untrain.model.outcome import Outcome
from untrain.model.result import Evidence, Job, Mode, Result, Wanted
from untrain.runner import RunOptions, run_jobs

pytestmark = pytest.mark.browser

TWIN = replace(BY_PATH, id="twin")
LISTED = "GET https://www.acme.example/blogs"


def stage(**more: Page) -> Stage:
    pages: dict[str, Page] = {"/blogs": LIST, "/blog/ada/settings": switch("ada"), "/blog/bob/settings": switch("bob")}
    return Stage(pages=pages | more, settings={"ada": False, "bob": True})


async def results(
    acme: Stage, wanted: Sequence[Wanted], home: Path, *, evidence: Evidence = Evidence.NONE
) -> list[Result]:
    memory = ShortMemory()
    memory.keep_session(ADA, {"cookies": [], "origins": []})
    job = Job(account=ADA, flow=replace(OF_ITEMS, controls=(BY_PATH, TWIN)), wanted=tuple(wanted))
    async with acme.open() as address:
        options = RunOptions(
            run_id="test", home=home, browser=BrowserOptions(connect_to=address), timeout=60.0, evidence=evidence
        )
        return [one async for one in run_jobs([job], mode=Mode.RUN, memory=memory, options=options)]


async def test_each_item_has_a_result_and_evidence_of_its_own(tmp_path: Path) -> None:
    """The list is read once, also for a second control that the same items have."""
    acme = stage()
    found = await results(acme, [Wanted(control=BY_PATH), Wanted(control=TWIN)], tmp_path, evidence=Evidence.TEXT)

    assert [("training", "ada"), ("training", "bob"), ("twin", "ada"), ("twin", "bob")] == [
        (one.control, one.item) for one in found
    ]
    assert [Outcome.OPTED_OUT, *[Outcome.ALREADY_OUT] * 3] == [one.outcome for one in found]
    assert 1 == acme.asked.count(LISTED)
    assert "evidence/test/ada-acme-training-ada.json" in found[0].evidence
    assert 4 == len({file for one in found for file in one.evidence})
    assert [{"ada": True}] == acme.saved


async def test_only_the_item_that_was_named_is_seen_to(tmp_path: Path) -> None:
    """By its address or by its title, once; one that is not listed is not looked for."""
    acme = stage()
    names = ("Ada writes", "ada", "nobody")
    found = await results(acme, [Wanted(control=BY_PATH, named=True, item=name) for name in names], tmp_path)

    assert [("ada", Outcome.OPTED_OUT), ("nobody", Outcome.DRIFTED)] == [(one.item, one.outcome) for one in found]
    assert "“nobody” is not among your blogs (ada, bob); nothing was changed." == found[1].detail
    assert "GET https://www.acme.example/blog/bob/settings" not in acme.asked


async def test_what_was_done_before_a_run_was_cut_off_is_not_done_again(tmp_path: Path) -> None:
    """Only the items without a result are left."""
    acme = stage()
    found = await results(acme, [Wanted(control=BY_PATH, done=frozenset({"ada"}))], tmp_path)

    assert ["bob"] == [one.item for one in found]
    assert [] == acme.saved


async def test_a_list_that_cannot_be_read_is_one_result(tmp_path: Path) -> None:
    """Nobody knows how many there are, so the control as a whole has drifted."""
    found = await results(stage(**{"/blogs": "<h1>Welcome</h1>"}), [Wanted(control=BY_PATH)], tmp_path)

    assert [(None, Outcome.DRIFTED)] == [(one.item, one.outcome) for one in found]


async def test_a_named_item_needs_no_list_where_it_has_an_address(tmp_path: Path) -> None:
    """What the person names is gone to directly when no list is known; all of them can't be told then."""
    wanted = [Wanted(control=BY_PATH, named=True, item="ada"), Wanted(control=TWIN)]
    found = await results(stage(**{"/blogs": "<h1>Welcome</h1>"}), wanted, tmp_path)

    assert [("ada", Outcome.OPTED_OUT), (None, Outcome.DRIFTED)] == [(one.item, one.outcome) for one in found]


async def test_no_list_is_looked_for_where_nobody_knows_its_address(tmp_path: Path) -> None:
    """What the person names is gone to at once; the page that is reached has to be its own all the same."""
    assert BY_PATH.items is not None
    control = replace(BY_PATH, items=replace(BY_PATH.items, url=None, path=(phrases("Blogs"),)))
    acme = stage(**{"/blog/mine/settings": REDIRECT + "https://www.acme.example/blog/ada/settings"})
    found = await results(acme, [Wanted(control=control, item=item) for item in ("ada", "mine")], tmp_path)

    assert [("ada", Outcome.OPTED_OUT), ("mine", Outcome.DRIFTED)] == [(one.item, one.outcome) for one in found]
    assert LISTED not in acme.asked
    assert [{"ada": True}] == acme.saved
