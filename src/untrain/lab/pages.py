"""The verbs that show something: a page of the replica, or another address."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from untrain.lab.replica import Replica
from untrain.lab.visit import Visit

KIT: Final = Path(__file__).parent / "kit"
_OVERLAYS: Final = ("survey_overlay", "tour_overlay", "terms_dialog")


class Errors(dict[str, str]):
    """What is wrong with a form, by field; nothing for all others."""

    def __missing__(self, field: str) -> str:
        return ""


async def show_page(visit: Visit) -> Response:
    """A page; the sign-in page sends those away who are signed in."""
    if visit.signed and is_sign_in(visit) and visit.wanted() != visit.request.url.path:
        return RedirectResponse(visit.onward(visit.signed, visit.wanted()), 302)
    revert(visit)
    return html(visit, str(visit.route.target))


async def redirect(visit: Visit) -> Response:
    """Another address, with the names of this one put in, and the query that came along."""
    query = visit.request.url.query
    target = str(visit.route.target).format(**visit.params)
    return RedirectResponse(f"{target}{'&' if '?' in target else '?'}{query}" if query else target, 302)


def is_sign_in(visit: Visit) -> bool:
    """Whether this is the page at which people sign in."""
    return visit.replica.sign_in.url.split("?")[0] == f"https://{visit.host}{visit.request.url.path}"


def revert(visit: Visit) -> None:
    """In some weather the platform forgets what was saved, as soon as somebody looks."""
    standing = visit.standing
    if standing is None or "reverts_on_reload" not in visit.sky:
        return
    for control in visit.route.controls:
        setting = visit.replica.setting_of(control)
        for key in standing.keys_of(control):
            if setting and standing.settings[key] == setting.out_value and key in standing.touched():
                standing.settings[key] = setting.in_value
                visit.write_down({key: setting.in_value}, status=200, stored=True, by="weather")


def html(visit: Visit, template: str, status: int = 200, **more: object) -> Response:
    """One of the replica's pages (or of the kit's), in the visitor's language, with the weather that lives in pages."""
    facts = page_facts(visit) | more
    text = environment(visit.replica).get_template(template).render(facts)
    return HTMLResponse(_dressed(visit, text, facts), status)


def page_facts(visit: Visit) -> dict[str, Any]:
    """Everything a page may speak of."""
    person = visit.standing.person if visit.standing else None
    language = person.language if person else "en"
    words = visit.replica.text.get(language, {})
    return {
        "platform": visit.replica.title,
        "accent": visit.replica.accent,
        "me": person,
        "lang": language,
        "t": lambda text: words.get(text, text),
        "settings": visit.standing.seen_from(visit.item) if visit.standing else {},
        "items": visit.standing.items if visit.standing else (),
        "item": visit.item,
        "standing": visit.standing,
        "weather": visit.sky,
        "offered": visit.offers,
        "address": visit.address,
        "forms": visit.replica.forms,
        "params": visit.params,
        "query": visit.request.query_params,
        "path": visit.request.url.path,
        "wanted": visit.wanted(),
        "pending": visit.pending,
        "csrf": visit.signed.csrf if visit.signed else "",
        "sign_in": visit.replica.sign_in,
        "release": visit.lab.release,
        "disabled": "locked_by_organisation" in visit.sky or "disabled_off" in visit.sky,
        "errors": Errors(),
        "error": None,
    }


@cache
def environment(replica: Replica) -> Environment:
    """The templates of one replica, with the kit's behind them."""
    loader = ChoiceLoader([FileSystemLoader(replica.folder), FileSystemLoader(KIT)])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, auto_reload=False)


def asset(replica: Replica | None, name: str) -> Path | None:
    """The file behind `/assets/name`: of the kit, or of the replica."""
    folder, _, file = name.partition("/") if name.startswith("kit/") else ("", "", name)
    home = KIT if folder else (replica.folder / "assets" if replica else KIT)
    path = (home / file).resolve()
    ours = path.is_relative_to(home.resolve()) and path.is_file() and path.suffix in {".css", ".js", ".svg"}
    return path if ours else None


def _dressed(visit: Visit, text: str, facts: dict[str, Any]) -> str:
    """The page with the kit's script in its head, and the overlays of today before its end."""
    told = json.dumps({"weather": visit.sky.names()}).replace("<", "\\u003c")
    head = f'<script type="application/json" id="lab">{told}</script><script src="/assets/kit/kit.js"></script>'
    if visit.request.url.scheme == "http":
        head += '<script src="/assets/kit/typed.js"></script>'
    text = text.replace("</head>", head + "</head>", 1)
    over = "".join(environment(visit.replica).get_template(f"{name}.html").render(facts) for name in _overlays(visit))
    return text.replace("</body>", over + "</body>", 1) if over else text


def _overlays(visit: Visit) -> list[str]:
    asks = "cookie_banner" in visit.sky or (visit.region or _common_region(visit)) in visit.replica.consent_in
    found = ["cookie_banner"] if asks and "cookies" not in visit.request.cookies else []
    if visit.standing and visit.request.url.path != visit.replica.sign_in.after:
        found += [one for one in _OVERLAYS if one in visit.sky and one not in visit.standing.accepted]
    return found


def _common_region(visit: Visit) -> str | None:
    """The country of a stranger: known only where everybody of the platform lives in one."""
    regions = {one.person.region for one in visit.lab.people(visit.replica.slug)}
    return regions.pop() if len(regions) == 1 else None
