"""A run as one HTML file that needs nothing else: no network, no script, no font, no second file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from untrain.model.flow import Flow
from untrain.model.history import CameBack
from untrain.model.result import Mode, Run
from untrain.report.records import moment
from untrain.report.story import Pictures, long_date, story_of
from untrain.report.words import WORDS, counts, harmless


def as_html(
    run: Run,
    flows: Mapping[str, Flow],
    pictures: Pictures,
    *,
    came_back: Iterable[CameBack] = (),
    practice: bool = False,
    evidence_stays: bool = True,
) -> str:
    """The run as a whole HTML document; `practice` says at its top that the platforms were replicas.

    What came back on stands before everything else, with what was seen then and now.
    Where the evidence does not stay on the machine, its files are not named.
    """
    style = files("untrain.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    found = counts(run.results)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            story=story_of(run, flows, pictures, came_back),
            run=run,
            practice=practice,
            evidence_stays=evidence_stays,
            checked_only=run.mode is Mode.CHECK,
            glossary=[(WORDS[outcome], number) for outcome, number in found.items()],
            style=Markup(style),  # noqa: S704  # our own file
            style_hash=_csp_hash(style),
        )
    )


def _csp_hash(text: str) -> str:
    """The source expression that allows exactly this text, whatever else may get into the page."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("untrain.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        moment=moment, day_and_time=_day_and_time, data_url=_data_url, marked=marked, took=_took, day=long_date
    )
    return environment


def _day_and_time(at: datetime) -> str:
    there = at.astimezone(UTC)
    return f"{long_date(there)}, {there:%H:%M} UTC"


def _took(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"


def _data_url(content: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(content).decode()


def marked(text: str, command: str | None = None) -> Markup:
    """`text` on one line, with what stands in `backticks`, and this command, set as code."""
    line = harmless(text)
    if command:
        line = line.replace(command, f"`{command}`") if "`" not in line else line
    pieces = (escape(piece) for piece in line.split("`"))
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if odd % 2 else piece for odd, piece in enumerate(pieces)
    )
