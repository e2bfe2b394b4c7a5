"""Trials: what a flow is put through, offline, before anybody trusts it: cases made from its own words."""

from __future__ import annotations

from untrain.trial.case import Case, Verdict
from untrain.trial.flow import LEAST, cases_of, try_flow

__all__ = ["LEAST", "Case", "Verdict", "cases_of", "try_flow"]
