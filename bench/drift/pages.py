"""HTML of the replica: the shell of every page, the settings page, and the pages on the way to it."""

# ruff: noqa: E501 -- what a page says stands in one piece

from __future__ import annotations

import html
import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench.drift.facts import Facts, Neighbour
from bench.drift.state import Someone

_KIT: Final = Path(__file__).parent / "kit"
_CSS: Final = (_KIT / "kit.css").read_text("utf-8")
REPLICA: Final = (_KIT / "replica.js").read_text("utf-8")
SIGN_IN: Final = (_KIT / "signin.js").read_text("utf-8")
API: Final = "/api/v2"


def shell(title: str, body: str, lang: str = "en") -> str:
    """A whole document."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_CSS}</style></head><body>{body}</body></html>"
    )


def framed(facts: Facts, title: str, heading: str, inner: str, lang: str = "en", *, side: Sequence[str] = ()) -> str:
    """A page of somebody who is signed in, with the platform's own furniture around it."""
    links = "".join(f'<li><a href="/elsewhere/{at}">{html.escape(one)}</a></li>' for at, one in enumerate(side))
    head = (
        f'<header><a href="{facts.home}">{facts.name}</a><a href="/jobs/">{"Jobs" if facts.slug == "linkedin" else "Explore"}</a>'
        f'<input type="search" placeholder="Search" aria-label="Search {facts.name}"></header>'
    )
    body = (
        f'{head}<div class="cols"><nav aria-label="Settings"><ul>{links}</ul></nav>'
        f"<main><h1>{html.escape(heading)}</h1>{inner}</main></div>"
        f'<footer><a href="/legal/terms">Terms</a> <a href="/logout">{_SIGN_OUT.get(lang, "Sign out")}</a></footer>'
    )
    return shell(f"{title} | {facts.name}", body, lang)


_SIGN_OUT: Final = {
    "de": "Abmelden",
    "fr": "Se déconnecter",
    "es": "Cerrar sesión",
    "it": "Esci",
    "pt": "Sair",
    "nl": "Afmelden",
    "pl": "Wyloguj się",
    "ja": "ログアウト",
}


def settings_page(who: Someone, *, embed: bool) -> str:
    """The page of the control, as the case wants it."""
    case, facts, page = who.case, who.facts, who.case.page
    words = facts.words[case.lang]
    heading = words.title if page.heading is None else page.heading
    spec = _spec(who, embed=embed)
    data = json.dumps(spec).replace("</", "<\\/")
    script = f"<script>window.__page={data}</script><script>{REPLICA}</script>"
    label = "" if facts.slug == "linkedin" else ' aria-label="Section details"'
    bottom = page.bottom + _delete(words.delete)
    if embed or page.bare:
        return shell(heading, f'<div id="app"></div>{script}', case.lang)
    inner = f'{page.top}<section{label}><div id="app"></div></section>{bottom}{script}'
    return framed(facts, page.title or heading, heading, inner, case.lang, side=facts.menu_links["side"])


def _delete(text: str) -> str:
    if not text:
        return ""
    return (
        f'<div class="item"><button type="button" onclick="fetch(\'{API}/harm\',{{method:\'POST\','
        f"headers:{{'content-type':'application/json'}},body:JSON.stringify({{what:'delete history'}})}})\">{html.escape(text)}</button></div>"
    )


def _spec(who: Someone, *, embed: bool) -> dict[str, Any]:
    case, facts, page = who.case, who.facts, who.case.page
    items = _items(who)
    shape = "graphql" if facts.slug == "x" else "plain"
    mode = page.save if page.save in {"local", "dead", "beacon", "debounce"} else "ok"
    late = {"kind": page.late[0], "ms": page.late[1], "drawn": page.inverted}
    return {
        "csrf": "ajax:1",
        "api": API,
        "release": secrets.token_urlsafe(12),
        "items": items,
        "login": facts.login,
        "read": f"{API}/read",
        "box": page.box,
        "embed": embed,
        "late": late,
        "heading": page.heading or facts.words[case.lang].title,
        "save": {"url": facts.save, "shape": shape, "mode": mode, **page.save_extra},
        "confirm": page.confirm,
        "password": page.password,
        "savebar": page.savebar,
        "overlays": [one for one in page.overlays if one["name"] not in who.dismissed],
        "traps": [{"kind": kind, "before": before} for kind, before in page.traps],
        "bait": {"label": _label(who)},
        **page.extra,
    }


def _label(who: Someone) -> str:
    page, words = who.case.page, who.facts.words[who.case.lang]
    return page.label or (words.inverted if page.inverted else words.label)


def _items(who: Someone) -> list[dict[str, Any]]:
    page = who.case.page
    others = [_other(who, one) for one in neighbours(who)]
    target = [] if page.absent else [_target(who)]
    if page.twin:
        target.append(
            {**_target(who), "field": who.opaque("twin"), "target": False, "key": None, "on": who.settings["twin"]}
        )
    return others[: page.before] + target + others[page.before :]


def neighbours(who: Someone) -> list[Neighbour]:
    """Every other setting of the page, in order."""
    page = who.case.page
    own = who.facts.neighbours(who.case.lang) if page.own_others else ()
    return [*page.others, *own] if page.before else [*own, *page.others]


def _words(who: Someone) -> dict[str, str]:
    words = who.facts.words[who.case.lang]
    plain = {
        "on": words.on,
        "off": words.off,
        "turnOff": "Turn off",
        "turnOn": "Turn on",
        "isOn": "This setting is on",
        "isOff": "This setting is off",
    }
    return plain | dict(who.case.page.words)


def _target(who: Someone) -> dict[str, Any]:
    page, facts, words = who.case.page, who.facts, who.facts.words[who.case.lang]
    return {
        "target": True,
        "field": facts.key if page.own_ids else who.opaque(facts.key),
        "key": facts.key if page.own_ids else None,
        "operation": "XaiDataSharingSettingsMutation" if page.own_ids else "UpdatePreferenceMutation",
        "label": _label(who),
        "pieces": list(page.pieces) or None,
        "about": words.about if page.about is None else page.about,
        "widget": page.widget or facts.widget,
        "arrange": page.arrange or facts.arrange,
        "on": who.settings[who.target],
        "leave": page.inverted,
        "disabled": page.disabled,
        "words": _words(who),
        "danger": page.danger,
        "options": [list(one) for one in page.options] or None,
        "inDialog": page.dialog is not None,
        "dialog": page.dialog,
    }


def _other(who: Someone, one: Neighbour) -> dict[str, Any]:
    page, facts = who.case.page, who.facts
    return {
        "target": False,
        "field": one.key,
        "key": one.key if page.own_ids else None,
        "operation": "UpdateSettingMutation",
        "label": one.label,
        "about": one.about,
        "widget": one.widget or page.widget or facts.widget,
        "arrange": page.arrange if page.arrange not in {None, "labelledby_many"} else facts.arrange,
        "on": who.settings[one.key],
        "leave": False,
        "disabled": False,
        "words": _words(who) | {"danger": page.danger},
        "danger": page.danger,
        "options": None,
        "inDialog": page.dialog is not None,
        "dialog": {"done": "Done", "state": True} if page.dialog else None,
    }
