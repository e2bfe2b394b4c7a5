"""The codes of an authenticator, for secrets of any length."""

from __future__ import annotations

import base64
import hmac
import struct
import time


def code_is_right(secret: str, code: str) -> bool:
    """Whether an authenticator shows that code now, or did or will within half a minute (RFC 6238)."""
    key, now = base64.b32decode(secret), int(time.time()) // 30
    return code in {_code(key, step) for step in (now - 1, now, now + 1)}


def _code(key: bytes, step: int) -> str:
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack_from('>I', digest, at)[0] & 0x7FFFFFFF) % 10**6:06}"
