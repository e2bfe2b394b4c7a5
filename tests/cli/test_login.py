"""`untrain login`, as far as it goes without a person; the rest is in tests/engine/test_by_hand.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.accounts.test_from_browser import firefox_profile
from tests.cli.conftest import Open, Shell, outcomes_in

from untrain.engine.browser import find_browser
from untrain.lab import Person, browser_arguments, ordinary


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_is_said_at_once(shell: Shell) -> None:
    """No window can be shown, so nothing is waited for."""
    shell.variables |= {"DISPLAY": "", "WAYLAND_DISPLAY": ""}

    done = shell.run("login", "linkedin", "--account", "ada", limit=20)

    assert 2 == done.returncode
    assert "error: login: there is no display to show a browser on; run it in a desktop session" in done.stderr
    assert 1 == len(done.stderr.splitlines())


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


def _browsers_of_their_own(folder: Path, address: str, person: Person) -> dict[str, str]:
    """A Chromium profile in which this person has signed in, and a Firefox profile with the same cookies."""
    profile = folder / "chromium" / "Default"
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile.parent,
            executable_path=find_browser(headed=True).path,
            args=browser_arguments(address),
            ignore_https_errors=True,
        )
        page = context.pages[0]
        page.goto("https://www.linkedin.com/login")
        page.get_by_label("Email or phone").locator("visible=true").fill(person.username)
        page.get_by_label("Password").locator("visible=true").fill(person.password)
        page.get_by_role("button", name="Sign in", exact=True).locator("visible=true").click()
        page.wait_for_url("**/feed/")
        cookies = {(one["domain"], one["name"]): one["value"] for one in context.cookies()}
        context.close()
    firefox = firefox_profile(folder / "firefox", cookies)
    return {"chromium": f"chromium:{profile}", "firefox": f"firefox:{firefox}"}


@pytest.mark.browser
def test_a_session_that_was_brought_needs_no_password(shell: Shell, practise: Open, tmp_path: Path) -> None:
    """From a Chromium or a Firefox profile: the next run is signed in, and submits no password at all."""
    ada = ordinary("linkedin")
    practice = practise(ada)
    address = str(practice.options[-1])

    for name, browser in _browsers_of_their_own(tmp_path / "theirs", address, ada).items():
        shell.variables["UNTRAIN_HOME"] = str(tmp_path / f"home of {name}")
        way = ("--from-browser", browser, "--connect-to", address)
        login = shell.run("login", "linkedin", "--account", "ada", *way)
        check = shell.run("check", "linkedin/generative-ai-improvement", "--connect-to", address, "--json", "-")

        assert 0 == login.returncode, f"{name}: {login.stderr}"
        assert {"ada linkedin/generative-ai-improvement": "opted_in"} == outcomes_in(check.stdout), name
    assert 1 == len(practice.lab.password_submissions)


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (["--from-browser", "netscape"], "no browser that can be read"),
        (["--from-browser", "firefox:/nowhere"], "there is no such browser profile here"),
        (["--import", "nowhere.json"], "--import nowhere.json: it can't be read"),
        (["--import", "empty.txt"], "it is empty"),
        (["--import", "nobody.txt"], "nobody is signed in to LinkedIn in it, or not any more"),
        (["--import", "nobody.txt", "--from-browser", "firefox"], "give one of them"),
    ],
)
def test_what_brings_no_session_is_one_sentence(shell: Shell, way: list[str], said: str) -> None:
    """Exit code 2, nothing kept, and what to do."""
    (shell.folder / "empty.txt").touch()
    (shell.folder / "nobody.txt").write_text(".linkedin.com\tTRUE\t/\tTRUE\t0\tlang\tde\n")

    done = shell.run("login", "linkedin", "--account", "ada", *way, limit=20)

    assert 2 == done.returncode
    assert said in done.stderr
    assert 1 == len(done.stderr.splitlines())
    assert not (shell.home / "accounts.toml").exists()


def test_what_automation_can_mean_is_said_before_the_first_use(shell: Shell) -> None:
    """Once for each platform, and where the key lies once for each home."""
    row = ".www.linkedin.com\tTRUE\t/\tTRUE\t0\tli_at\tmarked\n"
    (shell.folder / "cookies.txt").write_text(row)

    first, second = (shell.run("login", "linkedin", "--account", "ada", "--import", "cookies.txt") for _ in range(2))

    assert "automating a browser can be against the terms of LinkedIn" in first.stderr
    assert f"the key to what is kept is in the file {shell.home / 'key'}" in first.stderr
    assert "" == second.stderr
    assert "untrain run linkedin --account ada" in second.stdout
