"""The cases of a switch: what it must be found by, and all that must not be taken for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from untrain.engine.facts import Facts
from untrain.engine.locate import NotFound
from untrain.flowbook.look_alikes import look_alikes
from untrain.model.flow import Control, Flow, OnMeans
from untrain.model.outcome import DataUse
from untrain.trial.case import Case
from untrain.trial.page import MINE, Stage, row, stages

_UNRELATED: Final = ("Dark mode", "Keyboard shortcuts")
_NO: Final = {
    "en": "Do not use my data to train AI models",
    "de": "Meine Daten nicht zum Trainieren von KI-Modellen verwenden",
    "fr": "Ne pas utiliser mes données pour entraîner des modèles d’IA",
    "es": "No usar mis datos para entrenar modelos de IA",
    "it": "Non utilizzare i miei dati per addestrare modelli di IA",
    "pt": "Não usar meus dados para treinar modelos de IA",
    "nl": "Mijn gegevens niet gebruiken om AI-modellen te trainen",
    "pl": "Nie używaj moich danych do trenowania modeli AI",
    "ja": "AIモデルのトレーニングに自分のデータを使用しない",
}
_YES: Final = {
    "en": "Use my data to train AI models",
    "de": "Meine Daten zum Trainieren von KI-Modellen verwenden",
    "fr": "Utiliser mes données pour entraîner des modèles d’IA",
    "es": "Usar mis datos para entrenar modelos de IA",
    "it": "Utilizza i miei dati per addestrare modelli di IA",
    "pt": "Usar meus dados para treinar modelos de IA",
    "nl": "Mijn gegevens gebruiken om AI-modellen te trainen",
    "pl": "Użyj moich danych do trenowania modeli AI",
    "ja": "AIモデルのトレーニングに自分のデータを使用する",
}
_SAYS_USE: Final = "When this is on, we can use your data to train our AI models."
_IMPERATIVES: Final = frozenset({"use", "allow", "help", "improve", "include", "share", "turn", "let", "enable"})


def switch_cases(flow: Flow, control: Control) -> Iterator[Case]:
    """All cases of one switch, in every language that its label is known in."""
    found = stages(flow, control, (one.text for one in look_alikes(flow, control)))
    for stage in found:
        yield from _known(stage)
    for stage in found:
        yield from _unknown(stage)
    for stage in found[:1]:
        yield from _look_alikes(stage)
        yield from _false(stage)


def _known(stage: Stage) -> Iterator[Case]:
    """Pages on which it is, as the flow knows it."""
    case = partial(_case, stage, negative=False)
    neighbours = [row(text, f"n{number}") for number, text in enumerate(stage.strangers[:4])]
    unrelated = [row(text, f"u{number}") for number, text in enumerate(_UNRELATED)]
    mine = partial(_mine, stage)
    yield case("is on", lambda: _reads(stage, stage.page(mine(), *neighbours), shown=True))
    yield case("is off", lambda: _reads(stage, stage.page(mine(""), *neighbours), shown=False))
    yield case(
        "is after its neighbours", lambda: _reads(stage, stage.page(*unrelated, *neighbours, mine()), shown=True)
    )
    yield case(
        "in capitals", lambda: _reads(stage, stage.page(mine(name=stage.label.upper()), *neighbours), shown=True)
    )


def _unknown(stage: Stage) -> Iterator[Case]:
    """Pages on which nothing may be taken for it, in the language of the stage."""
    case = partial(_case, stage, negative=True)
    twins = stage.page(_mine(stage), _mine(stage, ref="e2"))
    yield case("has a twin", lambda: _refused(stage, twins))
    for text in _opposites(stage):
        yield case(f"says the opposite: {text}", partial(_turned, stage, text))


def _look_alikes(stage: Stage) -> Iterator[Case]:
    case = partial(_case, stage, negative=True)
    for text in stage.strangers:
        yield case(f"stands alone in its place: {text}", partial(_refused, stage, stage.page(row(text, MINE))))
    left = stage.page(*(row(text, f"n{number}") for number, text in enumerate(stage.strangers)))
    yield case("is gone, and its look-alikes are left", lambda: _refused(stage, left))


def _false(stage: Stage) -> Iterator[Case]:
    """Pages that are not what they seem, or do not keep what they were told."""
    case = partial(_case, stage, negative=True)
    whole = stage.page(_mine(stage))
    yield case("is gone, and the page is empty", lambda: _refused(stage, ""))
    yield case("is hidden from people", lambda: _refused(stage, whole, {MINE: Facts(hidden=True)}))
    trap = stage.page(row(stage.label, MINE, beside="Receive our weekly newsletter"))
    yield case("is a name that the words beside it contradict", lambda: _refused(stage, trap))
    yield case("is neither on nor off", lambda: _unread(stage, stage.page(_mine(stage, "[checked=mixed]"))))
    two = {MINE: Facts(states=(True, False))}
    yield case("says two things at once", lambda: _unread(stage, whole, two))
    yield case("is still being loaded", lambda: _unread(stage, whole, {MINE: Facts(states=(True,), busy=True)}))
    yield case("was saved, and a fresh load shows it as before", lambda: _lies(stage))


# ── what is asked ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _reads(stage: Stage, page: str, *, shown: bool) -> str | None:
    said = stage.reading(page)
    if isinstance(said, str):
        return said
    wanted = _use(stage, shown=shown)
    return None if said.on is wanted else f"it reads {said.on}, and is {wanted}"


def _refused(stage: Stage, page: str, facts: dict[str, Facts] | None = None) -> str | None:
    found = stage.look(page, facts)
    if isinstance(found, NotFound):
        return None
    return f"“{found.candidate.label}” was taken for it, by {' and '.join(found.reasons)}"


def _unread(stage: Stage, page: str, facts: dict[str, Facts] | None = None) -> str | None:
    said = stage.reading(page, facts)
    return None if isinstance(said, str) or said.on is None else f"it reads {said.on}, and nobody can know"


def _turned(stage: Stage, text: str) -> str | None:
    """Words that say the opposite are not the control, or are read the opposite way."""
    found = stage.look(stage.page(row(text, MINE)))
    if isinstance(found, NotFound):
        return None
    known = stage.control.on_means
    return f"“{text}” is read as if it meant the same" if found.on_means is known else None


def _lies(stage: Stage) -> str | None:
    """The page after a save that stored nothing: what it showed at the press does not count, only this."""
    in_use = stage.control.on_means is not OnMeans.EXCLUDE
    said = stage.reading(stage.page(_mine(stage, "[checked]" if in_use else "")))
    if isinstance(said, str):
        return said
    return None if said.on is DataUse.ON else f"it reads {said.on}, and is on again"


def _mine(stage: Stage, states: str = "[checked]", *, name: str | None = None, ref: str = MINE) -> str:
    """The control's own row; where on is disputed, with a sentence that settles it."""
    own = row(name or stage.label, ref, states)
    if stage.control.on_means is not OnMeans.READ:
        return own
    return own.replace(f"- generic [ref=row-{ref}]:", f'- generic [ref=row-{ref}]:\n  - text: "{_SAYS_USE}"', 1)


def _opposites(stage: Stage) -> Iterator[str]:
    """Words that mean the opposite of the control's own, as far as they can be made."""
    language = stage.language.partition("-")[0]
    if stage.control.on_means is OnMeans.READ:
        return
    said = (_YES if stage.control.on_means is OnMeans.EXCLUDE else _NO).get(language)
    if said is not None:
        yield said
    first = stage.label.partition(" ")[0]
    if language == "en" and stage.control.on_means is OnMeans.USE and first.casefold() in _IMPERATIVES:
        yield f"Do not {stage.label[0].lower()}{stage.label[1:]}"


def _use(stage: Stage, *, shown: bool) -> DataUse:
    return DataUse.ON if shown is (stage.control.on_means is not OnMeans.EXCLUDE) else DataUse.OFF


def _case(stage: Stage, name: str, ask: Callable[[], str | None], *, negative: bool) -> Case:
    return Case(control=stage.control.id, name=f"{stage.language}: {name}", negative=negative, ask=ask)
