"""The text of a letter and of its follow-up, with the person's own details filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from untrain.letters.law import PLATFORMS_OWN, Law, law_of
from untrain.model.account import Account
from untrain.model.flow import Basis, Control, Flow, Letter

_GROUNDS = (
    "What I have shared there is personal: it is about me and the people around me, I did not share it to have it "
    "built into a model, and it can't be taken out of one again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sends it: the account, what else the platform wants to know, and the person's own words, if they have any."""

    account: Account
    details: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A letter as it can be sent. `to` is None where the person has to look the address up; `missing` is what nobody
    has told us, and stands in the body as a blank to be filled in."""

    to: str | None
    subject: str
    body: str
    law: str
    sender: str | None = None
    missing: tuple[str, ...] = ()


def write(flow: Flow, control: Control, sender: Sender) -> Written:
    """The letter of a control, ready to be sent by the person."""
    letter = _letter(control)
    law = basis_of(letter, sender.account)
    details, missing = _details(letter, sender)
    own = [law.basis, sender.reason or _GROUNDS] if law.grounds else [law.basis, sender.reason or ""]
    body = [
        "Hello,",
        f"I have an account with {flow.title}. {letter.asks}",
        *(text for text in own if text),
        _as_list(details),
        law.answer,
        f"Kind regards\n{_signature(sender.account)}",
    ]
    return _written(control, sender, letter.subject, body, missing)


def follow_up(flow: Flow, control: Control, sender: Sender, *, sent: date) -> Written:
    """The letter to send when the first one was not answered in time."""
    letter = _letter(control)
    law = basis_of(letter, sender.account)
    details, missing = _details(letter, sender)
    so_far = f"On {_day(sent)} I wrote to you about my account with {flow.title}, and nothing has settled it since."
    body = [
        "Hello,",
        f"{so_far} An answer was due by {_day(law.due(sent))}. This is what I asked: {letter.asks}",
        _as_list(details),
        f"Please do so now, and confirm it to me within 14 days. {law.next_step}",
        f"Kind regards\n{_signature(sender.account)}",
    ]
    return _written(control, sender, f"Reminder: {letter.subject}", body, missing)


def basis_of(letter: Letter, account: Account) -> Law:
    """The law that this letter rests on for this person."""
    return PLATFORMS_OWN if letter.basis is Basis.REQUEST else law_of(account.region)


def _letter(control: Control) -> Letter:
    assert control.letter is not None, "only a control with a letter is written about"
    return control.letter


def _written(control: Control, sender: Sender, subject: str, body: Iterable[str], missing: tuple[str, ...]) -> Written:
    letter = _letter(control)
    return Written(
        to=letter.to,
        subject=subject,
        body="\n\n".join(body) + "\n",
        law=basis_of(letter, sender.account).name,
        sender=sender.account.reply_address,
        missing=missing,
    )


def _details(letter: Letter, sender: Sender) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """What identifies the person, and what of it is still missing."""
    account = sender.account
    wanted: list[tuple[str, str | None]] = [
        ("Name", account.full_name),
        ("E-mail address of the account", account.reply_address),
    ]
    if account.username and account.username != account.reply_address:
        wanted.append(("User name", account.username))
    wanted += [(detail, _given(detail, sender.details)) for detail in letter.details]
    filled = [(name, _one_line(value) if value else f"[{name}]") for name, value in wanted]
    return filled, tuple(name for name, value in wanted if not value)


def _given(detail: str, details: Mapping[str, str]) -> str | None:
    """What was given for a detail, by its whole name or by how it begins."""
    found = [value for name, value in details.items() if detail.casefold().startswith(name.casefold().strip()) and name]
    return found[0] if len(found) == 1 else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _as_list(details: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in details)


def _signature(account: Account) -> str:
    return _one_line(account.full_name or "") or account.reply_address or account.username or account.name


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
