"""A run for a terminal: a table, or plain lines where nobody looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.table import Table
from rich.text import Text

from untrain.model.outcome import Outcome
from untrain.model.result import Result
from untrain.report.next_move import target
from untrain.report.words import WORDS, Tone, harmless, headline, rest

STYLES: Final = {Tone.GOOD: "green", Tone.CALM: "dim", Tone.YOURS: "yellow", Tone.BAD: "red"}


def as_table(results: Iterable[Result]) -> Table:
    """The results as a table, a row for each."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("account", no_wrap=True, max_width=20)
    table.add_column("control", overflow="fold", ratio=2)
    table.add_column("outcome", no_wrap=True)
    table.add_column("detail", overflow="fold", ratio=4)
    for result in results:
        account, where = harmless(result.account), harmless(target(result))
        table.add_row(Text(account), Text(where), outcome_text(result.outcome), Text(harmless(result.detail)))
    return table


def outcome_text(outcome: Outcome) -> Text:
    """The outcome as sign and words, in its colour."""
    words = WORDS[outcome]
    return Text(f"{words.sign} {words.label}", style=STYLES[words.tone])


def as_line(result: Result) -> str:
    """The result as one plain line: account, control, outcome and detail."""
    return f"{harmless(result.account)}  {harmless(target(result))}  {result.outcome}  {harmless(result.detail)}"


def in_short(results: Iterable[Result]) -> str:
    """The whole run in one line, such as "4 of 6 are off. 1 needs you"."""
    all_of_them = tuple(results)
    return f"{headline(all_of_them)} {rest(all_of_them)}".strip()
