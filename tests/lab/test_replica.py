"""A replica is data, and a mistake in it is one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from untrain.lab import Lab, browser_arguments, entrances, everybody
from untrain.lab.pages import environment
from untrain.lab.replica import built_in, flows_folder, load
from untrain.model.errors import InputError

SMALL = """
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
"""
ROUTE = '[[route]]\npath = "/"\npage = "home.html"\n'


def write(flows: Path, text: str) -> Path:
    place = flows / "small" / "replica" / "replica.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    return place


def test_a_replica_needs_no_code(tmp_path: Path) -> None:
    """A few lines of TOML are a platform with a control."""
    write(tmp_path, SMALL + ROUTE)
    assert {"train": "switch"} == load("small", tmp_path).controls


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SMALL, "'route'"),
        (SMALL + '[[route]]\npath = "/"\n', "exactly one of page"),
        (SMALL + ROUTE + 'redirect = "/x"\n', "exactly one of page"),
        (SMALL + ROUTE + 'colour = "red"\n', "unknown key colour in route /"),
        (SMALL.replace("cookie =", "biscuit =") + ROUTE, "unknown key biscuit in session"),
        ("title = ", "Invalid value"),
    ],
)
def test_a_mistake_names_the_file(tmp_path: Path, text: str, says: str) -> None:
    """Whatever does not fit is one error that names the file and what is wrong."""
    place = write(tmp_path, text)
    with pytest.raises(InputError, match=says) as caught:
        load("small", tmp_path)
    assert str(place) == caught.value.place


def test_a_missing_replica_names_those_that_exist() -> None:
    """An unknown platform is refused with the names of the known ones."""
    with pytest.raises(InputError, match="linkedin"):
        load("nowhere")


@pytest.mark.parametrize("slug", built_in())
def test_every_page_of_a_route_exists(slug: str) -> None:
    """Every page that a route names can be loaded, and every control has a page or an interface."""
    replica = load(slug)
    pages = {str(route.target) for route in replica.routes if route.verb in {"page", "sign_in", "code"}}
    for page in pages | set(environment(replica).list_templates(["html"])):
        environment(replica).get_template(page)
    assert {control for route in replica.routes for control in route.controls} == set(replica.controls)


def test_there_is_no_python_under_flows() -> None:
    """Flows and replicas are data."""
    assert [] == list(flows_folder().rglob("*.py"))


def test_one_can_look_for_oneself() -> None:
    """The lab says where each platform begins, who lives there, and what a browser needs."""
    found = entrances(Lab(accounts=everybody()))
    assert built_in() == [one.slug for one in found]
    assert all(one.url.startswith("https://") and len(one.people) == 3 for one in found)
    assert "--host-resolver-rules=MAP * 127.0.0.1:1" == browser_arguments("127.0.0.1:1")[0]
