from __future__ import annotations

import pytest

from untrain.app.plan import Wish, jobs_for
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Flow

Accounts = tuple[Account, ...]
Flows = dict[str, Flow]


def plan(wish: Wish, accounts: Accounts, flows: Flows) -> list[tuple[str, list[tuple[str, bool, str | None]]]]:
    return [
        (str(job.account), [(one.control.id, one.named, one.item) for one in job.wanted])
        for job in jobs_for(wish, accounts, flows)
    ]


def test_no_target_means_every_account_on_its_own_platform(accounts: Accounts, flows: Flows) -> None:
    """Each account runs on its own platform only, with all controls, and no request counts as asked for."""
    both = [("training", False, None), ("objection", False, None)]

    assert [("ada on acme", both), ("grace on acme", both), ("ada on tumbler", [("sharing", False, None)])] == plan(
        Wish(), accounts, flows
    )


def test_a_named_control_is_the_only_one(accounts: Accounts, flows: Flows) -> None:
    """A control that the user did not ask for is never seen to; one that they named may send a request."""
    wish = Wish(targets=["acme/objection"], accounts=["grace"])

    assert [("grace on acme", [("objection", True, None)])] == plan(wish, accounts, flows)


def test_a_platform_and_one_of_its_controls(accounts: Accounts, flows: Flows) -> None:
    """Naming a platform and a control of it sees to all of them, and knows which was named."""
    wish = Wish(targets=["acme", "acme/objection"], accounts=["ada"])

    assert [("ada on acme", [("training", False, None), ("objection", True, None)])] == plan(wish, accounts, flows)


def test_requests_are_sent_where_they_are_asked_for_at_large(accounts: Accounts, flows: Flows) -> None:
    """`--requests` asks for every request, and for nothing else."""
    wish = Wish(targets=["acme"], accounts=["ada"], requests=True)

    assert [("ada on acme", [("training", False, None), ("objection", True, None)])] == plan(wish, accounts, flows)


def test_items_are_told_apart(accounts: Accounts, flows: Flows) -> None:
    """Each item that is named is seen to once."""
    wish = Wish(targets=["tumbler/sharing:one", "tumbler/sharing:two", "tumbler/sharing:one"])

    assert [("ada on tumbler", [("sharing", True, "one"), ("sharing", True, "two")])] == plan(wish, accounts, flows)


def test_all_items_are_more_than_one_of_them(accounts: Accounts, flows: Flows) -> None:
    """Whoever names the whole control and one item of it gets each item once."""
    wish = Wish(targets=["tumbler/sharing:one", "tumbler/sharing"])

    assert [("ada on tumbler", [("sharing", True, None)])] == plan(wish, accounts, flows)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(targets=["acmee"]), "“acmee” is no platform; did you mean “acme”?"),
        (Wish(targets=["acme/trainin"]), "Acme has no control “trainin”; it has training, objection"),
        (Wish(targets=["tumbler/sharing:"]), "it names no item; write tumbler/sharing:NAME"),
        (Wish(targets=["acme/training:one"]), "it has no items; write acme/training"),
        (Wish(targets=["acme/"]), "Acme has no control “”"),
        (Wish(accounts=["adda"]), "there is no account of that name; did you mean “ada”?"),
        (
            Wish(targets=["tumbler"], accounts=["grace"]),
            "grace has no account there; add one with `untrain accounts add",
        ),
    ],
)
def test_what_makes_no_sense_is_one_clear_error(accounts: Accounts, flows: Flows, wish: Wish, said: str) -> None:
    """A target or an account that is not known names the nearest ones, and nothing is started."""
    with pytest.raises(InputError) as caught:
        jobs_for(wish, accounts, flows)

    assert said in str(caught.value)


def test_a_platform_without_an_account_says_how_to_add_one(accounts: Accounts, flows: Flows) -> None:
    """Whoever names a platform that they have no account on is told the command."""
    with pytest.raises(InputError, match="there is no account on it; add one with `untrain accounts add NAME tumbler`"):
        jobs_for(Wish(targets=["tumbler"]), accounts[:2], flows)
