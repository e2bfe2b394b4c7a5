"""Pages from templates, in the language of whoever asks."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, partial
from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from untrain.model.outcome import Outcome
from untrain.report.page import marked
from untrain.report.records import moment
from untrain.report.words import Tone, harmless
from untrain.web import language as languages
from untrain.web.listing import address, same_with
from untrain.web.looks import LOOKS, NEWS, STATUSES
from untrain.web.needs import NEEDS
from untrain.web.office import office_of

LANGUAGE_COOKIE: Final = "untrain-language"
_NAVIGATION: Final = ("/", "/needs", "/history", "/terms", "/progress", "/flows")


def draw(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page that this template makes of these values."""
    language = language_of(request)
    office = office_of(request)
    tally = office.board.tally()
    text = (
        environment(language)
        .get_template(f"{template}.html.j2")
        .render(
            language=language,
            languages=languages.LANGUAGES,
            office=office,
            path=request.url.path,
            here=same_with(request),
            section=section_of(request.url.path),
            form_token=office.keys.form_token(request.scope["session"]),
            waiting=sum(tally.get(outcome, 0) for outcome in NEEDS),
            **values,
        )
    )
    return HTMLResponse(text, status, headers={"content-language": language})


def language_of(request: Request) -> str:
    """The language to answer in."""
    return languages.chosen(request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language", ""))


def section_of(path: str) -> str:
    """The entry of the navigation that this page belongs to."""
    return max((one for one in _NAVIGATION if path == one or path.startswith(f"{one}/")), key=len, default="/")


@cache
def environment(language: str) -> Environment:
    """The templates in this language."""
    own, reports = PackageLoader("untrain.web"), PackageLoader("untrain.report")
    made = Environment(
        loader=ChoiceLoader([own, PrefixLoader({"report": reports})]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = languages.translations(language)
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension brings it
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )
    made.filters.update(
        moment=moment,
        day=partial(_day, language),
        day_and_time=partial(_day_and_time, language),
        month=partial(_month, language),
        harmless=harmless,
        marked=marked,
    )
    made.globals.update(address=address, NEWS=NEWS, STATUSES=STATUSES, LOOKS=LOOKS, Outcome=Outcome, Tone=Tone)
    return made


def _day(language: str, at: date) -> str:
    return languages.day(at, language)


def _day_and_time(language: str, at: datetime) -> str:
    return languages.day_and_time(at, language)


def _month(language: str, at: datetime) -> str:
    return languages.month(at, language)
