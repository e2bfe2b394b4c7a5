"""For those who want to look at the lab themselves: where to begin, and how a browser gets there."""

from __future__ import annotations

from dataclasses import dataclass

from untrain.lab.lab import Lab
from untrain.lab.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """One practice platform: where to begin, and who lives there."""

    slug: str
    title: str
    url: str
    people: tuple[Person, ...]


def entrances(lab: Lab) -> list[Entrance]:
    """Where each platform begins, with the people who can sign in there."""
    return [
        Entrance(
            slug=slug,
            title=replica.title,
            url=replica.sign_in.url,
            people=tuple(one.person for one in lab.people(slug)),
        )
        for slug, replica in sorted(lab.replicas.items())
    ]


def browser_arguments(address: str) -> list[str]:
    """What a Chromium of one's own must be started with, to reach the lab under the real names, and nothing else."""
    return [f"--host-resolver-rules=MAP * {address}", "--ignore-certificate-errors"]
