"""What a replica can say beyond one switch for one account: items, platforms without passwords, hosts for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from tests.lab.test_replica import write
from tests.lab.visitor import Answer, Visitor

from untrain.lab import Lab, Person
from untrain.lab.replica import fits, load
from untrain.lab.standing import Standing
from untrain.lab.weather import named

BLOGS = """
title = "Small"
hosts = ["small.example", "*.small.example"]
apis = ["api.small.example"]
[session]
cookie = "sid"
domain = ".small.example"
[sign_in]
url = "https://small.example/login"
home = "/"
stops = { code = "/code" }
[items]
each = "blog"
names = ["cats", "clocks"]
[setting.train]
default = true
control = "train"
each = true
neighbour = "search"
[setting.search]
default = false
each = true
[[route]]
path = "/login"
sign_in = "login.html"
[[route]]
path = "/settings/{blog}"
read = "*"
answer = '{"item": {{ item | tojson }}, "items": {{ items | list | tojson }}, "settings": {{ settings | tojson }}}'
control = "train"
[[route]]
path = "/settings/{blog}"
write = { on = "train" }
control = "train"
[[route]]
path = "/graph"
record = "waved"
when = { deed = "wave" }
[[route]]
path = "/graph"
record = "harm:deleted"
when = { deed = "delete" }
[[route]]
hosts = ["{blog}.small.example"]
path = "/settings"
write = { on = "train" }
"""
ADA = Person(platform="small", username="ada@mail.example", password="practice-small")


@contextmanager
def small(flows: Path, person: Person = ADA, text: str = BLOGS) -> Iterator[tuple[Lab, Standing, Visitor]]:
    """The small platform with one person, who has just signed in where that is possible."""
    write(flows, text)
    lab = Lab([load("small", flows)], accounts=[person])
    with lab.serve_in_thread() as address:
        visitor = Visitor(address)
        sign_in(visitor)
        yield lab, lab.person("small", person.username), visitor


def sign_in(visitor: Visitor) -> Answer:
    fields: dict[str, object] = {"username": ADA.username, "password": ADA.password}
    return visitor.post("https://small.example/login", fields)


def test_each_item_has_a_setting_of_its_own(tmp_path: Path) -> None:
    """What is changed on one blog is not changed on another, and both are known by name."""
    with small(tmp_path) as (_, ada, visitor):
        visitor.post("https://small.example/settings/cats", {"on": False})
        told = [visitor.get(f"https://small.example/settings/{blog}", script=True).json for blog in ada.items]
    assert [False, True] == [one["settings"]["train"] for one in told]
    assert ["cats", "clocks"] == told[0]["items"]
    assert ["off", "on", "on"] == [ada.data_use(name) for name in ("train:cats", "train:clocks", "train")]


def test_what_is_done_to_another_item_is_meddling(tmp_path: Path) -> None:
    """Whoever was asked for one blog and changes another has meddled."""
    with small(tmp_path) as (_, ada, visitor):
        visitor.post("https://small.example/settings/clocks", {"on": False})
    assert set() == ada.meddled({"train:clocks"}) == ada.meddled({"train"})
    assert {"train:clocks"} == ada.meddled({"train:cats"})
    assert {"train:clocks": False, "search:cats": False, "search:clocks": False} == ada.others("train:cats")


def test_another_setting_can_hold_it_out(tmp_path: Path) -> None:
    """Where another setting of the same blog keeps the data out, it is out there, whatever its own value."""
    held = BLOGS.replace('neighbour = "search"', 'neighbour = "search"\nheld_out_by = { search = true }')
    person = replace(ADA, settings={"search:cats": True})
    with small(tmp_path, person, held) as (_, ada, _):
        assert ["off", "on"] == [ada.data_use(name) for name in ("train:cats", "train:clocks")]


def test_a_host_can_name_the_item(tmp_path: Path) -> None:
    """A blog that has a host of its own is known by it."""
    with small(tmp_path) as (_, ada, visitor):
        assert 200 == visitor.post("https://clocks.small.example/settings", {"on": False}).status
    assert {"train:clocks"} == ada.touched()


def test_what_is_not_ones_own_is_not_there(tmp_path: Path) -> None:
    """Somebody else's blog has no settings page, and nothing is stored for it."""
    with small(tmp_path) as (_, ada, visitor):
        assert 404 == visitor.post("https://small.example/settings/dogs", {"on": False}).status
    assert [] == ada.journal


def test_a_person_may_have_items_of_their_own(tmp_path: Path) -> None:
    """The blogs of a person replace the ordinary ones, each as it is said to be."""
    dogs = Person(platform="small", username=ADA.username, password=ADA.password, items=("dogs", "bees"),
                  settings={"train": False, "train:bees": True})  # fmt: skip
    with small(tmp_path, dogs) as (_, ada, _):
        assert {"train:dogs": False, "train:bees": True, "search:dogs": False, "search:bees": False} == ada.settings


