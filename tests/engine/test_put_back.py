"""What moves together with the control is put back, whatever it is made of, and that is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.engine.conftest import Showing
from tests.engine.stage import Settings, Stage
from tests.engine.test_widgets import OPEN, PATH, PLAIN
from tests.engine.values import ADA, LABEL

from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
from untrain.engine.settle import Progress, settle
from untrain.engine.tab import Tab
from untrain.model.errors import Drift
from untrain.model.result import Evidence, Mode

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

MENU = """<button id=opener aria-haspopup=menu onclick="entries.hidden = false">Web search {beside}</button>
  <div id=entries role=menu hidden>
    <button role=menuitem onclick="done('Enabled')">Enabled<p>Answers may use the web</p></button>
    <button role=menuitem onclick="done('Disabled')">Disabled</button></div>
  <script>const done = (value) => save('beside', value).then(() => {
    opener.textContent = 'Web search ' + value; entries.hidden = true; });</script>"""
RADIOS = """<fieldset><legend>Who sees me</legend>
  <label><input type=radio name=who {if Everyone} onchange="save('beside', 'Everyone')"> Everyone</label>
  <label><input type=radio name=who {if Nobody} onchange="save('beside', 'Nobody')"> Nobody</label></fieldset>"""
SELECT = """<label>Who sees me <select onchange="save('beside', this.value)">
  <option {if Everyone}>Everyone</option><option {if Nobody}>Nobody</option></select></label>"""
LIST = """<div id=opener role=combobox tabindex=0 aria-label="Who sees me"
    onclick="entries.hidden = false">{beside}</div>
  <div id=entries role=listbox hidden>
    <div role=option onclick="done('Everyone')">Everyone</div>
    <div role=option onclick="done('Nobody')">Nobody</div></div>
  <script>const done = (value) => save('beside', value).then(() => {
    opener.textContent = value; entries.hidden = true; });</script>"""
SWITCH = """<label><input type=checkbox role=switch {if True} onchange="save('beside', this.checked)">
  Read receipts</label>"""
PRESSED = """<button aria-pressed={beside} onclick="this.setAttribute('aria-pressed', this.ariaPressed !== 'true');
  save('beside', this.ariaPressed)">Read receipts</button>"""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Another control of the page: its tags, what it is set to, and what saving ours sets it to."""

    name: str
    html: str
    was: object
    becomes: object

    def page(self, settings: Settings) -> str:
        """The page with our check box and this beside it."""
        now = str(settings["beside"])
        own = self.html.replace("{beside}", now).replace(f"{{if {now}}}", "checked selected")
        on = "checked" if settings["training"] else ""
        save = f"save('training', this.checked).then(() => save('beside', {self.becomes!r}))".replace("True", "true")
        return f"""<main><h1>Data for Generative AI Improvement</h1>
          <p><label><input type=checkbox {on} onchange="{save}"> {LABEL}</label></p><section>{own}</section></main>"""


KINDS = [
    Beside(name="a switch", html=SWITCH, was=False, becomes=True),
    Beside(name="a pressed button", html=PRESSED, was="false", becomes="true"),
    Beside(name="a menu button", html=MENU, was="Disabled", becomes="Enabled"),
    Beside(name="radio buttons", html=RADIOS, was="Everyone", becomes="Nobody"),
    Beside(name="a list to select from", html=SELECT, was="Everyone", becomes="Nobody"),
    Beside(name="a list of the page's own", html=LIST, was="Everyone", becomes="Nobody"),
]


async def told(tab: Tab, home: Path) -> str:
    """What is said of a change that was no clean success."""
    folder = Folder(home=home, run_id="r", name="n", how=Evidence.NONE)
    credentials = Credentials(account=ADA, flow=tab.flow)
    with pytest.raises(Drift) as caught:
        await settle(tab, credentials, PLAIN, mode=Mode.RUN, progress=Progress(), evidence=folder)
    return str(caught.value)


@pytest.mark.parametrize("beside", KINDS, ids=lambda one: one.name)
async def test_what_moved_too_is_put_back(beside: Beside, showing: Showing, tmp_path: Path) -> None:
    """Ours is off, the other is as it was, and it is no clean success."""
    stage = Stage(pages={PATH: beside.page}, settings={"training": True, "beside": beside.was})
    async with showing(stage, OPEN) as tab:
        assert "was put back" in await told(tab, tmp_path)

    assert {"training": False, "beside": beside.was} == stage.settings


async def test_what_can_not_be_put_back_is_told(showing: Showing, tmp_path: Path) -> None:
    """Where the former choice is not on offer any more, nothing else is chosen, and the person is told."""
    html = SELECT.replace("<option {if Everyone}>Everyone</option>", "{gone}")

    def page(settings: Settings) -> str:
        there = "<option selected>Everyone</option>" if settings["training"] else "<option>Only friends</option>"
        return Beside(name="", html=html.replace("{gone}", there), was="", becomes="Nobody").page(settings)

    stage = Stage(pages={PATH: page}, settings={"training": True, "beside": "Everyone"})
    async with showing(stage, OPEN) as tab:
        assert "Who sees me" in await told(tab, tmp_path)

    assert {"training": False, "beside": "Nobody"} == stage.settings
