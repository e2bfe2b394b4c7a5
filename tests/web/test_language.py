from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from untrain.model.flow import Control, Kind
from untrain.model.outcome import Outcome
from untrain.report.next_move import next_move
from untrain.report.terms import FINDINGS
from untrain.web import language
from untrain.web.looks import LOOKS

ROOT = Path(language.__file__).parent
KEYWORDS = {"said": None, "_": None, "gettext": None, "ngettext": (1, 2)}


def _wanted() -> Iterator[str | tuple[str, ...]]:
    """Everything that the page may say: its own words, and those that it has from the reports."""
    methods = [("**.py", "python"), ("templates/**.j2", "jinja2")]
    for _file, _line, message, _comments, _context in extract_from_dir(ROOT, methods, keywords=KEYWORDS):
        yield message
    yield from (look.label for look in LOOKS.values())
    yield from FINDINGS.values()
    control = Control(id="ai", kind=Kind.SWITCH, title="AI")
    for outcome in Outcome:
        move = next_move(_result(outcome), control)
        if move is not None and move.advice:
            yield move.advice


def _result(outcome: Outcome) -> object:
    from tests.report.conftest import a_result

    return a_result(outcome)


def _messages(code: str) -> list[Message]:
    text = (ROOT / "locale" / f"{code}.po").read_bytes()
    return [message for message in read_po(BytesIO(text), locale=code) if message.id]


@pytest.mark.parametrize("code", [code for code in language.LANGUAGES if code != language.ENGLISH])
def test_a_catalogue_has_every_word_of_the_page_and_no_other(code: str) -> None:
    """What is new is translated before it ships, and what is gone is taken out."""
    messages = _messages(code)

    assert set() == set(_wanted()) - {message.id for message in messages}
    assert set() == {message.id for message in messages} - set(_wanted())
    assert [] == [message.id for message in messages if not all(_texts(message.string)) or message.fuzzy]


@pytest.mark.parametrize("code", [code for code in language.LANGUAGES if code != language.ENGLISH])
def test_a_catalogue_leaves_the_places_for_values_as_they_are(code: str) -> None:
    """A missing one would be an error in front of the reader."""
    assert [] == [(message.id, str(error)) for message in _messages(code) for error in message.check()]


@pytest.mark.parametrize(
    ("kept", "accepted", "expected"),
    [
        (None, "", "en"),
        (None, "de-CH,de;q=0.9", "de"),
        (None, "fr,de;q=0.5", "de"),
        (None, "ja", "en"),
        ("en", "de", "en"),
        ("de", "en", "de"),
        ("xx", "de", "de"),
        (None, ";;,,*", "en"),
    ],
)
def test_the_language_is_the_chosen_one_else_the_first_that_fits(
    kept: str | None, accepted: str, expected: str
) -> None:
    """What a person has chosen comes before what their browser says."""
    assert expected == language.chosen(kept, accepted)


def _texts(string: object) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (str(string),)
