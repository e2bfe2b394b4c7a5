"""The cases of a request: it is sent when it was asked for, once, and to nobody in whose country there is no form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Final

from untrain.engine.meaning import meaning
from untrain.engine.words import same
from untrain.flowbook.look_alikes import look_alikes
from untrain.model.flow import Control, Flow
from untrain.model.memory import SentRequest
from untrain.model.outcome import Outcome
from untrain.model.result import Mode
from untrain.trial.case import Case
from untrain.trial.without_page import outcome_of

_WHEN: Final = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
_REGIONS: Final = (None, "DE", "GB", "CH", "US", "BR", "JP")


def request_cases(flow: Flow, control: Control) -> Iterator[Case]:
    """All cases of one request."""
    offered = [region for region in _REGIONS if not control.availability.excludes(region)]
    known, begun = SentRequest(begun=_WHEN, acknowledged=_WHEN), SentRequest(begun=_WHEN, acknowledged=None)
    case = partial(_case, control)
    for region in offered:
        where = region or "an unknown country"
        ask = partial(outcome_of, flow, control, region=region)
        yield case(f"nobody asked for it, in {where}", partial(_is, ask, {Outcome.NEEDS_HUMAN}))
        checked = partial(ask, mode=Mode.CHECK, named=True)
        yield case(f"only checked, in {where}", partial(_is, checked, {Outcome.NEEDS_HUMAN}))
    ask = partial(outcome_of, flow, control, region=offered[-1], named=True)
    yield case("was acknowledged before", partial(_is, partial(ask, sent=known), {Outcome.SUBMITTED}))
    yield case("was begun, and never acknowledged", partial(_is, partial(ask, sent=begun), {Outcome.NEEDS_HUMAN}))
    form = control.request
    goes_out: set[Outcome | None] = {Outcome.NEEDS_HUMAN if form and form.person_only else None}
    yield case("was asked for by name", partial(_is, ask, goes_out), negative=False)
    for one in look_alikes(flow, control):
        yield case(f"another form is there: {one.text}", partial(_another, control, one.text))


def _is(ask: partial[Outcome | None], wanted: set[Outcome | None]) -> str | None:
    said = ask()
    return None if said in wanted else f"it is told as {said or 'a form to send'}"


def _another(control: Control, text: str) -> str | None:
    """A look-alike is neither a heading of ours nor about training on one's data, so that its form is not ours."""
    own = any(same(text, phrase.text) for phrase in control.headings)
    return f"“{text}” would be taken for its form" if own or meaning(text).training else None


def _case(control: Control, name: str, ask: partial[str | None], *, negative: bool = True) -> Case:
    return Case(control=control.id, name=name, negative=negative, ask=ask)
