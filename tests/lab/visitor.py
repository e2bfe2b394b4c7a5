"""A visitor without a browser, and a browser that reaches only the lab."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from untrain.lab import Person


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Visitor:
    """A very small browser: cookies per host and parent domain, no scripts, redirects only when asked."""

    address: str
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    patience: float = 5.0

    def get(self, url: str, *, script: bool = False) -> Answer:
        return self._ask("GET", url, None, {"accept": "application/json" if script else "text/html"})

    def follow(self, url: str) -> tuple[str, Answer]:
        """Go there, and on as long as one is sent elsewhere; gives the last address."""
        for _ in range(8):
            answer = self.get(url)
            if "location" not in answer.headers:
                return url, answer
            url = urljoin(url, answer.headers["location"])
        raise AssertionError(f"sent in circles: {url}")

    def post(self, url: str, body: dict[str, object], **headers: str) -> Answer:
        sent = {"content-type": "application/json", "accept": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask("POST", url, json.dumps(body), sent)

    def post_form(self, url: str, body: dict[str, str]) -> Answer:
        return self._ask(
            "POST", url, urlencode(body), {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}
        )

    def _ask(self, method: str, url: str, body: str | None, headers: dict[str, str]) -> Answer:
        parts = urlsplit(url)
        host = parts.hostname or ""
        jar = {
            name: value for place, each in self.cookies.items() if host.endswith(place) for name, value in each.items()
        }
        carried = {"host": host, **headers, "cookie": "; ".join(f"{name}={value}" for name, value in jar.items())}
        connection = self._connection(parts.scheme, host)
        try:
            connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, carried)
            response = connection.getresponse()
            self._keep(host, response)
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read().decode())
        finally:
            connection.close()

    def _connection(self, scheme: str, host: str) -> http.client.HTTPConnection:
        address, port = self.address.split(":")
        connection = http.client.HTTPConnection(host, timeout=self.patience)
        plain = socket.create_connection((address, int(port)), timeout=self.patience)
        context = ssl._create_unverified_context()
        connection.sock = context.wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
        return connection

    def _keep(self, host: str, response: http.client.HTTPResponse) -> None:
        for text in response.headers.get_all("set-cookie") or []:
            pair, *rest = text.split("; ")
            name, _, value = pair.partition("=")
            place = next((one[7:].strip(".") for one in rest if one.lower().startswith("domain=")), host)
            self.cookies.setdefault(place, {})[name] = value


def linkedin_sign_in(visitor: Visitor, person: Person, password: str | None = None) -> Answer:
    """Sign in on LinkedIn, as its page's script does."""
    return visitor.post(
        "https://www.linkedin.com/checkpoint/lg/login-submit",
        {"session_key": person.username, "session_password": password or person.password},
    )


def csrf(visitor: Visitor) -> str:
    """LinkedIn's token against forgery, as its page's script reads it."""
    return visitor.cookies["linkedin.com"]["JSESSIONID"].strip('"')
