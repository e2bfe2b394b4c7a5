"""What a page keeps in the browser for itself never passes for what the platform has kept."""

from __future__ import annotations

import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext
from tests.engine.stage import Settings, Stage
from tests.engine.test_widgets import OPEN, PATH, PLAIN, framed, settled
from tests.engine.values import LABEL

from untrain.engine.browser import BrowserOptions, running_browser
from untrain.engine.kept import kept_by
from untrain.engine.tab import Tab
from untrain.model.errors import NotSaved
from untrain.model.memory import StorageState
from untrain.model.outcome import Outcome

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

KEEPERS = {
    "local storage": ("localStorage.getItem('k')", "localStorage.setItem('k', value)"),
    "session storage": ("sessionStorage.getItem('k')", "sessionStorage.setItem('k', value)"),
    "a cookie": ("(document.cookie.match(/k=(\\w+)/) || [])[1]", "document.cookie = 'k=' + value"),
    "the window's name": ("window.name", "window.name = value"),
    "a database": ("await held('get', 'k')", "await held('put', value, 'k')"),
    "a cache": (
        "await caches.match('/k').then((kept) => kept && kept.text())",
        "await caches.open('c').then((cache) => cache.put('/k', new Response(value)))",
    ),
}
PAGE = """<label><input id=t type=checkbox disabled> {label}</label><script>
const opened = () => new Promise((tell) => {{ const asked = indexedDB.open('d');
  asked.onupgradeneeded = () => asked.result.createObjectStore('s'); asked.onsuccess = () => tell(asked.result); }});
const held = async (deed, ...given) => {{ const store = (await opened()).transaction('s', 'readwrite').objectStore('s');
  return new Promise((tell) => {{ store[deed](...given).onsuccess = (event) => tell(event.target.result); }}); }};
(async () => {{
  const kept = {read};
  t.checked = kept ? kept === 'on' : {on};
  t.disabled = false;
  t.onchange = async () => {{
    const value = t.checked ? 'on' : 'off';
    {write};
    await fetch({where}, {{ method: 'POST', body: JSON.stringify({{ training: t.checked }}) }});
  }};
}})();</script>"""

Opening = Callable[[Stage], AbstractAsyncContextManager[tuple[Tab, list[StorageState]]]]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def opening() -> AsyncIterator[Opening]:
    """A tab that can go elsewhere, and the sessions with which it went."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with running_browser(BrowserOptions(connect_to=f"127.0.0.1:{port}")) as browser:

        @asynccontextmanager
        async def opened(stage: Stage) -> AsyncIterator[tuple[Tab, list[StorageState]]]:
            went: list[StorageState] = []

            def renew(state: StorageState) -> AbstractAsyncContextManager[BrowserContext]:
                went.append(state)
                return browser.context(state)

            async with stage.open(port), browser.context() as context:
                yield await Tab.new(context, OPEN, deadline=time.monotonic() + 60, renew=renew), went

        yield opened


def page(read: str, write: str, where: str) -> Callable[[Settings], str]:
    def shown(settings: Settings) -> str:
        on = "true" if settings["training"] else "false"
        return framed(PAGE.format(label=LABEL, read=read, write=write, where=where, on=on))

    return shown


@pytest.mark.parametrize("keeper", KEEPERS, ids=lambda name: name.replace(" ", "-").replace("'", ""))
async def test_what_a_page_keeps_for_itself_is_not_saved(keeper: str, opening: Opening, tmp_path: Path) -> None:
    """The page shows it off after every load in the same browser, but the platform still has it on."""
    read, write = KEEPERS[keeper]
    stage = Stage(pages={PATH: page(read, write, "'/nowhere'")}, settings={"training": True})
    async with opening(stage) as (tab, went):
        seen = await settled(tab, replace(PLAIN), tmp_path)

    assert NotSaved is seen.outcome
    assert went


async def test_a_page_that_keeps_nothing_is_loaded_where_it_is(opening: Opening, tmp_path: Path) -> None:
    """A new context costs time, and is only for those that could remember."""
    stage = Stage(pages={PATH: page("null", "null", "'/save'")}, settings={"training": True})
    async with opening(stage) as (tab, went):
        seen = await settled(tab, PLAIN, tmp_path)

    assert Outcome.OPTED_OUT is seen.outcome
    assert [] == went


async def test_looking_at_what_is_kept_leaves_the_page_at_rest(opening: Opening) -> None:
    """Our own look sets no timer that the page would then be waited for."""
    async with opening(Stage(pages={PATH: "<p>Nothing is under way here.</p>"})) as (tab, _):
        await tab.open(f"https://www.acme.example{PATH}")
        await tab.rest()
        await kept_by(tab.page, deeply=True)

        assert await tab.page.evaluate("window.__untrainRest(400)")
