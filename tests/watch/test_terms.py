from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from tests.watch.year import World

from untrain.app.desk import Desk
from untrain.app.terms import Reading
from untrain.model.terms import Document, Look
from untrain.terms.fetch import Fetched

TERMS = Document(address="https://acme.example/terms", platforms=("acme",))
FIRST = ("We do not use your posts to train AI models.",)
THEN = ("We use your posts to train AI models.",)


def test_changed_terms_have_everybody_there_looked_at_in_the_same_cycle(tmp_path: Path) -> None:
    """All accounts of the platform, nobody else; and the notice shows the sentences and where they stand."""
    world = World(folder=tmp_path)
    said = [FIRST, THEN]

    async def fetch(_document: Document, _known: Look | None) -> Fetched:
        return Fetched(paragraphs=said.pop(0))

    async def read(desk: Desk) -> None:
        await Reading(store=desk.store, fetch=fetch, clock=lambda: world.now).read([TERMS])

    watcher = world.watcher(read_terms=read)
    asyncio.run(watcher.once())
    world.looks.clear()
    world.now += timedelta(minutes=50)
    asyncio.run(watcher.once())

    assert [("ada", "acme"), ("grace", "acme")] == sorted((name, platform) for _, name, platform in world.looks)
    body = world.told[-1][1].body
    assert all(words in body for words in (FIRST[0], THEN[0], TERMS.address))
