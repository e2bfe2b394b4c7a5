"""The cases of a choice: which of its options means out, and that no other one does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from untrain.engine.locate import Found, NotFound
from untrain.engine.reading import read
from untrain.flowbook.look_alikes import look_alikes
from untrain.model.flow import Control, Flow, OnMeans
from untrain.model.outcome import DataUse
from untrain.trial.case import Case
from untrain.trial.page import MINE, Stage, box, group, row, stages

_DELETES: Final = "Turn off and delete activity"


def choice_cases(flow: Flow, control: Control) -> Iterator[Case]:
    """All cases of one choice."""
    strangers = tuple(one.text for one in look_alikes(flow, control))
    for stage in stages(flow, control, strangers):
        for shape in (group, box):
            yield from _known(stage, shape)
    for stage in stages(flow, control, strangers)[:1]:
        yield from _unknown(stage)


def _known(stage: Stage, shape: Callable[[str, Iterable[tuple[str, bool]]], str]) -> Iterator[Case]:
    drawn = "a list" if shape is box else "radio buttons"
    out, kept = _options(stage)

    def asked(chosen: str, wanted: DataUse) -> str | None:
        page = stage.page(shape(stage.label, [(text, text == chosen) for text in (kept, out)]))
        return _says(stage.look(page), wanted=wanted, out=out)

    yield _case(stage, f"as {drawn}, still in", lambda: asked(kept, DataUse.ON))
    yield _case(stage, f"as {drawn}, out already", lambda: asked(out, DataUse.OFF))


def _unknown(stage: Stage) -> Iterator[Case]:
    out, kept = _options(stage)
    case = partial(_case, stage, negative=True)
    twin = stage.page(
        group(stage.label, [(kept, True), (out, False)]), *[box(stage.label, [(kept, True), (out, False)])]
    )
    yield case("has a twin", lambda: _refused(stage, twin))
    both = stage.page(group(stage.label, [(kept, True), (out, True)]))
    yield case("two options are chosen", lambda: _unread(stage, both))
    neither = stage.page(group(stage.label, [(kept, False), (out, False)]))
    yield case("none of its options is chosen", lambda: _unread(stage, neither))
    worse = stage.page(group(stage.label, [(kept, True), (_DELETES, False)]))
    yield case("its way out is gone, and one that deletes is there", lambda: _no_way_out(stage, worse))
    only = stage.page(group(stage.label, [(kept, True), ("Ask me each time", False)]))
    yield case("its way out is gone", lambda: _no_way_out(stage, only))
    yield case("is gone, and the page is empty", lambda: _refused(stage, ""))
    for text in stage.strangers:
        page = stage.page(group(text, [(kept, True), (out, False)]))
        yield case(f"stands alone in its place: {text}", partial(_refused, stage, page))
    left = stage.page(*(row(text, f"n{number}") for number, text in enumerate(stage.strangers)))
    yield case("is gone, and its look-alikes are left", lambda: _refused(stage, left))
    again = stage.page(group(stage.label, [(kept, True), (out, False)]))
    yield case(
        "was saved, and a fresh load shows it as before", lambda: _says(stage.look(again), wanted=DataUse.ON, out=out)
    )


def _options(stage: Stage) -> tuple[str, str]:
    """The option that means out and one that means in, in the language of the stage where they are known in it."""
    out = _in_language(stage, [(one.language, one.text) for one in stage.control.out_options])
    kept = _in_language(stage, [(one.language, one.text) for one in stage.control.in_options])
    on, off = "On", "Off"
    opposite = off if stage.control.on_means is OnMeans.EXCLUDE else on
    assert out is not None
    return out, kept or opposite


def _in_language(stage: Stage, known: list[tuple[str, str]]) -> str | None:
    mine = [text for language, text in known if language == stage.language]
    return next(iter([*mine, *(text for _, text in known)]), None)


def _says(found: Found | NotFound, *, wanted: DataUse, out: str) -> str | None:
    if isinstance(found, NotFound):
        return f"it was not found: {found.why}"
    if found.candidate.node.ref != MINE:
        return f"“{found.candidate.label}” was taken for it"
    said = read(found, {})
    if said.on is not wanted:
        return f"it reads {said.on}, and is {wanted}"
    chosen = found.out.text if found.out else "nothing"
    return None if chosen == out else f"“{chosen}” would be chosen, and the way out is “{out}”"


def _unread(stage: Stage, page: str) -> str | None:
    found = stage.look(page)
    if isinstance(found, NotFound):
        return None
    said = read(found, {})
    return None if said.on is None else f"it reads {said.on}, and nobody can know"


def _no_way_out(stage: Stage, page: str) -> str | None:
    found = stage.look(page)
    if isinstance(found, NotFound) or found.out is None:
        return None
    return f"“{found.out.text}” would be chosen"


def _refused(stage: Stage, page: str) -> str | None:
    found = stage.look(page)
    return None if isinstance(found, NotFound) else f"“{found.candidate.label}” was taken for it"


def _case(stage: Stage, name: str, ask: Callable[[], str | None], *, negative: bool = False) -> Case:
    return Case(control=stage.control.id, name=f"{stage.language}: {name}", negative=negative, ask=ask)
