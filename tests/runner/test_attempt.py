from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.engine.values import ACME, ADA, TRAINING, phrases
from tests.flows.world import ShortMemory

from untrain.model.errors import (
    BrowserDied,
    Drift,
    JobError,
    Locked,
    NeedsHuman,
    NotOffered,
    NotSaved,
    SignInRefused,
    Unreachable,
    Unsafe,
)
from untrain.model.flow import Availability, Control, Kind, Letter, Phrase, RequestForm
from untrain.model.memory import SentRequest
from untrain.model.outcome import Outcome
from untrain.model.result import Job, Mode, Wanted
from untrain.runner.attempt import outcome_of, sentence, without_a_page
from untrain.runner.no_page import contradicted

FORM = RequestForm(fields=(), reason="I object.", submit=phrases("Send"))
REQUEST = replace(TRAINING, id="objection", kind=Kind.REQUEST, title="Objection", request=FORM)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Unreachable("x"), Outcome.FAILED),
        (BrowserDied("x"), Outcome.FAILED),
        (Drift("x"), Outcome.DRIFTED),
        (NeedsHuman("x"), Outcome.NEEDS_HUMAN),
        (SignInRefused("x"), Outcome.NEEDS_HUMAN),
        (Locked("x"), Outcome.LOCKED),
        (NotOffered("x"), Outcome.UNAVAILABLE),
        (NotSaved("x"), Outcome.NOT_SAVED),
        (Unsafe("x"), Outcome.UNSAFE),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, JobError) else None,
)
def test_every_error_is_an_outcome(error: JobError, outcome: Outcome) -> None:
    """Each type of error stands for one outcome."""
    assert outcome is outcome_of(error)


def test_no_error_is_left_without_an_outcome() -> None:
    """Every error of a job that there is has an outcome, and none of them is a good one but “not offered”."""
    every = {one for kind in JobError.__subclasses__() for one in (kind, *kind.__subclasses__())}

    assert {NotOffered} == {kind for kind in every if outcome_of(kind("x")).good}


def test_a_message_becomes_a_sentence() -> None:
    """The detail of a report begins with a capital and ends with a full stop, whatever the message looked like."""
    assert "The page asks for a code." == sentence(Unreachable("the page asks for a code"))
    assert "It did not answer." == sentence(Unreachable("It did not answer."))


def test_a_drift_says_whether_anything_was_changed() -> None:
    """What had been pressed by then is never passed over."""
    assert "It is gone; nothing was changed." == sentence(Drift("it is gone"))
    assert "It is gone; it was pressed before that, so please look at it." == sentence(
        Drift("it is gone"), switched=True
    )
    assert "It was put back." == sentence(Drift("it was put back", told=True), switched=True)


def known(
    control: Control,
    *,
    region: str | None = "DE",
    plan: str | None = None,
    named: bool = False,
    mode: Mode = Mode.RUN,
    memory: ShortMemory | None = None,
) -> tuple[Outcome, str] | None:
    """What is known of a control without a look at any page: its outcome and detail."""
    wanted = Wanted(control=control, named=named)
    job = Job(account=replace(ADA, region=region, plan=plan), flow=ACME, wanted=(wanted,))
    result = without_a_page(job, wanted, mode, memory or ShortMemory())
    return (result.outcome, result.detail) if result else None


@pytest.mark.parametrize("kind", [Kind.SWITCH, Kind.CHOICE])
def test_a_switch_is_looked_at(kind: Kind) -> None:
    """A switch or a choice that is offered has to be looked at, in both modes."""
    assert known(replace(TRAINING, kind=kind)) is None
    assert known(replace(TRAINING, kind=kind), mode=Mode.CHECK) is None


@pytest.mark.parametrize(
    ("used", "said"),
    [
        (True, "Acme says that it uses the data since 2024-06, and offers nothing to switch."),
        (False, "Acme says that it does not use the data, so there is nothing to switch."),
        (None, "Acme offers nothing to switch; whether it uses the data is not known."),
    ],
)
def test_where_there_is_no_control_that_is_said(used: bool | None, said: str) -> None:
    """A platform that offers nothing to switch is `no_control`, with whether it uses the data, and since when."""
    since = "2024-06" if used else None
    control = replace(TRAINING, kind=Kind.NONE, used=used, used_since=since, next_step="Ask them.")

    assert (Outcome.NO_CONTROL, f"{said} Ask them.") == known(control)


def test_what_only_the_owner_can_do_is_told_to_them() -> None:
    """A switch in a phone app is the owner's, with the next step."""
    control = replace(TRAINING, kind=Kind.ELSEWHERE, next_step="Open the app and switch it off.")

    assert (Outcome.NEEDS_HUMAN, "Open the app and switch it off.") == known(control)


LETTER = replace(
    TRAINING,
    kind=Kind.LETTER,
    letter=Letter(to="privacy@acme.example", subject="Opt out", asks="I ask you to stop.", sender="An owner sends it."),
)


def test_a_letter_is_sent_by_its_owner() -> None:
    """It needs them, with the command that shows it; once they have sent it, it is submitted, with the dates."""
    memory = ShortMemory()
    outcome, detail = known(LETTER, memory=memory) or (None, "")
    assert Outcome.NEEDS_HUMAN is outcome
    assert "An owner sends it." in detail
    assert "untrain letters show acme/training --account ada" in detail

    memory.requests["ada", "acme", "training"] = SentRequest(begun=NOON, acknowledged=None)
    assert (
        Outcome.SUBMITTED,
        "You sent the letter on 2026-11-20; an answer is due by 2026-12-20 (see `untrain letters`).",
    ) == known(LETTER, memory=memory)


