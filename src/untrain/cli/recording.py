"""`untrain flows new --record`: begin a flow by pointing at the control, in a visible browser."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from untrain.app.recording import Wording
    from untrain.engine.browser import BrowserOptions
    from untrain.engine.pointing import Pointed
    from untrain.flowbook.skeleton import Answers
    from untrain.settings import Settings

_PLACE: Final = "flows new --record"
_TURN: Final = (
    "A window opens. Sign in there as always, and go to the control (open the dialog or the list that it is in). "
    "Then come back here and press Enter."
)
_POINT: Final = "Now press the control in the window: that only points at it, and changes nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """All that a recording needs before its browser starts."""

    url: str
    folder: Path
    browser: BrowserOptions


def prepared(
    slug: str, url: str | None, folder: Path, settings: Settings, *, shown: Mapping[str, object], connect_to: str | None
) -> Prepared:
    """A recording that can begin. Raises InputError for all that can be known before; `shown` is what the page says."""
    from untrain.app.display import must_have_display
    from untrain.app.door import loopback
    from untrain.app.recording import must_be_new, secure
    from untrain.engine.browser import BrowserOptions, find_browser
    from untrain.model.errors import InputError

    must_have_display(_PLACE, "run it in a desktop session, or begin the flow without --record")
    for option, value in shown.items():
        if value is not None:
            raise InputError(f"{_PLACE} {option}", "it is read off the page", "leave it out")
    must_be_new(slug, folder, settings)
    address = None if connect_to is None else loopback(connect_to)
    found = find_browser(settings.browser, headed=True, everyday=True)
    browser = BrowserOptions(headed=True, executable=found.path, connect_to=address, by_hand=True)
    start = secure(typer.prompt("The address of the platform") if url is None else url)
    return Prepared(url=start, folder=folder, browser=browser)


def record(begun: Answers, prepared: Prepared, *, wait: float) -> Path:
    """The file of the flow that is begun with what the person points at; the process ends where they stop."""
    from datetime import UTC, datetime

    from untrain.app.recording import completed, keep_begun, must_be_named, practice_pages, wordings
    from untrain.cli.signals import end_at_once, interrupt
    from untrain.flowbook.skeleton import skeleton

    must_be_named(begun.control)
    pointed = _pointed_at(prepared, wait)
    end_at_once()  # the browser is closed, and nothing is written yet
    pointed = _with_the_way_out(pointed, begun.out_option)
    found = wordings(pointed)
    kept = _agreed(found)
    today = datetime.now(UTC).date()
    answers = completed(begun, pointed, kept, opened=prepared.url, today=today)
    interrupt()  # both files are written, or neither
    flow = skeleton(answers, today=today)
    file = keep_begun(prepared.folder, begun.slug, flow, practice_pages(answers, pointed))
    _tell_what_is_missing(wording for wording in found if wording not in kept)
    return file


def _pointed_at(prepared: Prepared, wait: float) -> Pointed:
    from untrain.cli.ending import BAD_OUTCOME, NOTHING_STARTED, say_error
    from untrain.cli.signals import INTERRUPTED
    from untrain.cli.stopping import run_until_stopped
    from untrain.engine.recording import record
    from untrain.model.errors import BrowserDied, JobError

    found: list[Pointed] = []

    async def work() -> None:
        found.append(await record(prepared.url, prepared.browser, ready=_their_turn, seconds=wait))

    try:
        stopped = run_until_stopped(work(), parting="stopped; nothing was written")
    except JobError as error:
        say_error(error)
        raise typer.Exit(NOTHING_STARTED if isinstance(error, BrowserDied) else BAD_OUTCOME) from None
    if stopped:
        raise typer.Exit(INTERRUPTED)
    return found[0]


async def _their_turn() -> None:
    """Wait until the person presses Enter. Raises InputError where there is nobody to press it."""
    from untrain.model.errors import InputError

    loop = asyncio.get_running_loop()
    pressed: asyncio.Future[bool] = loop.create_future()

    def read() -> None:
        answer = _enter()
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(answered, answer)

    def answered(answer: bool) -> None:
        if not pressed.done():
            pressed.set_result(answer)

    typer.echo(_TURN, err=True)
    Thread(target=read, daemon=True).start()  # so that who stops us need not press Enter first
    if not await pressed:
        raise InputError(_PLACE, "there is no terminal in which to press Enter", "run it in a terminal")
    typer.echo(_POINT, err=True)


def _enter() -> bool:
    """Whether Enter was pressed: read letter by letter, so that nothing of a later answer is taken."""
    letter = b" "
    while letter not in (b"\n", b""):
        letter = os.read(0, 1)
    return bool(letter)


def _with_the_way_out(pointed: Pointed, out: str) -> Pointed:
    """With the option that means out: the one given, else what the words say plainly, else what the person says."""
    from untrain.app.recording import with_out_option
    from untrain.model.errors import InputError

    if out and out not in pointed.options:
        offered = ", ".join(f"“{text}”" for text in pointed.options) or "it is no choice"
        raise InputError(f"{_PLACE} --out-option", f"“{out}” is none of its options", f"leave it out ({offered})")
    if pointed.options and not out and not pointed.out_option:
        for number, text in enumerate(pointed.options, start=1):
            typer.echo(f"  {number}  {text}")
        chosen = typer.prompt("The number of the option that means out (0: not known)", type=int)
        out = pointed.options[chosen - 1] if 0 < chosen <= len(pointed.options) else ""
    return with_out_option(pointed, out) if out else pointed


def _agreed(found: Iterable[Wording]) -> list[Wording]:
    """What may stand in the flow: what is plainly public, and what the person says is the same for everybody."""
    return [wording for wording in found if wording.plainly_public or _is_everybodys(wording)]


def _is_everybodys(wording: Wording) -> bool:
    said = f"{wording.key}: is “{wording.text}” the same for everybody, with nothing of yours in it?"
    return typer.confirm(said, default=False)


def _tell_what_is_missing(left_out: Iterable[Wording]) -> None:
    """Say what nobody can read off a page, and what was left out."""
    for wording in left_out:
        typer.echo(f"to fill in  {wording.key}: it was left out; write it as everybody sees it")
    typer.echo("to fill in  what a page does not say: path, save, confirm, not_offered, availability, other languages")
