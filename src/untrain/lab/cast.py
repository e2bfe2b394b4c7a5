"""The people who live on the practice platforms, and the accounts file that knows their passwords."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from untrain.lab.person import Person
from untrain.lab.replica import Replica, built_in, load
from untrain.lab.weather import ALL, AT_THE_DOOR, Weather

COLUMNS: Final = ("account", "platform", "username", "password", "totp_secret", "region", "plan", "full_name", "email")
DEMO: Final = ("facebook", "instagram", "linkedin", "x")
"""The platforms of which the demo shows most: one of each dialect of page."""

_TOTP: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def ordinary(platform: str | Replica, *weather: str) -> Person:
    """One plain person on a platform, for tests: in the Netherlands, in English, and all their data is used.

    Elsewhere all is as it is by default. Where nobody has a password, they are signed in already.
    """
    replica = load(platform) if isinstance(platform, str) else platform
    out_by_default = [one for one in replica.settings.values() if one.control and not one.uses_data(one.default)]
    return Person(
        platform=replica.slug,
        username="ada@mail.example",
        password=f"practice-{replica.slug}-ada",
        full_name="Ada Example",
        region="NL",
        settings={one.id: one.in_value for one in out_by_default},
        weather=weather,
        signed_in=replica.sign_in.passwordless and not AT_THE_DOOR & set(weather),
    )


def everybody(platforms: Iterable[str] | None = None) -> list[Person]:
    """Three people on each platform, from three countries, each with something of their own."""
    return [person for slug in (built_in() if platforms is None else platforms) for person in _three(load(slug))]


def demo_cast() -> list[Person]:
    """Those of the demo: three people on each of its first platforms, and one on every other.

    Where several platforms have one door, as Google's, those who come later bring a session: at the door itself nobody
    could tell where they want to go.
    """
    rest = [ordinary(slug) for slug in built_in() if slug not in DEMO]
    doors = [urlsplit(load(one.platform).sign_in.url).hostname for one in rest]
    later = [door in doors[:place] for place, door in enumerate(doors)]
    return [
        *everybody(DEMO),
        *(replace(one, signed_in=one.signed_in or late) for one, late in zip(rest, later, strict=True)),
    ]


def write_accounts(path: Path, people: Sequence[Person]) -> None:
    """Write the accounts file of these people, readable by its owner only."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for one in people:
            rows.writerow(
                (one.name, one.platform, one.username, one.password, one.totp_secret or "", one.region, one.plan,
                 one.full_name, one.email)
            )  # fmt: skip


def cases(*, of_items: bool = False) -> list[tuple[str, str, Weather, frozenset[str]]]:
    """Every case of a contract test: platform, control, weather, and the outcomes that tell the truth.

    Either of controls that an account has once, or of those that each of its items has for itself.
    """
    return [
        (slug, control, weather, weather.outcomes_on(load(slug), kind))
        for slug in built_in()
        for control, kind in load(slug).controls.items()
        for weather in ALL
        if weather.applies_to(slug, control) and _is_of_items(load(slug), control) is of_items
    ]


def _is_of_items(replica: Replica, control: str) -> bool:
    setting = replica.setting_of(control)
    return setting is not None and setting.each


def _three(replica: Replica) -> list[Person]:
    """Ada in Germany, with a survey in her way; Grace in Britain, with a code; Chloe in the US, already out."""
    plain = ordinary(replica.slug)
    ada = replace(plain, name="ada", region="DE", language="de", weather=("survey_overlay",))
    grace = replace(
        plain,
        name="grace",
        username="grace@mail.example",
        password=f"practice-{replica.slug}-grace",
        full_name="Grace Sample",
        region="GB",
        totp_secret=_TOTP if "code" in replica.sign_in.stops else None,
    )
    chloe = replace(
        plain,
        name="chloe",
        username="chloe@mail.example",
        password=f"practice-{replica.slug}-chloe",
        full_name="Chloe Specimen",
        region="US",
        settings={one.id: one.out_value for one in replica.settings.values() if one.control},
    )
    return [ada, grace, chloe]