def test_what_another_platform_covers_is_done_there_and_no_success_here() -> None:
    """Nobody goes through the same form twice, and what was sent there proves nothing of this account."""
    control = replace(TRAINING, kind=Kind.NONE, covered_by=("instagram/objection", "facebook/objection"))
    memory = ShortMemory()
    outcome, detail = known(control, memory=memory) or (None, "")
    assert Outcome.NO_CONTROL is outcome
    assert "To see to it: untrain run instagram/objection --account ada" in detail

    memory.requests["ada", "facebook", "objection"] = SentRequest(begun=NOON, acknowledged=NOON)
    outcome, detail = known(control, memory=memory) or (None, "")
    assert Outcome.NO_CONTROL is outcome
    assert "The request to facebook was acknowledged on 2026-11-20 12:00 UTC." in detail


EU_ONLY = Availability(
    regions=("DE", "FR"), plans_without=("business",), elsewhere="Only in the EU.", since=date(2026, 7, 1)
)


@pytest.mark.parametrize(("region", "offered"), [("US", False), ("DE", True), ("de", True), (None, True)])
def test_dated_facts_may_say_that_it_is_not_offered(region: str | None, offered: bool) -> None:
    """Outside the known regions it is unavailable, with the date of that fact; an unknown region is looked at."""
    result = known(replace(TRAINING, availability=EU_ONLY), region=region)

    assert (None if offered else (Outcome.UNAVAILABLE, "Only in the EU. (as known on 2026-07-01)")) == result


def test_a_plan_that_is_out_by_contract_has_no_control() -> None:
    """On an excluded plan it is unavailable, and the reason is the plan, not the region; other plans are looked at."""
    control = replace(TRAINING, availability=EU_ONLY)
    outcome, detail = known(control, plan="business") or (None, "")

    assert Outcome.UNAVAILABLE is outcome
    assert "business" in detail
    assert "Only in the EU" not in detail
    assert known(control, plan="free") is None


def test_unknown_regions_exclude_nobody() -> None:
    """Where it is not known to whom it is offered, the page is asked."""
    assert known(replace(TRAINING, availability=Availability(regions=())), region="US") is None


def test_a_request_goes_only_where_it_was_asked_for() -> None:
    """A request is sent where it was named; else, and in a check, it is the owner's, with the command."""
    assert known(REQUEST, named=True) is None
    for result in (known(REQUEST), known(REQUEST, named=True, mode=Mode.CHECK)):
        assert result is not None
        assert Outcome.NEEDS_HUMAN is result[0]
        assert "untrain run acme/objection --account ada" in result[1]


def test_a_request_that_only_its_owner_can_write_is_never_sent() -> None:
    """A form that wants what only the owner has is theirs, even where it was named."""
    control = replace(REQUEST, request=replace(FORM, person_only="It wants a screenshot."))
    outcome, detail = known(control, named=True) or (None, "")

    assert Outcome.NEEDS_HUMAN is outcome
    assert detail.startswith("It wants a screenshot.")


def test_a_form_whose_address_is_unknown_is_told_without_one() -> None:
    """Nothing stands in the place of an address that nobody knows."""
    form = replace(FORM, person_only="Its address is not certain.")
    control = replace(REQUEST, url=None, path=((Phrase(text="Help", language="en"),),), request=form)

    assert (Outcome.NEEDS_HUMAN, "Its address is not certain.") == known(control, named=True)


def remembering(acknowledged: datetime | None) -> ShortMemory:
    memory = ShortMemory()
    memory.requests[ADA.name, ADA.platform, REQUEST.id] = SentRequest(begun=NOON, acknowledged=acknowledged)
    return memory


@pytest.mark.parametrize("mode", list(Mode))
def test_a_request_that_was_acknowledged_is_said_with_its_day(mode: Mode) -> None:
    """On a later run nothing is sent, and the report says when it was."""
    outcome, detail = known(REQUEST, named=True, mode=mode, memory=remembering(NOON)) or (None, "")

    assert Outcome.SUBMITTED is outcome
    assert "2026-11-20 12:00 UTC" in detail


def test_a_request_of_unknown_fate_is_the_owners() -> None:
    """One that was begun and never acknowledged is not sent again, and is not called submitted."""
    outcome, detail = known(REQUEST, named=True, memory=remembering(None)) or (None, "")

    assert Outcome.NEEDS_HUMAN is outcome
    assert "2026-11-20 12:00 UTC" in detail


def test_what_was_sent_is_said_though_it_is_not_offered_any_more() -> None:
    """A request that was sent stays submitted after the person moved to where there is no form."""
    control = replace(REQUEST, availability=Availability(regions=("DE",)))

    assert Outcome.SUBMITTED is (known(control, region="US", memory=remembering(NOON)) or (None,))[0]


def test_a_sent_request_is_one_accounts_own() -> None:
    """What another account sent says nothing of this one."""
    memory = ShortMemory()
    memory.requests["grace", ADA.platform, REQUEST.id] = SentRequest(begun=NOON, acknowledged=NOON)

    assert known(REQUEST, named=True, memory=memory) is None


@pytest.mark.parametrize(("region", "told"), [("DE", True), ("de", True), ("US", False), (None, False)])
def test_where_a_page_contradicts_our_facts_that_is_told(region: str | None, told: bool) -> None:
    """The page wins, and whoever keeps the facts learns of it."""
    wanted = Wanted(control=replace(TRAINING, availability=EU_ONLY))
    job = Job(account=replace(ADA, region=region), flow=ACME, wanted=(wanted,))

    assert told == ("Our facts of 2026-07-01" in contradicted(job, wanted, NotOffered("x")))
    assert "" == contradicted(job, wanted, Drift("x"))
