"""Open the page of a control and find the control on it: deep link, other addresses, menu path; else it has drifted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from urllib.parse import urlsplit

from loguru import logger

from untrain.engine import overlays, words
from untrain.engine.candidates import Shape
from untrain.engine.credentials import Credentials
from untrain.engine.doors import Door, doors, opens
from untrain.engine.facts import Facts, holds_key, keyed_refs, probe
from untrain.engine.fields import fields_of
from untrain.engine.gates import WAYS_IN, Gate, is_signed_out_address
from untrain.engine.locate import Found, NotFound, locate, plausible, refs_of
from untrain.engine.press import press
from untrain.engine.reading import Reading, read
from untrain.engine.see import CONTROL_ROLES, Node, Tree
from untrain.engine.sign_in import look_at_gate, sign_in
from untrain.engine.tab import Sight, Tab, addresses
from untrain.engine.withheld import withheld
from untrain.model.errors import Drift, NeedsHuman, NotOffered, Unreachable
from untrain.model.flow import Control

Goal = TypeVar("Goal")

_DOORS: Final = 14
_OVERLAYS: Final = 4
_UNSETTLED: Final = 5
_PATIENCE: Final = 8.0
"""For how many seconds a page may take to show the control before other ways are tried."""
_SEARCH: Final = 40.0
_ON_THE_WAY: Final = 60.0
"""From this worth on a door has words of the control itself, or of its path."""
_SHORT: Final = 1.5
_BETWEEN: Final = 0.05
"""How many seconds lie between two readings of a state, on a page that has come to rest."""
_LONGEST_READ: Final = 15.0
"""For how many seconds a page that still waits for an answer is not believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The control on its page, read twice with the same answer."""

    found: Found
    reading: Reading
    sight: Sight
    facts: Mapping[str, Facts]
    way: str  # "link", or the words that were pressed on the way


class Opening:
    """Opens one control in one tab; remembers the way that worked, for the next fresh load."""

    def __init__(self, tab: Tab, credentials: Credentials, control: Control) -> None:
        self._tab = tab
        self._credentials = credentials
        self._control = control
        self._pressed: list[str] = []
        self._sign_ins = 0
        self._cleared = 0
        self._unsettled = 0

    async def open(self) -> Opened:
        """Load afresh and find the control. Raises Drift, NotOffered, NeedsHuman, Unsafe or Unreachable."""
        why: NotFound | None = None
        if not addresses(self._control):
            await self._begin_at(self._homes()[0])  # what a page still shows from before is no fresh load
        for url in addresses(self._control):
            await self.load(url)
            found = await self._on_this_page()
            if isinstance(found, Opened):
                return found
            why = found if why is None or not found.absent else why
            if not found.absent:
                break
        return await self._by_menu(why)

    async def load(self, url: str) -> None:
        """Load `url` as a signed-in person: sign in first where the page asks for it."""
        self._pressed.clear()
        status = await self._tab.open(url)
        if await self._signed_in_here():
            status = await self._tab.open(url)
            if await self._asks_to_sign_in():
                raise self._credentials.missing("it does not keep the session")
        if status in (401, 403):
            await self._heed(await self._tab.see())
            raise Unreachable(f"{self._tab.flow.title} refused its page ({status})")

    async def _signed_in_here(self, *, in_place: bool = False) -> bool:
        """Sign in, where this page wants it; whether it did. With `in_place`, the control's own address may ask too."""
        if not await self._asks_to_sign_in(in_place=in_place):
            return False
        self._sign_ins += 1
        if self._sign_ins > 2:
            raise self._credentials.missing("it loses the session again and again")
        await sign_in(self._tab, self._credentials)
        return True

    async def _asks_to_sign_in(self, *, in_place: bool = False) -> bool:
        if is_signed_out_address(self._tab.page.url, self._tab.flow) or not self._tab.flow.serves(self._tab.page.url):
            return True
        if self._tab.at(addresses(self._control)) and not in_place:
            return False
        asked, _ = await look_at_gate(self._tab, await self._tab.see())
        return asked in WAYS_IN or (not in_place and asked not in (Gate.OPEN, Gate.OFFER, Gate.TERMS))

    # ── on one page ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _on_this_page(self, *, behind: bool = False) -> Opened | NotFound:
        """The control on the page as it stands, waiting for what comes late and clearing what lies over it.

        With `behind`, a row that only shows the state is not enough.
        """
        until = time.monotonic() + self._tab.left(_PATIENCE)
        self._cleared = self._unsettled = 0
        rested = False
        while True:
            rested = rested or await self._tab.rest(min(_SHORT, max(0.1, until - time.monotonic())))
            sight, found, facts = await self._look()
            lead: Found | None = None
            if isinstance(found, Found) and not rested:
                await self._comes_to_rest()
                rested = True
                continue
            rested = False
            if isinstance(found, Found):
                opened = await self._believed(found, sight, facts)
                if opened is None:
                    continue
                if not _leads_on(opened) and not (behind and opened.found.candidate.shape is Shape.ROW):
                    return opened
                lead, found = found, NotFound(why="only a row leads on to it")
            if not behind and await self._clear(sight, lead):
                continue
            resting = await self._tab.rest(min(_SHORT, max(0.1, until - time.monotonic())))
            if resting and await self._same(sight):
                if not await self._brings_more(sight, found):
                    return found
                until = time.monotonic() + self._tab.left(_PATIENCE)
            if time.monotonic() > until:
                return found

    async def _comes_to_rest(self) -> None:
        """Wait for what a page with the control on it is still doing. Raises Unreachable where that does not end."""
        if not await self._tab.rest(_LONGEST_READ):
            raise Unreachable(f"the page of {self._tab.flow.title} does not come to rest, so it was not believed")

    async def _brings_more(self, sight: Sight, found: NotFound) -> bool:
        """Whether a page at rest without the control can be brought to show more: by signing in, or by scrolling.

        Raises what the page itself says of why the control is not there.
        """
        if await self._signed_in_here(in_place=True):
            await self._tab.open(self._control.url or self._tab.page.url)
            return True
        if found.absent and await self._tab.scroll_on():
            return True
        await self._heed(sight)
        return False

    async def _believed(self, found: Found, sight: Sight, facts: Mapping[str, Facts]) -> Opened | None:
        """The control, once nothing lies over it and its state has settled; None to look once more."""
        if _covered(found, facts):
            await self._uncover(sight, found)
            return None
        opened = await self._read_twice(found, sight, facts)
        if opened is None:
            self._unsettled += 1
        if self._unsettled > _UNSETTLED:
            raise Drift(f"the state of “{found.candidate.label}” does not come to rest")
        return opened

    async def _clear(self, sight: Sight, lead: Found | None = None) -> bool:
        """Close one thing that lies over the page, and does not hold what leads on, a few times at most; whether there
        was one."""
        belongs = _nothing if lead is None else _holding(lead)
        if self._cleared >= _OVERLAYS or not await overlays.clear(self._tab, sight, belongs):
            return False
        self._cleared += 1
        return True

    async def _same(self, before: Sight) -> bool:
        now = await self._tab.see(self._control)
        return now.text == before.text and now.url == before.url

    async def _locate(self, sight: Sight) -> tuple[Found | NotFound, Mapping[str, Facts]]:
        """The control on a page that was seen, by all that can be known of what is likely."""
        likely = plausible(sight.tree, self._control, sight.around)
        facts = await self._facts_of(refs_of(likely))
        own = {ref: said for ref, said in facts.items() if not said.foreign or self._tab.flow.owns(said.foreign)}
        likely = [one for one in likely if one.ref in own or not one.ref]
        return locate(sight.tree, self._control, sight.around, own, likely), own

    async def _facts_of(self, refs: list[str]) -> Mapping[str, Facts]:
        """The facts of all of them; those that did not answer, as on a machine that is very busy, are asked again."""
        facts = dict(await probe(self._tab.page, refs, self._control.keys)) if refs else {}
        lost = [ref for ref in refs if ref not in facts]
        return {**facts, **await probe(self._tab.page, lost, self._control.keys)} if lost else facts

    async def _look(self) -> tuple[Sight, Found | NotFound, Mapping[str, Facts]]:
        """The page as it is now, and the control on it, by the keys of the flow too where the page has one."""
        sight = await self._see()
        found, facts = await self._locate(sight)
        if isinstance(found, Found) and "key" in found.reasons:
            return sight, found, facts
        if not self._control.keys or not await holds_key(self._tab.page, self._control.keys):
            return sight, found, facts
        keyed = await keyed_refs(self._tab.page, self._control.keys)
        again = await self._see(keyed)
        return (again, *await self._locate(again))

    async def _see(self, keyed: frozenset[str] = frozenset()) -> Sight:
        """The page as it is now, and how one has come to it."""
        sight = await self._tab.see(self._control, keyed=keyed)
        return replace(sight, around=replace(sight.around, by_path=self._at_the_end_of_its_path()))

    async def _uncover(self, sight: Sight, found: Found) -> None:
        """Close what lies over the control. Raises Drift where that does not help."""
        self._cleared += 1
        if self._cleared > _OVERLAYS:
            raise Drift(f"something lies over “{found.candidate.label}” that can't be closed")
        belongs = _holding(found)
        if not await overlays.clear(self._tab, sight, belongs):
            await overlays.uncover(self._tab, sight, belongs)
        await self._tab.rest(1.5)

    async def _read_twice(self, found: Found, sight: Sight, facts: Mapping[str, Facts]) -> Opened | None:
        """The control with its state, read once more a little later; None where that is another one."""
        reading = read(found, facts)
        await asyncio.sleep(_BETWEEN)
        if not await self._still(found, reading, facts):
            await self._tab.rest(2.0)
            return None
        self._tab.must_be_home()
        way = " → ".join(self._pressed) or "link"
        return Opened(found=found, reading=reading, sight=sight, facts=facts, way=way)

    async def _still(self, found: Found, reading: Reading, facts: Mapping[str, Facts]) -> bool:
        """Whether a control says the same as before. Where its elements told their state, only they are asked again."""
        parts = [option.ref for option in found.candidate.options] or [found.candidate.node.ref or ""]
        if all(ref in facts and facts[ref].states for ref in parts):
            now = await probe(self._tab.page, parts, self._control.keys)
            return all(ref in now and now[ref].condition == facts[ref].condition for ref in parts)
        _, again, now = await self._look()
        if not isinstance(again, Found):
            return False
        second = read(again, now)
        return (second.on, second.disabled) == (reading.on, reading.disabled)

    async def _heed(self, sight: Sight) -> None:
        """Raise what the page itself says of why the control is not here."""
        asked, _ = await look_at_gate(self._tab, sight)
        title = self._tab.flow.title
        if asked is Gate.BOT_CHECK:
            raise NeedsHuman(f"{title} shows a bot check (CAPTCHA); {_yourself(self._credentials)}")
        if asked in (Gate.APPROVAL, Gate.CODE):
            raise NeedsHuman(f"{title} asks to confirm that it is you; {_yourself(self._credentials)}")
        if asked is Gate.LOCKED_OUT:
            raise self._credentials.refusal("the account is locked")
        known = addresses(self._control)
        said = withheld(sight.tree, self._control) if known or self._pressed else None
        said = said or (not_offered(sight.tree) if known or self._at_the_end_of_its_path() else None)
        if said and (self._tab.at(known) if known else True):
            raise NotOffered(f"{title} says: “{said}”")
        wrong = next((node.text for node in sight.tree.nodes() if node.role in _PLAIN and _says_error(node.text)), None)
        if wrong:
            raise Unreachable(f"{title} says: “{wrong}”")

    def _at_the_end_of_its_path(self) -> bool:
        """Whether the last door that was gone through is, in the flow's own words, the menu's last before the control
        itself."""
        own = [self._control.title, *(phrase.text for phrase in self._control.labels)]
        steps = [[phrase.text for phrase in step] for step in self._control.path]
        doors = [step for step in steps if not any(words.same(text, mine) for text in step for mine in own)]
        return bool(self._pressed and doors) and any(_is_step(self._pressed[-1], text) for text in doors[-1])

    async def once_more(self) -> Opened:
        """The control on the page as it stands, after what lies over it was closed. Raises Drift where it has gone."""
        found = await self._on_this_page()
        if isinstance(found, Opened):
            return found
        raise Drift(f"the control is gone from its page: {found.why}")

    async def after_press(self) -> Opened:
        """The control behind a row that was pressed. Raises Drift where there is none."""
        found = await self._on_this_page(behind=True)
        if isinstance(found, Opened):
            return found
        raise Drift(f"what the row opened was not understood: {found.why}")

    # ── by the menu ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _by_menu(self, why: NotFound | None) -> Opened:
        """Walk to the control by the words of the menus, within a budget of doors and seconds."""
        if why is not None and not why.absent:
            raise Drift(f"{why.why}")
        found = await self.walk(self._on_this_page)
        if isinstance(found, Opened):
            return found
        why = found if isinstance(found, NotFound) and not found.absent else why
        reason = why.why if why else "no address of it is known"
        raise Drift(f"{reason}, neither at its address nor by the menus")

    async def walk(self, look: Callable[[], Awaitable[Goal | NotFound | str]]) -> Goal | NotFound | str | None:
        """Go from here, and then from the platform's front, through the doors that lead nearer; the first find.

        `look` looks at one page; it gives NotFound or a text where the page is not the end of the way.
        """
        gone_through: set[tuple[str, str]] = set()
        until = time.monotonic() + self._tab.left(_SEARCH)
        for start in (None, *self._homes()):
            if start is not None:
                await self._begin_at(start)
            found = await self._walk_on(look, gone_through, until)
            if found is not None:
                return found
        return None

    async def _begin_at(self, url: str) -> None:
        """Load the page at which a walk begins, and close what lies over it."""
        await self.load(url)
        await self._tab.rest(3.0)
        self._cleared = 0
        while await self._clear(await self._see()):
            await self._tab.rest(1.5)

    def _homes(self) -> list[str]:
        flow = self._tab.flow
        known = [url for url in (self._control.url, flow.sign_in.url if flow.sign_in else None) if url]
        roots = [f"https://{urlsplit(url).hostname}" for url in known] or [f"https://{flow.hosts[0]}"]
        paths = flow.sign_in.home if flow.sign_in else ()
        fronts = [f"{roots[-1]}{path}" for path in paths[:1] if path.startswith("/")]
        return list(dict.fromkeys([*fronts, *(f"{root}/" for root in reversed(roots))]))

    async def _walk_on(
        self, look: Callable[[], Awaitable[Goal | NotFound | str]], gone_through: set[tuple[str, str]], until: float
    ) -> Goal | NotFound | str | None:
        passed: dict[str, float] = {}  # what other pages still have to offer, by their address
        while len(gone_through) < _DOORS and time.monotonic() < until:
            door, next_worth = await self._next_door(await self._tab.see(self._control), gone_through)
            better = max(passed, key=lambda url: passed[url], default="")
            if better and passed[better] > (door.worth if door else 0.0):
                passed.pop(better)
                await self._tab.open(better)
                await self._tab.rest(3.0)
                continue
            if door is None:
                return await self._by_search(look) if len(gone_through) < _DOORS else None
            gone_through.add(door.key)
            passed[self._tab.page.url] = next_worth
            sign_ins = self._sign_ins
            found = await self._go_through(door, look)
            if found is not None:
                return found
            if self._sign_ins > sign_ins:
                gone_through.discard(door.key)  # it led to the sign-in, and not yet to what is behind it
        return None

    async def _by_search(self, look: Callable[[], Awaitable[Goal | NotFound | str]]) -> Goal | NotFound | str | None:
        """Ask the settings' own search box, where there is one, for the control's title."""
        fields = await fields_of(self._tab.page)
        box = next((field for field in fields if field.textual and field.says("search_settings")), None)
        if box is None or box.filled:
            return None
        handle = box.place
        await handle.fill(self._control.title)
        await self._tab.rest(3.0)
        found = await look()
        if not isinstance(found, (NotFound, str)):
            return found
        door, _ = await self._next_door(await self._tab.see(self._control), set())
        return await self._go_through(door, look) if door is not None and door.worth > _ON_THE_WAY else None

    async def _go_through(
        self, door: Door, look: Callable[[], Awaitable[Goal | NotFound | str]]
    ) -> Goal | NotFound | str | None:
        """What is behind a door, if it is the end of the way; None where it is not, or leads out of the house."""
        logger.debug("{}: trying “{}”", self._tab.flow.slug, door.words)
        here = self._tab.page.url
        await press(self._tab.page, door.node)
        await self._tab.rest(3.0)
        if not self._tab.flow.owns(self._tab.page.url):
            await self._tab.open(here)
            return None
        await self._tab.must_have_answered()
        self._pressed.append(door.words)
        found = await look()
        if isinstance(found, str) or (isinstance(found, NotFound) and found.absent):
            return None
        return found

    async def _next_door(self, sight: Sight, gone_through: set[tuple[str, str]]) -> tuple[Door | None, float]:
        """The most promising door of this page, and the worth of the one after it."""
        account = self._credentials.account
        names = (account.full_name or "", account.username or "", account.email or "")
        found = [*await self._lead(sight), *doors(sight.tree, self._control, sight.around.spoken, names)]
        found = [door for door in found if door.key not in gone_through and self._stays(door)][:12]
        facts = await probe(self._tab.page, [door.node.ref for door in found if door.node.ref])
        fit = [door for door in found if opens(door, facts.get(door.node.ref or ""))]
        return (fit[0], fit[1].worth if len(fit) > 1 else 0.0) if fit else (None, 0.0)

    async def _lead(self, sight: Sight) -> list[Door]:
        """The row that leads on to the control, where the page has one: the "Edit" beside its words, say."""
        found, _ = await self._locate(sight)
        if not isinstance(found, Found) or found.candidate.shape is not Shape.ROW:
            return []
        node = found.candidate.node
        label = node.name or node.text
        return [Door(node=node, words=f"{found.candidate.label} {label}", worth=101.0, sure=True)]

    def _stays(self, door: Door) -> bool:
        """Whether a link stays on the flow's own hosts."""
        link = door.node.link
        if link is None or (link.startswith(("/", "#", "?")) and not link.startswith("//")):
            return True
        return self._tab.flow.owns(link) if "//" in link else not link.split("/")[0].endswith(":")


