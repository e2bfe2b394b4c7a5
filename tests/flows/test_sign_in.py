"""Signing in as each platform has it, beyond what the weathers ask for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.rota import playable
from tests.flows.world import play

from untrain.lab import cases, ordinary
from untrain.lab.replica import load

pytestmark = pytest.mark.browser

SECRET = "JBSWY3DPEHPK3PXP"
"""Eighty bits, as most platforms give them."""


_FIRST_CONTROL = {slug: control for slug, control, *_ in reversed(playable(cases()))}
"""Of each platform one control."""


def _asks_for_codes(slug: str) -> bool:
    sign_in = load(slug).sign_in
    return "code" in sign_in.stops and not sign_in.passwordless


@pytest.mark.parametrize("slug", sorted(filter(_asks_for_codes, _FIRST_CONTROL)))
async def test_a_code_from_the_authenticator_is_given(slug: str, tmp_path: Path) -> None:
    """With a TOTP secret the code is given once, and the password once."""
    world = await play(replace(ordinary(slug), totp_secret=SECRET), _FIRST_CONTROL[slug], home=tmp_path)

    assert world.result.outcome in {"opted_out", "submitted"}, world.result.detail
    assert 1 == len(world.lab.password_submissions)
