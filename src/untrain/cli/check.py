"""`untrain check`: the same as `untrain run`, but it only looks."""

from __future__ import annotations

from untrain.cli.choosing import command
from untrain.model.result import Mode

check = command(Mode.CHECK, "Look and report; nothing is changed.")
