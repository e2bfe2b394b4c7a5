"""The first schema: runs, results, requests, sessions and secrets. Whoever has it was there before the steps were."""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing: a new store is made whole, and an old one has it."""
