from __future__ import annotations

from tests.lab.visitor import Visitor

from untrain.lab.lab import Lab
from untrain.lab.terms import MANNER, NEXT, VERSIONS

TERMS = "https://www.linkedin.com/legal/privacy-policy"


def test_the_terms_change_when_they_are_told_to() -> None:
    """They stand at their real addresses, and anybody at the lab can have them change."""
    lab = Lab(["linkedin"])
    with lab.serve_in_thread() as address:
        visitor = Visitor(address)
        first = visitor.get(TERMS)
        visitor.get(f"https://127.0.0.1{NEXT}")
        lab.terms.move_on()
        last = visitor.get(TERMS)

    assert (200, True, False) == (first.status, VERSIONS[0][-1] in first.text, VERSIONS[2][-1] in first.text)
    assert (2, True) == (lab.terms.version, VERSIONS[2][-1] in last.text)
    assert first.headers["etag"] != last.headers["etag"]


def test_a_page_of_the_platform_itself_comes_before_its_terms() -> None:
    """The replica answers wherever it has a page."""
    with Lab(["linkedin"]).serve_in_thread() as address:
        assert 404 == Visitor(address).get("https://www.linkedin.com/legal/nothing").status


def test_the_terms_may_be_drawn_by_a_script_or_lost() -> None:
    """Then the page itself does not say them; a script asks for them, and gets them or nothing."""
    with Lab(["linkedin"]).serve_in_thread() as address:
        visitor = Visitor(address)
        seen = []
        for manner in ("drawn", "lost", "written"):
            visitor.get(f"https://127.0.0.1{MANNER}{manner}")
            seen.append([VERSIONS[0][-1] in visitor.get(f"{TERMS}{query}").text for query in ("", "?text")])

    assert [[False, True], [False, False], [True, True]] == seen
