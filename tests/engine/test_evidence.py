from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
from tests.engine.conftest import Showing
from tests.engine.stage import Settings, Stage
from tests.engine.test_widgets import OPEN, PATH, PLAIN
from tests.engine.values import ADA, LABEL, NEIGHBOUR

from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
from untrain.engine.settle import Progress, settle
from untrain.model.outcome import Outcome
from untrain.model.result import Evidence, Mode
from untrain.model.secret import Secret

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

NAME = "ada-acme-training"


def page(settings: Settings) -> str:
    checked = "checked" if settings["training"] else ""
    return f"""<header>Account number 4711</header><main><h1>Data for Generative AI Improvement</h1>
    <div style="height: 1500px">Your last invoice: 99 euros</div>
    <p><label><input type=checkbox {checked} onchange="save('training', this.checked)"> {LABEL}</label></p>
    <div style="height: 1500px">Your telephone: 555 0100</div></main>"""


async def run(showing: Showing, home: Path, how: Evidence) -> Folder:
    """Switch the control off, with this much evidence; gives the folder of it."""
    folder = Folder(home=home, run_id="01J", name=NAME, how=how)
    stage = Stage(pages={PATH: page}, settings={"training": True})
    async with showing(stage, OPEN) as tab:
        credentials = Credentials(account=ADA, flow=OPEN)
        outcome, _ = await settle(tab, credentials, PLAIN, mode=Mode.RUN, progress=Progress(), evidence=folder)
    assert Outcome.OPTED_OUT is outcome
    assert {"training": False} == stage.settings
    return folder


async def test_before_and_after_are_kept_privately(showing: Showing, tmp_path: Path) -> None:
    """Two pictures and a file of facts, which only the owner of the machine can read, in a folder of theirs."""
    written = (await run(showing, tmp_path, Evidence.FULL)).written

    assert {f"evidence/01J/{NAME}{end}" for end in ("-before.png", "-after.png", ".json")} == set(written)
    assert {0o600} == {(tmp_path / one).stat().st_mode & 0o777 for one in written}
    assert 0o700 == (tmp_path / "evidence/01J").stat().st_mode & 0o777


async def test_only_the_region_of_the_control_is_kept(showing: Showing, tmp_path: Path) -> None:
    """The pictures are of the control's own row, and the facts hold no other word of the page."""
    await run(showing, tmp_path, Evidence.FULL)
    facts = (tmp_path / f"evidence/01J/{NAME}.json").read_text()

    for moment in ("before", "after"):
        picture = (tmp_path / f"evidence/01J/{NAME}-{moment}.png").read_bytes()
        width, height = struct.unpack(">II", picture[16:24])
        assert 0 < height <= 100
        assert 0 < width <= 1280
    assert LABEL in facts
    assert not [word for word in ("4711", "99 euros", "555 0100") if word in facts]


async def test_the_facts_tell_what_was_done(showing: Showing, tmp_path: Path) -> None:
    """Address, time, state and the platform's acknowledgement, before and after; no query and no body."""
    await run(showing, tmp_path, Evidence.TEXT)
    facts = json.loads((tmp_path / f"evidence/01J/{NAME}.json").read_text())

    assert ("on", "off") == (facts["before"]["data_use"], facts["after"]["data_use"])
    assert "https://www.acme.example/settings/ai" == facts["after"]["address"]
    assert facts["before"]["at"] <= facts["after"]["at"]
    assert [{"method": "POST", "path": "/save", "status": 200}] == facts["acknowledged"]


async def test_as_much_is_kept_as_was_asked_for(showing: Showing, tmp_path: Path) -> None:
    """Text means no pictures, none means nothing at all."""
    text = await run(showing, tmp_path / "text", Evidence.TEXT)
    nothing = await run(showing, tmp_path / "none", Evidence.NONE)

    assert [f"evidence/01J/{NAME}.json"] == text.written
    assert [] == nothing.written
    assert not (tmp_path / "none").exists()


async def test_a_place_that_cannot_be_written_costs_no_result(showing: Showing, tmp_path: Path) -> None:
    """Where evidence cannot be kept, the control is switched off all the same, and no evidence is claimed."""
    (tmp_path / "evidence").write_text("a file, where a folder should be")

    assert [] == (await run(showing, tmp_path, Evidence.FULL)).written


async def test_a_full_disk_costs_no_result(tmp_path: Path) -> None:
    """A disk without room takes nothing, and nothing is claimed to be there."""
    (tmp_path / "evidence/01J").mkdir(parents=True)
    (tmp_path / f"evidence/01J/{NAME}.json").symlink_to("/dev/full")
    folder = Folder(home=tmp_path, run_id="01J", name=NAME, how=Evidence.FULL)

    folder.note("sent", "yes")

    assert [] == folder.written


async def test_no_secret_is_ever_kept(tmp_path: Path) -> None:
    """A password that found its way into a fact is replaced before it reaches the disk."""
    password = Secret("correct-horse-battery")
    folder = Folder(home=tmp_path, run_id="01J", name=NAME, how=Evidence.FULL)

    folder.note("sent", f"the page says: {password.reveal()}")

    assert "correct-horse" not in (tmp_path / folder.written[0]).read_text()


async def test_a_control_found_otherwise_is_noted_with_its_words(showing: Showing, tmp_path: Path) -> None:
    """What is needed to mend the flow: label, heading, role, language, and the locator that Playwright would write."""
    reworded = "Allow AI model training on my data"
    stage = Stage(pages={PATH: lambda settings: page(settings).replace(LABEL, reworded)}, settings={"training": True})
    folder = Folder(home=tmp_path, run_id="01J", name=NAME, how=Evidence.TEXT)
    async with showing(stage, OPEN) as tab:
        credentials = Credentials(account=ADA, flow=OPEN)
        await settle(tab, credentials, PLAIN, mode=Mode.CHECK, progress=Progress(), evidence=folder)
    noted = json.loads((tmp_path / folder.written[0]).read_text())["healed"]

    assert reworded == noted["label"]
    assert "Data for Generative AI Improvement" == noted["heading"]
    assert noted["locator"].startswith('get_by_role("checkbox", name="Allow AI model')  # Playwright cuts long names


async def test_the_first_way_is_not_noted_as_another(showing: Showing, tmp_path: Path) -> None:
    """There is nothing to mend."""
    folder = await run(showing, tmp_path, Evidence.TEXT)

    assert "healed" not in json.loads((tmp_path / folder.written[0]).read_text())


async def test_a_page_on_which_nothing_was_identified_is_kept_redacted(showing: Showing, tmp_path: Path) -> None:
    """Of a control that drifted its own page is kept: roles and public words, and nothing of the person."""
    gone = f"<main><h1>Hello Ada Lovelace</h1><label><input type=checkbox checked> {NEIGHBOUR}</label></main>"
    stage = Stage(pages={PATH: gone, "/": "<main>Home</main>"})
    folder = Folder(home=tmp_path, run_id="01J", name=NAME, how=Evidence.TEXT)
    async with showing(stage, OPEN) as tab:
        await tab.open("https://www.acme.example/")
        await folder.drifted(tab, PLAIN, ADA)
    kept = (tmp_path / folder.written[0]).read_text()

    assert NEIGHBOUR in kept
    assert "Lovelace" not in kept
    assert json.loads(kept)["drifted"]["at_address"] is True
