"""The door of the lab: one loopback socket that speaks TLS, or plain http to those who begin so."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from typing import Any, Final

import trustme
from starlette.types import ASGIApp
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

_TLS_HELLO: Final = b"\x16"
_PATIENCE: Final = 10.0
"""How long a caller may say nothing, in seconds."""
_RESET: Final = struct.pack("ii", 1, 0)


class Door:
    """A listening socket on loopback in front of an ASGI application, with a certificate for all its host names."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str], port: int = 0) -> None:
        self._config = Config(app, lifespan="off", ws="none", http="h11", log_config=None, access_log=False,
                              proxy_headers=False, server_header=False, timeout_keep_alive=60)  # fmt: skip
        self._state = ServerState()
        self._tls = _certificate(hosts)
        self._port = port
        self._welcomes: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Listen until the block ends; gives HOST:PORT. What is still under way then is cut off."""
        self._config.load()
        listener = socket.create_server(("127.0.0.1", self._port), backlog=256)
        listener.setblocking(False)  # noqa: FBT003 -- the name says what it is
        welcome = asyncio.create_task(self._accept(listener))
        try:
            yield "{}:{}".format(*listener.getsockname())
        finally:
            await self._close(listener, welcome)

    async def _close(self, listener: socket.socket, welcome: asyncio.Task[None]) -> None:
        tasks = [welcome, *self._welcomes, *self._state.tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        listener.close()
        for protocol in list(self._state.connections):
            protocol.transport.abort()
        await asyncio.sleep(0)

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            caller, _ = await loop.sock_accept(listener)
            task = asyncio.create_task(self._welcome(caller))
            self._welcomes.add(task)
            task.add_done_callback(self._welcomes.discard)

    async def _welcome(self, caller: socket.socket) -> None:
        """Hear the first byte, and go on in the language that it belongs to."""
        loop = asyncio.get_running_loop()
        caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            first = await asyncio.wait_for(_first_byte(caller), _PATIENCE)
            if first:
                tls = self._tls if first == _TLS_HELLO else None
                await loop.connect_accepted_socket(self._protocol, caller, ssl=tls)
                return
        except (OSError, TimeoutError):
            pass  # a caller who hangs up, or does not trust the certificate, is no concern of ours
        caller.close()

    def _protocol(self) -> H11Protocol:
        return H11Protocol(
            self._config, self._state, {"cut": self._cut, "lose": self._lose}, asyncio.get_running_loop()
        )

    def _cut(self, client: tuple[str, int]) -> None:
        """Cut the connection of that caller, so that it sees a reset."""
        for transport in self._lines_to(client):
            with suppress(OSError):
                transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            transport.abort()

    def _lose(self, client: tuple[str, int]) -> None:
        """Begin an answer, and hang up: a browser that has heard nothing at all would send the request once more."""
        for transport in self._lines_to(client):
            transport.write(b"HTTP/1.1 ")
            transport.close()

    def _lines_to(self, client: tuple[str, int]) -> Iterator[Any]:
        for protocol in list(self._state.connections):
            if isinstance(protocol, H11Protocol) and protocol.client == client:
                yield protocol.transport


@contextmanager
def in_thread(serve: Callable[[], AbstractAsyncContextManager[str]]) -> Iterator[str]:
    """Run an asynchronous server in a thread of its own; gives what it gives, raises what keeps it from starting."""
    ready: Future[str] = Future()
    stop = asyncio.Event()

    async def stay() -> None:
        try:
            async with serve() as address:
                ready.set_result(address)
                await stop.wait()
        except OSError as error:
            ready.set_exception(error)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(stay(),), name="lab", daemon=True)
    thread.start()
    try:
        yield ready.result()
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


async def _first_byte(caller: socket.socket) -> bytes:
    """The first byte that the caller sends, left in place; empty if it hangs up."""
    loop = asyncio.get_running_loop()
    readable: asyncio.Future[None] = loop.create_future()
    loop.add_reader(caller, _settle, readable)
    try:
        await readable
    finally:
        loop.remove_reader(caller)
    return caller.recv(1, socket.MSG_PEEK)


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _certificate(hosts: Sequence[str]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(*hosts, "localhost", "127.0.0.1").configure_cert(context)
    return context
