"""What a flow says about where a control is offered."""

from __future__ import annotations

import pytest

from untrain.model.flow import Availability

EVERYWHERE = Availability()
SOME = Availability(regions=("DE", "GB"))
ALL_BUT = Availability(regions_without=("CN", "BR"))
UNKNOWN_BUT = Availability(regions=(), regions_without=("CN",))


@pytest.mark.parametrize(
    ("offered", "region", "excluded"),
    [
        (EVERYWHERE, "US", False),
        (SOME, "gb", False),
        (SOME, "US", True),
        (ALL_BUT, "cn", True),
        (ALL_BUT, "HK", False),
        (UNKNOWN_BUT, "CN", True),
        (UNKNOWN_BUT, "US", False),
        (ALL_BUT, None, False),
        (SOME, None, False),
    ],
)
def test_only_what_the_facts_say_excludes_a_region(offered: Availability, region: str | None, excluded: bool) -> None:
    """What is not known, of the control or of the account, excludes nobody."""
    assert excluded is offered.excludes(region)
