"""A secret: a value that can be typed into a page, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn
from weakref import WeakSet

_HIDDEN: Final = "•••"
_living: WeakSet[Secret] = WeakSet()


class Secret:
    """A password or TOTP seed that cannot be printed, logged, compared by chance or pickled.

    It is made from a value, or from a function that fetches the value when it is first needed (`cmd:`, `keyring:`).
    """

    __slots__ = ("__weakref__", "_fetch", "_value")

    def __init__(self, value: str | Callable[[], str]) -> None:
        self._value: str | None = value if isinstance(value, str) else None
        self._fetch: Callable[[], str] | None = None if isinstance(value, str) else value
        _living.add(self)

    def reveal(self) -> str:
        """The value itself, for the one line that types it."""
        if self._value is None:
            assert self._fetch is not None
            self._value = self._fetch()
        return self._value

    def __repr__(self) -> str:
        return f"Secret({_HIDDEN})"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return _HIDDEN

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is never pickled or copied")


def redact(text: str) -> str:
    """`text` with the value of every living secret replaced; the last line of defence, at each sink."""
    for secret in list(_living):
        value = secret._value  # noqa: SLF001 -- of our own kind
        if value is not None and len(value) >= 4:
            text = text.replace(value, _HIDDEN)
    return text
