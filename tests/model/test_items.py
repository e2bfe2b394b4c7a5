"""The addresses that name an item, and the control of one."""

from __future__ import annotations

from datetime import date

import pytest

from untrain.model.flow import Control, Flow, Items, Kind, Phrase
from untrain.model.items import Item, address_of, flow_of_item, item_at, item_in, of_item

BLOG = "https://www.acme.example/settings/blog/{item}"
HOST = "https://{item}.acme.example/publish/settings"
BELOW = "https://www.acme.example/team/{item}/*"
HOST_BELOW = "https://{item}.acme.example/*"
QUERY = "https://www.acme.example/?team={item}#privacy"


@pytest.mark.parametrize(
    ("url", "template", "item"),
    [
        ("https://www.acme.example/settings/blog/ada", BLOG, "ada"),
        ("https://WWW.acme.example:443/settings/blog/ada/?from=nav#top", BLOG, "ada"),
        ("/settings/blog/caf%C3%A9%20two", BLOG, "café two"),
        ("blog/ada", BLOG, "ada"),
        ("https://ada.acme.example/publish/settings", HOST, "ada"),
        ("https://www.acme.example/?team=t1#privacy", QUERY, "t1"),
        ("https://www.acme.example/team/t1", BELOW, "t1"),
        ("https://www.acme.example/team/t1/My-team?from=nav", BELOW, "t1"),
        ("https://ada.acme.example/", HOST_BELOW, "ada"),
        ("https://ada.acme.example/config/pages", HOST_BELOW, "ada"),
        ("https://www.acme.example/teams/t1", BELOW, None),
        ("https://evil.example/team/t1/x", BELOW, None),
        ("https://ada.acme.example.evil.example/config", HOST_BELOW, None),
        ("https://www.acme.example/settings/blog/", BLOG, None),
        ("https://www.acme.example/settings/blog/ada/posts", BLOG, None),
        ("http://www.acme.example/settings/blog/ada", BLOG, None),
        ("https://www.acme.example.evil.example/settings/blog/ada", BLOG, None),
        ("https://evil.example/x.acme.example/publish/settings", HOST, None),
        ("https://evil.example#.acme.example/publish/settings", HOST, None),
        ("https://a@b.acme.example/publish/settings", HOST, None),
        ("https://a.b.acme.example/publish/settings", HOST, None),
        ("https://ada.acme.example:8443/publish/settings", HOST, None),
    ],
)
def test_an_address_names_an_item_only_where_it_fits_whole(url: str, template: str, item: str | None) -> None:
    """Another host, port, scheme or a longer path names nothing."""
    assert item == item_in(url, template, page="https://www.acme.example/settings/")


@pytest.mark.parametrize(
    ("url", "item"),
    [
        ("https://www.acme.example/settings/blog/ada/privacy", "ada"),
        ("https://www.acme.example/settings/blog/ada", "ada"),
        ("https://www.acme.example/settings/blogs/ada", None),
        ("https://evil.example/settings/blog/ada/", None),
    ],
)
def test_what_lies_beneath_the_address_of_an_item_is_its_own(url: str, item: str | None) -> None:
    """The pages of a team have longer addresses than its front."""
    assert item == item_at(url, BLOG)


@pytest.mark.parametrize("item", ["ada", "café two", "a/b", "a?b", "50%", "ada.example"])
def test_the_address_of_an_item_leads_back_to_it(item: str) -> None:
    """Whatever stands in its name, it stays one part of the path."""
    address = address_of(BLOG, item)

    assert address is not None
    assert item == item_in(address, BLOG)
    assert address.startswith("https://www.acme.example/settings/blog/")


def test_the_address_of_an_item_is_the_one_above_all_that_lie_beneath() -> None:
    """What only stands for addresses beneath is no part of one."""
    assert "https://www.acme.example/team/t1" == address_of(BELOW, "t1")
    assert "https://ada.acme.example" == address_of(HOST_BELOW, "ada")


@pytest.mark.parametrize("item", ["evil.example/", "a.b", "a@b", "A b", "", "-a", "a#", "evil.example#"])
def test_no_item_makes_a_host_of_its_own(item: str) -> None:
    """A name that is not one plain label has no address where the item is the host."""
    assert address_of(HOST, item) is None


def _control() -> Control:
    return Control(
        id="a",
        kind=Kind.SWITCH,
        title="Keep {item} out",
        url=HOST,
        alternates=("https://www.acme.example/all",),
        path=((Phrase(text="{item}", language="en"),),),
        labels=(Phrase(text="Keep {item} out", language="en"), Phrase(text="Keep out", language="en")),
        items=Items(name="blog", plural="blogs", links=("https://www.acme.example/blog/{item}",)),
    )


def test_the_control_of_one_item_has_its_address_and_its_name() -> None:
    """The name as shown and the name in addresses may differ; both are known words."""
    control = of_item(_control(), Item(key="ada", title="Ada writes"))

    assert "https://ada.acme.example/publish/settings" == control.url
    assert ("https://www.acme.example/all",) == control.alternates
    assert ["Keep Ada writes out", "Keep ada out", "Keep out"] == [label.text for label in control.labels]
    assert ["Ada writes", "ada"] == [step.text for step in control.path[0]]
    assert "Keep Ada writes out" == control.title


def test_only_the_hosts_of_the_item_at_hand_are_the_flows_own() -> None:
    """While one is seen to, those of others are as foreign as any."""
    flow = Flow(
        slug="acme",
        title="Acme",
        version="1",
        facts=date(2026, 11, 22),
        hosts=("www.acme.example",),
        item_hosts=("{item}.acme.example",),
        controls=(_control(),),
    )
    narrowed = flow_of_item(flow, _control(), Item(key="ada", title="Ada"))

    assert not flow.owns("https://ada.acme.example/")
    assert narrowed.owns("https://ada.acme.example/")
    assert not narrowed.owns("https://bob.acme.example/")
    assert flow.hosts == flow_of_item(flow, _control(), Item(key="a.b", title="x")).hosts
