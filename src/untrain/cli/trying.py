"""`untrain flows test`: a flow in every situation that can be made from its own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from untrain.cli import options
from untrain.cli.ending import BAD_OUTCOME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from untrain.model.flow import Flow
    from untrain.settings import Settings
    from untrain.trial import Verdict


def try_out(
    slug: Annotated[str | None, typer.Argument(metavar="[SLUG]", help="One platform; none means all.")] = None,
    flows: options.Flows = None,
    browser: Annotated[
        bool, typer.Option("--browser", help="Also on the flow's own practice pages, in a browser.")
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Put flows through cases made from their own words, offline; exit code 1 when one fails."""
    import json
    from dataclasses import asdict

    from untrain.app.flows import known_flows
    from untrain.model.errors import InputError
    from untrain.model.nearest import did_you_mean
    from untrain.settings import load_settings

    settings = load_settings(Path.cwd())
    settings = settings if flows is None else settings.model_copy(update={"flows": flows})
    known = known_flows(settings)
    if slug is not None and slug not in known:
        raise InputError(f"platform “{slug}”", "it is not known", did_you_mean(slug, known))

    verdicts: list[Verdict] = []
    for flow, found in _tried({slug: known[slug]} if slug else known, settings, in_a_browser=browser):
        verdicts += found
        if not as_json:
            _tell(flow, found)
    failed = [verdict for verdict in verdicts if not verdict.held]
    if as_json:
        records = [{**asdict(verdict), "held": verdict.held} for verdict in verdicts]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        typer.echo(f"{len(verdicts)} cases, {len(failed)} failed" if failed else f"{len(verdicts)} cases, all held")
    raise typer.Exit(BAD_OUTCOME if failed else 0)


def _tried(
    flows: Mapping[str, Flow], settings: Settings, *, in_a_browser: bool
) -> Iterator[tuple[Flow, list[Verdict]]]:
    """Each flow with what came of its cases."""
    from untrain.app.flows import folder_of
    from untrain.cli.log import log_to_stderr
    from untrain.cli.signals import interrupt
    from untrain.engine.browser import BrowserOptions, find_browser
    from untrain.trial import try_flow

    options = BrowserOptions(executable=find_browser(settings.browser).path) if in_a_browser else None
    if in_a_browser:
        log_to_stderr(settings.log_level)
        interrupt()  # there is a browser to be closed
    for slug, flow in flows.items():
        found = list(try_flow(flow))
        folder = folder_of(slug, settings)
        if options is not None and (folder / slug / "replica" / "replica.toml").is_file():
            from untrain.cli.practice import practise

            found += practise(flow, folder, options)
        yield flow, found


def _tell(flow: Flow, verdicts: list[Verdict]) -> None:
    """One line for each flow, and one for each case that failed."""
    failed = [verdict for verdict in verdicts if not verdict.held]
    negative = sum(verdict.negative for verdict in verdicts)
    end = f"{len(failed)} failed" if failed else "all held"
    typer.echo(f"{flow.slug: <24} {len(verdicts): >4} cases, {negative: >4} of them negative  {end}")
    for verdict in failed:
        typer.echo(f"  {verdict.control}: {verdict.name}: {verdict.problem}")
