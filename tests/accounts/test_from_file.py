"""A session from a file: only the platform's own is taken, and a bad file is one sentence without its content."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from tests.accounts.conftest import Write

from untrain.accounts import session_from_file
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.session import own_state, rows, speaks_for_a_session

NOW = datetime(2026, 11, 22, tzinfo=UTC)
COOKIES_TXT = (
    "# Netscape HTTP Cookie File\n"
    "\n"
    "#HttpOnly_.www.linkedin.com\tTRUE\t/\tTRUE\t1900000000\tli_at\tmarked-session\n"
    ".linkedin.com\tTRUE\t/\tTRUE\t0\tlang\tde\r\n"
    ".bank.example\tTRUE\t/\tTRUE\t1900000000\tsid\tmarked-foreign\n"
    ".com\tTRUE\t/\tTRUE\t1900000000\tsuper\tmarked-foreign\n"
)


def test_of_a_cookies_txt_only_the_platforms_own_is_taken(write: Write, flows: dict[str, Flow]) -> None:
    """A session for all of .linkedin.com is its own; one for the bank, or for all of .com, is not."""
    state = session_from_file(write(COOKIES_TXT, "cookies.txt"), flows["linkedin"])

    first, second = rows(state, "cookies")
    assert ("li_at", "marked-session", ".www.linkedin.com") == (first["name"], first["value"], first["domain"])
    assert (1_900_000_000, True, True) == (first["expires"], first["httpOnly"], first["secure"])
    assert ("lang", "de", -1, False) == (second["name"], second["value"], second["expires"], second["httpOnly"])
    assert speaks_for_a_session(state, flows["linkedin"], now=NOW)
    assert "marked-foreign" not in json.dumps(state)


def test_of_a_storage_state_only_the_platforms_own_is_taken(write: Write, flows: dict[str, Flow]) -> None:
    """Cookies and local storage, as Playwright writes them; what looks like the platform's own host is not."""
    origins = ["https://www.linkedin.com", "https://bank.example", "http://www.linkedin.com"]
    state = {
        "cookies": [
            {"name": "li_at", "value": "marked-session", "domain": domain, "path": "/", "expires": -1}
            for domain in (".linkedin.com", "www.linkedin.com", "evil-linkedin.com", "linkedin.com.evil.example")
        ],
        "origins": [
            {"origin": one, "localStorage": [{"name": "a", "value": "b"}]}
            for one in (*origins, "https://www.linkedin.com.evil.example", "https://x@www.linkedin.com")
        ],
    }
    taken = session_from_file(write(json.dumps(state), "state.json"), flows["linkedin"])

    assert [".linkedin.com", "www.linkedin.com"] == [one["domain"] for one in rows(taken, "cookies")]
    assert ["https://www.linkedin.com"] == [one["origin"] for one in rows(taken, "origins")]
    assert taken == own_state(taken, flows["linkedin"].hosts)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is empty"),
        ("  \n", "it is empty"),
        (b"\x89PNG\r\n\xff\xfe", "it is no text"),
        ("marked-secret", "line 1 is no line of a cookies.txt"),
        (COOKIES_TXT + "marked-secret\tTRUE\n", "line 7 is no line of a cookies.txt"),
        ("linkedin.com\tTRUE\t/\tTRUE\tmarked-secret\tli_at\tx", "line 1 is no line of a cookies.txt"),
        ("{marked-secret", "line 1 is no JSON"),
        ("[]", "it is no storage state"),
        ('{"cookies": "marked-secret"}', "it is no storage state (look at cookies)"),
        ('{"cookies": [{"name": "li_at", "value": ["marked-secret"], "domain": "x"}]}', "look at cookies.0.value"),
        ('{"cookies": ' + "[" * 5000, "it is no"),
    ],
    ids=["nothing", "blank", "binary", "prose", "cut off", "no date", "no json", "list", "cookies", "value", "deep"],
)
def test_a_bad_file_is_told_without_its_content(
    text: str | bytes, problem: str, write: Write, flows: dict[str, Flow]
) -> None:
    """The sentence names the file and the place in it, never what stands there."""
    with pytest.raises(InputError) as error:
        session_from_file(write(text, "state"), flows["linkedin"])

    assert problem in str(error.value)
    assert "marked-secret" not in str(error.value)


@pytest.mark.parametrize(
    "cookie",
    [
        {"name": "li_at", "value": "x", "domain": "www.linkedin.com", "expires": 1_700_000_000},
        {"name": "li_at", "value": "", "domain": "www.linkedin.com", "expires": -1},
        {"name": "lang", "value": "de", "domain": "www.linkedin.com", "expires": -1},
    ],
    ids=["run out", "empty", "another"],
)
def test_what_is_no_session_is_not_taken_for_one(cookie: dict[str, object], flows: dict[str, Flow]) -> None:
    """Without a living cookie by which the platform knows somebody, nobody is signed in."""
    assert not speaks_for_a_session({"cookies": [cookie], "origins": []}, flows["linkedin"], now=NOW)
