from __future__ import annotations

import plistlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from untrain.watch.install import Machine, entry_for, shown


@pytest.fixture
def machine() -> Machine:
    return Machine(
        system="linux",
        home=Path("/home/ada"),
        config=Path("/home/ada/.config"),
        untrain_home=Path("/home/ada/my 100% home"),
        folder=Path("/home/ada/work & play"),
        program=("/usr/bin/my python", "-m", "untrain"),
        variables={"UNTRAIN_HOME": '/home/ada/my "100%" home'},
        uid=1000,
    )


def on(machine: Machine, system: str) -> Machine:
    return replace(machine, system=system)


def test_a_systemd_user_unit(machine: Machine) -> None:
    """It starts with the session, is started again after a crash, and takes an interruption for a good end."""
    entry = entry_for(machine)

    assert Path("/home/ada/.config/systemd/user/untrain-watch.service") == entry.file
    lines = entry.text.splitlines()
    assert 'ExecStart="/usr/bin/my python" "-m" "untrain" watch' in lines
    assert "WorkingDirectory=/home/ada/work & play" in lines
    assert r'Environment="UNTRAIN_HOME=/home/ada/my \"100%%\" home"' in lines
    assert {"Restart=on-failure", "SuccessExitStatus=130", "WantedBy=default.target"} <= set(lines)
    assert [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now untrain-watch.service",
    ] == shown(entry.enable)


def test_a_launchd_agent(machine: Machine) -> None:
    """A property list that launchd reads, for this person only."""
    entry = entry_for(on(machine, "darwin"))
    content = plistlib.loads(entry.text.encode())

    assert Path("/home/ada/Library/LaunchAgents/org.untrain.watch.plist") == entry.file
    assert ["/usr/bin/my python", "-m", "untrain", "watch"] == content["ProgramArguments"]
    assert {"UNTRAIN_HOME": '/home/ada/my "100%" home'} == content["EnvironmentVariables"]
    assert [f"launchctl bootstrap gui/1000 {entry.file}"] == shown(entry.enable)
    assert ["launchctl bootout gui/1000/org.untrain.watch"] == shown(entry.disable)


def test_an_entry_of_the_task_scheduler(machine: Machine) -> None:
    """A task that looks every hour whether something is due, and catches up what the machine slept through."""
    entry = entry_for(on(machine, "win32"))
    tree = ET.fromstring(entry.text)
    found = {element.tag.rpartition("}")[2]: element.text for element in tree.iter()}

    assert ("/usr/bin/my python", "-m untrain watch --once") == (found["Command"], found["Arguments"])
    assert ("/home/ada/work & play", "PT1H", "true") == (
        found["WorkingDirectory"],
        found["Interval"],
        found["StartWhenAvailable"],
    )
    assert ("schtasks", "/Delete", "/TN", "untrain-watch", "/F") == entry.disable[0]
