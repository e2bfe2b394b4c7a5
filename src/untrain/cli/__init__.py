"""The command line: one file per command. What is heavy is imported by the command that needs it."""

from __future__ import annotations

from untrain.cli.signals import end_at_once


def main() -> None:
    """Run the command that was typed, and end with its exit code."""
    end_at_once()
    from untrain.cli.program import start

    start()
