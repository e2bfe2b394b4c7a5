"""Which items a page lists, told from its accessibility tree alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.values import TRAINING, phrases, tree

from untrain.engine.items import items_on, list_of, says_none
from untrain.model.errors import Drift
from untrain.model.flow import Control, Items
from untrain.model.items import Item

PAGE = "https://www.acme.example/settings"
BLOG = "https://www.acme.example/settings/blog/{item}"
LISTED = replace(
    TRAINING,
    url=BLOG,
    items=Items(name="blog", plural="blogs", url=PAGE, not_items=("new",), none=phrases("No blogs yet")),
)
SWITCHED = replace(
    TRAINING,
    url=None,
    items=Items(name="team", plural="teams", url=PAGE, within=phrases("Teams"), not_items=("Create team",)),
)
LINKS = """\
    - navigation "Blogs" [ref=e1]:
      - link [ref=e2]:
        - /url: /settings/blog/ada
        - img
      - link "Ada writes" [ref=e3]:
        - /url: https://www.acme.example/settings/blog/ada/
      - link "Settings" [ref=e4]:
        - /url: /settings/blog/bob
      - link "Settings" [ref=e5]:
        - /url: /settings/blog/eve
      - link "A new one" [ref=e6]:
        - /url: /settings/blog/new
    - link "Mallory" [ref=e7]:
      - /url: https://evil.example/settings/blog/mallory
    - link "Account" [ref=e8]:
      - /url: /settings/account
    """
TEAMS = """\
    - main [ref=e1]:
      - heading "Your account" [level=1] [ref=e2]
      - button "Sign out" [ref=e3]
      - heading "Teams" [level=2] [ref=e4]
      - list [ref=e5]:
        - listitem [ref=e6]:
          - button "Ada's team 3 members" [ref=e7]:
            - generic [ref=e8]: Ada's team
            - generic [ref=e9]: 3 members
        - listitem [ref=e10]:
          - button "Bob & Co" [ref=e11]
        - listitem [ref=e12]:
          - button "Create team" [ref=e13]
      - heading "Billing" [level=2] [ref=e14]
      - button "Pay" [ref=e15]
    """


def listed(page: str, control: Control) -> tuple[Item, ...]:
    seen = tree(page)
    assert control.items is not None
    return items_on(seen, PAGE, control, scope=list_of(seen, control.items.within))


def test_links_of_the_known_address_name_the_items() -> None:
    """Each once, whatever leads to it; another host, another page and what only looks like an item are none."""
    assert (
        Item(key="ada", title="Ada writes"),
        Item(key="bob", title="bob"),
        Item(key="eve", title="eve"),
    ) == listed(LINKS, LISTED)


def test_entries_under_a_heading_are_items_where_no_address_is_known() -> None:
    """The list ends with its own part of the page; what makes a new one is no item."""
    assert ["Ada's team", "Bob & Co"] == [item.key for item in listed(TEAMS, SWITCHED)]


def test_two_of_the_same_name_are_not_told_apart() -> None:
    """Nobody could say which of the two a result is about."""
    with pytest.raises(Drift, match="several teams are called “Bob & Co”"):
        listed(TEAMS.replace("Ada's team", "Bob & Co"), SWITCHED)


def test_that_there_are_none_is_only_believed_in_the_known_words() -> None:
    """A page that merely lists nothing says nothing."""
    assert LISTED.items is not None

    assert "No blogs yet." == says_none(tree("- paragraph [ref=e1]: No blogs yet."), LISTED.items)
    assert says_none(tree("- paragraph [ref=e1]: No posts yet."), LISTED.items) is None
