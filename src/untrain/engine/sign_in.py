"""Sign in, as a small state machine over what the page shows: no script per platform.

The hosts rule: a user name or password is typed only on https, on the flow's own hosts, in frames of those hosts, into
a field that a person could see and reach, whose form leads nowhere else. Else the job ends as `unsafe`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from loguru import logger

from untrain.engine import overlays, words
from untrain.engine.bot_check import bot_check_shown
from untrain.engine.credentials import Credentials
from untrain.engine.fields import Field, fields_of, must_be_safe, type_into
from untrain.engine.gates import OTHER_WAYS, Gate, button, gate
from untrain.engine.one_time_code import code_at, wait_for_a_fresh_one
from untrain.engine.press import press, reachable
from untrain.engine.see import FIELD_ROLES, Node, Tree
from untrain.engine.tab import Sight, Tab
from untrain.engine.translate import browser_errors
from untrain.model.errors import NeedsHuman, Unreachable, Unsafe

_ROUNDS: Final = 16


async def session_held(tab: Tab) -> bool:
    """Whether the browser holds a cookie that speaks for a session on this platform."""
    names = set(tab.flow.sign_in.cookies if tab.flow.sign_in else ())
    # in a browser of the person's own there are those of the whole world, and names are not unique
    cookies = await tab.page.context.cookies([f"https://{host}/" for host in tab.flow.hosts])
    return any(cookie.get("name") in names and cookie.get("value") for cookie in cookies)


async def look_at_gate(tab: Tab, sight: Sight) -> tuple[Gate, list[Field]]:
    """What the page asks for, and the fields it asks with."""
    fields = await fields_of(tab.page)
    checked = await bot_check_shown(tab.page, tab.flow)
    return gate(sight, fields, tab.flow, bot_check=checked, cookies=await session_held(tab)), fields


async def sign_in(tab: Tab, credentials: Credentials) -> None:
    """Sign in on the page that the tab shows. Raises NeedsHuman, SignInRefused, Unsafe or Unreachable; where only the
    owner can go on, no other control of this job tries again."""
    if credentials.blocked is not None:
        raise credentials.blocked
    try:
        with browser_errors(tab.page, tab.flow.title):
            await _through(tab, credentials)
    except (NeedsHuman, Unsafe) as error:
        credentials.blocked = error
        raise


async def _through(tab: Tab, credentials: Credentials) -> None:
    machine = _SignIn(tab, credentials)
    for _ in range(_ROUNDS):
        if await machine.step():
            return
    raise NeedsHuman(
        f"the sign-in of {tab.flow.title} did not come to an end; sign in yourself: {credentials.login_command}"
    )


class _SignIn:
    """The course of one sign-in."""

    def __init__(self, tab: Tab, credentials: Credentials) -> None:
        self._tab = tab
        self._credentials = credentials
        self._flow = credentials.flow  # its own hosts: those of an item at hand are not typed into
        self._submitted = False
        self._unclear = 0
        self._identified = 0
        self._declined: set[str] = set()

    async def step(self) -> bool:
        """Look, and do the next thing; True once signed in."""
        if self._submitted and await self._is_home():
            return await self._signed_in()
        await self._tab.rest(4.0)
        sight = await self._tab.see()
        asked, fields = await look_at_gate(self._tab, sight)
        logger.debug("{}: the page asks for {}", self._flow.slug, asked)
        self._must_be_home(asked, fields)
        if asked is Gate.OPEN or (asked is Gate.DOOR and self._submitted):  # the page may have yet to notice
            return await self._signed_in()
        if asked in (Gate.UNCLEAR, Gate.OFFER) and await overlays.clear(self._tab, sight, _asks):
            return False
        match asked:
            case Gate.IDENTIFIER:
                await self._give_identifier(sight, fields)
            case Gate.PASSWORD | Gate.BOTH:
                await self._give_password(sight, fields)
            case Gate.CODE:
                await self._give_code(sight, fields)
            case Gate.CHOOSER:
                await self._choose(sight)
            case Gate.OTHER_WAY | Gate.DOOR:
                self._credentials.password()  # else it would be of no use
                ways = OTHER_WAYS if asked is Gate.OTHER_WAY else ("sign_in",)
                await self._press_words(sight, next(way for way in ways if button(sight.tree, way, whole=False)))
            case Gate.OFFER:
                await self._press_words(sight, "later" if button(sight.tree, "later") is not None else "cancel")
            case _:
                await self._give_up(asked)
        return False

    async def _is_home(self) -> bool:
        """Whether the page stands where only signed-in people are led, and a session is held."""
        home = self._flow.sign_in.home if self._flow.sign_in else ()
        here = urlsplit(self._tab.page.url).path.rstrip("/")
        known = self._flow.owns(self._tab.page.url) and any(here == path.rstrip("/") for path in home if path != "/")
        return known and await session_held(self._tab)

    async def _signed_in(self) -> bool:
        if self._submitted:
            self._credentials.accepted = True
        return True

    def _must_be_home(self, asked: Gate, fields: Sequence[Field]) -> None:
        """Raise Unsafe where anything of a sign-in is asked for that is not the platform's own, and Unreachable where
        the browser shows an error of its own in place of a page."""
        if self._tab.page.url.startswith("chrome-error:"):
            raise Unreachable(f"{self._flow.title} could not be reached")
        wanted = [field for field in fields if field.is_password or field.is_identifier or field.is_code]
        if asked in (Gate.IDENTIFIER, Gate.PASSWORD, Gate.BOTH, Gate.CODE):
            for field in wanted:
                must_be_safe(self._tab.page, self._flow, field)
        if not self._flow.serves(self._tab.page.url):
            raise Unsafe(f"the sign-in of {self._flow.title} led to a foreign address; nothing was typed")

    async def _give_identifier(self, sight: Sight, fields: Sequence[Field]) -> None:
        if self._submitted and await self._declines(sight):
            return
        if self._submitted:
            raise self._credentials.refusal(next(iter(_alerts(sight.tree)), "it begins anew"))
        self._must_not_be_refused(sight, before_password=True)
        self._credentials.password()  # without one, a user name alone only has a code sent to its owner
        field = next(field for field in fields if field.is_identifier)
        await self._type(field, self._credentials.username())
        await self._go_on(sight, ("next", "sign_in"))

    async def _give_password(self, sight: Sight, fields: Sequence[Field]) -> None:
        self._must_not_be_refused(sight)
        password = self._credentials.password()
        await asyncio.to_thread(password.reveal)  # a keyring or a command may take its time
        identifier = next((field for field in fields if field.is_identifier and not field.is_password), None)
        if identifier is not None:
            await self._type(identifier, self._credentials.username())
        field = next(field for field in fields if field.is_password)
        must_be_safe(self._tab.page, self._flow, field)
        await type_into(self._tab.page, self._flow, field, password)
        self._credentials.given += 1
        self._submitted = True
        await self._go_on(sight, ("sign_in", "next", "submit", "confirm"))
        await self._heed_answers()

    async def _heed_answers(self) -> None:
        """A server that answers "not now" has not looked at the password."""
        answers = self._tab.acknowledgements
        if answers and answers[-1].status in (429, 503):
            said = (await self._tab.see()).text
            if words.says("wrong_password", said) or words.says("account_locked", said):
                raise self._credentials.refusal("it was refused")
            self._submitted = False
            self._credentials.unanswered += 1
            raise Unreachable(
                f"{self._flow.title} answered {answers[-1].status} to the sign-in", retry_after=answers[-1].retry_after
            )

    def _must_not_be_refused(self, sight: Sight, *, before_password: bool = False) -> None:
        """Raise SignInRefused where the page says that what was given is wrong."""
        said = _alerts(sight.tree)
        wrong = next((text for text in said if words.says("wrong_password", text)), None)
        if self._submitted and not before_password:
            why = wrong or next(iter(said), "it asks for the password again")
            raise self._credentials.refusal(f"“{why}”" if wrong or said else why)
        if before_password and self._identified and (wrong or self._identified > 1):
            raise self._credentials.refusal(f"“{wrong}”" if wrong else "it asks for the user name again")
        if before_password:
            self._identified += 1

    async def _give_code(self, sight: Sight, fields: Sequence[Field]) -> None:
        secret = None if self._credentials.attached else self._credentials.account.totp_secret
        sent = words.says("code_sent", sight.text) and not words.says("authenticator", sight.text)
        if secret is None or sent:
            how = "sent by e-mail or message" if sent else "from your authenticator"
            raise NeedsHuman(
                f"{self._flow.title} asks for a code {how}; sign in yourself: {self._credentials.login_command}"
            )
        code = await self._fresh_code(secret.reveal())
        field = next(field for field in fields if field.is_code)
        must_be_safe(self._tab.page, self._flow, field)
        await field.place.focus(timeout=3000)
        await self._tab.page.keyboard.type(code, delay=15)
        await self._go_on(sight, ("verify", "next", "confirm", "submit", "sign_in"), enter=False)

    async def _fresh_code(self, secret: str) -> str:
        """A code that is good for a while yet, and was not given before in this run."""
        await asyncio.sleep(min(wait_for_a_fresh_one(time.time()), self._tab.left()))
        code = code_at(secret, time.time())
        if code in self._credentials.codes:
            raise NeedsHuman(
                f"{self._flow.title} did not accept the code; check the clock and the TOTP secret, or sign in "
                f"yourself: {self._credentials.login_command}"
            )
        self._credentials.codes.add(code)
        return code

    async def _choose(self, sight: Sight) -> None:
        """Take the account's own card in a chooser, else ask for another account."""
        name = words.fold(self._credentials.username())
        for node in sight.tree.nodes():
            card = node.role in ("button", "link", "listitem", "option") and node.ref
            if card and name in words.fold(" ".join(node.texts())):
                await press(self._tab.page, node)
                return
        await self._press_words(sight, "other_account")

    async def _press_words(self, sight: Sight, concept: str) -> None:
        found = [
            node
            for node in _pressable(sight.tree)
            if words.says(concept, _words(node), whole=concept in ("later", "cancel", "sign_in"))
        ]
        shown = await reachable(self._tab.page, found)
        if not shown or self._place(shown[0]) in self._declined:
            await self._give_up(Gate.UNCLEAR)
            return
        self._declined.add(self._place(shown[0]))
        await press(self._tab.page, shown[0])

    async def _declines(self, sight: Sight) -> bool:
        """Skip what is offered after the password ("add a phone number?"), where it can be skipped; whether it was."""
        found = [node for node in _pressable(sight.tree) if words.says("later", _words(node), whole=True)]
        shown = [node for node in await reachable(self._tab.page, found) if self._place(node) not in self._declined]
        if shown:
            self._declined.add(self._place(shown[0]))
            await press(self._tab.page, shown[0])
        return bool(shown)

    def _place(self, node: Node) -> str:
        """Words and where they stand: one offer may follow another, and both are declined by the same words."""
        return f"{urlsplit(self._tab.page.url).path} {_words(node)}"

    async def _type(self, field: Field, value: str) -> None:
        if not field.filled or field.tag == "input":
            await type_into(self._tab.page, self._flow, field, value)

    async def _go_on(self, sight: Sight, concepts: Sequence[str], *, enter: bool = True) -> None:
        """Send what was filled in: by the button that says so, else by Enter; then wait for the page's answer."""
        url = self._tab.page.url
        self._tab.forget_changes()
        if not enter and await self._moved(url, sight, 0.6):
            return  # the code went off by itself
        button = await self._button(sight, concepts) or await self._button(await self._tab.see(), concepts)
        if button is not None:
            await press(self._tab.page, button)
        else:
            await self._tab.page.keyboard.press("Enter")
        await self._moved(url, sight, 8.0)

    async def _button(self, sight: Sight, concepts: Sequence[str]) -> Node | None:
        """The one button that goes on; not one that signs in by other means."""
        for concept in concepts:
            found = [
                node
                for node in _pressable(sight.tree)
                if node.role != "link"
                and words.says(concept, _words(node), whole=True)
                and not words.says("sign_in_with", _words(node))
            ]
            shown = await reachable(self._tab.page, found) if found else []
            if shown:
                return shown[0]
        return None

    async def _moved(self, url: str, before: Sight, seconds: float) -> bool:
        """Wait until the page has gone on or has said something; whether it has. It is not looked at while it works."""
        began = time.monotonic()
        until = began + self._tab.left(seconds)
        while time.monotonic() < until:
            await asyncio.sleep(0.03)
            if self._tab.page.url != url:
                return True
            if not self._tab.all_answered or not await self._tab.rest(1.0):
                continue
            if _asked(await self._tab.see()) != _asked(before):
                return True
            if self._tab.changes_begun:
                return False
        return False

    async def _give_up(self, asked: Gate) -> None:
        """End the sign-in with who acts next and how; an unclear page gets a second look first."""
        command = self._credentials.login_command
        title = self._flow.title
        match asked:
            case Gate.BOT_CHECK:
                raise NeedsHuman(f"{title} shows a bot check (CAPTCHA); sign in yourself: {command}")
            case Gate.APPROVAL:
                raise NeedsHuman(f"{title} wants the sign-in approved on another device; sign in yourself: {command}")
            case Gate.TERMS:
                raise NeedsHuman(f"{title} asks to accept terms, which only you can do; sign in yourself: {command}")
            case Gate.BROWSER:
                raise NeedsHuman(f"{title} does not accept the sign-in from this browser; sign in yourself: {command}")
            case Gate.LOCKED_OUT:
                raise self._credentials.refusal("the account is locked")
        self._unclear += 1
        if self._unclear > 3:
            raise NeedsHuman(f"{title} shows a sign-in page that is not known; sign in yourself: {command}")
        await asyncio.sleep(min(0.5, self._tab.left()))


def _asks(node: Node) -> bool:
    """Whether a part of the page is the sign-in itself, and not something that lies over it."""
    return any(one.role == "textbox" for one in node.walk())


def _asked(sight: Sight) -> list[tuple[str, str, str]]:
    """What a page says and asks for, but for what was filled in."""
    return [
        (node.role, node.name, "" if node.role in FIELD_ROLES else node.text)
        for node in sight.tree.nodes()
        if not (node.role == "text" and (above := sight.tree.parents.get(id(node))) and above.role in FIELD_ROLES)
    ]


def _pressable(tree: Tree) -> list[Node]:
    return [
        node for node in tree.nodes() if node.role in ("button", "link", "menuitem") and node.ref and not node.disabled
    ]


def _words(node: Node) -> str:
    return node.name or node.text or " ".join(node.texts())


def _alerts(tree: Tree) -> list[str]:
    """What the page says as a warning, and every text that speaks of a wrong password."""
    said = [" ".join(node.texts()) for node in tree.nodes() if node.role in ("alert", "status", "log")]
    loose = [
        node.text
        for node in tree.nodes()
        if node.text and len(node.text) < 200 and words.says("wrong_password", node.text)
    ]
    return [text for text in dict.fromkeys([*said, *loose]) if text]
