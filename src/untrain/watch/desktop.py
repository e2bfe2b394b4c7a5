"""A notification on the desktop, by the program that each system has for it; the text is never part of a script."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Final

_LONGEST: Final = 1000  # characters that a desktop shows at all
_APPLE: Final = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")
_WINDOWS: Final = """
Add-Type -AssemblyName System.Windows.Forms
$icon = New-Object System.Windows.Forms.NotifyIcon
$icon.Icon = [System.Drawing.SystemIcons]::Information
$icon.Visible = $true
$icon.ShowBalloonTip(10000, $env:UNTRAIN_NOTICE_TITLE, $env:UNTRAIN_NOTICE_BODY, 'Info')
Start-Sleep -Seconds 10
$icon.Dispose()
"""


def show(title: str, body: str, system: str = sys.platform) -> bool:
    """Show it; whether the desktop took it."""
    words = command(title, body[:_LONGEST], system)
    program = shutil.which(words[0])
    if program is None:
        return False
    given = {"UNTRAIN_NOTICE_TITLE": title, "UNTRAIN_NOTICE_BODY": body[:_LONGEST]}
    return _done([program, *words[1:]], given if system == "win32" else {})


def command(title: str, body: str, system: str) -> list[str]:
    """The program and its words."""
    if system == "darwin":
        return ["osascript", *(word for line in _APPLE for word in ("-e", line)), title, body]
    if system == "win32":
        return ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS]
    return ["notify-send", "--app-name=untrain", "--", title, body]


def _done(words: Sequence[str], given: Mapping[str, str]) -> bool:
    quiet = subprocess.DEVNULL
    done = subprocess.run(  # noqa: S603  # the system's own program, without a shell
        words, env={**os.environ, **given}, stdin=quiet, stdout=quiet, stderr=quiet, check=False
    )
    return done.returncode == 0
