"""What follows a press: a question to confirm, a password, a Save button, and the platform's answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import Final

from loguru import logger

from untrain.engine import words
from untrain.engine.credentials import Credentials
from untrain.engine.fields import fields_of, type_into
from untrain.engine.meaning import meaning
from untrain.engine.press import press, reachable
from untrain.engine.see import CONTROL_ROLES, DIALOG_ROLES, Node, Tree
from untrain.engine.tab import Sight, Tab
from untrain.model.errors import Drift, NeedsHuman, NotSaved
from untrain.model.flow import Control, OnMeans, Phrase
from untrain.model.secret import redact

_QUIET: Final = 0.9
"""For how many seconds no request may begin before a press counts as having caused none."""
_AT_ONCE: Final = 0.15
"""Before so many seconds a question of the page has hardly come up."""
_STEPS: Final = 5
_ANSWER: Final = 20.0


class Aftermath:
    """Sees a press through to the platform's answer."""

    def __init__(
        self,
        tab: Tab,
        control: Control,
        credentials: Credentials,
        before: Sight,
        *,
        leads: bool = False,
        on_means: OnMeans = OnMeans.USE,
    ) -> None:
        self._tab = tab
        self._control = control
        self._credentials = credentials
        self._before = before
        self._leads = leads
        self._pressed: set[str] = set()
        self._excludes = on_means is OnMeans.EXCLUDE  # then it is turned on, and not off

    def decided(self) -> None:
        """What was pressed was more than the way to the control: an entry of its menu."""
        self._leads = False

    async def see_through(self) -> None:
        """Answer what the page asks, then wait for the platform's word.

        Raises NotSaved where it was not kept, NeedsHuman where only the owner can go on, Drift where the page asks
        something that is not understood.
        """
        for _ in range(_STEPS):
            await self._answered()
            sight = await self._tab.see()
            if not await self._answer_question(sight):
                break
        self._heed_answers()
        self._heed_toasts(sight)

    async def _answered(self) -> None:
        """Wait until every request that changes something was answered, or none has begun for a while."""
        began = time.monotonic()
        until = began + self._tab.left(_ANSWER)
        while time.monotonic() < until:
            if self._tab.changes_begun and self._tab.all_answered:
                await self._tab.rest(2.0)
                if self._tab.all_answered:
                    return
            waited = time.monotonic() - began
            if not self._tab.changes_begun and (waited > _QUIET or (waited > _AT_ONCE and await self._asks())):
                return
            await asyncio.sleep(0.03)

    async def _asks(self) -> bool:
        tree = (await self._tab.see()).tree
        asked = bool(_new_dialogs(tree, self._before.tree)) or self._inline(tree) is not None
        return asked or bool(self._save_buttons(tree))

    def _inline(self, tree: Tree) -> Node | None:
        """The part of the page, new since the press, that asks to confirm: a plain yes beside a plain no."""
        if self._tab.changes_begun:
            return None
        before = {_key(node) for node in self._before.tree.nodes()}
        fresh = [node for node in _buttons(tree.root) if _key(node) not in before | self._pressed]
        yes, no = [node for node in fresh if self._confirms(node)], [node for node in fresh if self._refuses(node)]
        if not yes or not no:
            return None
        return next(above for above in tree.up(yes[0]) if no[0] in above.walk())

    async def _answer_question(self, sight: Sight) -> bool:
        """Confirm, give the password, or save; whether anything was done."""
        dialogs = _new_dialogs(sight.tree, self._before.tree)
        if self._leads and not self._tab.changes_begun and (not dialogs or _holds_control(dialogs[-1])):
            return False  # what was pressed has only opened the next place
        if dialogs:
            return await self._in_dialog(dialogs[-1])
        if await self._reconfirm_password(sight.tree.root):
            return True
        inline = self._inline(sight.tree)
        if inline is not None:
            return await self._in_dialog(inline)
        return await self._save(sight.tree)

    async def _in_dialog(self, dialog: Node) -> bool:
        text = "\n".join(dialog.texts())
        if await self._reconfirm_password(dialog):
            return True
        if words.says("terms", text) and words.says("accept", text) and not self._known(dialog):
            raise NeedsHuman(f"{self._tab.flow.title} asks to accept something before it saves; do it yourself once")
        yes = await self._confirming(dialog)
        if yes is None:
            if not _buttons(dialog) or words.says("saved", text) or words.says("received", text):
                return False
            raise Drift(f"the page asks “{_short(text)}”, and no answer plainly confirms; nothing was confirmed")
        self._pressed |= {_in(dialog, yes)} if dialog.role in DIALOG_ROLES else {_in(dialog, yes), _key(yes)}
        logger.debug("confirming by “{}”", yes.name)
        await press(self._tab.page, yes)
        return True

    def _known(self, dialog: Node) -> bool:
        return any(_is(node, self._control.confirm) for node in _buttons(dialog))

    async def _confirming(self, dialog: Node) -> Node | None:
        """The button that confirms: by the flow's own words, else by plain meaning; never the one that keeps it on."""
        buttons = [node for node in _buttons(dialog) if _in(dialog, node) not in self._pressed]
        known = [node for node in buttons if _is(node, self._control.confirm)]
        if known:
            return next(iter(await reachable(self._tab.page, known)), None)
        text = "\n".join(dialog.texts())
        plain = [node for node in buttons if self._confirms(node) and (self._does_it(node) or _about_the_change(text))]
        shown = await reachable(self._tab.page, plain)
        strong = [node for node in shown if self._does_it(node)]
        pick = strong or shown or await self._named_in_the_question(dialog, buttons)
        return pick[0] if len(pick) == 1 else None

    async def _named_in_the_question(self, dialog: Node, buttons: list[Node]) -> list[Node]:
        """The button whose word the question itself uses ("Leave the programme? — Stay, Leave"), beside a plain no."""
        heading = next((n.name or n.text for n in dialog.walk() if n.role == "heading"), dialog.name)
        shown = await reachable(self._tab.page, [node for node in buttons if node.role == "button"])
        no = [node for node in shown if self._refuses(node)]
        rest = [node for node in shown if not self._refuses(node)]
        asked = set(words.plain(heading).split())
        if not no or len(rest) != 1 or words.says("delete", _text(rest[0])):
            return []
        return rest if set(words.plain(_text(rest[0])).split()) <= asked else []

    # ── password, save ──────────────────────────────────────────────────────────────────────────────────────────────

    async def _reconfirm_password(self, where: Node) -> bool:
        """Give the password once more, where the platform asks for it before it saves; whether it did."""
        if not any(node.role == "textbox" for node in where.walk()):
            return False
        fields = [field for field in await fields_of(self._tab.page) if field.is_password]
        if not fields:
            return False
        password = self._credentials.password()
        await type_into(self._tab.page, self._credentials.flow, fields[0], password)
        self._credentials.given += 1
        buttons = [n for n in _buttons(where) if self._confirms(n) or words.says("submit", _text(n), whole=True)]
        shown = await reachable(self._tab.page, buttons)
        self._tab.forget_changes()
        if shown:
            await press(self._tab.page, shown[0])
        else:
            await self._tab.page.keyboard.press("Enter")
        await self._answered()
        await self._tab.rest(2.0)
        if any(field.is_password for field in await fields_of(self._tab.page)):
            raise self._credentials.refusal("it asks for the password again")
        self._credentials.accepted = True
        return True

    async def _save(self, tree: Tree) -> bool:
        """Press the one Save button that belongs to the control; whether there was one to press."""
        if self._tab.changes_begun:
            return False
        found = [node for node in self._save_buttons(tree) if _key(node) not in self._pressed]
        shown = self._ours(tree, await reachable(self._tab.page, found))
        if not shown:
            return False
        if len(shown) > 1:
            raise Drift("there are several Save buttons, and which one belongs to the control is not plain")
        self._pressed.add(_key(shown[0]))
        await press(self._tab.page, shown[0])
        return True

    def _ours(self, tree: Tree, buttons: list[Node]) -> list[Node]:
        """Of several Save buttons those that the press has brought up or woken, else those nearest to the control."""
        earlier = {node.ref for node in self._save_buttons(self._before.tree)}
        fresh = [node for node in buttons if node.ref not in earlier]
        some = fresh or buttons
        return self._nearest(tree, some) if len(some) > 1 else some

    def _refuses(self, node: Node) -> bool:
        text = _text(node)
        if any(words.says(concept, text, whole=True) for concept in ("keep", "cancel", "later", "close")):
            return True
        if not self._excludes:
            return words.says("turn_on", text, whole=True)
        turns = words.says("turn_on", text, whole=True) or words.says("turn_off", text, whole=True)
        return turns and not self._does_it(node)

    def _does_it(self, node: Node) -> bool:
        """Whether a button says in so many words what is wanted."""
        concepts = ("switch_on", "keep_out") if self._excludes else ("turn_off",)
        return any(words.says(concept, _text(node), whole=True) for concept in concepts)

    def _confirms(self, node: Node) -> bool:
        if self._refuses(node) or words.says("delete", _text(node)):
            return False
        return self._does_it(node) or words.says("confirm", _text(node), whole=True)

    def _save_buttons(self, tree: Tree) -> list[Node]:
        return [
            node
            for node in tree.nodes()
            if node.role == "button"
            and node.ref
            and not node.disabled
            and (_is(node, self._control.save) or words.says("save", _text(node), whole=True))
        ]

    def _nearest(self, tree: Tree, buttons: list[Node]) -> list[Node]:
        """Those in the smallest part of the page that also holds the control's words."""
        known = [words.plain(phrase.text) for phrase in self._control.labels]

        def part(button: Node) -> int:
            """How much stands in the smallest part around a button that holds those words."""
            for above in tree.up(button):
                if any(label in words.plain(" ".join(above.texts())) for label in known):
                    return sum(1 for _ in above.walk())
            return sum(1 for _ in tree.nodes())

        sizes = [part(button) for button in buttons]
        return [button for button, size in zip(buttons, sizes, strict=True) if size == min(sizes)]

    # ── the platform's word ─────────────────────────────────────────────────────────────────────────────────────────

    def _heed_answers(self) -> None:
        bad = [answer for answer in self._tab.acknowledgements if not answer.good]
        if not self._tab.all_answered:
            raise NotSaved(f"{self._tab.flow.title} did not answer whether it was saved")
        if bad:
            what = f"answered {bad[-1].status}" if bad[-1].status else "broke off"
            wait = bad[-1].retry_after
            raise NotSaved(f"{self._tab.flow.title} {what}: the change was not saved", retry_after=wait)

    def _heed_toasts(self, sight: Sight) -> None:
        """An error that appeared on the page counts against every good answer."""
        before = set(self._before.tree.text().splitlines())
        fresh = [text for text in sight.tree.text().splitlines() if text not in before and len(text) < 240]
        said = next((text for text in fresh if words.says("error", text, spoken=sight.around.spoken)), None)
        if said is None:
            return
        praised = words.says("saved", said, spoken=sight.around.spoken)
        if not praised or words.says("negate", said, spoken=sight.around.spoken):
            raise NotSaved(f"{self._tab.flow.title} says: “{said}”")


