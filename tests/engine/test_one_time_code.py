"""The codes of an authenticator app: never one that runs out in our hands, and none twice."""

from __future__ import annotations

import pytest

from untrain.engine.one_time_code import LEAST, PERIOD, code_at, wait_for_a_fresh_one

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The one of RFC 6238, appendix B."""


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(moment: int, code: str) -> None:
    """As the examples of RFC 6238 have them, in six digits."""
    assert code == code_at(SECRET, moment)
    assert code == code_at("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", moment)


def test_a_code_is_good_for_a_while_when_it_is_typed() -> None:
    """At whatever tenth of a second one asks: after the wait at least five seconds are left, and it is short."""
    for tenth in range(PERIOD * 10):
        moment = 1_900_000_000 + tenth / 10
        wait = wait_for_a_fresh_one(moment)
        left = PERIOD - (moment + wait) % PERIOD

        assert left >= LEAST
        assert wait <= LEAST + 0.2
        assert (wait > 0) is (PERIOD - moment % PERIOD < LEAST)
        assert (code_at(SECRET, moment + wait) != code_at(SECRET, moment)) is (wait > 0)
