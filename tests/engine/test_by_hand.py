"""The owner signs in themself, and the session that is kept is good for a run without any password."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.engine.person import free_port, page_of_the_person, sign_in_at_linkedin, with_a_second_door
from tests.flows.world import FLOWS, ShortMemory, account_of, play

from untrain.engine.browser import BrowserOptions
from untrain.engine.by_hand import sign_in_by_hand
from untrain.lab import Lab, ordinary
from untrain.model.errors import NeedsHuman

pytestmark = pytest.mark.browser


async def test_a_session_signed_in_by_hand_needs_no_password(tmp_path: Path) -> None:
    """We notice when the person is in, keep the session, and the next run submits no password at all."""
    person = ordinary("linkedin")
    lab = Lab(["linkedin"], accounts=[person])
    port = free_port()
    async with lab.serve() as address:
        options = BrowserOptions(executable=with_a_second_door(tmp_path, port), connect_to=address)
        waiting = asyncio.create_task(sign_in_by_hand(FLOWS["linkedin"], options, seconds=30))
        async with page_of_the_person(port, "linkedin") as page:
            await sign_in_at_linkedin(page, person)
            state = await waiting

    memory = ShortMemory()
    memory.keep_session(account_of(person), state)
    world = await play(person, "generative-ai-improvement", home=tmp_path, lab=lab, memory=memory)

    assert "opted_out" == world.result.outcome, world.result.detail
    assert 1 == len(lab.password_submissions)


async def test_nobody_comes(tmp_path: Path) -> None:
    """Where nobody signs in, nothing is kept, and that is said."""
    lab = Lab(["linkedin"], accounts=[ordinary("linkedin")])
    async with lab.serve() as address:
        with pytest.raises(NeedsHuman, match="nobody had signed in to LinkedIn"):
            await sign_in_by_hand(FLOWS["linkedin"], BrowserOptions(connect_to=address), seconds=2)
    assert [] == lab.password_submissions
