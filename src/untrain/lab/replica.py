"""A replica as data: `flows/<slug>/replica/replica.toml` and its pages, written from the facts about the platform."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
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

_Part = TypeVar("_Part", bound="Setting | Form | Session | SignIn | Items | Route")


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
    each: bool = False  # every item of an account has it for itself
    held_out_by: Mapping[str, Value] = field(default_factory=dict)  # other settings: at these values, it is out as well

    def uses_data(self, value: Value) -> bool:
        """Whether the platform may use the data at this value."""
        if isinstance(value, str):
            return value not in self.out
        return value is (self.on_means == "use")

    @property
    def out_value(self) -> Value:
        """The value at which the data is not used."""
        return self.out[0] if self.out else self.on_means != "use"

    @property
    def in_value(self) -> Value:
        """The value at which the data is used; raises ValueError for a choice that is out by default."""
        if not self.out:
            return self.on_means == "use"
        if self.default in self.out:
            raise ValueError(f"setting {self.id} does not say which of its options means that the data is used")
        return self.default


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

    def cookies(self, *, token: str, csrf: str, number: str) -> dict[str, str]:
        """All cookies of one session, by name."""
        return {self.cookie: token} | {name: text.format(csrf=csrf, number=number) for name, text in self.extra.items()}


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
    passwordless: bool = False  # nobody has a password: a code comes by e-mail, so only a kept session lets one in


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The things under an account of which each has settings of its own: blogs, sites, teams."""

    each: str  # what one is called in the addresses of routes
    names: tuple[str, ...]  # those of an ordinary person


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which address does what: one verb, and what it is done with."""

    path: str
    verb: str
    target: Any
    method: str
    hosts: tuple[str, ...] = ()
    open: bool = False  # also for people without a session
    controls: tuple[str, ...] = ()  # it belongs to these controls, so that their weather blows here
    only: str | None = None  # answers only in this weather
    answer: str | None = None  # JSON, as a template
    then: str | None = None  # where the browser goes afterwards
    form: bool = False  # an HTML form: a check box that is not sent is off
    when: Mapping[str, str] = field(default_factory=dict)  # what must stand in the body: one address, many deeds
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
    items: Items | None = None
    apis: tuple[str, ...] = ()  # hosts of its own that answer the scripts of its other hosts
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
        """The setting behind a control (or behind one item's, CONTROL:ITEM), if it is a setting."""
        name = control.partition(":")[0]
        return next((setting for setting in self.settings.values() if setting.control == name), None)

    def setting_at(self, key: str) -> Setting:
        """The setting that is remembered under this key: its id, or ID:ITEM; raises KeyError where there is none."""
        return self.settings[key.partition(":")[0]]

    def keys_of(self, setting: Setting, items: Iterable[str]) -> list[str]:
        """Under which keys a person with these items is remembered for a setting."""
        return [f"{setting.id}:{item}" for item in items] if setting.each else [setting.id]

    def owns(self, host: str) -> bool:
        """Whether it answers for this host name."""
        return host in self.hosts or any(fits(pattern, host) is not None for pattern in self.hosts)

    def form_of(self, control: str) -> Form | None:
        """The form behind a control, if it is a form."""
        return next((form for form in self.forms.values() if form.control == control), None)

    def knows_weather(self, name: str, needs: str | None, controls: tuple[str, ...]) -> bool:
        """Whether these controls have what that weather needs."""
        if name in self.lacks:
            return False
        if needs is None:
            return True
        routes = [route for route in self.routes if {*route.controls} & {*controls}]
        has = {
            "password": not self.sign_in.passwordless,
            "no password": self.sign_in.passwordless,
            "read": any(route.verb == "read" for route in routes),
            "script": any(route.verb == "write" and not route.form for route in routes),
            "moved": any(route.only == "deep_link_gone" for route in routes),
            "neighbour": any(one.control in controls and one.neighbour for one in self.settings.values()),
        }
        return all(has[one] for one in needs.split(", "))


def fits(pattern: str, host: str) -> dict[str, str] | None:
    """What stands in the place of `*` or `{name}` in the first part of a host name; None where it does not fit."""
    first, _, rest = pattern.partition(".")
    label, _, domain = host.partition(".")
    if first != "*" and not first.startswith("{"):
        return {} if pattern == host else None
    if rest != domain:
        return None
    return {} if first == "*" else {first.strip("{}"): label}


def flows_folder() -> Path:
    """The folder of the built-in flows: inside the package when installed, beside `src` in a checkout."""
    package = Path(str(files("untrain")))
    inside = package / "flows"
    return inside if inside.is_dir() else package.parents[1] / "flows"


def built_in() -> list[str]:
    """The slugs of the platforms that have both, a replica and a flow to practise with."""
    found = (path.parents[1] for path in flows_folder().glob("*/replica/replica.toml"))
    return sorted(folder.name for folder in found if (folder / "flow.toml").is_file())


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
        items=_part(Items, raw["items"]) if "items" in raw else None,
        apis=tuple(raw.get("apis", ())),
        accent=raw.get("accent", "#333"),
        lacks=tuple(raw.get("lacks", ())),
        consent_in=tuple(raw.get("consent_in", ())),
    )


def _route(raw: dict[str, Any]) -> Route:
    verbs = [verb for verb in VERBS if verb in raw]
    if len(verbs) != 1:
        raise ValueError(f"route {raw.get('path')!r} needs exactly one of {', '.join(VERBS)}")
    verb = verbs[0]
    rest = {key: value for key, value in raw.items() if key not in {verb, "control"}}
    of = raw.get("control", [])
    rest["controls"] = [of] if isinstance(of, str) else of
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
