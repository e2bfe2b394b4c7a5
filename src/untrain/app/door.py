"""The one address that may stand for all platforms: practice platforms on this very machine."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address
from typing import Final

from untrain.model.errors import InputError

_LOOPBACK: Final = IPv4Network("127.0.0.0/8")
_REMEDY: Final = "give 127.0.0.1:PORT, [::1]:PORT or localhost:PORT"


def loopback(address: str) -> str:
    """The HOST:PORT as it was given, where it is a loopback address. Raises InputError for any other."""
    host, colon, port = address.rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()):
        raise InputError("--connect-to", f"“{address}” has no port", _REMEDY)
    if not 0 < int(port[:6]) < 65536:
        raise InputError("--connect-to", f"“{port}” is no port: they go from 1 to 65535", _REMEDY)
    if not _on_this_machine(host):
        raise InputError("--connect-to", f"“{host}” is not a loopback address", _REMEDY)
    return address


def _on_this_machine(host: str) -> bool:
    try:
        if host.startswith("[") and host.endswith("]"):
            return IPv6Address(host[1:-1]) == IPv6Address("::1")
        return host == "localhost" or IPv4Address(host) in _LOOPBACK
    except AddressValueError:
        return False
