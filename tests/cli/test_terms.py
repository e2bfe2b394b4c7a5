from __future__ import annotations

import json
from typing import Any

import pytest
from tests.cli.conftest import Shell

from untrain.lab.lab import Lab
from untrain.lab.terms import VERSIONS, Manner

WHICH = "linkedin/1"


def look(shell: Shell, address: str) -> tuple[int, dict[str, Any]]:
    """What a look at a document ends with, and what it came to."""
    done = shell.run("terms", "fetch", WHICH, "--connect-to", address, "--json")
    (found,) = json.loads(done.stdout)["looks"]
    return done.returncode, found


@pytest.mark.browser
def test_terms_that_a_script_draws_are_kept_compared_and_told_when_lost(shell: Shell) -> None:
    """A version is kept, the sentence that changed is found, and lost text is neither changed nor unchanged."""
    lab = Lab(["linkedin"])
    lab.terms.manner = Manner.DRAWN
    with lab.serve_in_thread() as address:
        assert (0, "first") == _ending(look(shell, address))
        assert (0, "unchanged") == _ending(look(shell, address))

        lab.terms.version = 2
        assert (0, "substantive") == _ending(look(shell, address))

        lab.terms.manner = Manner.LOST
        code, lost = look(shell, address)

    assert (1, "lost_text", True) == (code, lost["finding"], "also in a browser" in lost["detail"])
    steps = json.loads(shell.run("terms", "diff", WHICH, "--practice", "--json").stdout)["steps"]
    assert VERSIONS[2][-2] in {change["after"] for change in steps[0]["changes"]}
    texts = json.loads(shell.run("terms", "show", WHICH, "--practice", "--json").stdout)["texts"]
    assert VERSIONS[2][-1] in texts[0]["paragraphs"]


def test_without_a_browser_the_text_is_lost_and_it_is_said_why(shell: Shell) -> None:
    """As it was before there was one."""
    shell.variables["UNTRAIN_BROWSER"] = str(shell.folder / "none")
    lab = Lab(["linkedin"])
    lab.terms.manner = Manner.DRAWN
    with lab.serve_in_thread() as address:
        code, lost = look(shell, address)

    assert (1, "lost_text", True) == (code, lost["finding"], "no browser is here" in lost["detail"])


def _ending(seen: tuple[int, dict[str, Any]]) -> tuple[int, str]:
    return seen[0], seen[1]["finding"]
