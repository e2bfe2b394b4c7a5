"""`untrain login`, as far as it goes without a person; the rest is in tests/engine/test_by_hand.py."""

from __future__ import annotations

import sys

import pytest
from tests.cli.conftest import Shell


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_is_said_at_once(shell: Shell) -> None:
    """No window can be shown, so nothing is waited for."""
    shell.variables |= {"DISPLAY": "", "WAYLAND_DISPLAY": ""}

    done = shell.run("login", "linkedin", "--account", "ada", limit=20)

    assert 2 == done.returncode
    assert "error: login: there is no display to show a browser on; run it in a desktop session\n" == done.stderr


@pytest.mark.parametrize(
    ("words", "said"), [(["linkedn"], "linkedin"), (["linkedin"], "--account NAME")], ids=["no platform", "nobody"]
)
def test_whose_sign_in_it_is_must_be_plain(shell: Shell, words: list[str], said: str) -> None:
    """One sentence names the place and the remedy."""
    shell.variables |= {"DISPLAY": ":99"}

    done = shell.run("login", *words, limit=20)

    assert 2 == done.returncode
    assert said in done.stderr
    assert 1 == len(done.stderr.splitlines())
