"""Which values of a session are kept out of everything that is written."""

from __future__ import annotations

import pytest
from tests.engine.values import ACME

from untrain.engine.hush import hush_session
from untrain.model.secret import redact


@pytest.mark.parametrize(
    ("cookie", "hidden"),
    [
        ({"name": "any", "value": "short-1", "httpOnly": True}, False),
        ({"name": "any", "value": "httponly-1", "httpOnly": True}, True),
        ({"name": "any", "value": "readable-1"}, False),
        ({"name": "any", "value": "readable-and-long-1"}, True),
        ({"name": "any", "value": '"ajax:0123456789012345"'}, True),
        ({"name": "any", "value": "internationalisation", "httpOnly": True}, False),
        ({"name": "any", "value": "a sentence of some length 1"}, False),
    ],
    ids=["short", "http only", "readable", "long", "quoted", "a word", "a sentence"],
)
def test_what_may_identify_somebody_is_hushed(cookie: dict[str, object], hidden: bool) -> None:
    """Values of cookies that are long, or that scripts may not read; plain words stay words."""
    hush_session({"cookies": [cookie], "origins": []}, ACME)
    value = str(cookie["value"]).strip('"')

    assert hidden is ("•••" in redact(f"<{value}>"))


def test_so_is_what_a_session_keeps_in_local_storage() -> None:
    """Some platforms keep their token there."""
    entries = [{"name": "token", "value": "local-storage-token-1"}, {"name": "theme", "value": "dark"}]
    hush_session({"cookies": [], "origins": [{"origin": "https://acme.example", "localStorage": entries}]}, ACME)

    assert "dark •••" == redact("dark local-storage-token-1")
