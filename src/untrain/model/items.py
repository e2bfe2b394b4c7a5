"""Items: blogs, sites, teams that have a control each; the addresses that name them, and the control of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from untrain.model.flow import Control, Flow, Phrase

PLACE: Final = "{item}"
"""What stands for the item in an address, a label or a step of a menu path."""
BENEATH: Final = "/*"
"""What a link's template ends with where the addresses beneath it name the item too."""

_IN_A_PATH: Final = r"[^/?#&]+"
_IN_A_HOST: Final = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of several: `key` as in addresses and targets, `title` as the platform shows it."""

    key: str
    title: str


def templates(control: Control) -> tuple[str, ...]:
    """The addresses of a control in which an item stands, and those of the links that name one."""
    links = control.items.links if control.items else ()
    own = (*((control.url,) if control.url else ()), *control.alternates)
    return tuple(url for url in dict.fromkeys((*links, *own)) if PLACE in url)


def item_in(url: str, template: str, *, page: str = "") -> str | None:
    """The item that an address (or a link on `page`) names by this template; None where it fits none."""
    match = _pattern(template).fullmatch(_plain(urljoin(page, url), template))
    return unquote(match["item"]) if match else None


def item_at(url: str, template: str) -> str | None:
    """The item whose address this is, or lies beneath; None where it is at none."""
    match = _pattern(template).match(_plain(url, template))
    if match is None:
        return None
    ends = len(_plain(url, template)) == match.end() or _plain(url, template)[match.end()] == "/"
    return unquote(match["item"]) if ends else None


def address_of(template: str, item: str) -> str | None:
    """The address of one item; None where its name can't stand there, such as one with a dot in a host."""
    template = template.removesuffix(BENEATH)
    host = urlsplit(template).netloc
    if PLACE in host and not re.fullmatch(_IN_A_HOST, item):
        return None
    url = template.replace(PLACE, quote(item, safe=""))
    return url if item_in(url, template) == item else None


def of_item(control: Control, item: Item) -> Control:
    """The control of one item: its own addresses, and its name in labels, headings and menu paths."""
    addresses = [
        address_of(url, item.key) if PLACE in url else url
        for url in (*((control.url,) if control.url else ()), *control.alternates)
    ]
    known = [url for url in addresses if url]
    return replace(
        control,
        title=control.title.replace(PLACE, item.title),
        url=known[0] if known else None,
        alternates=tuple(known[1:]),
        path=tuple(_named(step, item) for step in control.path),
        headings=_named(control.headings, item),
        labels=_named(control.labels, item),
    )


def flow_of_item(flow: Flow, control: Control, item: Item) -> Flow:
    """The flow while this item is seen to: the hosts that are this item's own count too, and those of no other."""
    own = (address_of(template, item.key) for template in templates(control))
    hosts = {urlsplit(url).hostname or "" for url in own if url}
    mine = [host for host in sorted(hosts) if _has_an_own_host(flow, host, item)]
    return replace(flow, hosts=(*flow.hosts, *mine)) if mine else flow


def _has_an_own_host(flow: Flow, host: str, item: Item) -> bool:
    return host not in flow.hosts and any(host == pattern.replace(PLACE, item.key) for pattern in flow.item_hosts)


def _named(phrases: Iterable[Phrase], item: Item) -> tuple[Phrase, ...]:
    named = [replace(one, text=one.text.replace(PLACE, name)) for one in phrases for name in _names(one, item)]
    return tuple(dict.fromkeys(named))


def _names(phrase: Phrase, item: Item) -> tuple[str, ...]:
    return (item.title, item.key) if PLACE in phrase.text and item.title != item.key else (item.key,)


def _plain(url: str, template: str) -> str:
    """An address without what its template doesn't speak of: a query, a fragment, a last slash, the default port."""
    parts, wanted = urlsplit(url), urlsplit(template.removesuffix(BENEATH))
    query = "?" + parts.query if wanted.query else ""
    fragment = "#" + parts.fragment if wanted.fragment else ""
    host = parts.netloc.lower().removesuffix(":443").removesuffix(".")
    return f"{parts.scheme}://{host}{parts.path.rstrip('/')}{query}{fragment}"


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str]:
    """The addresses that fit a template; an item that stands in it twice is the same both times."""
    parts = urlsplit(template.removesuffix(BENEATH))
    rest = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    rest += f"#{parts.fragment}" if parts.fragment else ""
    pattern = f"{re.escape(parts.scheme)}://"
    seen = False
    for text, item in ((parts.netloc.lower(), _IN_A_HOST), (rest, _IN_A_PATH)):
        for number, piece in enumerate(text.split(PLACE)):
            if number:
                pattern += "(?P=item)" if seen else f"(?P<item>{item})"
                seen = True
            pattern += re.escape(piece)
    return re.compile(pattern + ("(?:/.*)?" if template.endswith(BENEATH) else ""))
