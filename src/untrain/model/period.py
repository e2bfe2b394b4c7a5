"""How the results of a period are ordered."""

from __future__ import annotations

from enum import StrEnum


class By(StrEnum):
    """What a summary is ordered by."""

    ACCOUNT = "account"
    PLATFORM = "platform"
