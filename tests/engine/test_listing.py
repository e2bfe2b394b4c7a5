"""Items on a made-up platform, in a real browser: listed first, then each for itself, and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.engine.conftest import Showing
from tests.engine.stage import REDIRECT, Page, Settings, Stage
from tests.engine.values import ACME, ADA, EXCLUDING, phrases

from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
from untrain.engine.listing import Listed, list_items, settle_item, the_item
from untrain.engine.settle import Progress
from untrain.engine.tab import Tab
from untrain.model.errors import Drift, Locked, NotOffered, Unsafe
from untrain.model.flow import Control, Flow, Items
from untrain.model.items import Item
from untrain.model.outcome import Outcome
from untrain.model.result import Evidence, Mode

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

BLOGS = Items(name="blog", plural="blogs", url="https://www.acme.example/blogs", none=phrases("You have no blogs yet"))
BY_PATH = replace(EXCLUDING, keys=(), url="https://www.acme.example/blog/{item}/settings", items=BLOGS)
BY_HOST = replace(
    EXCLUDING,
    keys=(),
    url="https://{item}.acme.example/settings",
    items=replace(BLOGS, links=("https://{item}.acme.example/",)),
)
BY_MENU = replace(
    EXCLUDING,
    keys=(),
    url=None,
    path=(phrases("Privacy"),),
    items=Items(
        name="team",
        plural="teams",
        url="https://www.acme.example/home",
        switcher=phrases("Switch team"),
        not_items=("Create team",),
    ),
)
OF_ITEMS = replace(ACME, item_hosts=("{item}.acme.example",))
LIST = "<h1>Blogs</h1><a href=/blog/ada/settings>Ada writes</a> <a href=/blog/bob/settings>Bob</a>"


def switch(name: str) -> Page:
    """The settings page of one item, with its own switch and a neighbour."""

    def page(settings: Settings) -> str:
        on = "checked" if settings.get(name) else ""
        return f"""<main><h1>Data for Generative AI Improvement</h1>
          <p><label><input type=checkbox onchange="save('{name}-other', this.checked)"> Hide from search</label></p>
          <label><input type=checkbox role=switch {on} onchange="save('{name}', this.checked)">
          Exclude my data from AI training</label></main>"""

    return page


def stage(**more: Page) -> Stage:
    pages: dict[str, Page] = {
        "/blogs": LIST,
        "/blog/ada/settings": switch("ada"),
        "/blog/bob/settings": switch("bob"),
        "/login": "<h1>Sign in</h1><input name=email type=email><input name=password type=password>",
    }
    return Stage(pages=pages | more, settings={"ada": False, "bob": True})


async def settled(tab: Tab, control: Control, item: Item, listed: tuple[Item, ...]) -> tuple[Outcome, str]:
    credentials = Credentials(account=ADA, flow=OF_ITEMS)
    evidence = Folder(home=Path("/nowhere"), run_id="test", name="test", how=Evidence.NONE)
    return await settle_item(
        tab,
        credentials,
        control,
        item,
        listed=Listed(items=listed),
        mode=Mode.RUN,
        progress=Progress(),
        evidence=evidence,
    )


async def listed(tab: Tab, control: Control, flow: Flow = OF_ITEMS) -> tuple[Item, ...]:
    return (await list_items(tab, Credentials(account=ADA, flow=flow), control)).items


async def test_each_item_is_listed_and_has_its_own_end(showing: Showing) -> None:
    """One is switched, the other was out already, and nothing else moves on either page."""
    acme = stage()
    async with showing(acme, OF_ITEMS) as tab:
        items = await listed(tab, BY_PATH)
        ends = [await settled(tab, BY_PATH, item, items) for item in items]

    assert [Item(key="ada", title="Ada writes"), Item(key="bob", title="Bob")] == list(items)
    label = "“Exclude my data from AI training”"
    assert [
        (Outcome.OPTED_OUT, f"{label} was off; it was switched on, and a fresh load shows it on."),
        (Outcome.ALREADY_OUT, f"{label} was on already; nothing was touched."),
    ] == ends
    assert [{"ada": True}] == acme.saved


async def test_one_that_is_out_and_locked_is_out(showing: Showing) -> None:
    """The platform has excluded it by itself, and nobody can change that: ticked and disabled is out already."""
    page = switch("bob")
    assert not isinstance(page, str)
    acme = stage(
        **{"/blog/bob/settings": lambda settings: page(settings).replace("role=switch", "role=switch disabled")}
    )
    bob = Item(key="bob", title="Bob")
    async with showing(acme, OF_ITEMS) as tab:
        assert Outcome.ALREADY_OUT is (await settled(tab, BY_PATH, bob, (bob,)))[0]
        acme.settings["bob"] = False
        with pytest.raises(Locked, match="is off, and this account may not change it"):
            await settled(tab, BY_PATH, bob, (bob,))

    assert [] == acme.saved


async def test_a_list_that_comes_late_is_waited_for_whole(showing: Showing) -> None:
    """Rows that a script fetches and a "Show more" hides belong to the list."""
    late = """<h1>Blogs</h1><nav aria-label=Blogs id=n></nav><script>
      fetch('/blogs/rows').then((answer) => answer.text()).then((rows) => { n.innerHTML = rows; });
      </script>"""
    rows = """<a href=/blog/ada/settings>Ada</a> <button onclick="this.outerHTML =
      '<a href=/blog/bob/settings>Bob</a>'">Show more</button>"""
    control = replace(BY_PATH, items=replace(BLOGS, within=phrases("Blogs")))
    async with showing(stage(**{"/blogs": late, "/blogs/rows": rows}), OF_ITEMS) as tab:
        items = await listed(tab, control)

    assert ["ada", "bob"] == [item.key for item in items]


