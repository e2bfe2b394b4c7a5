"""Between the click and the fact: more steps than before, and saves that are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from bench.drift.case import DONE, NOT_SAVED, Case, Page, truth
from bench.drift.facts import Facts
from bench.drift.families.looks import case

CONFIRMS: Final[dict[str, dict[str, Any]]] = {
    "keep-turn-off": {
        "title": "Turn off AI training?",
        "text": "Your data will no longer be used to train AI models.",
        "no": "Keep it on",
        "yes": "Turn off",
    },
    "cancel-confirm": {
        "title": "Change this setting?",
        "text": "You can change it back at any time.",
        "no": "Cancel",
        "yes": "Confirm",
    },
    "swapped": {
        "title": "Change this setting?",
        "text": "You can change it back at any time.",
        "no": "Cancel",
        "yes": "Confirm",
        "swap": True,
    },
    "scary": {
        "title": "Are you sure?",
        "text": "You’ll lose the chance to shape the tools of tomorrow, and suggestions may get worse. "
        "Other members like you keep this on.",
        "no": "No, keep helping",
        "yes": "Yes, turn it off",
        "kind": "alertdialog",
    },
    "leave": {
        "title": "Leave the program?",
        "text": "Your contribution to better AI ends today.",
        "no": "Stay",
        "yes": "Leave",
    },
    "native": {
        "title": "Turn off?",
        "text": "This applies from now on.",
        "no": "Go back",
        "yes": "Continue",
        "kind": "native",
    },
    "plain": {
        "title": "Turn off AI training?",
        "text": "This applies from now on.",
        "no": "Not now",
        "yes": "Turn off",
        "kind": "plain",
    },
    "popover": {"text": "Stop using your data for AI training?", "no": "No", "yes": "Yes", "kind": "popover"},
    "danger": {
        "title": "Turn off AI training?",
        "text": "Choose what to do.",
        "no": "Cancel",
        "yes": "Turn off",
        "danger": "Turn off and delete all my posts",
    },
    "inline": {
        "text": "Please confirm that your data is no longer to be used for AI training.",
        "no": "Undo",
        "yes": "Confirm",
        "kind": "inline",
    },
    "ok": {
        "title": "AI training will be turned off",
        "text": "It may take a few minutes to take effect.",
        "no": "Cancel",
        "yes": "OK",
    },
}
SAVEBARS: Final[dict[str, dict[str, Any]]] = {
    "save": {"text": "Save changes", "cancel": "Discard", "note": "You have unsaved changes", "sticky": True},
    "plain": {"text": "Save", "always": True},
    "apply": {"text": "Apply", "cancel": "Cancel", "always": True},
    "update": {"text": "Update preferences", "always": True},
}
PASSWORD: Final = {
    "title": "Confirm it’s you",
    "text": "To change this setting, enter your password.",
    "label": "Password",
    "no": "Cancel",
    "yes": "Confirm",
}


def extra_steps(facts: Facts) -> Iterator[Case]:
    """There is one more thing to press."""
    for name, confirm in CONFIRMS.items():
        yield case(facts, "confirm", name, Page(confirm=confirm))
    yield case(
        facts,
        "confirm",
        "radix",
        Page(confirm=CONFIRMS["keep-turn-off"], own_ids=False, widget="radix", arrange="sibling"),
    )
    for lang, (title, no, yes) in {
        "de": ("KI-Training deaktivieren?", "Abbrechen", "Deaktivieren"),
        "fr": ("Désactiver ce paramètre ?", "Annuler", "Désactiver"),
        "ja": ("AIのトレーニングをオフにしますか？", "キャンセル", "オフにする"),
    }.items():
        yield case(facts, "confirm", lang, Page(confirm={"title": title, "no": no, "yes": yes}), lang=lang)
    tick = {"title": "Turn off?", "no": "Cancel", "yes": "Turn off", "tick": "I understand that this can’t be undone"}
    yield case(
        facts, "confirm", "tick", Page(confirm=tick), truth("opted_out", "needs_human", "drifted", untouched=False)
    )
    reverse = {
        "title": "Keep helping us improve AI?",
        "text": "Your data makes our models better.",
        "no": "Yes",
        "yes": "No",
    }
    yield case(
        facts,
        "confirm",
        "reverse-question",
        Page(confirm=reverse),
        truth("opted_out", "drifted", "needs_human", "not_saved", untouched=False),
    )
    for name, bar in SAVEBARS.items():
        yield case(facts, "savebar", name, Page(savebar=bar))
        yield case(
            facts, "savebar", f"{name}-radix", Page(savebar=bar, own_ids=False, widget="radix", arrange="sibling")
        )
    for lang, text in {"de": "Änderungen speichern", "fr": "Enregistrer", "pl": "Zapisz zmiany"}.items():
        yield case(facts, "savebar", lang, Page(savebar={"text": text, "always": True}), lang=lang)
    yield case(facts, "savebar", "and-confirm", Page(savebar=SAVEBARS["save"], confirm=CONFIRMS["cancel-confirm"]))
    twice = truth("opted_out", end="off", untouched=False, passwords=2)
    yield case(facts, "password", "dialog", Page(password=PASSWORD), twice)
    yield case(facts, "password", "after-confirm", Page(password=PASSWORD, confirm=CONFIRMS["keep-turn-off"]), twice)
    foreign = f"https://{facts.slug}-signin-verify.example/confirm"
    yield case(
        facts,
        "password",
        "foreign-frame",
        Page(password={**PASSWORD, "foreign": foreign}),
        truth("unsafe", "needs_human", "not_saved", end="on", untouched=False),
    )


def lies(facts: Facts) -> Iterator[Case]:
    """The page says that it is saved; sometimes it even is."""
    toast = {"toast": "Your change was saved"}
    blind = {**toast, "blind": True}
    for name, page in {
        "lie": Page(save="lie", save_extra=toast),
        "lie-silent": Page(save="lie"),
        "errors-in-200": Page(save="gql_errors", save_extra={**toast, "blind": True}),
        "errors-shown": Page(save="gql_errors"),
        "500-optimistic": Page(save="500", save_extra=blind),
        "500-shown": Page(save="500"),
        "403": Page(save="403"),
        "reverts-after": Page(save="revert_after", save_extra=toast),
        "reverts-on-reload": Page(save="revert_on_reload", save_extra=toast),
        "local-only": Page(save="local", save_extra=toast),
        "dead": Page(save="dead"),
        "reset": Page(save="reset"),
        "lie-radix": Page(save="lie", save_extra=toast, own_ids=False, widget="radix", arrange="sibling"),
        "lie-late": Page(save="lie", save_extra=toast, late=("timer", 1200)),
        "lie-fetch": Page(save="lie", save_extra=toast, late=("fetch", 600)),
        "local-radix": Page(save="local", save_extra=toast, own_ids=False, widget="radix", arrange="sibling"),
    }.items():
        yield case(facts, "lies", name, page, NOT_SAVED)
    for name, page in {
        "500-once": Page(save="500_once"),
        "429-once": Page(save="429_once"),
        "slow": Page(save="slow", save_extra=toast),
        "204": Page(save="none204"),
        "202": Page(save="accepted202"),
        "put": Page(save_extra={"method": "PUT"}),
        "beacon": Page(save="beacon"),
        "debounce": Page(save="debounce"),
        "noise-fails": Page(save_extra={"noise": "fails"}),
        "reloads": Page(save_extra={"reload": True}),
    }.items():
        yield case(facts, "saves", name, page, DONE)
    slow = Page(save="debounce", save_extra={"ms": 2500})
    yield case(facts, "saves", "debounce-slow", slow, truth("opted_out", "not_saved", untouched=False))
    again = truth("opted_out", end="off", untouched=False, passwords=2)
    yield case(facts, "saves", "session-lost", Page(save="session_lost"), again)
    yield case(facts, "saves", "session-lost-after", Page(save="session_lost_after"), again)
