"""The codes of an authenticator app (RFC 6238): never one that is about to run out, and each window's once."""

from __future__ import annotations

import base64
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

PERIOD: Final = 30
LEAST: Final = 5
"""How many seconds a code must still be good for when it is typed."""


def code_at(secret: str, moment: float) -> str:
    """The code of this secret at a moment, in seconds since 1970."""
    totp = TOTP(_seed(secret), 6, SHA1(), PERIOD, enforce_key_length=False)  # noqa: S303 — RFC 6238 §1.2
    return totp.generate(int(moment)).decode()


def wait_for_a_fresh_one(moment: float) -> float:
    """The seconds to wait until a code is good for a while yet: none, or until just after the next one begins."""
    left = PERIOD - moment % PERIOD
    return 0.0 if left >= LEAST else left + 0.2


def _seed(secret: str) -> bytes:
    """A TOTP secret as it is written down: base 32, in groups, without padding."""
    plain = secret.replace(" ", "").replace("-", "").upper().rstrip("=")
    return base64.b32decode(plain + "=" * (-len(plain) % 8))
