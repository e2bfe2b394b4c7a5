"""What a platform answers to somebody who is signed in: pages, weather, and writes that it stores or does not."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bench.drift import ways
from bench.drift.facts import Facts
from bench.drift.pages import API, settings_page, shell
from bench.drift.state import Someone

_WRONG: Final = "<h1>Something went wrong. Try reloading.</h1><button onclick='location.reload()'>Retry</button>"


class CutError(Exception):
    """The connection is to be cut."""


class Inside:
    """One platform behind its sign-in."""

    def __init__(self, facts: Facts, forget: Callable[[Someone], None]) -> None:
        self.facts = facts
        self._forget = forget

    async def answer(self, who: Someone, request: Request, body: str) -> Response:
        """Answer one request of this person."""
        path, facts = request.url.path, self.facts
        if request.method in {"POST", "PUT", "PATCH"}:
            return await self._write(who, request, body)
        if path == f"{API}/read":
            return JSONResponse({self._field(who, key): value for key, value in self._now(who).items()})
        if path in {facts.deep, facts.fresh}:
            return await self._page(who, path, request)
        pages = {
            facts.home: ways.home,
            "/": ways.home,
            facts.index: ways.index,
            facts.index + "/": ways.index,
            "/close-account": ways.close_account,
        }
        if path in pages:
            return HTMLResponse(pages[path](who))
        if path == facts.parent:
            if who.case.way.parent == "gone":
                return HTMLResponse(ways.moved(who), status_code=404)
            return HTMLResponse(ways.parent(who))
        if path == "/logout":
            who.harm.append("signed out")
            return RedirectResponse(facts.login)
        if path.startswith("/elsewhere/"):
            return HTMLResponse(ways.elsewhere(who, "Preferences"))
        return HTMLResponse(ways.moved(who), status_code=404)

    def _now(self, who: Someone) -> dict[str, bool]:
        who.tick()
        return who.settings

    def _field(self, who: Someone, key: str) -> str:
        if key == "twin" or (key == self.facts.key and not who.case.page.own_ids):
            return who.opaque(key)
        return key

    async def _page(self, who: Someone, path: str, request: Request) -> Response:
        way, facts = who.case.way, self.facts
        embed = "embed" in request.query_params
        if path == facts.deep and way.deep != "page":
            return self._not_here(who)
        if path == facts.fresh and way.deep == "page":
            return HTMLResponse(ways.moved(who), status_code=404)
        bad = await self._weather(who) if not embed else None
        if bad is not None:
            return bad
        if not embed:
            who.visits += 1
            if who.case.page.save == "revert_on_reload" and who.journal:
                who.settings[who.target] = who.first[who.target]
        who.tick()
        return HTMLResponse(settings_page(who, embed=embed), headers={"cache-control": "no-store"})

    def _not_here(self, who: Someone) -> Response:
        deep, facts = who.case.way.deep, self.facts
        goal = {
            "redirect_home": facts.home,
            "redirect_parent": facts.parent,
            "redirect_fresh": facts.fresh,
            "redirect_index": facts.index,
        }.get(deep)
        if goal:
            return RedirectResponse(goal)
        return HTMLResponse(ways.moved(who), status_code=200 if deep in {"soft404", "moved_text"} else 404)

    async def _weather(self, who: Someone) -> Response | None:
        for name in who.case.net:
            if name == "slow":
                await asyncio.sleep(3)
            elif name == "503_always":
                return HTMLResponse(shell("Error", "<h1>Service unavailable</h1>"), status_code=503)
            elif who.once(name):
                if name == "reset":
                    raise CutError
                if name == "429":
                    return HTMLResponse(
                        shell("Too many requests", "<h1>Too many requests</h1>"),
                        status_code=429,
                        headers={"retry-after": "1"},
                    )
                if name == "503":
                    return HTMLResponse(shell("Error", "<h1>Service unavailable</h1>"), status_code=503)
                if name == "wrong":
                    return HTMLResponse(shell("Error", _WRONG))
        return None

    async def _write(self, who: Someone, request: Request, body: str) -> Response:
        path = request.url.path
        if path.startswith(API):
            return self._aside(who, path, body)
        if path.startswith("/elsewhere/"):
            return Response(status_code=204)
        try:
            said = json.loads(body)
        except ValueError:
            return JSONResponse({"error": "bad request"}, status_code=400)
        values = said.get("variables", said) if isinstance(said, dict) else {}
        back = {self._field(who, key): key for key in who.settings}
        for name, value in values.items():
            if name in back:
                return await self._store(who, back[name], bool(value), said)
        return JSONResponse({"error": "no such setting"}, status_code=404)

    def _aside(self, who: Someone, path: str, body: str) -> Response:
        what = json.loads(body).get("what", "") if body.startswith("{") else ""
        if path == f"{API}/harm":
            who.harm.append(what)
        if path == f"{API}/accept":
            who.harm.append(f"accepted {what}")
        if path == f"{API}/close":
            who.harm.append("closed the account")
        if path == f"{API}/dismiss":
            who.dismissed.add(what)
        if path == f"{API}/track" and who.case.page.save_extra.get("noise") == "fails":
            return JSONResponse({"error": "blocked"}, status_code=500)
        return JSONResponse({})

    async def _store(self, who: Someone, key: str, value: bool, said: Mapping[str, Any]) -> Response:  # noqa: FBT001
        mode = who.case.page.save if key == who.target else "ok"
        who.journal.append((key, value))
        if who.case.page.password and key == who.target and said.get("password") != who.password:
            return JSONResponse({"error": "wrong password"}, status_code=403)
        refused = self._refusal(who, mode)
        if refused is not None:
            return refused
        if mode == "slow":
            await asyncio.sleep(3)
        if mode not in {"lie", "gql_errors"}:
            who.settings[key] = value
        if mode == "revert_after" and value != who.first[key]:
            who.revert_at = time.monotonic() + 1.0
        if mode == "moves_neighbour":
            other = next(name for name in who.settings if name not in {key, "twin"})
            who.settings[other] = value
        if mode == "session_lost_after" and who.once("lost"):
            self._forget(who)
        if mode == "none204":
            return Response(status_code=204)
        if mode == "gql_errors":
            return JSONResponse(
                {"data": None, "errors": [{"message": "OperationalError: could not update", "code": 131}]}
            )
        return JSONResponse(
            {"data": {"user_preferences": {"saved": True}}} if self.facts.slug == "x" else {"status": "ok"},
            status_code=202 if mode == "accepted202" else 200,
        )

    def _refusal(self, who: Someone, mode: str) -> Response | None:
        if mode == "500" or (mode == "500_once" and who.once("500")):
            return JSONResponse({"error": "internal"}, status_code=500)
        if mode == "403":
            return JSONResponse({"error": "forbidden"}, status_code=403)
        if mode == "429_once" and who.once("429 save"):
            return JSONResponse({"error": "slow down"}, status_code=429, headers={"retry-after": "1"})
        if mode == "reset":
            raise CutError
        if mode == "session_lost" and who.once("lost"):
            self._forget(who)
            return JSONResponse({"error": "unauthenticated"}, status_code=401)
        return None
