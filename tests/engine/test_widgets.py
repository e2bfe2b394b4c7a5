"""Every kind of control there is on settings pages, one to a page, in a real browser, with a server that remembers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.async_api import Error
from tests.engine.conftest import Showing
from tests.engine.stage import Settings, Stage
from tests.engine.values import ACME, ADA, EXCLUDING, LABEL, TRAINING, phrases

from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
from untrain.engine.press import press
from untrain.engine.settle import Progress, settle
from untrain.engine.tab import Tab
from untrain.model.errors import BrowserDied, Drift, JobError, Locked
from untrain.model.flow import Control, Kind
from untrain.model.outcome import Outcome
from untrain.model.result import Evidence, Mode

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PATH = "/settings/ai"
OUT, ALREADY, IN = Outcome.OPTED_OUT, Outcome.ALREADY_OUT, Outcome.OPTED_IN
PLAIN = replace(TRAINING, keys=())
CHOOSING = replace(PLAIN, kind=Kind.CHOICE)
MENU = """<div id=menu role=menu hidden>
  <button role=menuitem onclick="done('delete')">Turn off and delete activity</button>
  <button role=menuitem onclick="done(false)">Turn off</button></div>
<script>const done = (value) => (value === 'delete' ? save('deleted', true) : save('training', value))
  .then(() => { menu.hidden = true; });</script>"""

HINTS = MENU.replace("activity</button>", "activity<p>2 steps</p></button>").replace(
    "off</button>", "off<p>1 step</p></button>"
)


@dataclass(frozen=True, kw_only=True)
class Widget:
    """One control in the words of a page: its tags, as a template with `{on}` and `{off}` for its two states."""

    name: str
    html: str
    on: str = "checked"
    off: str = ""
    control: Control = PLAIN

    def page(self, settings: Settings) -> str:
        """The settings page with this control on it, and two neighbours that must stay as they are."""
        on = settings["training"]
        own = self.html.replace("{on}", self.on if on else self.off).replace("{off}", self.off if on else self.on)
        own = own.replace("{label}", LABEL).replace("{state}", "On" if on else "Off")
        return framed(own.replace("{aria}", "true" if on else "false").replace("{aria-off}", "false" if on else "true"))


def framed(own: str) -> str:
    return f"""<style>.gone {{ position: absolute; width: 1px; height: 1px; clip: rect(0 0 0 0); overflow: hidden }}
      .box {{ display: inline-block; width: 40px; height: 20px; background: #999 }}
      [role=dialog] {{ position: fixed; inset: 200px; padding: 20px; background: #fff; border: 1px solid }}</style>
    <main><h1>Data for Generative AI Improvement</h1>
    <p><label><input type=checkbox onchange="save('first', this.checked)"> Read receipts</label></p>
    <section>{own}</section>
    <p><label><input type=checkbox checked onchange="save('last', this.checked)"> Show when you are active</label></p>
    </main>"""


CLICKED = """onclick="this.setAttribute('aria-checked', this.getAttribute('aria-checked') !== 'true');
  save('training', this.getAttribute('aria-checked') === 'true')" """

WIDGETS = [
    Widget(
        name="a native check box",
        html="<label><input type=checkbox {on} onchange=\"save('training', this.checked)\"> {label}</label>",
    ),
    Widget(
        name="a hidden native check box with a face",
        html="<label><input class=gone type=checkbox {on} onchange=\"save('training', this.checked)\">"
        "<span class=box></span> {label}</label>",
    ),
    Widget(
        name="a hidden native check box beside its label",
        html="<input id=t class=gone type=checkbox {on} onchange=\"save('training', this.checked)\">"
        "<label for=t>{label}</label>",
    ),
    Widget(
        name="a native switch",
        html="<span id=l>{label}</span> <input type=checkbox role=switch aria-labelledby=l {on} "
        "onchange=\"save('training', this.checked)\">",
    ),
    Widget(
        name="a row that is a check box",
        html=f"<div role=checkbox tabindex=0 aria-checked={{aria}} {CLICKED}>{{label}} <span class=box></span></div>",
    ),
    Widget(
        name="a switch made of a button",
        html=f"<p>{{label}}</p><button role=switch aria-label='{{label}}' class=box aria-checked={{aria}} {CLICKED}>"
        "</button>",
    ),
    Widget(
        name="a pressed button",
        html="<button aria-pressed={aria} "
        "onclick=\"this.setAttribute('aria-pressed', 'false'); save('training', false)\">{label}</button>",
    ),
    Widget(
        name="a toggle without any role",
        html="<div><p>{label}</p><div class=box style='cursor: pointer' data-state={on} tabindex=0 "
        "onclick=\"this.dataset.state = 'unchecked'; save('training', false)\"></div></div>",
        off="unchecked",
    ),
    Widget(
        name="a switch in a shadow root",
        html=f"<div id=host></div><script>host.attachShadow({{mode: 'open'}}).innerHTML = `<button role=switch "
        f"style='width:40px;height:20px' aria-label='{{label}}' aria-checked={{aria}} {CLICKED}></button>`</script>",
    ),
    Widget(
        name="radio buttons",
        html="<fieldset><legend>{label}</legend>"
        "<label><input type=radio name=t {on} onchange=\"save('training', true)\"> Allowed</label>"
        "<label><input type=radio name=t {off} onchange=\"save('training', false)\"> Not allowed</label></fieldset>",
        control=CHOOSING,
    ),
    Widget(
        name="a list to select from",
        html="<label>{label} <select onchange=\"save('training', this.value === 'yes')\">"
        "<option value=yes {on}>On</option><option value=no {off}>Off</option></select></label>",
        on="selected",
        control=CHOOSING,
    ),
    Widget(
        name="a list made of divs",
        html="<span id=l>{label}</span>"
        "<button role=combobox aria-haspopup=listbox aria-expanded=false aria-labelledby=l "
        "onclick=\"list.hidden = false; this.setAttribute('aria-expanded', 'true')\">{state}</button>"
        "<div id=list role=listbox aria-labelledby=l hidden><div role=option aria-selected={aria}>On</div>"
        "<div role=option aria-selected={aria-off} onclick=\"save('training', false)\">Off</div></div>",
        control=CHOOSING,
    ),
    Widget(
        name="a pair of buttons",
        html="<p>{label}</p><div role=group><button aria-pressed={aria} onclick=\"save('training', true)\">On</button>"
        "<button aria-pressed={aria-off} onclick=\"save('training', false)\">Off</button></div>",
        control=CHOOSING,
    ),
    Widget(
        name="a button that says what it does",
        html="<div><p>{label}</p><button onclick=\"save('training', {aria-off})\">Turn {off}</button></div>",
        on="on",
        off="off",
    ),
    Widget(
        name="a button with a menu",
        html="<div><span>{label}</span> "
        f'<button aria-haspopup=menu onclick="menu.hidden = false">{{label}} {{state}}</button></div>{MENU}',
    ),
    Widget(
        name="a button with a menu of titles and hints",
        html="<div><span>{label}</span> "
        f'<button aria-haspopup=menu onclick="menu.hidden = false">{{label}} {{state}}</button></div>{HINTS}',
        control=replace(CHOOSING, out_options=phrases("Turn off")),
    ),
    Widget(
        name="a row that opens a dialog",
        html='<button aria-haspopup=dialog onclick="d.hidden = false"><span>Data for Generative AI Improvement</span> '
        "<span>{state}</span></button><div id=d role=dialog aria-label='Data for Generative AI Improvement' hidden>"
        "<label><input type=checkbox role=switch {on} onchange=\"save('training', this.checked)\"> {label}</label>"
        '<button onclick="d.hidden = true">Done</button></div>',
    ),
    Widget(
        name="a row that leads to a page",
        html="<a href='/settings/ai/more'><span>Data for Generative AI Improvement</span> <span>{state}</span></a>",
    ),
    Widget(
        name="a check box with a Save button",
        html='<label><input id=t type=checkbox {on} oninput="b.hidden = false"> {label}</label>'
        "<button id=b hidden onclick=\"save('training', t.checked)\">Save changes</button>",
    ),
    Widget(
        name="a check box among cards with a Save button each",
        html="<section><h2>Team</h2><input value=Clocks><button onclick=\"save('name', 1)\">Save</button></section>"
        "<section><label><input id=t type=checkbox {on}> {label}</label>"
        "<button onclick=\"save('training', t.checked)\">Save</button></section>",
    ),
    Widget(
        name="a check box that wakes the Save bar of its page",
        html="<section><h2>Team</h2><input value=Clocks><button onclick=\"save('name', 1)\">Save</button></section>"
        '<section><label><input id=t type=checkbox {on} oninput="b.hidden = false"> {label}</label></section>'
        "<div id=b hidden>Unsaved changes <button onclick=\"save('training', t.checked)\">Save</button></div>",
    ),
    Widget(
        name="a switch that keeps the data out",
        html=f"<span id=l>Exclude my data from AI training</span><button role=switch class=box aria-labelledby=l "
        f"aria-checked={{aria-off}} {CLICKED.replace('save(', 'kept_out(')}></button>"
        "<script>const kept_out = (name, value) => save(name, !value)</script>",
        control=replace(EXCLUDING, keys=()),
    ),
]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """How one control was settled: its outcome or the error, and what is known of it."""

    outcome: Outcome | type[JobError]
    progress: Progress


async def settled(tab: Tab, control: Control, home: Path, mode: Mode = Mode.RUN) -> Seen:
    progress = Progress()
    folder = Folder(home=home, run_id="r", name="n", how=Evidence.NONE)
    credentials = Credentials(account=ADA, flow=tab.flow)
    try:
        outcome, _ = await settle(tab, credentials, control, mode=mode, progress=progress, evidence=folder)
    except JobError as error:
        return Seen(outcome=type(error), progress=progress)
    return Seen(outcome=outcome, progress=progress)


def stage_of(page: Callable[[Settings], str]) -> Stage:
    return Stage(pages={PATH: page, f"{PATH}/more": WIDGETS[0].page}, settings={"training": True})


OPEN = replace(ACME, sign_in=None)


@pytest.mark.parametrize("widget", WIDGETS, ids=[one.name.replace(" ", "-") for one in WIDGETS])
async def test_a_control_is_switched_off_once(widget: Widget, showing: Showing, tmp_path: Path) -> None:
    """Checking changes nothing; then it is switched off, by one change and no other; then there is nothing to do."""
    stage = stage_of(widget.page)
    async with showing(stage, OPEN) as tab:
        checked = await settled(tab, widget.control, tmp_path, Mode.CHECK)
        assert IN is checked.outcome
        assert [] == stage.saved

        first = await settled(tab, widget.control, tmp_path)
        assert (OUT, "on", "off") == (first.outcome, first.progress.before, first.progress.after)
        assert [{"training": False}] == stage.saved

        again = await settled(tab, widget.control, tmp_path)
        assert (ALREADY, "off") == (again.outcome, again.progress.before)
        assert [{"training": False}] == stage.saved


ASKING = """<label><input id=t type=checkbox {on} onchange="d.hidden = false"> {label}</label>
<div id=d role=dialog aria-label="Are you sure?" hidden><p>Our models get worse without you.</p>
BUTTONS</div><script>const yes = () => save('training', false).then(() => { d.hidden = true; });
const no = () => { d.hidden = true; t.checked = true; save('kept', true); };</script>"""


def asking(*buttons: str) -> Widget:
    return Widget(name="", html=ASKING.replace("BUTTONS", "".join(f"<button {one}</button>" for one in buttons)))


@pytest.mark.parametrize(
    "buttons",
    [
        ("onclick=no()>Keep it on", "onclick=yes()>Turn off"),
        ("onclick=yes()>Turn off", "onclick=no()>Cancel"),
        ("onclick=no()>Go back", "onclick=yes()>Confirm"),
        (
            "onclick=\"save('deleted', 1)\">Turn off and delete activity",
            "onclick=yes()>Turn off",
            "onclick=no()>Cancel",
        ),
        ("onclick=no()>No", "onclick=yes()>Yes"),
    ],
    ids=lambda buttons: buttons[0].partition(">")[2].replace(" ", "-"),
)
async def test_a_question_is_answered_by_its_plain_meaning(
    buttons: tuple[str, ...], showing: Showing, tmp_path: Path
) -> None:
    """The button that plainly confirms is pressed, whichever place it has; none that keeps it on or deletes."""
    stage = stage_of(asking(*buttons).page)
    async with showing(stage, OPEN) as tab:
        assert OUT is (await settled(tab, PLAIN, tmp_path)).outcome

    assert [{"training": False}] == stage.saved


async def test_a_question_is_answered_by_the_flows_exact_words(showing: Showing, tmp_path: Path) -> None:
    """A button that says nothing plain is pressed where the flow knows its very words."""
    stage = stage_of(asking("onclick=no()>Stay with us", "onclick=yes()>Leave the programme").page)
    control = replace(PLAIN, confirm=phrases("Leave the programme"))
    async with showing(stage, OPEN) as tab:
        assert OUT is (await settled(tab, control, tmp_path)).outcome

    assert [{"training": False}] == stage.saved


@pytest.mark.parametrize(
    "buttons",
    [
        ("onclick=no()>Keep it on",),
        ("onclick=no()>Stay with us", "onclick=yes()>Leave the programme"),
        ("onclick=\"save('deleted', 1)\">Turn off and delete everything", "onclick=no()>Keep it on"),
    ],
    ids=["only-keep", "unknown", "only-with-deletion"],
)
async def test_a_question_that_is_not_understood_is_not_answered(
    buttons: tuple[str, ...], showing: Showing, tmp_path: Path
) -> None:
    """Where no button plainly confirms, none is pressed, and the control has drifted."""
    stage = stage_of(asking(*buttons).page)
    async with showing(stage, OPEN) as tab:
        assert Drift is (await settled(tab, PLAIN, tmp_path)).outcome

    assert [] == stage.saved


async def test_a_menu_without_a_plain_way_out_is_left_alone(showing: Showing, tmp_path: Path) -> None:
    """Where the only way out of a menu also deletes, nothing is chosen."""
    menu = MENU.replace('<button role=menuitem onclick="done(false)">Turn off</button>', "")
    html = f'<button aria-haspopup=menu onclick="menu.hidden = false">{{label}} {{state}}</button>{menu}'
    stage = stage_of(Widget(name="", html=html).page)
    async with showing(stage, OPEN) as tab:
        assert Drift is (await settled(tab, PLAIN, tmp_path)).outcome

    assert [] == stage.saved


@pytest.mark.parametrize(("on", "outcome"), [(True, Locked), (False, ALREADY)])
async def test_a_disabled_control_is_locked_only_where_it_is_on(
    on: bool, outcome: Outcome | type[JobError], showing: Showing, tmp_path: Path
) -> None:
    """Disabled and on is locked; disabled and off is out."""
    stage = stage_of(Widget(name="", html="<label><input type=checkbox disabled {on}> {label}</label>").page)
    stage.settings["training"] = on
    async with showing(stage, OPEN) as tab:
        assert outcome is (await settled(tab, PLAIN, tmp_path)).outcome

    assert [] == stage.saved


@pytest.mark.parametrize(
    "style",
    ["opacity: 0", "position: absolute; left: -4000px", "visibility: hidden", "transform: scale(0)"],
)
async def test_a_twin_that_nobody_can_see_is_not_pressed(style: str, showing: Showing, tmp_path: Path) -> None:
    """An unseen switch with the very words is not the control, and does not keep the real one from being found."""
    trap = f"<div style='{style}'><button role=switch class=box aria-checked=true aria-label='{LABEL}' "
    trap += "onclick=\"save('trap', true)\"></button></div>"
    stage = stage_of(Widget(name="", html=trap + WIDGETS[0].html).page)
    async with showing(stage, OPEN) as tab:
        assert OUT is (await settled(tab, PLAIN, tmp_path)).outcome

    assert [{"training": False}] == stage.saved


async def test_each_of_several_controls_is_settled_for_itself(showing: Showing, tmp_path: Path) -> None:
    """Of three controls on one page only the one that was asked for is pressed."""
    labels = {"posts": "Train AI on my posts", "chats": "Train AI on my chats", "voice": "Train AI on my recordings"}
    flow = replace(
        OPEN,
        controls=tuple(
            replace(PLAIN, id=name, title=label, labels=phrases(label), neighbours=(), headings=())
            for name, label in labels.items()
        ),
    )

    def page(settings: Settings) -> str:
        rows = "".join(
            f"<p><label><input type=checkbox {'checked' if settings[name] else ''} "
            f"onchange=\"save('{name}', this.checked)\"> {label}</label></p>"
            for name, label in labels.items()
        )
        return framed(rows)

    stage = Stage(pages={PATH: page}, settings=dict.fromkeys(labels, True))
    async with showing(stage, flow) as tab:
        assert OUT is (await settled(tab, flow.controls[1], tmp_path)).outcome
        assert {"posts": True, "chats": False, "voice": True} == stage.settings
        assert OUT is (await settled(tab, flow.controls[2], tmp_path)).outcome

    assert {"posts": True, "chats": False, "voice": False} == stage.settings
    assert [{"chats": False}, {"voice": False}] == stage.saved


async def test_a_dialog_called_settings_is_a_place_to_look_in(showing: Showing, tmp_path: Path) -> None:
    """Its rows only lead on, and nothing in it is asked: it is neither closed nor left to the person."""
    html = (
        '<div role=dialog aria-label=Settings><button aria-expanded=false onclick="q.hidden = false">AI and privacy'
        "</button><button aria-expanded=false>Appearance</button><div id=q hidden><label><input type=checkbox {on} "
        "onchange=\"save('training', this.checked)\"> {label}</label></div></div>"
    )
    stage = stage_of(Widget(name="", html=html).page)
    control = replace(PLAIN, path=(phrases("AI and privacy"),))
    async with showing(stage, OPEN) as tab:
        assert OUT is (await settled(tab, control, tmp_path)).outcome

    assert [{"training": False}] == stage.saved


async def test_a_page_whose_process_was_killed_is_a_browser_that_died(showing: Showing) -> None:
    """The page is not closed, and the browser still lives: nothing on the page was taken away by the platform."""
    stage = stage_of(WIDGETS[0].page)
    async with showing(stage, OPEN) as tab:
        await tab.open(f"https://www.acme.example{PATH}")
        button = next(node for node in (await tab.see()).tree.nodes() if node.role == "checkbox")
        with suppress(Error):
            await tab.page.goto("chrome://crash", timeout=3000)
        with pytest.raises(BrowserDied):
            await press(tab.page, button)
