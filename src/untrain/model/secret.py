"""A secret: a value that can be typed into a page, and nothing else; and what keeps it out of all that we write."""

from __future__ import annotations

import html
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final, NoReturn
from urllib.parse import quote, quote_plus
from weakref import WeakSet

_HIDDEN: Final = "•••"
_LEAST: Final = 4
"""What is shorter stands in every other word, and can't be taken out."""
_MOST_HUSHED: Final = 4096
_living: WeakSet[Secret] = WeakSet()
_hushed: OrderedDict[str, tuple[str, ...]] = OrderedDict()


class Secret:
    """A password or TOTP seed that cannot be printed, logged, compared by chance or pickled.

    It is made from a value, or from a function that fetches the value when it is first needed (`cmd:`, `keyring:`).
    """

    __slots__ = ("__weakref__", "_fetch", "_forms", "_value")

    def __init__(self, value: str | Callable[[], str]) -> None:
        self._value: str | None = value if isinstance(value, str) else None
        self._fetch: Callable[[], str] | None = None if isinstance(value, str) else value
        self._forms: tuple[str, ...] = ()
        _living.add(self)

    def reveal(self) -> str:
        """The value itself, for the one line that types it."""
        if self._value is None:
            assert self._fetch is not None
            self._value = self._fetch()
        return self._value

    def forms(self) -> tuple[str, ...]:
        """The ways in which the value may stand in a text, for `redact`; none before it was fetched."""
        if not self._forms and self._value is not None:
            self._forms = _forms(self._value)
        return self._forms

    def __repr__(self) -> str:
        return f"Secret({_HIDDEN})"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return _HIDDEN

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is never pickled or copied")


def hush(values: Iterable[str]) -> None:
    """From now on `redact` takes these values out as well: those of session cookies, which are nobody's to read."""
    for value in values:
        _hushed[value] = _hushed.pop(value, ()) or _forms(value)
        if len(_hushed) > _MOST_HUSHED:  # the oldest have been renewed long ago
            _hushed.popitem(last=False)


def redact(text: str) -> str:
    """`text` with every living secret, and every hushed value, replaced; the last line of defence, at each sink."""
    forms = {form for secret in list(_living) for form in secret.forms()}
    forms.update(form for one in list(_hushed.values()) for form in one)
    for form in sorted(forms, key=len, reverse=True):  # one may be a part of another
        if form in text:
            text = text.replace(form, _HIDDEN)
    return text


def _forms(value: str) -> tuple[str, ...]:
    """A value as it stands in plain text, JSON, an address or HTML."""
    if len(value) < _LEAST:
        return ()
    written = (
        value,
        json.dumps(value)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
        quote(value, safe=""),
        quote_plus(value),
        html.escape(value),
        html.escape(value, quote=False),
    )
    return tuple(dict.fromkeys(written))
