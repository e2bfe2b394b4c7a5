from __future__ import annotations

from collections.abc import Callable

import pytest

from untrain.model.outcome import Outcome
from untrain.model.result import Result
from untrain.report.exit_code import exit_code
from untrain.report.terminal import as_line, in_short
from untrain.report.words import WORDS, harmless, story_of_platform

Make = Callable[..., Result]


def test_every_outcome_has_its_words() -> None:
    """No report is ever at a loss for words, and no two outcomes are called the same."""
    assert set(Outcome) == set(WORDS)
    assert len(Outcome) == len({words.label for words in WORDS.values()})


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([], "Nothing was finished."),
        (["opted_out"], "It is off."),
        (["opted_out", "already_out"], "Both are off."),
        (["opted_out"] * 3, "All 3 are off."),
        (["opted_out", "opted_out", "already_out", "already_out", "needs_human", "submitted"],
         "4 of 5 are off. 1 needs you. 1 request waits for its answer."),
        (["opted_in", "opted_in"], "None of 2 are off. 2 are on."),
        (["no_control", "opted_out"], "It is off. 1 has nothing to switch."),
        (["submitted", "submitted"], "Nothing was to be switched off. 2 requests wait for their answer."),
        (["opted_out", "drifted"], "1 of 2 is off. 1 was not found for certain."),
    ],
)  # fmt: skip
def test_says_a_run_in_short(make_result: Make, outcomes: list[str], said: str) -> None:
    """The first line of a report counts what is off, and names all the rest."""
    assert said == in_short(make_result(Outcome(outcome)) for outcome in outcomes)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([], 0),
        (["opted_out", "already_out", "submitted", "unavailable"], 0),
        (["no_control"], 0),
        *[(["opted_out", bad], 1) for bad in Outcome if bad.good is False],
    ],
)
def test_exit_code(make_result: Make, outcomes: list[str], code: int) -> None:
    """The shell hears 0 only where no outcome is a bad one; `no_control` is neither."""
    assert code == exit_code(make_result(Outcome(outcome)) for outcome in outcomes)


def test_a_line_is_one_plain_line(make_result: Make) -> None:
    """Words from a page can't move the cursor, colour the terminal or fake a second line."""
    hostile = make_result(Outcome.DRIFTED, detail="two\nlines, \x1b[2Jand a \u202etrick")

    assert "ada  acme/generative-ai  drifted  two lines, �[2Jand a �trick" == as_line(hostile)


def test_harmless_leaves_languages_alone() -> None:
    """Words in any language stay as they are."""
    assert "Données pour l’IA générative · 生成AI" == harmless("Données pour l’IA générative · 生成AI")


def test_the_story_of_a_platform_is_one_line() -> None:
    """What is done comes first, what needs the owner last, and nothing is left out of the count."""
    outcomes = [Outcome.OPTED_OUT] * 3 + [Outcome.ALREADY_OUT, Outcome.SUBMITTED, Outcome.NEEDS_HUMAN]

    assert "ChatGPT: 5 of 7 done, 1 not offered to you, 1 needs you" == story_of_platform(
        "ChatGPT", [*outcomes, Outcome.UNAVAILABLE]
    )
    assert "X: 0 of 2 done, 1 did not hold, 1 not found for certain" == story_of_platform(
        "X", [Outcome.DRIFTED, Outcome.NOT_SAVED]
    )
    assert "X: 0 of 1 done" not in [story_of_platform("X", [outcome]) for outcome in Outcome]
