"""Settings that are saved by a form with a button, or by what stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.lab.test_replica import write
from tests.lab.visitor import Visitor

from untrain.lab import Lab, Person
from untrain.lab.replica import load
from untrain.lab.standing import Standing

FORM = """
title = "Small"
hosts = ["small.example"]
[session]
cookie = "sid"
[sign_in]
url = "https://small.example/login"
home = "/"
[setting.train]
default = true
control = "train"
[setting.share]
default = true
control = "share"
[setting.news]
default = true
[[route]]
path = "/login"
sign_in = "login.html"
[[route]]
path = "/settings"
page = "settings.html"
control = ["train", "share"]
[[route]]
path = "/settings"
write = { train = "train", share = "share", news = "news" }
form = true
then = "/settings"
control = ["train", "share"]
[[route]]
path = "/api/setting"
write = { "?value" = "{feature}" }
method = "PATCH"
control = "train"
"""
PAGE = "<html><head></head><body>{{ error or 'fine' }}: {{ settings.train }}, {{ settings.share }}</body></html>"
PLACE = "https://small.example/settings"


@contextmanager
def small(flows: Path, *weather: str) -> Iterator[tuple[Standing, Visitor]]:
    (write(flows, FORM).parent / "settings.html").write_text(PAGE, encoding="utf-8")
    ada = Person(platform="small", username="ada", password="practice-small", weather=weather)
    lab = Lab([load("small", flows)], accounts=[ada])
    with lab.serve_in_thread() as address:
        visitor = Visitor(address)
        visitor.post("https://small.example/login", {"username": "ada", "password": ada.password})
        yield lab.person("small", "ada"), visitor


def test_a_form_changes_what_it_changes(tmp_path: Path) -> None:
    """A box that was not sent is off; what was sent as it is was not touched."""
    with small(tmp_path) as (ada, visitor):
        answer = visitor.post_form(PLACE, {"share": "on", "news": "on"})
        assert (303, "/settings") == (answer.status, answer.headers["location"])
        assert 303 == visitor.post_form(PLACE, {"share": "on", "news": "on"}).status
    assert {"train": False, "share": True, "news": True} == ada.settings
    assert {"train"} == ada.touched()


@pytest.mark.parametrize(
    ("weather", "status", "says"),
    [
        ("save_fails", 500, "Something went wrong"),
        ("save_error_toast", 200, "Something went wrong. Please try again.: True, True"),
        ("locked_by_organisation", 403, "Something went wrong. Please try again.: True, True"),
    ],
)
def test_a_form_that_fails_is_answered_with_a_page(tmp_path: Path, weather: str, status: int, says: str) -> None:
    """People see a page that says so, and not what a script would get."""
    with small(tmp_path, weather) as (ada, visitor):
        answer = visitor.post_form(PLACE, {"share": "on", "news": "on"})
    assert status == answer.status
    assert says in answer.text
    assert "on" == ada.data_use("train")


def test_a_form_sent_without_a_session_leads_to_the_sign_in(tmp_path: Path) -> None:
    """Whoever has lost the session as they save is asked to sign in."""
    with small(tmp_path, "session_expires_on_save") as (ada, visitor):
        answer = visitor.post_form(PLACE, {"share": "on", "news": "on"})
    assert 302 == answer.status
    assert answer.headers["location"].startswith("https://small.example/login")
    assert "on" == ada.data_use("train")


def test_all_controls_of_a_page_have_its_weather(tmp_path: Path) -> None:
    """Where two controls share a page, both are forgotten as it is looked at."""
    with small(tmp_path, "reverts_on_reload") as (ada, visitor):
        visitor.post_form(PLACE, {"news": "on"})
        assert ["off", "off"] == [ada.data_use("train"), ada.data_use("share")]
        visitor.get(PLACE)
        assert ["on", "on"] == [ada.data_use("train"), ada.data_use("share")]


def test_the_address_can_say_what_is_changed(tmp_path: Path) -> None:
    """The setting and its value may both stand in the query."""
    with small(tmp_path) as (ada, visitor):
        sent = {"accept": "application/json", "content-type": "application/json"}
        answer = visitor._ask("PATCH", "https://small.example/api/setting?feature=train&value=false", "{}", sent)
        assert 200 == answer.status
    assert "off" == ada.data_use("train")
