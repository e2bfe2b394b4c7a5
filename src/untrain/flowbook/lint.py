"""The contributor's check: everything wrong with a folder of flows at once, and what could be better."""

from __future__ import annotations

import re
from pathlib import Path

from untrain.flowbook.finding import Finding, Place
from untrain.flowbook.load import FILE, flow_files, read_flow
from untrain.flowbook.look_alikes import look_alikes
from untrain.flowbook.vocabulary import CONTROL
from untrain.model.errors import InputError
from untrain.model.flow import Control, Flow, Kind
from untrain.model.nearest import did_you_mean


def lint(folder: Path) -> tuple[Finding, ...]:
    """All findings in a folder of flows, or in the folder of one platform; none when all is well.

    Raises InputError when there is no flow in the folder at all.
    """
    files = [folder / FILE] if (folder / FILE).is_file() else flow_files(folder)
    if not files:
        raise InputError(str(folder), f"holds no */{FILE}", "give the folder that holds one folder per platform")
    return tuple(finding for file in files for finding in _lint_file(file))


def _lint_file(file: Path) -> list[Finding]:
    at = Place(file=str(file))
    flow = read_flow(file, at)
    if flow is not None:
        _look_closer(flow, at)
    return at.findings


def _look_closer(flow: Flow, at: Place) -> None:
    if not flow.sources:
        (at / "sources").better("is missing", "say where the facts come from, so that others can check them")
    if flow.sign_in is None and any(_is_opened(control) for control in flow.controls):
        (at / "sign_in").better("is missing", "say how the platform shows that one is signed in")
    for number, control in enumerate(flow.controls):
        _look_at_control(control, at / "control" / number)
        if control.on_the_web and not look_alikes(flow, control):
            (at / "control" / number / "neighbours").wrong(
                "is missing, and no look-alike is known in its languages",
                "name one thing on its page that must never be taken for it",
            )


def _is_opened(control: Control) -> bool:
    """Whether a run ever opens it: a form that only the person can fill in needs no sign-in of ours."""
    return control.on_the_web and not (control.request and control.request.person_only)


def _look_at_control(control: Control, at: Place) -> None:
    if control.kind in (Kind.SWITCH, Kind.CHOICE) and not control.headings and not control.keys:
        (at / "headings").better("is missing", "a second sign beside the label keeps it found when the label changes")
    if control.on_the_web and not control.scope:
        (at / "scope").better("is missing", "say what it does not cover")
    if control.availability.elsewhere is not None and control.availability.since is None:
        (at / "availability" / "since").better("is missing", "give the date of what `elsewhere` says")
    for number, note in enumerate(control.unconfirmed):
        key = re.split(r"[.:\s]", note, maxsplit=1)[0]
        known = [word.key for word in CONTROL.words]
        if key not in known:
            (at / "unconfirmed" / number).better(f"begins with “{key}”, which is no key", did_you_mean(key, known))
