"""The lab: practice platforms on loopback, under the real host names, with a truth that tests can ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from secrets import token_hex
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from untrain.lab import strangers
from untrain.lab.door import Door, in_thread
from untrain.lab.faults import AnswerLost, ConnectionCutError, NeverAnswers
from untrain.lab.person import Person
from untrain.lab.replica import Replica, built_in, load
from untrain.lab.sessions import Sessions
from untrain.lab.site import answer
from untrain.lab.standing import PasswordSubmission, Standing
from untrain.lab.terms import Terms
from untrain.lab.visit import PENDING_COOKIE
from untrain.lab.weather import FOREIGN_HOST, Sky
from untrain.model.errors import InputError


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


class Lab:
    """Practice platforms with people on them.

    `weather` hangs over everything and everybody; a person's own comes on top. `address` is HOST:PORT while it serves.
    """

    def __init__(
        self,
        replicas: Iterable[Replica | str] | None = None,
        *,
        accounts: Sequence[Person] = (),
        weather: Sequence[str] = (),
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        chosen = built_in() if replicas is None else replicas
        self.replicas = {one.slug: one for one in (load(each) if isinstance(each, str) else each for each in chosen)}
        self.weather = {name.partition(":")[0] for name in weather}
        self.now = now
        self.sessions = Sessions()
        self.terms = Terms({one.slug: one.title for one in self.replicas.values()})
        self.release = token_hex(6)
        self.password_submissions: list[PasswordSubmission] = []
        self.typed: list[str] = []
        self.notes: list[str] = []
        self.address = ""
        self._standings = {(one.platform, one.username.casefold()): self._standing(one) for one in accounts}
        self._skies = {key: Sky([*weather, *one.person.weather]) for key, one in self._standings.items()}
        self._strange = {slug: self._shared_sky(slug, weather) for slug in self.replicas}

    @property
    def hosts(self) -> list[str]:
        """Every host name that is answered for."""
        return sorted({host for replica in self.replicas.values() for host in replica.hosts})

    def person(self, platform: str, username: str) -> Standing:
        """What the platform remembers of this person; raises KeyError for a stranger."""
        return self._standings[platform, username.casefold()]

    def find(self, platform: str, username: str) -> Standing | None:
        """The same, or None; a person is also known by their e-mail address."""
        wanted = username.strip().casefold()
        return next((one for one in self.people(platform) if wanted in _names(one.person)), None)

    def people(self, platform: str | None = None) -> list[Standing]:
        """Everybody, or everybody on one platform."""
        return [one for (slug, _), one in self._standings.items() if platform in {None, slug}]

    def sky(self, standing: Standing) -> Sky:
        """The weather over one person."""
        return self._skies[standing.person.platform, standing.person.username.casefold()]

    def strange_sky(self, platform: str) -> Sky:
        """The weather over those who have not said who they are."""
        return self._strange[platform]

    def open_session(self, person: Person) -> dict[str, object]:
        """A session of this person as a browser keeps it: cookies and origins, as Playwright's storage state has them.

        For those who signed in by themselves, as on platforms without passwords.
        """
        standing = self.person(person.platform, person.username)
        replica, signed = standing.replica, self.sessions.open(standing)
        self.sessions.lands(signed, document=True)
        hosts = [replica.session.domain] if replica.session.domain else [one for one in replica.hosts if "*" not in one]
        cookies = replica.session.cookies(token=signed.token, csrf=signed.csrf, number=person.number)
        kept = [
            {"name": name, "value": value, "domain": host, "path": "/", "expires": -1, "httpOnly": False,
             "secure": True, "sameSite": "Lax"}
            for host in hosts
            for name, value in cookies.items()
        ]  # fmt: skip
        return {"cookies": kept, "origins": []}

    def got_password(self, submission: PasswordSubmission) -> None:
        """Write down, here and with the person, that a password arrived."""
        self.password_submissions.append(submission)
        for one in self.people(submission.platform):
            if submission.username.strip().casefold() in _names(one.person):
                one.password_submissions.append(submission)

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[str]:
        """Serve in this event loop, on loopback; gives HOST:PORT. Port 0 takes any free one."""
        door = Door(self, [*self.hosts, FOREIGN_HOST], port)
        async with door.open() as self.address:
            yield self.address

    @contextmanager
    def serve_in_thread(self, port: int = 0) -> Iterator[str]:
        """Serve in a thread of its own, for callers without an event loop; gives HOST:PORT."""
        with in_thread(lambda: self.serve(port)) as address:
            yield address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (this is the ASGI application)."""
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except NeverAnswers:
            await _hung_up(receive)
            return
        except AnswerLost:
            scope["state"]["lose"](scope["client"])
            return
        except ConnectionCutError:
            scope["state"]["cut"](scope["client"])
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        replica = self._replica_at(request)
        if not _has_page(replica, request) and (terms := self.terms.answer(request)):
            return terms
        if replica is None:
            return await strangers.answer(self, request)
        return await answer(self, replica, request)

    def _replica_at(self, request: Request) -> Replica | None:
        """Whose host this is, by name before a pattern; where several have it, the one that the visitor comes from."""
        host = request.url.hostname or ""
        replicas = self.replicas.values()
        named = [one for one in replicas if host in one.hosts]
        if len(named) > 1:
            return next((one for one in named if self._comes_from(one, request)), named[0])
        return named[0] if named else next((one for one in replicas if one.owns(host)), None)

    def _comes_from(self, replica: Replica, request: Request) -> bool:
        """Whether the visitor was sent here by this platform, is signing in to it, or is signed in."""
        pending = self.sessions.pending(request.cookies.get(PENDING_COOKIE))
        signed = self.sessions.find(request.cookies.get(replica.session.cookie))
        asked = [request.url.query, urlsplit(request.headers.get("referer", "")).query]
        wanted = [text for query in asked for text in parse_qs(query).get(replica.sign_in.next, [])]
        shared = {host for other in self.replicas.values() if other is not replica for host in other.hosts}
        hosts = {urlsplit(text).hostname for text in wanted} - shared
        if any(hosts):
            return any(replica.owns(host or "") for host in hosts)
        known = pending.standing if pending else signed.standing if signed else None
        return known is not None and known.replica is replica

    def _standing(self, person: Person) -> Standing:
        if person.platform not in self.replicas:
            known = ", ".join(self.replicas)
            raise InputError(f"person {person.name}", f"no replica of {person.platform!r}", f"choose from {known}")
        replica = self.replicas[person.platform]
        standing = Standing(person, replica, {})
        out = "disabled_off" in person.weather or "disabled_off" in self.weather
        for one in replica.settings.values():
            value = one.out_value if out and one.control else person.settings.get(one.id, one.default)
            standing.settings |= dict.fromkeys(replica.keys_of(one, standing.items), value)
        standing.settings |= {key: value for key, value in person.settings.items() if ":" in key}
        return standing

    def _shared_sky(self, slug: str, weather: Sequence[str]) -> Sky:
        """What a stranger meets: of one person alone their own weather, else what everybody has in common."""
        people = self.people(slug)
        if len(people) == 1:
            return self.sky(people[0])
        common = set.intersection(*(set(one.person.weather) for one in people)) if people else set()
        return Sky([*weather, *common])


def _has_page(replica: Replica | None, request: Request) -> bool:
    """Whether a page of the replica itself stands at this address."""
    return replica is not None and any(route.match.match(request.url.path) for route in replica.routes)


async def _hung_up(receive: Receive) -> None:
    """Wait until the caller gives up."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return


def _names(person: Person) -> set[str]:
    return {person.username.casefold(), person.email.casefold()}
