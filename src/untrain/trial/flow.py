"""All cases of a flow, whatever its controls are made of."""

from __future__ import annotations

from collections.abc import Iterator

from untrain.model.flow import Control, Flow, Kind
from untrain.trial.case import Case, Verdict
from untrain.trial.choices import choice_cases
from untrain.trial.requests import request_cases
from untrain.trial.switches import switch_cases
from untrain.trial.without_page import without_page_cases

LEAST = 12
"""How many cases a flow has at least."""


def cases_of(flow: Flow) -> tuple[Case, ...]:
    """Every case that can be made from what a flow says."""
    return tuple(case for control in flow.controls for case in _cases(flow, control))


def try_flow(flow: Flow) -> tuple[Verdict, ...]:
    """Put a flow through all of its cases."""
    return tuple(
        Verdict(
            platform=flow.slug, control=case.control, name=case.name, negative=case.negative, problem=case.ask()
        )
        for case in cases_of(flow)
    )  # fmt: skip


def _cases(flow: Flow, control: Control) -> Iterator[Case]:
    if control.kind is Kind.SWITCH:
        yield from switch_cases(flow, control)
    elif control.kind is Kind.CHOICE:
        yield from choice_cases(flow, control)
    elif control.kind is Kind.REQUEST:
        yield from request_cases(flow, control)
    yield from without_page_cases(flow, control)
