"""Send one request to people at the platform: fill in its form, send it once, and believe only its acknowledgement."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

from loguru import logger

from untrain.engine import overlays, words
from untrain.engine.credentials import Credentials
from untrain.engine.evidence import Folder
from untrain.engine.fields import Field, fields_of
from untrain.engine.gates import Gate
from untrain.engine.meaning import meaning
from untrain.engine.opening import Opening, declines, not_offered
from untrain.engine.press import press, reachable
from untrain.engine.see import DIALOG_ROLES, Node
from untrain.engine.sign_in import look_at_gate
from untrain.engine.tab import Acknowledgement, Sight, Tab, addresses
from untrain.engine.translate import browser_errors
from untrain.model.account import Account
from untrain.model.countries import country_names
from untrain.model.errors import Drift, NeedsHuman, NotOffered, NotTaken
from untrain.model.flow import Control, FormField, Purpose, RequestForm

_PATIENCE: Final = 8.0
_ANSWER: Final = 20.0
_GUESSES: Final = {
    Purpose.CODE: "code_field",
    Purpose.EMAIL: "email_field",
    Purpose.COUNTRY: "country_field",
    Purpose.REASON: "reason_field",
    Purpose.FULL_NAME: "full_name_field",
}


class RequestSender:
    """Sends the request of one control. `about_to_send` is called, durably, just before the form goes off."""

    def __init__(
        self, tab: Tab, credentials: Credentials, control: Control, *, reason: str | None, evidence: Folder
    ) -> None:
        assert control.request is not None
        self._tab = tab
        self._account: Account = credentials.account
        self._credentials = credentials
        self._control = control
        self._form: RequestForm = control.request
        self._reason = reason or control.request.reason
        self._evidence = evidence

    async def send(self, about_to_send: Callable[[], None], refused: Callable[[], None]) -> str:
        """Fill in and send the form; one sentence on how it was acknowledged.

        `about_to_send` is called, durably, just before it goes off; `refused` when the platform surely did not take it.
        Raises a JobError otherwise.
        """
        with browser_errors(self._tab.page, self._tab.flow.title):
            return await self._send(about_to_send, refused)

    async def _send(self, about_to_send: Callable[[], None], refused: Callable[[], None]) -> str:
        sight, fields = await self._open()
        planned = self._plan(fields)
        for field, value in planned:
            await self._fill(field, value)
        button = await self._submit_button()
        about_to_send()
        self._tab.forget_changes()
        await press(self._tab.page, button)
        said = await self._acknowledged(sight, refused)
        self._evidence.acknowledged(self._tab.acknowledgements)
        self._evidence.note("acknowledgement", said)
        return said

    # ── open ────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _open(self) -> tuple[Sight, list[Field]]:
        opening = Opening(self._tab, self._credentials, self._control)
        why = "its form was not found"
        for url in addresses(self._control):
            await opening.load(url)
            found = await self._form_here()
            if not isinstance(found, str):
                return found
            why = found
        walked = await opening.walk(self._form_here)
        if isinstance(walked, tuple):
            return walked
        raise Drift(f"{why}, neither at its address nor by the menus; nothing was sent")

    async def _form_here(self) -> tuple[Sight, list[Field]] | str:
        """The form on this page, or why it is not the one."""
        until = time.monotonic() + self._tab.left(_PATIENCE)
        cleared = 0
        while True:
            await self._tab.rest(2.0)
            sight = await self._tab.see(self._control)
            if cleared < 4 and await overlays.clear(self._tab, sight, self._is_form):
                cleared += 1
                continue
            fields = [field for field in await fields_of(self._tab.page) if self._own(field)]
            known = [field for field in fields if self._purpose(field) is not None]
            if known and self._identified(sight):
                self._tab.must_be_home()
                return sight, fields
            await self._heed(sight, known)
            if time.monotonic() > until or (await self._tab.rest(0.5) and time.monotonic() > until - _PATIENCE + 1):
                return "the page has no form with its words" if fields else "the page has no form"

    def _own(self, field: Field) -> bool:
        return not field.is_password and field.type not in ("search", "submit", "button", "image", "reset")

    def _is_form(self, node: Node) -> bool:
        return any(one.role in ("textbox", "combobox", "listbox", "radio") for one in node.walk())

    def _identified(self, sight: Sight) -> bool:
        """Whether this is the form: its address, and a heading or the words of an objection to AI training."""
        headings = [node.name or node.text for node in sight.tree.nodes() if node.role == "heading"]
        known = [self._control.title, *(phrase.text for phrase in (*self._control.headings, *self._control.labels))]
        near = any(words.likeness(heading, text) >= words.NEAR for heading in headings for text in known)
        options = [phrase.text for field in self._form.fields for phrase in field.options]
        here = self._tab.at(addresses(self._control))
        asked = [heading for heading in headings if here and _objects(heading)]
        others = [text for text in headings if words.says("third_party", text) and not self._speaks_of_third_parties()]
        chosen = any(words.same(line, option) for line in sight.text.splitlines() for option in options)
        return (near or bool(asked) or chosen) and not others

    def _speaks_of_third_parties(self) -> bool:
        return words.says("third_party", self._control.title)

    async def _heed(self, sight: Sight, fields: Sequence[Field]) -> None:
        said = None if fields else not_offered(sight.tree)
        if said is not None:
            raise NotOffered(f"{self._tab.flow.title} says: “{said}”")
        asked, _ = await look_at_gate(self._tab, sight)
        if asked in (Gate.BOT_CHECK, Gate.APPROVAL):
            raise NeedsHuman(
                f"{self._tab.flow.title} asks to confirm that it is you; sign in yourself: "
                f"{self._credentials.login_command}"
            )

    # ── fill in ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _plan(self, fields: Sequence[Field]) -> list[tuple[Field, str]]:
        """What goes into which field. Raises Drift on a required field that is not understood, NeedsHuman on one that
        only the owner can fill in."""
        planned: list[tuple[Field, str]] = []
        for field in fields:
            wanted = self._purpose(field)
            if wanted is None:
                self._must_not_be_required(field)
                continue
            value = self._value(wanted, field)
            if value is not None:
                planned.append((field, value))
        if not planned and not any(field.filled for field in fields):
            raise Drift("no field of the form is known; nothing was sent")
        return planned

    def _purpose(self, field: Field) -> FormField | None:
        for known in self._form.fields:
            if any(words.likeness(text, phrase.text) >= words.NEAR for text in field.words for phrase in known.labels):
                return known
            if any(
                words.same(option, phrase.text) for option in (*field.options, *field.words) for phrase in known.options
            ):
                return known
        if field.type in ("radio", "checkbox"):
            return None
        guess = next((p for p, concept in _GUESSES.items() if _fits(field, p, concept)), None)
        if guess is None:
            return None
        return next(
            (known for known in self._form.fields if known.purpose is guess), FormField(purpose=guess, labels=())
        )

    def _must_not_be_required(self, field: Field) -> None:
        radio_of_a_group = field.type == "radio"
        if field.required and not field.filled and not radio_of_a_group:
            raise Drift(f"the form asks for “{_label(field)}”, which is not known; nothing was sent")

    def _value(self, wanted: FormField, field: Field) -> str | None:
        match wanted.purpose:
            case Purpose.EMAIL:
                return None if field.filled else self._need(self._account.reply_address, "an e-mail address", "email")
            case Purpose.FULL_NAME:
                return None if field.filled else self._need(self._account.full_name, "your full name", "full_name")
            case Purpose.COUNTRY:
                return self._country(field)
            case Purpose.REASON:
                return self._reason
            case Purpose.CHOICE:
                return self._choice(wanted, field)
            case Purpose.CODE:
                raise NeedsHuman(
                    f"the form asks for a code that {self._tab.flow.title} sends by e-mail; fill it in yourself at "
                    f"{self._control.url}"
                )

    def _need(self, value: str | None, what: str, column: str) -> str:
        if value is None:
            raise NeedsHuman(f"the form asks for {what}; add the column `{column}` to the accounts file")
        return value

    def _country(self, field: Field) -> str | None:
        names = country_names(self._need(self._account.region, "your country", "region"))
        if not field.options:
            return names[0]
        choices = zip(field.options, field.values, strict=True)
        found = [label for label, value in choices if value.upper() == names[-1] or _names(label, names)]
        if not found:
            raise Drift(f"the form's list of countries has no {names[0]} in words that are known; nothing was sent")
        return found[0]

    def _choice(self, wanted: FormField, field: Field) -> str | None:
        if field.type in ("radio", "checkbox"):
            mine = any(words.same(text, phrase.text) for text in field.words for phrase in wanted.options)
            return "" if mine else None
        found = [option for option in field.options if any(words.same(option, p.text) for p in wanted.options)]
        if len(found) != 1:
            raise Drift(f"the form does not offer the known choice under “{_label(field)}”; nothing was sent")
        return found[0]

    async def _fill(self, field: Field, value: str) -> None:
        place = field.place
        if field.tag == "select":
            await place.select_option(label=value, timeout=4000)
        elif field.type in ("radio", "checkbox"):
            await place.check(timeout=4000, force=True)
        else:
            await place.fill(value, timeout=4000)

    # ── send ────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _submit_button(self) -> Node:
        """The one button that sends the form. Raises Drift where it is not plain."""
        known = {words.fold(phrase.text) for phrase in self._form.submit}
        tree = (await self._tab.see()).tree
        pressable = [node for node in tree.nodes() if node.role == "button" and node.ref and not node.disabled]
        found = [node for node in pressable if words.fold(node.name or node.text) in known]
        found = found or [node for node in pressable if words.says("submit", node.name or node.text, whole=True)]
        shown = await reachable(self._tab.page, found)
        if len(shown) != 1:
            raise Drift("the button that sends the form is not plain; nothing was sent")
        return shown[0]

    async def _acknowledged(self, before: Sight, refused: Callable[[], None]) -> str:
        """Wait for the platform's word; the sentence by which it acknowledged."""
        until = time.monotonic() + self._tab.left(_ANSWER)
        while time.monotonic() < until:
            await asyncio.sleep(0.08)
            if not (self._tab.changes_begun and self._tab.all_answered):
                continue
            await self._tab.rest(2.0)
            bad = [answer for answer in self._tab.acknowledgements if not answer.good]
            if bad:
                self._not_taken(bad[-1], refused)
            sight = await self._tab.see()
            form_stays = await self._form_stays(sight)
            said = None if form_stays else self._thanks(sight, before)
            if said is not None:
                return said
            await self._asked_for_more(sight, before, refused, form_stays=form_stays)
        logger.warning("{}: no acknowledgement was seen", self._tab.flow.slug)
        raise self._unknown("did not acknowledge it")

    def _unknown(self, what: str) -> NeedsHuman:
        """The end where nobody knows whether the request arrived: it stays written down, and is never sent again."""
        return NeedsHuman(
            f"the form was sent, but {self._tab.flow.title} {what}; look for its e-mail. It is not sent again by itself"
        )

    def _not_taken(self, answer: Acknowledgement, refused: Callable[[], None]) -> None:
        """Only an answer that blames the request, or was given before it was looked at, says that it was not taken."""
        if answer.status is None:
            raise self._unknown("broke off the connection")
        if answer.status >= 500 and answer.status != 503:
            raise self._unknown(f"answered {answer.status}")
        refused()
        raise NotTaken(f"{self._tab.flow.title} answered {answer.status}: the request was not taken")

    async def _form_stays(self, sight: Sight) -> bool:
        """Whether the form is still there to be filled in, and no dialog lies over it."""
        if any(node.role in DIALOG_ROLES for node in sight.tree.nodes()):
            return False
        fields = [field for field in await fields_of(self._tab.page) if self._own(field)]
        return any(self._purpose(field) is not None for field in fields)

    def _fresh_texts(self, sight: Sight, before: Sight, longest: int) -> list[str]:
        known = set(before.text.splitlines())
        return [text for text in sight.text.splitlines() if text not in known and len(text) < longest]

    def _thanks(self, sight: Sight, before: Sight) -> str | None:
        """The sentence that acknowledges: the flow's own, else one that plainly says so, and nothing left to do."""
        spoken = sight.around.spoken
        fresh = self._fresh_texts(sight, before, 400)
        if any(words.says("unfinished", text, spoken=spoken) for text in fresh):
            raise self._unknown("wants one more step of you")
        own = [text for text in fresh if self._is_own_thanks(text)]
        plain = [text for text in fresh if words.says("received", text, spoken=spoken)]
        return max(own or plain, key=len, default=None)

    def _is_own_thanks(self, text: str) -> bool:
        known = [phrase.text for phrase in self._form.acknowledged]
        return any(
            words.likeness(text, one) >= words.NEAR or words.fold(text).startswith(words.fold(one)) for one in known
        )

    async def _asked_for_more(
        self, sight: Sight, before: Sight, refused: Callable[[], None], *, form_stays: bool
    ) -> None:
        if any(field.is_code for field in await fields_of(self._tab.page)):
            refused()
            raise NeedsHuman(
                f"{self._tab.flow.title} sent a code by e-mail, which the form asks for; fill it in yourself at "
                f"{self._control.url}"
            )
        said = self._fresh_texts(sight, before, 240)
        declined = next((text for text in said if declines(text)), None)
        if declined is not None:
            refused()
            raise NotOffered(f"{self._tab.flow.title} says: “{declined}”")
        if not form_stays:
            return
        wrong = next((text for text in said if words.says("error", text, spoken=sight.around.spoken)), None)
        if wrong is not None:  # the form itself is back, with what is wrong with it
            refused()
            raise NotTaken(f"{self._tab.flow.title} says: “{wrong}”")
        if any(words.says("received", text, spoken=sight.around.spoken) for text in said):
            raise self._unknown("shows the form again, with more to fill in")


def _fits(field: Field, purpose: Purpose, concept: str) -> bool:
    if purpose is Purpose.REASON and field.tag != "textarea":
        return False
    if purpose is Purpose.EMAIL and (field.type == "email" or field.autocomplete == "email"):
        return True
    if purpose is Purpose.CODE:
        return field.is_code
    if purpose is Purpose.FULL_NAME and field.autocomplete == "name":
        return True
    return (field.tag != "textarea" and field.says(concept)) or (purpose is Purpose.REASON and field.says(concept))


def _objects(heading: str) -> bool:
    """Whether a heading speaks of objecting to the use of one's data by AI."""
    said = meaning(heading)
    return words.says("objection", heading) and (said.about_ai or said.training) and not said.look_alikes


def _names(label: str, names: Sequence[str]) -> bool:
    return any(words.same(label, name) for name in names)


def _label(field: Field) -> str:
    return next(iter(field.words), field.name or field.type)
