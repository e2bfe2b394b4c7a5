"""The pages on the way to the control: home, the settings' front page, a category, a page that moved."""

# ruff: noqa: E501 -- what a page says stands in one piece

from __future__ import annotations

import html
from collections.abc import Sequence

from bench.drift.pages import framed, shell
from bench.drift.state import Someone


def steps(who: Someone) -> tuple[str, ...]:
    """The words on the way: of the home page's menu, of the settings, of their category, of the control."""
    return who.case.way.menu or who.facts.words[who.case.lang].menu


def home(who: Someone) -> str:
    """The first page after signing in; its menu opens on a click."""
    facts, (first, second, *_) = who.facts, steps(who)
    drop = (
        f'<div class="anchor"><button type="button" aria-haspopup="menu" aria-expanded="false" onclick="const m=this.nextElementSibling;'
        f"m.hidden=!m.hidden;this.setAttribute('aria-expanded',String(!m.hidden))\">{html.escape(first)}</button>"
        f'<div role="menu" hidden class="popup"><a role="menuitem" href="/in/me">View profile</a><br>'
        f'<a role="menuitem" href="{facts.index}">{html.escape(second)}</a><br>'
        f'<a role="menuitem" href="/logout">Sign out</a></div></div>'
    )
    posts = "".join(
        f"<article><h2>Post {at}</h2><p>Hello from somebody, number {at}.</p><button type='button'>Like</button></article>"
        for at in range(4)
    )
    body = (
        f'<header><a href="{facts.home}">{facts.name}</a>{drop}</header><main><h1 class="muted">Home</h1>{posts}</main>'
    )
    return shell(f"Home | {facts.name}", body, who.case.lang)


def index(who: Someone) -> str:
    """The settings' front page."""
    facts, words = who.facts, steps(who)
    if who.case.way.index == "search":
        return _search(who, words)
    others = [(one, f"/elsewhere/{at}") for at, one in enumerate(facts.menu_links["index"])]
    return framed(
        facts, words[1], words[1], _links([*others[:3], (words[2], facts.parent), *others[3:]]), who.case.lang
    )


def parent(who: Someone) -> str:
    """The category in which the control is."""
    facts, words = who.facts, steps(who)
    others = [(one, f"/elsewhere/p{at}") for at, one in enumerate(facts.menu_links["parent"])]
    rows = [*others[:4], (words[3], facts.fresh if who.case.way.deep != "page" else facts.deep), *others[4:]]
    danger = f'<p><a href="/close-account">{"Close account" if facts.slug == "linkedin" else "Deactivate your account"}</a></p>'
    return framed(facts, words[2], words[2], _links(rows) + danger, who.case.lang, side=facts.menu_links["side"])


def moved(who: Someone) -> str:
    """What stands at the old address."""
    facts, way = who.facts, who.case.way
    if way.deep == "moved_text":
        inner = f'<p>This setting has moved.</p><a href="{facts.fresh}">Go to {html.escape(steps(who)[3])}</a>'
        return framed(facts, "Moved", "This setting has moved", inner)
    text = "This page doesn’t exist. Please check your URL or go back home."
    return framed(facts, "Page not found", "Page not found", f'<p>{text}</p><a href="{facts.home}">Go home</a>')


def elsewhere(who: Someone, name: str) -> str:
    """A page that has nothing to do with the control."""
    return framed(
        who.facts,
        "Settings",
        name,
        "<p>There is nothing to choose here.</p>",
        who.case.lang,
        side=who.facts.menu_links["side"],
    )


def close_account(who: Someone) -> str:
    """The page that ends an account, should anybody press its button."""
    button = '<form method="post" action="/api/v2/close"><button class="main">Close my account</button></form>'
    return framed(who.facts, "Close account", "Close account", f"<p>We are sorry to see you go.</p>{button}")


def _links(rows: Sequence[tuple[str, str]]) -> str:
    return (
        "<ul>"
        + "".join(f'<li class="item"><a href="{href}">{html.escape(text)}</a></li>' for text, href in rows)
        + "</ul>"
    )


def _search(who: Someone, words: Sequence[str]) -> str:
    rows = [(one, f"/elsewhere/{at}") for at, one in enumerate(who.facts.menu_links["parent"])] + [
        (words[3], who.facts.fresh)
    ]
    data = str([list(row) for row in rows])
    inner = (
        f'<label for="q">Search settings</label> <input id="q" type="search" placeholder="Search settings"><ul id="hits"></ul>'
        f"<script>(()=>{{const rows={data};const q=document.getElementById('q'),hits=document.getElementById('hits');"
        f"q.addEventListener('input',()=>{{const w=q.value.toLowerCase().split(/\\s+/).filter(Boolean);"
        f"hits.replaceChildren(...(w.length?rows.filter(([t])=>w.some(x=>t.toLowerCase().includes(x))):[]).map(([t,h])=>{{"
        f"const li=document.createElement('li'),a=document.createElement('a');a.href=h;a.textContent=t;li.append(a);return li}}))}})}})()</script>"
    )
    return framed(who.facts, words[1], words[1], inner, who.case.lang)
