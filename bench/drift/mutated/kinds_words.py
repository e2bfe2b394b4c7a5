"""Kinds of drift in the control's own words: reworded, shortened, split, translated, turned round."""

from __future__ import annotations

from itertools import pairwise

from bench.drift.mutated.plan import Plan
from bench.drift.mutated.words import TONGUES
from bench.drift.platforms import PLATFORMS


def reword(plan: Plan) -> None:
    """Other words of the same meaning."""
    plan.text, plan.inverted = plan.say(plan.chance.choice(plan.tongue.labels)), False


def shorten(plan: Plan) -> None:
    """What is left of them on a small screen."""
    plan.text, plan.inverted = plan.chance.choice(plan.tongue.short), False


def invert(plan: Plan) -> None:
    """Words that say the opposite, so that on means off."""
    plan.text, plan.inverted = plan.chance.choice(plan.tongue.inverted), True
    _note_anew(plan)


def invert_label(plan: Plan) -> None:
    """Words that say the opposite, beside a description that was forgotten."""
    plan.text, plan.inverted, plan.doubtful = plan.chance.choice(plan.tongue.inverted), True, True


def pieces(plan: Plan) -> None:
    """The label in two or three elements."""
    words = (plan.text or plan.base.label).split()
    cuts = (
        sorted(plan.chance.sample(range(1, len(words)), min(len(words) - 1, plan.pick(1, 2)))) if len(words) > 1 else []
    )
    edges = [0, *cuts, len(words)]
    plan.pieces = tuple(" ".join(words[a:b]) for a, b in pairwise(edges))


def decorate(plan: Plan) -> None:
    """The same words in another dress: case, quotes, ampersands, badges, the state, odd spaces."""
    label = plan.base.label
    state = plan.tongue.on if plan.stated else plan.tongue.off
    words = label.split()
    plan.text = plan.pick(
        f"{label}:",
        f"{label}: {state}",
        f"{label} ({state})",
        f"{label} (recommended)",
        f"{label} New",
        f"{label} Beta",
        f"“{label}”",
        f"{label}.",
        f"1. {label}",
        f"{label} (2)",
        f"✨ {label}",
        f"{label} ⓘ",
        label.upper(),
        label.title(),
        label.lower(),
        label.replace(" ", "\u00a0"),
        "  ".join(words),
        label.replace(" and ", " & "),
        label.replace("AI", "ＡＩ").replace("data", "data\u200b"),
        label.replace("training", "train\u00ading").replace("models", "mo\u00addels"),
        label.replace("'", "’"),
    )


def note_merged(plan: Plan) -> None:
    """Label and description in one long text."""
    about = plan.say(plan.tongue.about)
    plan.text = f"{plan.base.label}. {about if plan.base.general and not plan.base.inverted else plan.tongue.notes[0]}"


def apart(plan: Plan) -> None:
    """The words beside the control no longer belong to it."""
    plan.apart = True
    if plan.widget is not None:
        plan.widget["arrange"] = plan.pick("sibling", "below", "heading", "cells", "terms", "item", "far", "before")


def unlabelled(plan: Plan) -> None:
    """The control has no words at all."""
    plan.unlabelled = True
    plan.do(22, "unlabel")


def translate(plan: Plan) -> None:
    """The whole page in another language, freely translated."""
    _speak(plan, plan.pick(*[lang for lang in TONGUES if lang != "en"]))
    plan.text, plan.inverted = plan.say(plan.chance.choice(plan.tongue.labels)), False


def translate_short(plan: Plan) -> None:
    """The whole page in another language, the label shortened."""
    _speak(plan, plan.pick(*[lang for lang in TONGUES if lang != "en"]))
    plan.text, plan.inverted = plan.chance.choice(plan.tongue.short), False


def translate_inverted(plan: Plan) -> None:
    """The whole page in another language, and turned round."""
    _speak(plan, plan.pick(*[lang for lang in TONGUES if lang != "en"]))
    plan.text, plan.inverted = plan.chance.choice(plan.tongue.inverted), True


def translate_label(plan: Plan) -> None:
    """Only the label in another language, on a page that is half translated."""
    tongue = TONGUES[plan.pick(*[lang for lang in TONGUES if lang != "en"])]
    plan.text, plan.inverted = plan.say(plan.chance.choice(tongue.labels)), False


def translate_own(plan: Plan) -> None:
    """The platform's own words in another language."""
    words = PLATFORMS[plan.base.slug].words
    lang = plan.pick(*[lang for lang in words if lang != "en"])
    _speak(plan, lang)
    plan.text, plan.inverted = words[lang].label, False


def _note_anew(plan: Plan) -> None:
    """Descriptions in its row that fit the other words."""
    plan.do(24, "row_notes", texts=list(plan.tongue.notes[:2]))


def _speak(plan: Plan, lang: str) -> None:
    plan.lang = lang
    tongue = plan.tongue
    _note_anew(plan)
    others = tongue.lookalikes if plan.base.crowded else tongue.unrelated
    plan.do(
        10,
        "translate_rest",
        lang=lang,
        rows=plan.some(others, 3, 6),
        notes=[tongue.notes[0], *plan.some(tongue.notes, 1, 2)],
        nav=tongue.menu,
        buttons=tongue.buttons,
        on=tongue.on,
        off=tongue.off,
        heading=plan.chance.choice(tongue.titles),
    )


KINDS = {
    "reword": reword,
    "shorten": shorten,
    "invert": invert,
    "invert-label-only": invert_label,
    "pieces": pieces,
    "decorate": decorate,
    "note-merged": note_merged,
    "unlabelled": unlabelled,
    "translate": translate,
    "translate-short": translate_short,
    "translate-inverted": translate_inverted,
    "translate-label": translate_label,
    "translate-own": translate_own,
}
