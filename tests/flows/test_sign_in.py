"""Signing in as each platform has it, beyond what the weathers ask for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.world import FLOWS, play

from untrain.lab import ordinary

pytestmark = pytest.mark.browser

SECRET = "JBSWY3DPEHPK3PXP"
"""Eighty bits, as most platforms give them."""


@pytest.mark.parametrize("slug", sorted(FLOWS))
async def test_a_code_from_the_authenticator_is_given(slug: str, tmp_path: Path) -> None:
    """With a TOTP secret the code is given once, and the password once."""
    control = next(one for one in FLOWS[slug].controls if one.on_the_web)

    world = await play(replace(ordinary(slug), totp_secret=SECRET), control.id, home=tmp_path)

    assert world.result.outcome in {"opted_out", "submitted"}, world.result.detail
    assert 1 == len(world.lab.password_submissions)
