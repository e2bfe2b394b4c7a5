"""A sign-in session as it is kept: cookies and storage of the platform's own hosts, and nothing of anyone else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from untrain.model.flow import Flow
from untrain.model.items import PLACE
from untrain.model.memory import StorageState


def own_state(state: StorageState, hosts: Sequence[str]) -> StorageState:
    """A session reduced to these hosts; `{item}.example.com` stands for all that are one label longer."""
    cookies = [one for one in rows(state, "cookies") if is_own(str(one.get("domain", "")), hosts)]
    origins = [one for one in rows(state, "origins") if _is_one_of(_host(str(one.get("origin", ""))), hosts)]
    return {"cookies": cookies, "origins": origins}


def rows(state: StorageState, key: str) -> list[dict[str, Any]]:
    """The cookies or the origins of a session."""
    found = state.get(key)
    return found if isinstance(found, list) else []


def is_own(domain: str, hosts: Sequence[str]) -> bool:
    """Whether a cookie of this domain is sent to one of these hosts, and not to half of the world besides."""
    name = domain.lstrip(".").lower()
    return "." in name and (_is_one_of(name, hosts) or any(host.endswith(f".{name}") for host in hosts))


def _is_one_of(name: str, hosts: Sequence[str]) -> bool:
    return name in hosts or f"{PLACE}.{name.partition('.')[2]}" in hosts


def speaks_for_a_session(state: StorageState, flow: Flow, *, now: datetime) -> bool:
    """Whether a session holds a cookie by which this platform knows somebody, and which has not run out."""
    named = flow.sign_in.cookies if flow.sign_in else ()
    living = [one for one in rows(state, "cookies") if one.get("value") and not _has_run_out(one, now)]
    return any(not named or one.get("name") in named for one in living)


def _has_run_out(cookie: dict[str, Any], now: datetime) -> bool:
    expires = cookie.get("expires", -1)
    return isinstance(expires, int | float) and 0 <= expires <= now.timestamp()


def _host(origin: str) -> str:
    parts = urlsplit(origin)
    return parts.netloc if parts.scheme == "https" else ""
