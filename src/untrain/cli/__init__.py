"""The command line: one file per command. What is heavy is imported by the command that needs it."""

from __future__ import annotations


def main() -> None:
    """Run the command that was typed, and end with its exit code."""
    from untrain.cli.program import start

    start()
