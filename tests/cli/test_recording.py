"""`untrain flows new --record`: a person signs in in the window, presses Enter, and points at the control."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Open, Practice, Shell, processes_of_group, wait_until
from tests.engine.person import free_port, page_of_the_person, sign_in_at_linkedin, with_a_second_door
from tests.engine.test_recording import HEADING, LABEL, SETTING, press

from untrain.engine.browser import find_browser
from untrain.flowbook import lint, load_flow
from untrain.lab import ordinary
from untrain.model.flow import Kind

ADDRESS = "https://www.linkedin.com/login"
KNOWN = ("--title", "Acme", "--control", "training", "--scope", "Training already done is not undone.")
NEW = ("flows", "new", "acme", "--record", *KNOWN)


class Recorder:
    def __init__(self, shell: Shell, practice: Practice, port: int) -> None:
        self.shell = shell
        self.practice = practice
        self.port = port
        self.process: subprocess.Popen[str]

    def start(self, *words: object) -> None:
        way = ("--url", ADDRESS, "--connect-to", self.practice.options[-1])
        self.process = self.shell.start(*NEW, *way, *words, given=True)

    async def point_at(self, part: str) -> None:
        """Sign in, go to the setting, say so, and point at this part of its page."""
        async with page_of_the_person(self.port, "linkedin") as page:
            await sign_in_at_linkedin(page, ordinary("linkedin"))
            await page.wait_for_url("**/feed/")
            await page.goto(SETTING)
            await page.get_by_role("switch").wait_for()
            self.say("\n")
            await press(page, part)

    def say(self, answer: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(answer)
        self.process.stdin.flush()

    def end(self, answers: str = "") -> tuple[int, str, str]:
        out, err = self.process.communicate(answers, timeout=120)
        return self.process.returncode, out, err

    @property
    def flow(self) -> Path:
        return self.shell.home / "flows" / "acme"


@pytest.fixture
def recorder(shell: Shell, practise: Open, tmp_path: Path) -> Recorder:
    """A person who records at the practice LinkedIn; their window needs no display, where that can be."""
    display = os.environ.get("DISPLAY", "")
    if not display and not find_browser().headless_only:
        pytest.skip("the browser of this machine needs a display, and there is none")
    port = free_port()
    window = with_a_second_door(tmp_path, port)
    shell.variables |= {"DISPLAY": display or ":99", "UNTRAIN_BROWSER": str(window)}
    return Recorder(shell, practise(ordinary("linkedin")), port)


@pytest.mark.browser
def test_a_control_that_was_pointed_at_is_a_flow(recorder: Recorder) -> None:
    """The flow loads, says what the page says, marks all of it as unconfirmed, and holds in all of its cases."""
    recorder.start()
    asyncio.run(recorder.point_at("[role=switch]"))
    code, said, errors = recorder.end("y\n" * 20)
    flow = load_flow(recorder.flow)
    (control,) = flow.controls

    assert 0 == code, said + errors
    assert (Kind.SWITCH, SETTING) == (control.kind, control.url)
    assert ([LABEL], [HEADING]) == ([one.text for one in control.labels], [one.text for one in control.headings])
    assert ('[aria-labelledby="allowDataForGenerativeAI"]',) == control.keys
    assert ("www.linkedin.com",) == flow.hosts
    assert control.confirmed is None
    assert {"url", "keys", "headings", "labels"} == {
        note.partition(":")[0].partition(".")[0] for note in control.unconfirmed
    }
    assert [] == [finding for finding in lint(recorder.flow) if finding.fatal]
    assert 0 == recorder.shell.run("flows", "test", "acme").returncode
    assert "on" == recorder.practice.lab.person("linkedin", "ada@mail.example").data_use("generative-ai-improvement")


@pytest.mark.browser
def test_nothing_of_the_person_is_in_what_is_written(recorder: Recorder) -> None:
    """No name, no address, no setting of theirs; and what they do not vouch for stays out."""
    recorder.start()
    asyncio.run(recorder.point_at("[role=switch]"))
    code, said, _ = recorder.end("n\n" * 20)
    page = (recorder.flow / "replica" / "training.html").read_text()
    written = page + (recorder.flow / "flow.toml").read_text()

    assert 'role="switch"' in page
    assert [] == [one for one in ("Ada", "ada@", "Example", "mail.example", "practice-", "checked") if one in written]
    assert 2 == code
    assert "labels: is missing" in said
    assert "to fill in  labels" in said
    assert LABEL not in written


@pytest.mark.browser
def test_what_is_no_control_begins_no_flow(recorder: Recorder) -> None:
    """One sentence with the remedy, and nothing is written."""
    recorder.start()
    asyncio.run(recorder.point_at("main h1"))
    code, _, errors = recorder.end()

    assert 2 == code
    assert "what you pointed at is no control but a heading; point at the switch" in errors.splitlines()[-1]
    assert not recorder.flow.parent.exists()


@pytest.mark.browser
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_who_stops_leaves_nothing_behind(recorder: Recorder) -> None:
    """Ctrl-C while the window is open closes it: no file, no process."""

    async def opened() -> None:
        async with page_of_the_person(recorder.port, "linkedin"):
            pass

    recorder.start()
    asyncio.run(opened())
    recorder.process.send_signal(signal.SIGINT)
    code, _, errors = recorder.end()

    assert 130 == code
    assert "stopped; nothing was written" == errors.splitlines()[-1]
    assert not recorder.flow.parent.exists()
    wait_until(lambda: processes_of_group(recorder.process.pid) == [], seconds=10)


@pytest.mark.browser
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_who_stops_while_they_are_asked_leaves_nothing_behind(recorder: Recorder) -> None:
    """What was pointed at is forgotten, as long as nothing is written."""
    recorder.start()
    asyncio.run(recorder.point_at("[role=switch]"))
    assert recorder.process.stdout is not None
    assert "url: is" in recorder.process.stdout.read(7)
    recorder.process.send_signal(signal.SIGINT)

    assert 130 == recorder.end()[0]
    assert not recorder.flow.parent.exists()


@pytest.mark.browser
def test_without_a_terminal_nobody_can_be_ready(recorder: Recorder) -> None:
    """Where Enter can't be pressed, that is said, and nothing is waited for."""
    recorder.start()
    code, _, errors = recorder.end()

    assert 2 == code
    assert "there is no terminal in which to press Enter; run it in a terminal" in errors


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--url", "http://www.acme.example/"], "it is not https; give the https address"),
        (["--url", "https://ada@www.acme.example/"], "it has a user name in it"),
        (["--url", ADDRESS, "--kind", "switch"], "it is read off the page; leave it out"),
        (["--url", ADDRESS, "--connect-to", "192.0.2.1:443"], "is not a loopback address"),
        (["--url", ADDRESS, "--control", "../training"], "is not in small letters, digits and dashes"),
    ],
)
def test_what_cannot_be_recorded_is_refused_before_a_window_opens(shell: Shell, words: list[str], said: str) -> None:
    """Exit code 2, and one sentence with the remedy."""
    shell.variables |= {"DISPLAY": ":99", "UNTRAIN_BROWSER": str(find_browser().path)}
    done = shell.run(*NEW, *words, limit=30)

    assert (2, 1) == (done.returncode, len(done.stderr.splitlines())), done.stderr
    assert said in done.stderr
    assert not (shell.home / "flows").exists()


