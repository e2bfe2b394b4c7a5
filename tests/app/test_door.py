from __future__ import annotations

import pytest

from untrain.app.door import loopback
from untrain.model.errors import InputError


@pytest.mark.parametrize("address", ["127.0.0.1:8443", "127.8.9.10:1", "[::1]:65535", "localhost:8443"])
def test_takes_this_machine(address: str) -> None:
    """Any loopback address with a port is taken as it stands."""
    assert address == loopback(address)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1:443",
        "0.0.0.0:443",
        "example.org:443",
        "localhost.example.org:443",
        "127.0.0.1.example.org:443",
        "127.1:443",
        "2130706433:443",
        "[::]:443",
        "[::ffff:10.0.0.1]:443",
        "user@127.0.0.1:443",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:0",
        "127.0.0.1:70000",
        "127.0.0.1:44३",
        "127.0.0.1:443,EXCLUDE x",
        "::1:443",
        "",
    ],
)
def test_refuses_everything_else(address: str) -> None:
    """With certificate errors ignored, no other machine may ever stand for a platform."""
    with pytest.raises(InputError, match="--connect-to"):
        loopback(address)