def _new_dialogs(tree: Tree, before: Tree) -> list[Node]:
    """The dialogs that have come up since; one that only shows something else now is not new."""
    earlier = [node for node in before.nodes() if node.role in DIALOG_ROLES]
    names = {node.name for node in earlier if node.name}
    known = [set(node.texts()) for node in earlier]
    dialogs = [node for node in tree.nodes() if node.role in DIALOG_ROLES and node.name not in names]
    return [one for one in dialogs if not any(_mostly_the_same(set(one.texts()), texts) for texts in known)]


def _mostly_the_same(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= 0.6 * max(len(one), len(other))


def _buttons(node: Node) -> list[Node]:
    return [one for one in node.walk() if one.role in ("button", "link", "menuitem") and one.ref and not one.disabled]


def _holds_control(dialog: Node) -> bool:
    return any(node.role in CONTROL_ROLES or "pressed" in node.states for node in dialog.walk())


def _about_the_change(text: str) -> bool:
    """Whether a question is about what was just pressed, so that a bare "yes" or "continue" answers it; and not an
    offer of something else, nor the question whether to keep it on."""
    said = meaning(text)
    if said.contradicts(frozenset()) & {"ads", "personalise", "delete", "contact"} or words.says("joins", text):
        return False
    return words.says("sure", text) or words.says("turn_off", text) or words.says("negate", text) or said.training


def _is(node: Node, phrases: Iterable[Phrase]) -> bool:
    return any(words.fold(_text(node)) == words.fold(phrase.text) for phrase in phrases)


def _text(node: Node) -> str:
    return node.name or node.text or " ".join(node.texts())


def _key(node: Node) -> str:
    return f"{node.role}|{_text(node)}"


def _in(dialog: Node, button: Node) -> str:
    """A button of a dialog: the Save of a question is not the Save that has brought it up."""
    return f"{_key(button)}|{' '.join(dialog.texts())}"


def _short(text: str) -> str:
    flat = redact(" ".join(text.split()))  # half a secret would not be known for one any more
    return flat if len(flat) <= 120 else flat[:119] + "…"
