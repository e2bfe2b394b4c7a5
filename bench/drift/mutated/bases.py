"""The pages to begin with: each practice platform's own control page, on and off, as a static document."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page

from untrain.engine.browser import BrowserOptions, RunningBrowser, running_browser
from untrain.engine.candidates import Shape
from untrain.engine.credentials import Credentials
from untrain.engine.opening import Opened, Opening
from untrain.engine.press import press
from untrain.engine.see import CONTROL_ROLES
from untrain.engine.tab import Tab, addresses
from untrain.engine.words import same
from untrain.flowbook import load_flows
from untrain.lab import Lab, Person, ordinary
from untrain.lab.replica import Setting, built_in, load
from untrain.lab.standing import Standing
from untrain.model.account import Account
from untrain.model.errors import JobError
from untrain.model.flow import Control, Flow, Kind
from untrain.model.secret import Secret

_CAPTURE: Final = Path(__file__).with_name("capture.js").read_text("utf-8")
_MARK: Final = "(element, value) => element.setAttribute('data-truth', value)"
_CALM: Final = 180.0
"""So many seconds at most until a page is reached."""
_SIDE_BY_SIDE: Final = 4


GENERAL: Final = frozenset({
    "chatgpt/improve-model-for-everyone", "claude/help-improve-our-ai-models", "github/copilot-ai-model-training",
    "linkedin/generative-ai-improvement", "pinterest/canvas-training", "quora/llm-training",
    "twitch/training-for-generative-ai", "x/grok-training", "character-ai/model-improvement",
    "deepseek/improve-the-model-for-everyone", "figma/content-training", "grok/improve-the-model",
    "hubspot/ai-model-training", "vercel/vercel-model-training", "mistral/lechat-train-toggle",
})  # fmt: skip
"""Controls that a redesign could as well call “Use my data to train AI models”; the others keep their own words."""


_KEPT: Final = (
    "url", "role", "name", "label", "css", "lang", "pressed", "choice", "inverted", "crowded", "opened", "addressed",
    "titled", "inner",
)  # fmt: skip
_TELLING: Final = re.compile(r"\b(AI|training|train|models?|grok|llms?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """One control page as its practice platform draws it; the marked element is the control."""

    slug: str
    brand: str
    control: str
    url: str
    role: str  # the control's own role
    name: str  # and its accessible name
    label: str  # the words beside it
    bodies: dict[str, str]  # by what the platform may do with the data: on, off
    css: str
    lang: str
    pressed: bool  # whether pressing it was seen to change this setting, and nothing else
    choice: bool  # one option of several means out
    inverted: bool  # on means that the data are kept out
    crowded: bool  # other settings stand on the same page
    opened: bool  # a row was pressed to come to it, which shows its state as well
    addressed: bool = True  # its page is at an address that the flow knows
    titled: bool = True  # a heading on it says what this is about
    inner: bool = False  # it stands within the shadow root of a widget, with its words outside

    @property
    def plain(self) -> bool:
        """Whether it is simply a switch, which any other widget can stand in for."""
        return not self.choice and self.role in {"switch", "checkbox"}

    @property
    def general(self) -> bool:
        """Whether it is about all of the person's data, so that any words for that may stand beside it."""
        return f"{self.slug}/{self.control}" in GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A control whose page was not reached, and why."""

    slug: str
    control: str
    why: str


async def bases(slugs: tuple[str, ...] = ()) -> list[Base | Missing]:
    """The page of every switch and choice of every practice platform, or of the named ones."""
    flows = load_flows()
    asked = [
        (flows[slug], control)
        for slug in slugs or built_in()
        for control in flows[slug].controls
        if control.kind in (Kind.SWITCH, Kind.CHOICE) and load(slug).setting_of(control.id) is not None
    ]
    people = {
        (flow.slug, control.id, use): _person(flow, control, use) for flow, control in asked for use in ("on", "off")
    }
    lab = Lab(sorted({flow.slug for flow, _ in asked}), accounts=list(people.values()))
    side_by_side = asyncio.Semaphore(_SIDE_BY_SIDE)
    async with lab.serve() as address, running_browser(BrowserOptions(connect_to=address)) as browser:

        async def base(flow: Flow, control: Control) -> Base | Missing:
            async with side_by_side:
                return await _base(_Visit(lab=lab, browser=browser, people=people, flow=flow, control=control))

        return await asyncio.gather(*(base(flow, control) for flow, control in asked))


@dataclass(frozen=True, kw_only=True)
class _Visit:
    """Who goes where."""

    lab: Lab
    browser: RunningBrowser
    people: Mapping[tuple[str, str, str], Person]
    flow: Flow
    control: Control


def _person(flow: Flow, control: Control, use: str) -> Person:
    """Somebody whose data may, or may not, be used."""
    setting = load(flow.slug).setting_of(control.id)
    assert setting is not None
    values = (setting.default, not setting.default if isinstance(setting.default, bool) else setting.out_value)
    value = next((one for one in values if setting.uses_data(one) is (use == "on")), setting.default)
    name = f"{control.id}-{use}"
    return replace(ordinary(flow.slug), name=name[:30], username=f"{name}@mail.example", settings={setting.id: value})


async def _base(visit: _Visit) -> Base | Missing:
    slug, control = visit.flow.slug, visit.control.id
    try:
        off = await _one(visit, "off")
        shown = {"on": await _one(visit, "on", out=off["chosen"]), "off": off}
    except JobError as error:
        return Missing(slug=slug, control=control, why=str(error))
    on = shown["on"]
    bodies = {use: one["body"] for use, one in shown.items()}
    if bodies["on"] == bodies["off"]:
        return Missing(slug=slug, control=control, why="its page looks the same on and off")
    rest = {key: on[key] for key in _KEPT}
    return Base(slug=slug, brand=visit.flow.title, control=control, bodies=bodies, **rest)


async def _one(visit: _Visit, use: str, *, out: str = "") -> dict[str, Any]:
    control, flow = visit.control, visit.flow
    setting = load(flow.slug).setting_of(control.id)
    person = visit.people[flow.slug, control.id, use]
    assert setting is not None
    async with visit.browser.context() as context:
        await context.add_cookies(_cookies(visit.lab, person))
        tab = await Tab.new(context, flow, deadline=time.monotonic() + _CALM)
        credentials = Credentials(account=_account(person), flow=flow)
        opening = Opening(tab, credentials, control)
        opened = await opening.open()
        row = opened.found.candidate.shape is Shape.ROW
        if row:
            await tab.page.get_by_ref(opened.found.candidate.node.ref or "").evaluate(_MARK, "row")
            await press(tab.page, opened.found.candidate.node)
            opened = await opening.after_press()
        chosen = next((one.text for one in opened.found.candidate.options if one.chosen), "")
        for ref, what in _marks(opened, out or chosen).items():
            await tab.page.get_by_ref(ref).evaluate(_MARK, what)
        said: dict[str, Any] = await tab.page.evaluate(_CAPTURE)
        node, choice = opened.found.candidate.node, opened.found.candidate.shape is Shape.OPTIONS
        others = [one for one in opened.sight.tree.nodes() if one.role in CONTROL_ROLES and one is not node]
        said |= {"url": tab.page.url, "role": node.role, "choice": choice}
        said |= {"label": opened.found.candidate.label, "name": node.name or opened.found.candidate.label}
        said |= {
            "inverted": _turned(said, use, setting),
            "crowded": bool(others) and not choice,
            "opened": row,
            "chosen": chosen,
            "addressed": tab.at(addresses(control)),
            "titled": _titled(said["headings"], control),
        }
        return said | {
            "pressed": await _pressed(tab.page, opened, visit.lab.person(flow.slug, person.username), control)
        }


def _titled(headings: Sequence[str], control: Control) -> bool:
    """Whether a heading of the page is one that the flow knows, or speaks of AI or training."""
    known = [phrase.text for phrase in control.headings]
    return any(_TELLING.search(one) or any(same(one, text) for text in known) for one in headings)


def _marks(opened: Opened, out: str) -> dict[str, str]:
    """The elements by which the control is worked, with what each is; `out` is what those who are out have chosen."""
    candidate = opened.found.candidate
    if candidate.shape is not Shape.OPTIONS:
        return {candidate.node.ref or "": "control"}
    return {one.ref: "out" if one.text == out else "in" for one in candidate.options if one.ref}


def _turned(said: Mapping[str, Any], use: str, setting: Setting) -> bool:
    """Whether on means that the data are kept out, as the page shows it; where it shows no state, as it is kept."""
    shown = said["shown"]
    return setting.on_means == "exclude" if shown is None else shown is not (use == "on")


async def _pressed(page: Page, opened: Opened, standing: Standing, control: Control) -> bool:
    """Whether a press changes what the platform remembers of this setting, and of no other."""
    before = standing.data_use(control.id)
    out = opened.found.out
    ref = (out.ref if out is not None else None) or opened.found.candidate.node.ref or ""
    await page.get_by_ref(ref).evaluate("(element) => element.click()")
    await page.wait_for_timeout(400)
    return standing.data_use(control.id) != before and not standing.meddled({control.id})


def _cookies(lab: Lab, person: Person) -> list[Any]:
    replica = lab.replicas[person.platform]
    signed = lab.sessions.open(lab.person(person.platform, person.username))
    values = {replica.session.cookie: signed.token} | {
        name: text.format(csrf=signed.csrf, number=person.number) for name, text in replica.session.extra.items()
    }
    places = [replica.session.domain] if replica.session.domain else list(replica.hosts)
    return [
        {"name": name, "value": value, "domain": place, "path": "/", "secure": True}
        for place in places
        for name, value in values.items()
    ]


def _account(person: Person) -> Account:
    return Account(
        name=person.name, platform=person.platform, username=person.username, password=Secret(person.password)
    )
