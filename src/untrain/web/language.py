"""The languages of the page: catalogues are text files, and are compiled in memory when one is first asked for."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel.core import negotiate_locale
from babel.dates import format_date, format_datetime, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH: Final = "en"
LANGUAGES: Final[Mapping[str, str]] = {ENGLISH: "English", "de": "Deutsch"}
"""Those that there is a catalogue of, each in its own words."""


def chosen(kept: str | None, accepted: str) -> str:
    """The language that the person chose, else the first that their browser accepts and we have."""
    if kept is not None and kept in LANGUAGES:
        return kept
    wanted = [part.partition(";")[0].strip() for part in accepted.split(",")]
    found = negotiate_locale(wanted, list(LANGUAGES), sep="-")
    return found or ENGLISH


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of this language; what is not in it stays English."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    text = files("untrain.web").joinpath(f"locale/{language}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(text), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def day(at: date, language: str) -> str:
    """A day in words, such as 22 Nov 2026."""
    return _in_words(at.astimezone().date() if isinstance(at, datetime) else at, language)


def day_and_time(at: datetime, language: str) -> str:
    """A moment in words, by the clock of this machine."""
    return f"{day(at, language)}, {format_time(at.astimezone(), 'short', locale=_locale(language))}"


@lru_cache(maxsize=5000)
def _in_words(at: date, language: str) -> str:
    return format_date(at, "medium", locale=_locale(language))


def month(at: datetime, language: str) -> str:
    """A month and its year, short."""
    return format_datetime(at.astimezone(), "LLL yyyy", locale=_locale(language))


def _locale(language: str) -> str:
    return "en_GB" if language == ENGLISH else language
