"""A replica as data: `flows/<slug>/replica/replica.toml` and its pages, written from the facts about the platform."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from re import Pattern
from typing import Any, Final, TypeVar

from starlette.routing import compile_path

from untrain.model.errors import InputError

VERBS: Final = ("page", "redirect", "read", "write", "submit", "sign_in", "code", "sign_out", "record")
_WRITING: Final = ("write", "submit", "sign_in", "code", "record")
Value = bool | str
"""What a setting holds: on or off, or one option of several."""

_Part = TypeVar("_Part", bound="Setting | Form | Session | SignIn | Route")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that the platform remembers of a person; a control where `control` names one of the facts."""

    id: str
    default: Value
    control: str | None = None
    on_means: str = "use"  # or "exclude"
    out: tuple[str, ...] = ()  # of a choice: the values that mean "out"
    regions: tuple[str, ...] = ("*",)
    neighbour: str | None = None  # another setting of the same page, which some weather moves along

    def uses_data(self, value: Value) -> bool:
        """Whether the platform may use the data at this value."""
        if isinstance(value, str):
            return value not in self.out
        return value is (self.on_means == "use")

    @property
    def out_value(self) -> Value:
        """The value at which the data is not used."""
        return self.out[0] if self.out else self.on_means != "use"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A request to the people at the platform: which fields must be filled, for whom, and who must enter a code."""

    id: str
    control: str | None = None
    required: tuple[str, ...] = ()
    required_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required_if: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    code_in: tuple[str, ...] = ()
    regions: tuple[str, ...] = ("*",)

    def missing(self, given: Mapping[str, str], region: str) -> list[str]:
        """The required fields that were left empty."""
        needed = [*self.required, *self.required_in.get(region, ())]
        for name, conditions in self.required_if.items():
            if all(given.get(other) == value for other, value in conditions.items()):
                needed.append(name)
        return [name for name in needed if not given.get(name, "").strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a signed-in browser carries: `cookie` holds the token, `extra` cookies are filled from the person."""

    cookie: str
    extra: Mapping[str, str] = field(default_factory=dict)
    domain: str | None = None  # absent: each host has a cookie of its own, handed over by the sign-in page
    csrf_header: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Where a signed-out person is sent, what the fields are called, and where the platform may stop them."""

    url: str
    home: str
    next: str = "next"  # the query parameter that says where one wanted to go
    username: str = "username"
    password: str = "password"  # noqa: S105 -- the name of a form field
    code: str = "code"
    after: str | None = None  # an interstitial that comes before the wanted page
    stops: Mapping[str, str] = field(default_factory=dict)  # code, challenge, captcha, locked: the page of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which address does what: one verb, and what it is done with."""

    path: str
    verb: str
    target: Any
    method: str
    hosts: tuple[str, ...] = ()
    open: bool = False  # also for people without a session
    control: str | None = None  # it belongs to this control, so that the control's weather blows here
    only: str | None = None  # answers only in this weather
    answer: str | None = None  # JSON, as a template
    then: str | None = None  # where the browser goes afterwards
    form: bool = False  # an HTML form: a check box that is not sent is off
    match: Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replica:
    """One practice platform, whole."""

    slug: str
    title: str
    folder: Path
    hosts: tuple[str, ...]
    session: Session
    sign_in: SignIn
    settings: Mapping[str, Setting]
    forms: Mapping[str, Form]
    routes: tuple[Route, ...]
    text: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    accent: str = "#333"  # the colour of its buttons
    lacks: tuple[str, ...] = ()  # weathers that make no sense here
    consent_in: tuple[str, ...] = ()  # the countries where cookies are asked about first

    @property
    def controls(self) -> dict[str, str]:
        """The controls of the facts that are on offer here, with their kind: 'switch' or 'request'."""
        found = {setting.control: "switch" for setting in self.settings.values() if setting.control}
        found.update({form.control: "request" for form in self.forms.values() if form.control})
        return found

    def setting_of(self, control: str) -> Setting | None:
        """The setting behind a control, if it is a setting."""
        return next((setting for setting in self.settings.values() if setting.control == control), None)

    def form_of(self, control: str) -> Form | None:
        """The form behind a control, if it is a form."""
        return next((form for form in self.forms.values() if form.control == control), None)

    def knows_weather(self, name: str, needs: str | None, controls: tuple[str, ...]) -> bool:
        """Whether these controls have what that weather needs."""
        if name in self.lacks:
            return False
        routes = [route for route in self.routes if route.control in controls]
        return {
            None: True,
            "read": any(route.verb == "read" for route in routes),
            "script": any(route.verb == "write" and not route.form for route in routes),
            "moved": any(route.only == "deep_link_gone" for route in routes),
            "neighbour": any(one.control in controls and one.neighbour for one in self.settings.values()),
        }[needs]


def flows_folder() -> Path:
    """The folder of the built-in flows: inside the package when installed, beside `src` in a checkout."""
    package = Path(str(files("untrain")))
    inside = package / "flows"
    return inside if inside.is_dir() else package.parents[1] / "flows"


def built_in() -> list[str]:
    """The slugs of the platforms that have a replica."""
    return sorted(path.parents[1].name for path in flows_folder().glob("*/replica/replica.toml"))


@cache
def load(slug: str, flows: Path | None = None) -> Replica:
    """The replica of one platform; raises InputError, naming file and key, for what does not fit together."""
    folder = (flows or flows_folder()) / slug / "replica"
    place = folder / "replica.toml"
    if not place.is_file():
        raise InputError(str(place), "there is no such replica", f"choose from {', '.join(built_in())}")
    try:
        return _replica(slug, folder, tomllib.loads(place.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(str(place), f"{error}", "see the vocabulary in src/untrain/lab/README.md") from error


def _replica(slug: str, folder: Path, raw: dict[str, Any]) -> Replica:
    settings = {name: _part(Setting, {"id": name, **one}) for name, one in raw.get("setting", {}).items()}
    forms = {name: _part(Form, {"id": name, **one}) for name, one in raw.get("form", {}).items()}
    return Replica(
        slug=slug,
        title=raw["title"],
        folder=folder,
        hosts=tuple(raw["hosts"]),
        session=_part(Session, raw["session"]),
        sign_in=_part(SignIn, raw["sign_in"]),
        settings=settings,
        forms=forms,
        routes=tuple(_route(one) for one in raw["route"]),
        text=raw.get("text", {}),
        accent=raw.get("accent", "#333"),
        lacks=tuple(raw.get("lacks", ())),
        consent_in=tuple(raw.get("consent_in", ())),
    )


def _route(raw: dict[str, Any]) -> Route:
    verbs = [verb for verb in VERBS if verb in raw]
    if len(verbs) != 1:
        raise ValueError(f"route {raw.get('path')!r} needs exactly one of {', '.join(VERBS)}")
    verb = verbs[0]
    rest = {key: value for key, value in raw.items() if key != verb}
    rest.setdefault("method", "POST" if verb in _WRITING else "GET")
    rest.setdefault("open", verb in {"redirect", "sign_in", "code"})
    return _part(Route, {**rest, "verb": verb, "target": raw[verb], "match": compile_path(raw["path"])[0]})


def _part(kind: type[_Part], raw: Mapping[str, Any]) -> _Part:
    known = {one.name for one in fields(kind)}
    if unknown := raw.keys() - known:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))} in {kind.__name__.lower()} {raw.get('path', '')}")
    make: Any = kind
    made: _Part = make(**{key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()})
    return made
