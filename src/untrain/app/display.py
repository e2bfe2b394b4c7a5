"""Whether there is a screen to show a browser on."""

from __future__ import annotations

import os
import sys

from untrain.model.errors import InputError


def has_display() -> bool:
    """Whether a window can be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def must_have_display(option: str, remedy: str = "run it in a desktop session") -> None:
    """Raise InputError where no window can be shown; said at once, rather than after a time-out."""
    if not has_display():
        raise InputError(option, "there is no display to show a browser on", remedy)
