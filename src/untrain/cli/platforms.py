"""`untrain platforms`: what is supported, and how sure we are of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from untrain.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from untrain.model.flow import Availability, Control, Flow
    from untrain.store.glance import Glimpse


def platforms(
    slug: Annotated[str | None, typer.Argument(metavar="[SLUG]", help="One platform, with its whole story.")] = None,
    flows: options.Flows = None,
    as_json: options.AsJson = False,
) -> None:
    """Show what is supported, and how sure we are of it."""
    import json

    from untrain.app.flows import known_flows
    from untrain.app.platforms import as_record, standing, story
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    known = known_flows(settings if flows is None else settings.model_copy(update={"flows": flows}))
    chosen = list(known.values()) if slug is None else [_one(slug, known)]
    stands = standing(settings, known)
    if as_json:
        records = [as_record(flow, stands.get(flow.slug, ())) for flow in chosen]
        typer.echo(json.dumps(records if slug is None else records[0], ensure_ascii=False, indent=1))
        return

    if slug is None:
        _list(chosen, {flow.slug: story(flow, stands.get(flow.slug, ())) for flow in chosen})
    else:
        _tell(chosen[0], stands.get(chosen[0].slug, ()))


def _one(slug: str, known: dict[str, Flow]) -> Flow:
    from untrain.model.errors import InputError
    from untrain.model.nearest import did_you_mean

    if slug not in known:
        raise InputError(f"platform “{slug}”", "it is not known", did_you_mean(slug, known))
    return known[slug]


def _list(flows: list[Flow], stories: dict[str, str | None]) -> None:
    for flow in flows:
        controls = ", ".join(control.id for control in flow.controls)
        days = [control.confirmed for control in flow.controls if control.confirmed]
        confirmed = f"confirmed {max(days)}" if days else "not yet confirmed live"
        typer.echo(f"{flow.slug: <16} {controls}  (facts of {_dated(flow)}, {confirmed})")
        if stories[flow.slug]:
            typer.echo(f"{'': <16} → {stories[flow.slug]}")
    if sys.stdout.isatty():
        typer.echo("\nThe whole story of one of them: untrain platforms SLUG")


def _tell(flow: Flow, stands: Sequence[Glimpse]) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from untrain.app.platforms import story

    console = Console(highlight=False, emoji=False, markup=False)
    console.print(Text(f"{flow.title} ({flow.slug})", style="bold"))
    if flow.summary:
        console.print(flow.summary, soft_wrap=True)
    if told := story(flow, stands):
        console.print(told, soft_wrap=True)
    console.print(
        f"Facts gathered on {_dated(flow)}; flow version {flow.version}; hosts {', '.join(flow.hosts)}", soft_wrap=True
    )
    for control in flow.controls:
        console.print()
        console.print(Text(f"{flow.slug}/{control.id}", style="bold"))
        for one in stands:
            if one.control == control.id:
                item = f":{one.item}" if one.item else ""
                console.print(f"  {one.account}{item}: {one.outcome}", soft_wrap=True)
        for line in (_with_item(fact, control) for fact in _lines(control)):
            console.print(Padding(line, (0, 0, 0, 2)) if console.is_terminal else f"  {line}", soft_wrap=True)


_WAYS: Final = {
    "exclude": "On means that the data is kept out",
    "read": "What on means is disputed: only a sentence on the page is believed",
}


def _lines(control: Control) -> Iterator[str]:
    """Everything that is known of a control, a line for each fact."""
    from untrain.model.flow import OnMeans

    yield f"{control.title} ({control.kind})"
    if control.on_means is not OnMeans.USE:
        yield _WAYS[control.on_means.value]
    if control.url:
        yield f"Where: {control.url}"
    if control.path:
        yield "Path: " + " › ".join(step[0].text for step in control.path if step)
    yield f"For: {_for_whom(control.availability)}"
    if control.items:
        yield f"One for each {control.items.name}; all {control.items.plural} are listed first"
    if control.availability.plans_without:
        yield f"Plans without it: {', '.join(control.availability.plans_without)}"
    yield from _by_whom(control)
    for line in control.scope:
        yield f"Limits: {line}"
    sure = (
        f"a person last saw it work on {control.confirmed}"
        if control.confirmed
        else "not yet confirmed live by a person"
    )
    yield f"How sure: {sure}"
    for line in control.unconfirmed:
        yield f"Not confirmed: {line}"


def _by_whom(control: Control) -> Iterator[str]:
    """What the person does, and what goes to people at the platform."""
    from untrain.model.flow import Kind

    if control.next_step:
        yield f"{'What that means' if control.kind is Kind.NONE else 'Your step'}: {control.next_step}"
    if control.covered_by:
        yield f"Covered by: {', '.join(control.covered_by)}"
    if control.request:
        yield from _request(control)
    if control.letter:
        yield from _letter(control)


def _dated(flow: Flow) -> str:
    """The day of a platform's facts, and whether that is long ago."""
    from datetime import UTC, datetime

    from untrain.report.coverage import is_stale

    stale = is_stale(flow.facts, datetime.now(UTC).date())
    return f"{flow.facts}, stale" if stale else str(flow.facts)


def _with_item(line: str, control: Control) -> str:
    """A line with a word for people in the place of an item: “<blog>”."""
    return line.replace("{item}", f"<{control.items.name}>") if control.items else line


def _for_whom(offered: Availability) -> str:
    elsewhere = f"; elsewhere: {offered.elsewhere}" if offered.elsewhere else ""
    since = f" (as of {offered.since})" if offered.since else ""
    but = f" but {', '.join(offered.regions_without)}{since}{elsewhere}" if offered.regions_without else ""
    if not offered.regions:
        return f"where is not known{but}"
    if "*" in offered.regions:
        return f"everywhere{but}"
    return ", ".join(offered.regions) + since + elsewhere


def _request(control: Control) -> Iterator[str]:
    assert control.request is not None
    if control.request.person_only:
        yield f"Only you can send it: {control.request.person_only}"
    if control.request.reason:
        yield f"It would say: “{control.request.reason}” (your own words: UNTRAIN_REASON)"


def _letter(control: Control) -> Iterator[str]:
    assert control.letter is not None
    yield f"Letter: “{control.letter.subject}”, to {control.letter.to or 'an address that you look up'}"
    if control.letter.sender:
        yield control.letter.sender
