"""`untrain run`: the main job."""

from __future__ import annotations

from untrain.cli.choosing import command
from untrain.model.result import Mode

run = command(Mode.RUN, "Switch off what trains AI on your data, and prove it.")