def not_offered(tree: Tree) -> str | None:
    """The sentence by which a page says that it does not offer what it is there for, or None.

    A page on which anything can still be switched says nothing of the kind: there the control has drifted.
    """
    main = next(
        (node for node in tree.nodes() if node.role == "main"), tree.root
    )  # a search box above it is no control
    if any(node.role in CONTROL_ROLES and node.ref for node in main.walk()):
        return None
    for node in tree.nodes():
        if node.text and len(node.text) < 300 and declines(node.text):
            return node.text
    return None


def declines(text: str) -> bool:
    """Whether a sentence says of what the page is there for, not of something else, that it is not offered here."""
    folded = words.fold(text)
    if not (words.says("not_offered", text) or (words.says("unavailable", text) and words.says("to_you", text))):
        return False
    subject = " ".join(folded.split()[:2])
    alone = len(folded.split()) <= 8 and words.says("unavailable", " ".join(folded.split()[:3]))
    return alone or words.says("this_one", subject) or bool(words.is_wide(folded))


_PLAIN: Final = frozenset({"generic", "text", "paragraph", "alert", "status", "heading", "strong"})


def _says_error(text: str) -> bool:
    """Whether a text says that the page itself could not be shown."""
    return 0 < len(text) < 120 and words.says("failure", text)


def _is_step(pressed: str, step: str) -> bool:
    """Whether what was pressed is this step of the path; a row may show its value too: "Site visibility Public"."""
    mine, known = words.plain(pressed), words.plain(step)
    return words.same(pressed, step) or (mine.startswith(known + " ") and len(mine[len(known) :].split()) == 1)


def _nothing(_node: Node) -> bool:
    """No part of the page belongs to the control: it was not found on it."""
    return False


def _holding(found: Found) -> Callable[[Node], bool]:
    """Whether a part of the page holds any of what was found."""
    mine = set(map(id, found.candidate.node.walk()))
    return lambda part: any(id(node) in mine for node in part.walk())


def _leads_on(opened: Opened) -> bool:
    """Whether it is only a row without a state, to be gone through."""
    return opened.found.candidate.shape is Shape.ROW and opened.reading.on is None


def _covered(found: Found, facts: Mapping[str, Facts]) -> bool:
    if found.candidate.shape is Shape.OPTIONS:
        held = [facts[option.ref] for option in found.candidate.options if option.ref in facts]
        return bool(held) and all(said.covered for said in held)
    return found.facts is not None and found.facts.covered


def _yourself(credentials: Credentials) -> str:
    return f"sign in yourself: {credentials.login_command}"
