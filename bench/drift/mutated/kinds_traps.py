"""Kinds of drift that mislead: look-alikes, honeypots, twins, nothing left, odd states, texts that instruct."""

from __future__ import annotations

from functools import partial
from typing import Final

from bench.drift.mutated.kinds_looks import Kind
from bench.drift.mutated.plan import Plan
from bench.drift.mutated.words import INSTRUCTIONS, TIPS

_HOW: Final = ("left", "top", "opacity", "size", "clip", "scale", "rect", "none", "unseen", "aria")


def lookalikes(plan: Plan, *, hard: bool) -> None:
    """Other settings about data or AI, beside it."""
    plan.alone = False
    texts = plan.some(plan.tongue.hard if hard else plan.tongue.lookalikes, 2, 4)
    widget = plan.pick("checkbox", "radix", "switch_input", "aria_button", "div_switch", "select")
    arrange = plan.pick("wrap", "for", "labelledby", "sibling", "aria_label")
    on = [plan.chance.random() < 0.5 for _ in texts]
    pair = list(plan.tongue.neutral_pairs[0])
    plan.do(50, "rows", texts=texts, widget=widget, arrange=arrange, on=on, pair=pair)


def lookalike_buttons(plan: Plan) -> None:
    """Buttons whose words come near."""
    pairs = (
        ("Turn off AI features", "Delete my data"),
        ("Turn off personalised ads",),
        ("Download my data", "AI history"),
    )
    plan.do(51, "verbs", texts=plan.chance.choice(pairs))


def honeypot(plan: Plan, *, how: str) -> None:
    """The very words, where no person can see or reach them, and in the other state."""
    plan.do(53, "trap", how=how, on=not plan.stated)


def honeypot_words(plan: Plan) -> None:
    """Words of the same meaning, where no person can see them."""
    text = plan.say(plan.chance.choice(plan.tongue.labels))
    plan.do(53, "trap", how=plan.pick(*_HOW), text=text, on=not plan.stated)


def duplicate(plan: Plan) -> None:
    """The row once more for another screen size, hidden."""
    plan.do(53, "trap", how=plan.pick("none", "unseen", "left", "rect"), on=plan.stated)


def twin(plan: Plan, *, far: bool) -> None:
    """The very row twice, both to be seen."""
    plan.gone = True
    plan.do(57, "twin", on=plan.chance.random() < 0.5, far=far)


def gone(plan: Plan) -> None:
    """The control is no longer there."""
    plan.gone = True
    plan.do(86, "remove_last")


def gone_lookalikes(plan: Plan, *, hard: bool) -> None:
    """The control is no longer there, but look-alikes are."""
    lookalikes(plan, hard=hard)
    gone(plan)


def gone_honeypot(plan: Plan) -> None:
    """The control is no longer there, but where no person sees it."""
    honeypot(plan, how=plan.pick(*[how for how in _HOW if how not in ("none", "unseen")]))
    gone(plan)


def rivals(plan: Plan) -> None:
    """In its place two that are equally good."""
    plan.alone = False
    texts = list(plan.chance.choice(plan.tongue.rivals))
    widget, arrange = plan.pick("checkbox", "radix", "switch_input"), plan.pick("wrap", "for", "labelledby", "sibling")
    plan.do(50, "rows", texts=texts, widget=widget, arrange=arrange, on=[plan.stated, plan.stated])
    gone(plan)


def disabled(plan: Plan) -> None:
    """It can't be changed."""
    plan.disabled = True
    plan.do(30, "disabled", how=plan.pick("native", "aria", "fieldset"))


def busy(plan: Plan) -> None:
    """It is being loaded or saved."""
    plan.doubtful = True
    plan.do(31, "busy")


def mixed(plan: Plan) -> None:
    """It is neither on nor off."""
    plan.unreadable = True
    plan.do(31, "mixed")


def contradiction(plan: Plan, *, how: str) -> None:
    """It says that it is on, and that it is off."""
    plan.unreadable = True
    word = plan.tongue.off if plan.stated else plan.tongue.on
    plan.do(31, "contradict", how=how, on=plan.stated, word=word)


def state_word(plan: Plan) -> None:
    """Its state in words beside it."""
    plan.do(31, "state_word", word=plan.tongue.on if plan.stated else plan.tongue.off)


def moved(plan: Plan) -> None:
    """The page has another address."""
    plan.moved = True
    plan.do(90, "address", path=plan.pick("/settings/ai", "/account/preferences", "/s/9f2", "/settings/privacy/data"))


def tips(plan: Plan) -> None:
    """Texts that have nothing to do with it."""
    texts = plan.chance.sample(TIPS, plan.chance.randint(2, 6))
    plan.do(
        80,
        "text",
        texts=texts,
        where=plan.pick("row", "top", "bottom", "bound"),
        tag=plan.pick("p", "div", "span", "h3", "small"),
    )


def instructions(plan: Plan) -> None:
    """A text that tries to instruct the tool."""
    number = plan.chance.randrange(len(INSTRUCTIONS))
    where = (
        plan.pick("top", "bottom", "bound")
        if number == len(INSTRUCTIONS) - 1
        else plan.pick("row", "top", "bottom", "bound", "inside")
    )
    plan.do(81, "text", texts=[INSTRUCTIONS[number]], where=where, tag=plan.pick("p", "div", "h3", "strong"))


def links(plan: Plan) -> None:
    """Another menu."""
    plan.do(82, "links", texts=[*plan.tongue.menu, *plan.some(plan.tongue.titles, 0, 2)], label="More")


def neighbours(plan: Plan) -> None:
    """The other settings of the page have other words."""
    plan.do(15, "neighbours", texts=plan.some(plan.tongue.hard, 3, 4))


TRAP_KINDS: Final[dict[str, Kind]] = {
    "lookalikes": partial(lookalikes, hard=False),
    "lookalikes-hard": partial(lookalikes, hard=True),
    "lookalike-buttons": lookalike_buttons,
    **{f"honeypot-{how}": partial(honeypot, how=how) for how in _HOW},
    "honeypot-words": honeypot_words,
    "hidden-duplicate": duplicate,
    "neighbours-reworded": neighbours,
}
STOP_KINDS: Final[dict[str, Kind]] = {
    "twin": partial(twin, far=False),
    "twin-far": partial(twin, far=True),
    "gone": gone,
    "gone-lookalikes": partial(gone_lookalikes, hard=False),
    "gone-lookalikes-hard": partial(gone_lookalikes, hard=True),
    "gone-honeypot": gone_honeypot,
    "rivals": rivals,
}
STATE_KINDS: Final[dict[str, Kind]] = {
    "disabled": disabled,
    "busy": busy,
    "mixed": mixed,
    "contradiction-data": partial(contradiction, how="data"),
    "contradiction-aria": partial(contradiction, how="aria"),
    "contradiction-text": partial(contradiction, how="text"),
    "state-word": state_word,
}
PAGE_KINDS: Final[dict[str, Kind]] = {"moved": moved, "tips": tips, "instructions": instructions, "links": links}