async def test_only_a_page_that_says_so_has_no_items(showing: Showing) -> None:
    """Its own words make it not offered; a page that merely lists nothing has drifted."""
    async with showing(stage(**{"/blogs": "<h1>Blogs</h1><p>You have no blogs yet."}), OF_ITEMS) as tab:
        with pytest.raises(NotOffered, match="“You have no blogs yet"):
            await listed(tab, BY_PATH)
    async with showing(stage(**{"/blogs": "<h1>Blogs</h1>"}), OF_ITEMS) as tab:
        with pytest.raises(Drift, match="no page was found that lists your blogs"):
            await listed(tab, BY_PATH)


async def test_a_redirect_to_another_items_page_changes_nothing(showing: Showing) -> None:
    """The very same switch stands there, and it is somebody else's."""
    acme = stage(**{"/blog/bob/settings": switch("bob")})
    acme.pages["/blog/ada/settings"] = REDIRECT + "https://www.acme.example/blog/bob/settings"
    acme.settings["bob"] = False
    async with showing(acme, OF_ITEMS) as tab:
        items = (Item(key="ada", title="Ada"), Item(key="bob", title="Bob"))
        with pytest.raises(Drift, match="not plainly the one of “Ada”"):
            await settled(tab, BY_PATH, items[0], items)

    assert [] == acme.saved


async def test_a_page_that_names_no_item_must_show_whose_it_is(showing: Showing) -> None:
    """An address without the item is believed only when its heading is the item's, and no other's."""
    anonymous = REDIRECT + "https://www.acme.example/settings"
    items = (Item(key="ada", title="Ada writes"), Item(key="bob", title="Bob"))
    for heading, good in (("Ada writes", True), ("Bob", False), ("Settings", False)):
        acme = stage(**{"/blog/ada/settings": anonymous})
        page = switch("ada")
        assert not isinstance(page, str)
        acme.pages["/settings"] = lambda settings, page=page, heading=heading: f"<h1>{heading}</h1>" + page(settings)
        async with showing(acme, OF_ITEMS) as tab:
            if good:
                assert Outcome.OPTED_OUT == (await settled(tab, BY_PATH, items[0], items))[0]
            else:
                with pytest.raises(Drift):
                    await settled(tab, BY_PATH, items[0], items)
        assert acme.saved == ([{"ada": True}] if good else [])


async def test_an_item_with_a_host_of_its_own_is_seen_to_there(showing: Showing) -> None:
    """Its host counts while it is at hand, and is foreign again afterwards."""
    pages = {"/blogs": "<a href=https://ada.acme.example/>Ada</a> <a href=https://evil.example/>Evil</a>"}
    acme = stage(**pages, **{"ada.acme.example/settings": switch("ada")})
    async with showing(acme, OF_ITEMS) as tab:
        items = await listed(tab, BY_HOST)
        outcome, _ = await settled(tab, BY_HOST, items[0], items)
        hosts = tab.flow.hosts

    assert ["ada"] == [item.key for item in items]
    assert Outcome.OPTED_OUT is outcome
    assert ACME.hosts == hosts


async def test_nothing_of_a_sign_in_is_typed_on_the_host_of_an_item(showing: Showing) -> None:
    """A form that asks for it there is not the platform's, however alike it looks."""
    form = """<form action=/typed method=post><h1>Sign in</h1><label>Email
      <input name=email type=email oninput="typed(event)"></label>
      <label>Password <input name=password type=password oninput="typed(event)"></label><button>Sign in</button>"""
    acme = stage(**{"ada.acme.example/settings": form})
    async with showing(acme, OF_ITEMS) as tab:
        ada = Item(key="ada", title="Ada")
        with pytest.raises(Unsafe):
            await settled(tab, BY_HOST, ada, (ada,))

    assert [] == acme.typed


