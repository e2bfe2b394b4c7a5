"""Whose cookies make up a session."""

from __future__ import annotations

from datetime import date

import pytest

from untrain.model.flow import Flow
from untrain.model.session import is_own, own_state

ACME = Flow(
    slug="acme",
    title="Acme",
    version="1",
    facts=date(2026, 11, 22),
    hosts=("login.acme.example",),
    item_hosts=("{item}.my.acme.example",),
    controls=(),
)


@pytest.mark.parametrize(
    ("domain", "own"),
    [
        ("login.acme.example", True),
        (".acme.example", True),
        ("ada.my.acme.example", True),
        (".ada.my.acme.example", True),
        ("a.da.my.acme.example", False),
        ("ada.your.acme.example", False),
        ("ada.my.acme.example.evil.example", False),
        ("example", False),
    ],
)
def test_a_cookie_is_the_platforms_own_or_left_where_it_is(domain: str, own: bool) -> None:
    """A host that an item has for itself belongs to the session, and nothing that only looks like it."""
    assert own is is_own(domain, ACME.session_hosts)


def test_storage_is_kept_of_own_hosts_only() -> None:
    """Over https, and also where it is an item's."""
    origins = ["https://ada.my.acme.example", "http://ada.my.acme.example", "https://evil.example"]
    state = own_state({"cookies": [], "origins": [{"origin": one} for one in origins]}, ACME.session_hosts)

    assert {"cookies": [], "origins": [{"origin": "https://ada.my.acme.example"}]} == state


@pytest.mark.parametrize(
    ("url", "owned", "served"),
    [
        ("https://login.acme.example/", True, True),
        ("https://ada.my.acme.example/home", False, True),
        ("https://ada.my.acme.example:8443/home", False, False),
        ("http://ada.my.acme.example/", False, False),
        ("https://my.acme.example/", False, False),
        ("https://evil.example/ada.my.acme.example", False, False),
    ],
)
def test_the_hosts_of_items_are_looked_at_and_not_owned(url: str, owned: bool, served: bool) -> None:
    """What is typed goes to owned hosts only."""
    assert (owned, served) == (ACME.owns(url), ACME.serves(url))
