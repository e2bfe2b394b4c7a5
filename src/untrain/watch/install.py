"""How the system starts the watch by itself: what is written, and which commands make it known, to be shown first."""

from __future__ import annotations

import plistlib
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

_NAME: Final = "untrain-watch"
_LABEL: Final = "org.untrain.watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file, the commands that make the system know it, and those that make it forget it."""

    file: Path
    text: str
    enable: tuple[tuple[str, ...], ...]
    disable: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where the entry is for: the system, its person's folders, and how untrain is started there."""

    system: str
    home: Path
    config: Path
    untrain_home: Path
    folder: Path
    program: tuple[str, ...]
    variables: Mapping[str, str]
    uid: int = 0


def entry_for(machine: Machine) -> Entry:
    """The entry for this system: a systemd user unit, a launchd agent, or one of the Task Scheduler."""
    if machine.system == "darwin":
        return _launchd(machine)
    return _task(machine) if machine.system == "win32" else _systemd(machine)


def _systemd(machine: Machine) -> Entry:
    unit = f"{_NAME}.service"
    lines = [
        "[Unit]",
        "Description=untrain: sees whether your switches are still off",
        "",
        "[Service]",
        f"ExecStart={' '.join(_unit_word(word).replace('$', '$$') for word in machine.program)} watch",
        f"WorkingDirectory={str(machine.folder).replace('%', '%%')}",
        *(f"Environment={_unit_word(f'{name}={value}')}" for name, value in machine.variables.items()),
        "Nice=10",
        "Restart=on-failure",
        "RestartSec=300",
        "SuccessExitStatus=130",
        "TimeoutStopSec=60",
        "",
        "[Install]",
        "WantedBy=default.target",
    ]
    call = ("systemctl", "--user")
    return Entry(
        file=machine.config / "systemd" / "user" / unit,
        text="\n".join(lines) + "\n",
        enable=((*call, "daemon-reload"), (*call, "enable", "--now", unit)),
        disable=((*call, "disable", "--now", unit),),
    )


def _launchd(machine: Machine) -> Entry:
    file = machine.home / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
    content = {
        "Label": _LABEL,
        "ProgramArguments": [*machine.program, "watch"],
        "WorkingDirectory": str(machine.folder),
        "EnvironmentVariables": dict(machine.variables),
        "RunAtLoad": True,
        "KeepAlive": {"Crashed": True},
        "ThrottleInterval": 300,
        "LowPriorityIO": True,
        "ProcessType": "Background",
    }
    domain = f"gui/{machine.uid}"
    return Entry(
        file=file,
        text=plistlib.dumps(content).decode(),
        enable=(("launchctl", "bootstrap", domain, str(file)),),
        disable=(("launchctl", "bootout", f"{domain}/{_LABEL}"),),
    )


_TASK: Final = """<?xml version="1.0" encoding="UTF-8"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>untrain: sees whether your switches are still off</Description></RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <Repetition><Interval>PT1H</Interval></Repetition>
    </LogonTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
    <Priority>8</Priority>
  </Settings>
  <Actions>
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def _task(machine: Machine) -> Entry:
    """One that looks every hour whether something is due; variables are the person's own there, so none are set."""
    file = machine.untrain_home / f"{_NAME}.xml"
    command, *words = machine.program
    text = _TASK.format(
        command=escape(command),
        arguments=escape(" ".join([*(f'"{word}"' if " " in word else word for word in words), "watch", "--once"])),
        folder=escape(str(machine.folder)),
    )
    return Entry(
        file=file,
        text=text,
        enable=(("schtasks", "/Create", "/TN", _NAME, "/XML", str(file), "/F"),),
        disable=(("schtasks", "/Delete", "/TN", _NAME, "/F"),),
    )


def _unit_word(word: str) -> str:
    """A word as systemd reads it: quoted, with what it would replace doubled."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{plain}"'


def shown(commands: Sequence[Sequence[str]]) -> list[str]:
    """The commands as one would type them."""
    return [shlex.join(words) for words in commands]