BY_FRONT = replace(
    BY_MENU,
    items=Items(
        name="team",
        plural="teams",
        url="https://www.acme.example/home",
        links=("https://www.acme.example/team/{item}",),
    ),
)


def _fronts() -> Stage:
    front = "<h1>Welcome</h1><a href='{}'>Privacy</a>"
    pages: dict[str, Page] = {
        "/home": "<a href=/team/t1>Red</a><a href=/team/t2>Blue</a>",
        "/team/t1": front.format("/team/t1/privacy"),
        "/team/t2": front.format("/team/t1/privacy"),
        "/team/t1/privacy": switch("t1"),
    }
    return Stage(pages=pages, settings={"t1": False})


async def test_an_item_is_entered_at_its_address_and_left_by_no_door(showing: Showing) -> None:
    """From its front the menus lead on; where they lead to another item, nothing is changed."""
    acme = _fronts()
    async with showing(acme, OF_ITEMS) as tab:
        items = await listed(tab, BY_FRONT)
        outcome, _ = await settled(tab, BY_FRONT, items[0], items)
        with pytest.raises(Drift, match="not plainly the one of “Blue”"):
            await settled(tab, BY_FRONT, items[1], items)

    assert [Item(key="t1", title="Red"), Item(key="t2", title="Blue")] == list(items)
    assert Outcome.OPTED_OUT is outcome
    assert [{"t1": True}] == acme.saved


async def test_the_page_that_a_list_leads_to_is_an_item_and_not_the_whole(showing: Showing) -> None:
    """Whoever has one team is led to it at once; of others nothing is known, so one may be named by its address."""
    acme = _fronts()
    acme.pages["/home"] = REDIRECT + "https://www.acme.example/team/t1"
    async with showing(acme, OF_ITEMS) as tab:
        found = await list_items(tab, Credentials(account=ADA, flow=OF_ITEMS), BY_FRONT)

    assert Listed(items=(Item(key="t1", title="t1"),), whole=False) == found
    assert Item(key="t9", title="t9") == the_item("t9", found, BY_FRONT)
    with pytest.raises(Drift, match="“t9” is not among your teams"):
        the_item("t9", replace(found, whole=True), BY_FRONT)


TEAM = """<h1>{name}</h1><button onclick="m.hidden = false">Switch team</button>
  <div role=menu id=m hidden><button role=menuitem onclick="location = '/home?t=1'; pick('Red')">Red</button>
  <button role=menuitem onclick="pick('Blue')">Blue</button><button role=menuitem>Create team</button></div>
  <script>const pick = (name) => save('team', name).then(() => location.reload());</script>
  <a href=/privacy>Privacy</a>"""


def _teams() -> Stage:
    def privacy(settings: Settings) -> str:
        page = switch(str(settings["team"]))
        assert not isinstance(page, str)
        return f"<h2>{settings['team']}</h2>{page(settings)}"

    def home(settings: Settings) -> str:
        return TEAM.replace("{name}", str(settings["team"])).replace("location = '/home?t=1'; ", "")

    return Stage(pages={"/home": home, "/privacy": privacy}, settings={"team": "Red", "Red": False, "Blue": False})


async def test_items_of_a_switcher_are_gone_to_one_by_one(showing: Showing) -> None:
    """Where no address is known, the list is unfolded, the entry pressed, and the page must show whose it is."""
    acme = _teams()
    async with showing(acme, OF_ITEMS) as tab:
        items = await listed(tab, BY_MENU)
        ends = [await settled(tab, BY_MENU, item, items) for item in items]

    assert ["Red", "Blue"] == [item.key for item in items]
    assert [Outcome.OPTED_OUT, Outcome.OPTED_OUT] == [outcome for outcome, _ in ends]
    assert (True, True) == (acme.settings["Red"], acme.settings["Blue"])
    assert not [name for saved in acme.saved for name in saved if name.endswith("-other")]


async def test_a_switcher_that_goes_nowhere_changes_nothing(showing: Showing) -> None:
    """The page of the other team has the same switch; whose it is stands in its heading."""
    acme = _teams()
    home = acme.pages["/home"]
    assert not isinstance(home, str)
    acme.pages["/home"] = lambda settings: home(settings).replace("save('team', name)", "save('teem', name)")
    async with showing(acme, OF_ITEMS) as tab:
        items = await listed(tab, BY_MENU)
        with pytest.raises(Drift, match="not plainly the one of “Blue”"):
            await settled(tab, BY_MENU, items[1], items)

    assert acme.settings["Blue"] is False
    assert acme.settings["Red"] is False
