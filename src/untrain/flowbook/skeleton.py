"""The beginning of a flow file: what its author answered, and what else may be said, with what each key means."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from untrain.flowbook.shape import Table
from untrain.flowbook.vocabulary import CONTROL, FLOW
from untrain.model.flow import Kind

SCHEMA_FILE: Final = "schema.json"
"""The JSON Schema that lies beside the folders of flows, for editors."""

_LATER: Final = ("alternates", "path", "on_means", "keys", "headings", "in_options", "confirm", "save", "not_offered",
                 "availability", "next_step", "unconfirmed", "confirmed")  # fmt: skip
_EXAMPLES: Final = {
    "path": '[{ en = "Settings" }, { en = "Privacy" }]',
    "on_means": '"exclude"',
    "keys": "['[name=\"ai-training\"]']",
    "alternates": '["https://www.example.com/privacy"]',
    "unconfirmed": '["labels.en: seen in an article only"]',
    "confirmed": "2026-11-22",
    "next_step": '"Open the app, …"',
    "availability": '{ regions = ["DE", "GB"] }',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody knows who begins a flow; what they do not know is left out, never guessed.

    Words are in one `language`; `hosts` are those beyond the hosts of its addresses.
    """

    slug: str
    title: str
    control: str
    kind: Kind
    control_title: str
    source: str
    url: str = ""
    label: str = ""
    out_option: str = ""
    neighbours: tuple[str, ...] = ()
    scope: str = ""
    sign_in: str = ""
    language: str = "en"
    hosts: tuple[str, ...] = ()
    on_means: str = ""
    keys: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    in_options: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()


def skeleton(answers: Answers, *, today: date) -> str:
    """The text of a flow file with these answers; every other key stands there as a comment."""
    control = _control(answers)
    said = {line.partition(" = ")[0].partition(".")[0] for line in control}
    lines = [
        f"#:schema ../{SCHEMA_FILE}",
        *_said(FLOW, "slug", answers.slug),
        *_said(FLOW, "title", answers.title),
        f"facts = {today.isoformat()}  # {_about(FLOW, 'facts')}",
        *_said(FLOW, "hosts", _hosts(answers)),
        *_said(FLOW, "sources", [answers.source]),
        *([] if not answers.sign_in else ["", "[sign_in]", f"url = {_quoted(answers.sign_in)}"]),
        "",
        "[[control]]",
        *control,
        "",
        "# What else may be known; leave out what nobody has seen:",
        *(f"# {key}{_example(key)}  # {_about(CONTROL, key)}" for key in _LATER if key not in said),
    ]
    return "\n".join(lines) + "\n"


def _hosts(answers: Answers) -> list[str]:
    """The hosts of its addresses, each once."""
    first = urlsplit(answers.url or answers.sign_in).hostname
    found = [*answers.hosts, first, urlsplit(answers.sign_in).hostname]
    return list(dict.fromkeys(filter(None, found))) or ["www.example.com"]


def _control(answers: Answers) -> list[str]:
    """The lines of its control."""
    tag = answers.language
    return [
        *_said(CONTROL, "id", answers.control),
        *_said(CONTROL, "kind", answers.kind.value),
        *_said(CONTROL, "title", answers.control_title),
        *_said(CONTROL, "url", answers.url),
        *_said(CONTROL, "on_means", answers.on_means),
        *_said(CONTROL, "keys", answers.keys),
        *_said(CONTROL, "headings", _one_or_more(answers.headings), language=tag),
        *_said(CONTROL, "labels", answers.label, language=tag),
        *_said(CONTROL, "out_options", answers.out_option, language=tag),
        *_said(CONTROL, "in_options", _one_or_more(answers.in_options), language=tag),
        *_said(CONTROL, "neighbours", _one_or_more(answers.neighbours), language=tag),
        *_said(CONTROL, "scope", [answers.scope] if answers.scope else []),
        *_notes("unconfirmed", answers.unconfirmed),
    ]


def _one_or_more(texts: Sequence[str]) -> str | Sequence[str]:
    return texts[0] if len(texts) == 1 else texts


def _said(table: Table, key: str, value: str | Sequence[str], *, language: str = "") -> list[str]:
    """A line of the file; none where nothing was answered."""
    name = f"{key}.{language}" if language else key
    return [f"{name} = {_quoted(value)}  # {_about(table, key)}"] if value else []


def _notes(key: str, notes: Sequence[str]) -> list[str]:
    """A list with one note a line; none where there is none."""
    lines = (f"  {_quoted(note)},\n" for note in notes)
    return [f"{key} = [  # {_about(CONTROL, key)}\n{''.join(lines)}]"] if notes else []


def _about(table: Table, key: str) -> str:
    return next(word.about for word in table.words if word.key == key)


def _example(key: str) -> str:
    return f" = {_EXAMPLES[key]}" if key in _EXAMPLES else '.en = "…"'


def _quoted(value: object) -> str:
    """TOML's basic strings and lists of them are written as JSON's are."""
    return json.dumps(value, ensure_ascii=False)
