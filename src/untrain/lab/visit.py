"""One request on its way through a replica: who, where, in what weather, and what it carries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from untrain.lab.replica import Form, Replica, Route, Setting, Value
from untrain.lab.sessions import Pending, Signed
from untrain.lab.standing import Entry, PasswordSubmission, Standing
from untrain.lab.weather import Sky

if TYPE_CHECKING:
    from untrain.lab.lab import Lab

PENDING_COOKIE = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request, with all that a verb needs to answer it."""

    lab: Lab
    replica: Replica
    request: Request
    route: Route
    params: dict[str, str]
    body: dict[str, Any]
    signed: Signed | None
    sky: Sky

    @property
    def host(self) -> str:
        """The host name that was asked for."""
        return self.request.url.hostname or ""

    @property
    def standing(self) -> Standing | None:
        """What the platform remembers of the signed-in person."""
        return self.signed.standing if self.signed else None

    @property
    def item(self) -> str | None:
        """The one of the person's items that the address speaks of."""
        items = self.replica.items
        return self.params.get(items.each) if items else None

    @property
    def pending(self) -> Pending | None:
        """The sign-in that this browser has half done."""
        return self.lab.sessions.pending(self.request.cookies.get(PENDING_COOKIE))

    @property
    def region(self) -> str | None:
        """Where the person lives, once it is known who they are."""
        return self.standing.person.region if self.standing else None

    @property
    def wants_json(self) -> bool:
        """Whether a script asks, and not the browser itself."""
        return "json" in self.request.headers.get("content-type", "")

    def is_document(self) -> bool:
        """Whether the answer becomes a page."""
        return "text/html" in self.request.headers.get("accept", "")

    def offers(self, control: str) -> bool:
        """Whether the platform offers this control to this person."""
        part: Setting | Form | None = self.replica.setting_of(control) or self.replica.form_of(control)
        if part is None or "region" in self.sky:
            return False
        return "*" in part.regions or self.region is None or self.region in part.regions

    def address(self, control: str, item: str | None = None) -> str:
        """The path at which a control's page is to be found today, that of one item where it has it for itself."""
        only = "deep_link_gone" if "deep_link_gone" in self.sky else None
        pages = [one for one in self.replica.routes if one.verb == "page" and control in one.controls]
        path = next((one.path for one in pages if one.only == only), pages[0].path)
        known = self.replica.items
        return path.replace(f"{{{known.each}}}", item or self.item or "") if known else path

    def write_down(
        self,
        changes: dict[str, Value],
        *,
        status: int,
        stored: bool,
        by: str = "visitor",
        standing: Standing | None = None,
    ) -> None:
        """Put one line into the person's journal."""
        who = standing or self.standing
        assert who is not None, "only people have a journal"
        who.journal.append(
            Entry(
                at=self.lab.now(),
                method=self.request.method,
                host=self.host,
                path=self.request.url.path,
                changes=changes,
                status=status,
                stored=stored,
                by=by,
            )
        )

    def got_password(self, username: str, *, right: bool, expected: bool = True) -> None:
        """Write down that a password arrived here."""
        self.lab.got_password(
            PasswordSubmission(
                at=self.lab.now(),
                platform=self.replica.slug,
                username=username,
                scheme=self.request.url.scheme,
                host=self.host,
                path=self.request.url.path,
                right=right,
                expected=expected and self.request.url.scheme == "https",
            )
        )

    def to_sign_in(self) -> Response:
        """Send the visitor to the sign-in page, which sends them back here afterwards."""
        if not self.is_document():
            return Response('{"errors":[{"message":"Unauthorized"}]}', 401, media_type="application/json")
        here, url = urlsplit(str(self.request.url)), self.replica.sign_in.url
        wanted = here.path + (f"?{here.query}" if here.query else "")
        if self.host != urlsplit(url).hostname:
            wanted = f"https://{self.host}{wanted}"
        mark = "&" if "?" in url else "?"
        return RedirectResponse(f"{url}{mark}{urlencode({self.replica.sign_in.next: wanted})}", 302)

    def wanted(self) -> str:
        """Where the visitor wanted to go before the sign-in page came between: an address of this platform."""
        sign_in = self.replica.sign_in
        text = str(self.body.get(sign_in.next) or self.request.query_params.get(sign_in.next) or "")
        host = urlsplit(text).hostname
        ours = self.replica.owns(host) if host else text.startswith("/")
        return text if ours else sign_in.home

    def onward(self, signed: Signed, wanted: str) -> str:
        """The address for a signed-in person, with a ticket where its host has no session cookie yet."""
        host = urlsplit(wanted).hostname
        if host is None or host == self.host or self.replica.session.domain:
            return wanted
        query = urlencode({"ticket": self.lab.sessions.ticket(signed), "to": wanted})
        return f"https://{host}/__lab/handover?{query}"

    def carry_session(self, response: Response, signed: Signed) -> Response:
        """The response, with the cookies of the session."""
        session, person = self.replica.session, signed.standing.person
        domain = session.domain
        for name, value in session.cookies(token=signed.token, csrf=signed.csrf, number=person.number).items():
            hidden = name == session.cookie
            response.set_cookie(name, value, domain=domain, secure=True, httponly=hidden, max_age=86400)
        return response


async def body_of(request: Request) -> dict[str, Any]:
    """What a request carries, as names and values, from JSON or from a form."""
    raw = await request.body()
    if "json" in request.headers.get("content-type", ""):
        try:
            parsed = json.loads(raw or b"{}")
        except ValueError:
            return {}
        return parsed if isinstance(parsed, dict) else {}
    try:
        return dict(parse_qsl(raw.decode(), keep_blank_values=True))
    except UnicodeDecodeError:
        return {}


def dig(body: dict[str, Any], path: str) -> Any:  # noqa: ANN401 -- JSON holds anything
    """The value at a dotted path of a JSON body, or None."""
    found: Any = body
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found
