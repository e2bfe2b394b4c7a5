"""What a practice platform remembers of one person: the truth that a report is compared with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from untrain.lab.person import Person
    from untrain.lab.replica import Replica, Setting, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal: a request that meant to change something, and what became of it."""

    at: datetime
    method: str
    host: str
    path: str
    changes: Mapping[str, Value]
    status: int
    stored: bool
    by: str = "visitor"  # or "weather", when the platform changed something by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """One request to the people at a platform, as it arrived."""

    at: datetime
    form: str
    control: str | None
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSubmission:
    """One time that a password reached a server: where, how, and whether it belonged there."""

    at: datetime
    platform: str | None
    username: str
    scheme: str
    host: str
    path: str
    right: bool
    expected: bool  # False where no password should ever have been sent


@dataclass(slots=True)
class Standing:
    """Everything that one platform remembers of one person; tests read it, the replica's verbs write it."""

    person: Person
    replica: Replica
    settings: dict[str, Value]
    requests: list[SentForm] = field(default_factory=list)
    pending_requests: list[SentForm] = field(default_factory=list)
    journal: list[Entry] = field(default_factory=list)
    password_submissions: list[PasswordSubmission] = field(default_factory=list)
    sign_ins: int = 0
    accepted: list[str] = field(default_factory=list)
    harm: list[str] = field(default_factory=list)
    mailbox: list[str] = field(default_factory=list)
    moved: bool = False
    confirmed: bool = False

    @property
    def items(self) -> tuple[str, ...]:
        """The blogs, sites or teams of this person."""
        known = self.replica.items
        return self.person.items or (known.names if known else ())

    def data_use(self, control: str) -> str:
        """'on' while the platform may use the data by this control, else 'off'; a request is off once it arrived.

        A control that each item has for itself is meant for one, as CONTROL:ITEM, or for all: then off is off in each.
        """
        setting = self.replica.setting_of(control)
        if setting is None:
            return "off" if self.received(control) else "on"
        return "on" if any(self._uses_data(setting, key) for key in self.keys_of(control)) else "off"

    def _uses_data(self, setting: Setting, key: str) -> bool:
        """Whether the data is used by this setting, as it stands, and by what else holds it out."""
        _, mark, item = key.partition(":")
        held = any(self.settings[f"{other}{mark}{item}"] == value for other, value in setting.held_out_by.items())
        return not held and setting.uses_data(self.settings[key])

    def keys_of(self, control: str) -> list[str]:
        """Under which keys of `settings` a control is remembered: several where each item has it for itself."""
        setting = self.replica.setting_of(control)
        if setting is None:
            return []
        item = control.partition(":")[2]
        return self.replica.keys_of(setting, [item] if item else self.items)

    def others(self, control: str) -> dict[str, Value]:
        """Everything that is remembered but for this control."""
        own = self.keys_of(control)
        return {key: value for key, value in self.settings.items() if key not in own}

    def seen_from(self, item: str | None) -> dict[str, Value]:
        """The settings by their ids, those of one item among them."""
        plain = {key: value for key, value in self.settings.items() if ":" not in key}
        own = {key.partition(":")[0]: value for key, value in self.settings.items() if key.endswith(f":{item}")}
        return plain | own

    def received(self, control: str) -> int:
        """How many requests of this control arrived."""
        return sum(1 for request in self.requests if request.control == control)

    def touched(self) -> set[str]:
        """The settings that the visitor ever tried to change, stored or not."""
        return self._pressed() & self.settings.keys()

    def meddled(self, asked: Collection[str]) -> set[str]:
        """All that was changed, sent, accepted or destroyed beyond the controls that were asked for, even in vain."""
        ours = {key for control in asked for key in self.keys_of(control)}
        ours |= {one.id for one in self.replica.forms.values() if one.control in asked}
        return (self._pressed() - ours) | {*self.accepted, *self.harm}

    def _pressed(self) -> set[str]:
        return {name for entry in self.journal if entry.by == "visitor" for name in entry.changes}
