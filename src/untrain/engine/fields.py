"""The fields that a page asks to be filled in, in all of its frames, and the rule of where a secret may be typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, cast

from playwright.async_api import Error, Frame, Locator, Page

from untrain.engine import words
from untrain.engine.translate import has_gone, nothing_strange
from untrain.engine.within import ask, which
from untrain.model.errors import BrowserDied, Unsafe
from untrain.model.flow import Flow
from untrain.model.secret import Secret

_TEXTUAL: Final = frozenset({"text", "email", "tel", "", "search", "url", "number", "textarea"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: where it is, what it says of itself, and whether a person can reach it."""

    frame: Frame
    index: int
    tag: str
    type: str
    name: str
    autocomplete: str
    inputmode: str
    longest: int | None
    words: tuple[str, ...]
    required: bool
    enabled: bool
    filled: bool
    reachable: bool
    target: str | None
    options: tuple[str, ...]
    section: str
    values: tuple[str, ...] = ()  # of a list: what stands behind each option

    @property
    def textual(self) -> bool:
        """Whether text is typed into it."""
        return self.tag == "textarea" or (self.tag == "input" and self.type in _TEXTUAL)

    @property
    def is_password(self) -> bool:
        """Whether it takes a password: the browser hides what is typed."""
        return self.tag == "input" and self.type == "password" and "one-time" not in self.autocomplete

    @property
    def is_code(self) -> bool:
        """Whether it takes a one-time code."""
        if not (self.textual or self.type == "password") or self.tag != "input":
            return False
        if "one-time-code" in self.autocomplete:
            return True
        named = {"pin", "code", "otp", "totp", "verificationcode", "securitycode", "approvals_code"}
        short = (self.inputmode == "numeric" and (self.longest or 9) <= 8) or self.longest == 1
        return self.name.lower() in named or self.says("code_field") or short

    @property
    def is_identifier(self) -> bool:
        """Whether it takes a user name, an address or a telephone number."""
        if not self.textual or self.tag != "input" or self.is_code:
            return False
        if self.autocomplete.startswith("username") or self.autocomplete in ("email", "tel"):
            return True
        named = {
            "email",
            "username",
            "login",
            "user",
            "session_key",
            "username_or_email",
            "text",
            "identifier",
            "phone",
        }
        return self.type == "email" or self.name.lower() in named or self.says("username_field")

    def says(self, concept: str) -> bool:
        """Whether its label says this meaning."""
        return any(words.says(concept, text) for text in self.words)

    @property
    def place(self) -> Locator:
        """The element itself, with the focus; nothing, once the page has put another in its place or changed it."""
        return which(self.frame, "field", self.index, self.type, self.name, self.target)


async def fields_of(page: Page) -> list[Field]:
    """Every field of the page that a person can reach and fill in, its frames included."""
    found: list[Field] = []
    for frame in page.frames:
        found += await _fields_of_frame(page, frame)
    return [field for field in found if field.reachable and field.enabled]


async def _fields_of_frame(page: Page, frame: Frame) -> list[Field]:
    try:
        if frame is not page.main_frame and not await _frame_shown(frame):
            return []
        said = cast(list[dict[str, Any]], await ask(frame, "fields"))
    except Error as error:
        if has_gone(page, error):
            raise BrowserDied("the browser went away") from error
        return []  # the frame has gone meanwhile
    return [
        Field(
            frame=frame,
            words=tuple(one.pop("words")),
            options=tuple(one.pop("options")),
            values=tuple(one.pop("values")),
            **one,
        )
        for one in said
    ]


async def _frame_shown(frame: Frame) -> bool:
    box = await (await frame.frame_element()).bounding_box()
    return box is not None and box["width"] > 2 and box["height"] > 2


def must_be_safe(page: Page, flow: Flow, field: Field) -> None:
    """Raise Unsafe unless what is typed into `field` stays with the platform: https, own hosts, all frames above it,
    and its form leads nowhere else."""
    if not flow.owns(page.url):
        raise Unsafe(f"{_place(page.url)} asks for a sign-in, and is not {flow.title}; nothing was typed")
    frame: Frame | None = field.frame
    while frame is not None and frame is not page.main_frame:
        if not flow.owns(frame.url):
            raise Unsafe(f"a frame of {_place(frame.url)} asks for a sign-in; nothing was typed")
        frame = frame.parent_frame
    if field.target is not None and not flow.owns(field.target):
        raise Unsafe(f"the sign-in form would send to {_place(field.target)}; nothing was typed")


async def type_into(page: Page, flow: Flow, field: Field, value: str | Secret) -> None:
    """Type a part of the sign-in into `field`, once more making sure that it is safe. Raises Unsafe."""
    must_be_safe(page, flow, field)
    with nothing_strange(page):
        await field.place.fill(value.reveal() if isinstance(value, Secret) else value, timeout=3000)


def _place(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.split('/')[0].rpartition('@')[2]}" if rest else url.split(":", maxsplit=1)[0]
