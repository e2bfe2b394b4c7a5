"""The one address that may stand for all platforms: practice platforms on this very machine."""

from __future__ import annotations

import socket
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address
from typing import Final

from untrain.model.errors import InputError

_LOOPBACK: Final = IPv4Network("127.0.0.0/8")
_PATIENCE: Final = 3.0  # seconds
_REMEDY: Final = "give 127.0.0.1:PORT, [::1]:PORT or localhost:PORT"


def loopback(address: str, *, option: str = "--connect-to") -> str:
    """The HOST:PORT as it was given, where it is a loopback address. Raises InputError for any other."""
    host, colon, port = address.rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()):
        raise InputError(option, f"“{address}” has no port", _REMEDY)
    if not 0 < int(port[:6]) < 65536:
        raise InputError(option, f"“{port}” is no port: they go from 1 to 65535", _REMEDY)
    if not _on_this_machine(host):
        raise InputError(option, f"“{host}” is not a loopback address", _REMEDY)
    return address


def open_door(address: str, *, option: str, remedy: str) -> str:
    """The same address, where a program listens. Raises InputError where none does."""
    host, _, port = loopback(address, option=option).rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except OSError:
        raise InputError(f"{option} {address}", "no browser listens there", remedy) from None
    return address


def _on_this_machine(host: str) -> bool:
    try:
        if host.startswith("[") and host.endswith("]"):
            return IPv6Address(host[1:-1]) == IPv6Address("::1")
        return host == "localhost" or IPv4Address(host) in _LOOPBACK
    except AddressValueError:
        return False
