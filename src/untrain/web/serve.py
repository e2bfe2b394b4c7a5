"""The server: one socket on this machine, the pages behind it, and the worker beside it."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from starlette.types import ASGIApp
from uvicorn import Config, Server

from untrain.app.desk import Desk, our_version
from untrain.model.errors import InputError
from untrain.settings import Settings
from untrain.web.draw import environment
from untrain.web.guard import Guard
from untrain.web.keys import Keys
from untrain.web.language import LANGUAGES
from untrain.web.office import Office
from untrain.web.roster import Roster
from untrain.web.site import application
from untrain.web.worker import Worker

_LOOPBACK: Final = "127.0.0.1"
_WAITING: Final = 64  # connections
_PARTING: Final = 2  # seconds for answers under way


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What is served, and where; `say` is told each new address that lets somebody in, once."""

    desk: Desk
    settings: Settings
    clock: Callable[[], datetime]
    say: Callable[[str], None]
    connect_to: str | None = None
    port: int = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Office]:
        """Serve, while the block lasts. Raises InputError for a port that is taken or a bad file of accounts."""
        with closing(self._listen()) as listener:
            async with self._serve(listener) as office:
                yield office

    @asynccontextmanager
    async def _serve(self, listener: socket.socket) -> AsyncIterator[Office]:
        port = int(listener.getsockname()[1])
        keys = Keys(on_used=lambda token: self.say(_address(port, token)))
        worker = Worker(desk=self.desk, settings=self.settings, clock=self.clock, connect_to=self.connect_to)
        office = self._office(keys, worker)
        self._warm_up(office)
        server = _server(Guard(app=application(office), keys=keys, port=port))
        async with asyncio.TaskGroup() as tasks:
            serving = tasks.create_task(server.serve(sockets=[listener]))
            working = tasks.create_task(worker.work())
            try:
                self.say(_address(port, keys.token))
                yield office
            finally:
                working.cancel()
                server.should_exit = True
                await asyncio.wait({serving})

    def _warm_up(self, office: Office) -> None:
        """Read what every page needs, so that the first one comes as soon as the others."""
        for language in LANGUAGES:
            environment(language)
        office.board.tally()
        office.roster.by_name()

    def _office(self, keys: Keys, worker: Worker) -> Office:
        desk = self.desk
        return Office(
            desk=desk,
            board=desk.store.board(practice=worker.practice),
            roster=Roster(file=self.settings.accounts, home=desk.home, flows=desk.flows),
            worker=worker,
            keys=keys,
            clock=self.clock,
            version=our_version(),
        )

    def _listen(self) -> socket.socket:
        # named as TCP, or asyncio would not send an answer's head and body without waiting in between
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((_LOOPBACK, self.port))
            listener.listen(_WAITING)
            return listener
        except OSError as error:
            listener.close()
            problem = f"port {self.port} can't be had ({error.strerror})"
            raise InputError("--port", problem, "leave it out, and any free one is taken") from error


def _address(port: int, token: str) -> str:
    return f"http://{_LOOPBACK}:{port}/?token={token}"


class _Quiet(Server):
    """A server that leaves signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


def _server(app: ASGIApp) -> Server:
    config = Config(
        app,
        lifespan="off",
        ws="none",
        http="h11",
        log_config=None,
        access_log=False,  # the address is a secret until it was used
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_PARTING,
    )
    return _Quiet(config)
