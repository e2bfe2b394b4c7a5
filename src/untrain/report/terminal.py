"""A run for a terminal: a table, or plain lines where nobody looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import Final

from rich.table import Table
from rich.text import Text

from untrain.model.history import CameBack, Reading
from untrain.model.outcome import Outcome
from untrain.model.result import Result
from untrain.report.next_move import target
from untrain.report.records import key_of
from untrain.report.words import WORDS, Tone, harmless, headline, rest

STYLES: Final = {Tone.GOOD: "green", Tone.CALM: "dim", Tone.YOURS: "yellow", Tone.BAD: "red"}


def as_table(results: Iterable[Result], came_back: Iterable[CameBack] = ()) -> Table:
    """The results as a table, a row for each; what came back on says so first."""
    returns = {key_of(back.on.result): back for back in came_back}
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("account", no_wrap=True, max_width=20)
    table.add_column("control", overflow="fold", ratio=2)
    table.add_column("outcome", no_wrap=True)
    table.add_column("detail", overflow="fold", ratio=4)
    for result in results:
        account, where = harmless(result.account), harmless(target(result))
        outcome, detail = outcome_text(result.outcome), Text(harmless(result.detail))
        if back := returns.get(key_of(result)):
            outcome = Text("▲ CAME BACK ON", style="bold red").append("\n").append(outcome)
            detail = Text(f"{was_off(back)} ", style="bold red").append(detail)
        table.add_row(Text(account), Text(where), outcome, detail)
    return table


def came_back_lines(came_back: Iterable[CameBack]) -> list[str]:
    """What came back on, one plain line each: account, control, since when, and both pieces of evidence."""
    return [
        f"{harmless(back.on.result.account)}  {harmless(target(back.on.result))}  CAME BACK ON  {was_off(back)}"
        f" Evidence: {_files(back.off)} (off), {_files(back.on)} (on)"
        for back in came_back
    ]


def was_off(back: CameBack) -> str:
    """When it was last seen off."""
    if back.off is None:
        return "It had been off."
    return f"It was off on {back.off.result.seen_at.astimezone(UTC):%Y-%m-%d}."


def _files(reading: Reading | None) -> str:
    return " ".join(reading.result.evidence if reading else ()) or "none kept"


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