def test_the_neighbour_that_moves_belongs_to_the_same_item(tmp_path: Path) -> None:
    """Where saving moves a neighbour, it is the one of the same blog."""
    ada = Person(platform="small", username=ADA.username, password=ADA.password, weather=("neighbour_moves",))
    with small(tmp_path, ada) as (_, standing, visitor):
        visitor.post("https://small.example/settings/cats", {"on": False})
    assert (True, False) == (standing.settings["search:cats"], standing.settings["search:clocks"])


def test_without_passwords_only_a_kept_session_lets_one_in(tmp_path: Path) -> None:
    """No password opens anything, a code goes out by e-mail; a session that was kept is as good as ever."""
    text = BLOGS.replace("[sign_in]\n", "[sign_in]\npasswordless = true\n")
    with small(tmp_path, text=text) as (lab, ada, visitor):
        assert "wrong_password" == sign_in(visitor).json["error"]
        assert "code" == visitor.post("https://small.example/login", {"username": ADA.username}).json["step"]
        assert 1 == len(ada.mailbox)
        assert 401 == visitor.get("https://small.example/settings/cats", script=True).status

        for cookie in lab.open_session(ADA)["cookies"]:  # type: ignore[attr-defined]
            visitor.cookies.setdefault(cookie["domain"].strip("."), {})[cookie["name"]] = cookie["value"]
        assert 200 == visitor.get("https://small.example/settings/cats", script=True).status


def test_where_nobody_has_a_password_a_lost_session_stays_lost(tmp_path: Path) -> None:
    """Weathers that need a password don't concern such a platform, and a lost session leaves it to the person."""
    write(tmp_path, BLOGS.replace("[sign_in]\n", "[sign_in]\npasswordless = true\n"))
    replica = load("small", tmp_path)
    assert not replica.knows_weather("wrong_password", named("wrong_password").needs, ("train",))
    assert replica.knows_weather("no_session", named("no_session").needs, ("train",))
    assert {"needs_human"} == named("session_expires").outcomes_on(replica, "switch")
    assert {"opted_out"} == named("clear").outcomes_on(replica, "switch")


def test_a_host_for_scripts_lets_the_pages_of_its_platform_ask(tmp_path: Path) -> None:
    """A browser is given leave for the platform's own pages, and for nobody else's."""
    with small(tmp_path) as (_, _, visitor):
        url = "https://api.small.example/settings/cats"
        ours = visitor.post(url, {"on": False}, origin="https://small.example")
        theirs = visitor.post(url, {"on": False}, origin="https://other.example")
        page = visitor.post(url.replace("api.", ""), {"on": False}, origin="https://small.example")
    assert "https://small.example" == ours.headers["access-control-allow-origin"]
    assert "access-control-allow-origin" not in theirs.headers
    assert "access-control-allow-origin" not in page.headers


def test_one_address_may_do_many_things(tmp_path: Path) -> None:
    """What stands in the body decides; a deed that is not known does nothing."""
    with small(tmp_path) as (_, ada, visitor):
        answers = [
            visitor.post("https://small.example/graph", {"deed": deed}).status for deed in ("wave", "delete", "sing")
        ]
    assert [200, 200, 404] == answers
    assert (["waved"], ["deleted"]) == (ada.accepted, ada.harm)


@pytest.mark.parametrize(
    ("pattern", "host", "found"),
    [
        ("a.example", "a.example", {}),
        ("a.example", "b.example", None),
        ("*.example", "b.example", {}),
        ("*.a.example", "a.example", None),
        ("*.a.example", "x.y.a.example", None),
        ("{blog}.a.example", "cats.a.example", {"blog": "cats"}),
    ],
)
def test_host_patterns(pattern: str, host: str, found: dict[str, str] | None) -> None:
    """A pattern stands for one part of a host name, the first."""
    assert found == fits(pattern, host)


def test_platforms_can_share_a_host(tmp_path: Path) -> None:
    """On a sign-in host that two platforms have, a visitor meets the one that they come from."""
    for slug, text in (("small", BLOGS), ("other", BLOGS.replace("small.example", "other.example"))):
        shared = text.replace('hosts = ["', 'hosts = ["accounts.example", "', 1).replace("domain = ", "# domain = ")
        home = tmp_path / slug / "replica"
        home.mkdir(parents=True)
        (home / "replica.toml").write_text(shared, encoding="utf-8")
    people = [ADA, replace(ADA, platform="other", password="practice-other")]
    lab = Lab([load("small", tmp_path), load("other", tmp_path)], accounts=people)
    with lab.serve_in_thread() as address:
        for one in people:
            url = f"https://accounts.example/login?next=https://{one.platform}.example/settings/cats"
            told = Visitor(address).post(url, {"username": one.username, "password": one.password}).json
            assert f"https://{one.platform}.example/__lab/handover" == told["location"].partition("?")[0]
