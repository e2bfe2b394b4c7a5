"""A flow: all we know about one platform, stated as ends ("this control, off"), never as steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit


class Kind(StrEnum):
    """What a control is made of, and so what can be done about it."""

    SWITCH = "switch"  # checkbox, toggle, or anything else that is on or off
    CHOICE = "choice"  # radio, select, menu, pair of buttons: one option of several means "out"
    REQUEST = "request"  # a form that reaches a person at the platform
    LETTER = "letter"  # an e-mail that the owner sends
    ELSEWHERE = "elsewhere"  # a phone app or a program: the owner presses it there
    NONE = "none"  # nothing to switch


class OnMeans(StrEnum):
    """What the control means when it is on."""

    USE = "use"  # on: the data is used
    EXCLUDE = "exclude"  # on: the data is kept out


class Purpose(StrEnum):
    """What a field of a request form is for; it decides what is filled in."""

    FULL_NAME = "full_name"
    EMAIL = "email"
    COUNTRY = "country"
    REASON = "reason"
    CHOICE = "choice"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words as a platform shows them, in one language (a BCP 47 tag)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Where and to whom the platform offers a control, as the dated facts say.

    `regions` holds ISO 3166 country codes, or "*" for everywhere; empty means unknown, and unknown excludes nobody.
    `plans_without` are plans that the platform excludes from training by contract, so that there is no control.
    """

    regions: tuple[str, ...] = ("*",)
    plans_without: tuple[str, ...] = ()
    elsewhere: str | None = None  # one sentence: what holds outside the regions
    since: date | None = None  # the date of that fact

    def excludes(self, region: str | None) -> bool:
        """Whether the dated facts say that this region has no such control; an unknown region is never excluded."""
        if region is None or not self.regions or "*" in self.regions:
            return False
        return region.upper() not in self.regions


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a request form: its purpose, the labels it is known by, and the option to choose, if any."""

    purpose: Purpose
    labels: tuple[Phrase, ...]
    options: tuple[Phrase, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForm:
    """What a request control fills in and says; `reason` is the plain default that a person can read first."""

    fields: tuple[FormField, ...]
    reason: str
    submit: tuple[Phrase, ...]
    acknowledged: tuple[Phrase, ...] = ()  # words seen after a request was taken
    person_only: str | None = None  # why only the owner can fill it in; then it is never sent for them


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One setting or request on a platform, and what "out" looks like."""

    id: str
    kind: Kind
    title: str
    url: str | None = None
    alternates: tuple[str, ...] = ()  # other addresses of the same page
    path: tuple[tuple[Phrase, ...], ...] = ()  # the menu path: one step after another, each in known languages
    on_means: OnMeans = OnMeans.USE
    keys: tuple[str, ...] = ()  # CSS of attributes that name the control in no language
    headings: tuple[Phrase, ...] = ()  # of page, section or dialog
    labels: tuple[Phrase, ...] = ()  # beside the control itself
    out_options: tuple[Phrase, ...] = ()  # of a choice: the options that mean "out"
    in_options: tuple[Phrase, ...] = ()  # of a choice: the options that mean "in"
    neighbours: tuple[Phrase, ...] = ()  # known look-alikes on the same page, which are never touched
    confirm: tuple[Phrase, ...] = ()  # exact words of the button that confirms the change in a dialog
    save: tuple[Phrase, ...] = ()  # exact words of the button that saves the page
    request: RequestForm | None = None
    availability: Availability = field(default_factory=Availability)
    next_step: str | None = None  # what the owner does, where only they can
    scope: tuple[str, ...] = ()  # what it does not cover, one sentence each
    used: bool | None = None  # of NONE: whether the platform says that it uses the data
    unconfirmed: tuple[str, ...] = ()  # which of the facts above nobody has confirmed
    confirmed: date | None = None  # when a person last saw it work on the live site

    @property
    def on_the_web(self) -> bool:
        """Whether the control stands on a page that a browser can open."""
        return self.kind in (Kind.SWITCH, Kind.CHOICE, Kind.REQUEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How a platform shows that one is signed in or not; the steps themselves are read off its pages."""

    url: str
    alternates: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()  # names whose presence speaks for a session
    home: tuple[str, ...] = ()  # paths of a signed-in person
    signed_out: tuple[str, ...] = ()  # paths of a signed-out person
    challenges: tuple[str, ...] = ()  # paths at which the platform asks for more
    captchas: tuple[str, ...] = ()  # CSS of a bot check


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """All we know about one platform."""

    slug: str
    title: str
    version: str
    facts: date  # when its facts were gathered
    hosts: tuple[str, ...]
    controls: tuple[Control, ...]
    sign_in: SignIn | None = None
    summary: str = ""
    sources: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def control(self, control_id: str) -> Control | None:
        """The control with this id, if there is one."""
        return next((control for control in self.controls if control.id == control_id), None)

    def owns(self, url: str) -> bool:
        """Whether `url` is an https address on one of the flow's own hosts, on the default port."""
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            return False
        return parts.scheme == "https" and (parts.hostname or "").rstrip(".") in self.hosts and port in (None, 443)