@pytest.mark.parametrize("slug", ["acme", "linkedin"])
def test_a_flow_that_is_there_is_not_lost(shell: Shell, slug: str) -> None:
    """Neither the person's own nor one that ships is replaced."""
    own = shell.home / "flows" / "acme" / "flow.toml"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    shell.variables |= {"DISPLAY": ":99", "UNTRAIN_BROWSER": str(find_browser().path)}
    done = shell.run("flows", "new", slug, "--record", *KNOWN, "--url", ADDRESS, limit=30)

    assert (2, 1) == (done.returncode, len(done.stderr.splitlines())), done.stderr
    assert "already" in done.stderr
    assert "mine" == own.read_text()
    assert ["acme"] == [one.name for one in own.parents[1].iterdir()]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_nothing_is_asked(shell: Shell) -> None:
    """It is said at once."""
    shell.variables |= {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = shell.run("flows", "new", "acme", "--record", limit=20)

    assert 2 == done.returncode
    assert (
        "error: flows new --record: there is no display to show a browser on; run it in a desktop session"
        in done.stderr
    )
    assert "" == done.stdout


def test_without_a_browser_that_has_a_window_nothing_is_begun(shell: Shell) -> None:
    """A browser that is not there, and one that does not start."""
    silent = shell.folder / "silent"
    silent.write_text("#!/bin/sh\nexit 1\n")
    silent.chmod(0o700)
    shell.variables |= {"DISPLAY": ":99", "UNTRAIN_BROWSER": "/nowhere/chrome"}
    absent = shell.run(*NEW, "--url", ADDRESS, limit=30)
    shell.variables |= {"UNTRAIN_BROWSER": str(silent)}
    broken = shell.run(*NEW, "--url", ADDRESS, limit=60)

    assert (2, 2) == (absent.returncode, broken.returncode)
    assert "is not a file; give the path of a Chromium or Chrome" in absent.stderr
    assert "did not start; `untrain doctor` looks why" in broken.stderr
    assert not (shell.home / "flows").exists()
