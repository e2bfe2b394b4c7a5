"""`untrain terms`: what the platforms say that they do with the data, and what changed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options

if TYPE_CHECKING:
    from untrain.app.desk import Desk
    from untrain.model.terms import Comparison, Document, Look, Text
    from untrain.settings import Settings

    Seen = Callable[[Document, Look], None]

commands = typer.Typer(
    name="terms",
    help="What platforms say of your data, and what changed.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Which = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WHICH]...", help="platform, platform/NUMBER, an address, or a name of the archive."),
]
Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Only since this day, as 2026-01-31.")
]
Practice = Annotated[bool, typer.Option("--practice", help="Of practice platforms.")]


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@contextmanager
def _desk() -> Iterator[tuple[Desk, Settings]]:
    from untrain.app.desk import open_desk
    from untrain.cli.log import log_to_stderr
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    log_to_stderr(settings.log_level)
    with open_desk(settings) as desk:
        yield desk, settings


@commands.command("list")
def list_(
    which: Which = None, since: Since = None, as_json: options.AsJson = False, practice: Practice = False
) -> None:
    """List the documents, and what the last look at each came to."""
    from untrain.report import terms as report

    with _desk() as (desk, _):
        looks = desk.store.terms(practice=practice).newest_looks()
        wanted = _documents(desk, which, looks)
        if since is not None:
            begin = since.replace(tzinfo=UTC)
            wanted = [one for one in wanted if one.address in looks and looks[one.address].at >= begin]
    if as_json:
        records = [report.document_record(one, looks.get(one.address)) for one in wanted]
        typer.echo(report.as_json(documents=records), nl=False)
        return
    for line in report.list_lines(wanted, looks):
        typer.echo(line)


@commands.command()
def show(which: Which = None, since: Since = None, as_json: options.AsJson = False, practice: Practice = False) -> None:
    """Show the newest text of a document; with --since every version since then."""
    from untrain.report import terms as report
    from untrain.report.words import harmless

    with _desk() as (desk, _):
        texts = [text for versions in _versions(desk, which, practice=practice) for text in _since(versions, since)]
    if as_json:
        typer.echo(report.as_json(texts=[report.text_record(one) for one in texts]), nl=False)
        return
    for text in texts:
        typer.echo(f"{text.address}  {text.at:%Y-%m-%d}\n")
        for paragraph in text.paragraphs:
            typer.echo(f"{harmless(paragraph)}\n")


@commands.command()
def diff(which: Which = None, since: Since = None, as_json: options.AsJson = False, practice: Practice = False) -> None:
    """Show what changed from the version before the last to the last one; with --since every change since then."""
    from untrain.report import terms as report

    with _desk() as (desk, _):
        steps = [*_steps(_versions(desk, which, practice=practice), since)]
    if as_json:
        typer.echo(report.as_json(steps=[report.step_record(*step) for step in steps]), nl=False)
        return
    for step in steps:
        for line in report.step_lines(*step):
            typer.echo(line)
    if not steps:
        typer.echo("nothing changed so far", err=True)


@commands.command()
def history(
    which: Which = None, since: Since = None, as_json: options.AsJson = False, practice: Practice = False
) -> None:
    """Show every look that came to something: changes, and texts that could not be had."""
    from untrain.model.terms import Finding
    from untrain.report import terms as report

    with _desk() as (desk, _):
        kept = desk.store.terms(practice=practice)
        addresses = [one.address for one in _documents(desk, which, kept.newest_looks())] if which else None
        begin = since.replace(tzinfo=UTC) if since else None
        findings = frozenset(Finding) if as_json else frozenset(Finding) - {Finding.UNCHANGED, Finding.NOISE}
        looks = kept.looks(addresses, since=begin, findings=findings)
    if as_json:
        typer.echo(report.as_json(looks=[report.look_record(one) for one in looks]), nl=False)
        return
    for look in looks:
        typer.echo(report.look_line(look))
    if not looks:
        typer.echo("no terms were looked at yet: begin with `untrain terms fetch`", err=True)


@commands.command()
def fetch(
    which: Which = None,
    since: Since = None,
    as_json: options.AsJson = False,
    anew: Annotated[bool, typer.Option("--anew", help="Take a text that is much shorter than before.")] = False,
    archive: Annotated[
        Path | None,
        typer.Option("--archive", metavar="PATH", help="Read them from a collection of Open Terms Archive."),
    ] = None,
    connect_to: options.ConnectTo = None,
) -> None:
    """Look at the documents of your platforms, each at most once a day, and keep what changed."""
    from untrain.cli.ending import BAD_OUTCOME
    from untrain.cli.signals import INTERRUPTED
    from untrain.cli.stopping import run_until_stopped
    from untrain.report import terms as report

    looks: list[Look] = []

    def seen(_document: Document, look: Look) -> None:
        looks.append(look)
        typer.echo(report.look_line(look), err=as_json)

    with _desk() as (desk, settings):
        folder = archive or settings.terms_archive
        work = (
            _read_archive(desk, settings, folder, which, since, seen)
            if folder is not None and connect_to is None
            else _fetch(desk, settings, which, connect_to, seen, anew=anew)
        )
        stopped = run_until_stopped(work, parting="stopping: what was read is kept")
    if as_json:
        typer.echo(report.as_json(looks=[report.look_record(one) for one in looks]), nl=False)
    elif looks:
        typer.echo(report.summary(looks))
    drifted = any(look.finding.drifted for look in looks)
    raise typer.Exit(INTERRUPTED if stopped else BAD_OUTCOME if drifted else 0)


async def _fetch(
    desk: Desk, settings: Settings, which: Sequence[str] | None, connect_to: str | None, seen: Seen, *, anew: bool
) -> None:
    from untrain.app.accounts import listed
    from untrain.app.door import loopback
    from untrain.app.terms import chosen, documents, due, fetch_terms

    address = None if connect_to is None else loopback(connect_to)
    if which:
        wanted = chosen(desk.flows, which)
    else:
        wanted = documents(desk.flows, {one.platform for one in listed(settings.accounts, desk.home, desk.flows)})
    looks = {} if address or anew else desk.store.terms().newest_looks()
    ready = due(wanted, looks, now())
    if len(ready) < len(wanted):
        typer.echo(f"{len(wanted) - len(ready)} were looked at within a day: not again so soon", err=True)
    if not wanted:
        typer.echo("no account is known: name a platform, as `untrain terms fetch linkedin`", err=True)
    await fetch_terms(desk, settings, ready, clock=now, connect_to=address, anew=anew, on_look=seen)


async def _read_archive(
    desk: Desk, settings: Settings, folder: Path, which: Sequence[str] | None, since: datetime | None, seen: Seen
) -> None:
    from untrain.app.accounts import listed
    from untrain.app.terms import chosen, read_archive

    named = {one for word in which or () for document in chosen(desk.flows, [word]) for one in document.platforms}
    platforms = named or {one.platform for one in listed(settings.accounts, desk.home, desk.flows)} or set(desk.flows)
    flows = [flow for flow in desk.flows.values() if flow.slug in platforms]
    begin = since.replace(tzinfo=UTC) if since else None
    found = await read_archive(desk.store, folder, flows, now=now(), since=begin, on_look=seen)
    if not found:
        typer.echo("the archive has nothing new on these platforms", err=True)


def _documents(desk: Desk, which: Sequence[str] | None, looks: dict[str, Look]) -> list[Document]:
    """Those of the flows, and those that were read from an archive."""
    from untrain.app.terms import chosen, documents
    from untrain.model.terms import Document
    from untrain.terms.archive import documents_of

    ours = {one.address for one in documents(desk.flows)}
    archived = [address for address in looks if address not in ours]
    named = [word for word in which or () if word in archived]
    others = [word for word in which or () if word not in archived]
    found = chosen(desk.flows, others) if which else documents(desk.flows)
    for flow in desk.flows.values():
        for name in documents_of(flow, archived):
            if name in named or flow.slug in others or not which:
                found.append(Document(address=name, platforms=(flow.slug,)))
    return found


def _versions(desk: Desk, which: Sequence[str] | None, *, practice: bool) -> list[list[Text]]:
    kept = desk.store.terms(practice=practice)
    looks = kept.newest_looks()
    return [kept.texts(one.address) for one in _documents(desk, which, looks) if one.address in looks]


def _since(versions: Sequence[Text], since: datetime | None) -> Sequence[Text]:
    if since is None:
        return versions[-1:]
    return [one for one in versions if one.at >= since.replace(tzinfo=UTC)]


def _steps(documents: Sequence[Sequence[Text]], since: datetime | None) -> Iterator[tuple[Text, Text, Comparison]]:
    """Each version with the one before it, of those that are asked for."""
    from untrain.terms.compare import compare

    for versions in documents:
        wanted = {one.id for one in _since(versions, since)}
        for before, after in pairwise(versions):
            if after.id in wanted:
                yield before, after, compare(before.paragraphs, after.paragraphs)
