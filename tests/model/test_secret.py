"""A secret can be typed, and nothing else; and what is hushed stands in nothing that is redacted."""

from __future__ import annotations

import copy
import gc
import json
import pickle
from dataclasses import asdict
from string import Formatter, Template

import pytest

from untrain.model.account import Account
from untrain.model.secret import Secret, hush, redact

MARK = 'pa"ss & <wörd>/+ of ada'


@pytest.mark.parametrize(
    "shown",
    [
        repr,
        str,
        lambda secret: f"{secret}",
        lambda secret: f"{secret!r:>80}",
        "{:s}".format,
        lambda secret: "%s %r" % (secret, secret),  # noqa: UP031
        lambda secret: Template("$it").substitute(it=secret),
        lambda secret: Formatter().format("{0}", secret),
        lambda secret: repr([secret, {"it": secret}, Account(name="ada", platform="acme", password=secret)]),
        lambda secret: str(ValueError(secret)),
        lambda secret: json.dumps({"it": secret}, default=str, ensure_ascii=False),
    ],
)
def test_it_is_never_shown(shown: object) -> None:
    """Whichever way it is put into a text, its value is not in it."""
    assert callable(shown)
    said = shown(Secret(MARK))

    assert "pa" not in said.replace("password", "").replace("platform", "")
    assert "•••" in said


@pytest.mark.parametrize(
    "taken",
    [
        pickle.dumps,
        copy.copy,
        copy.deepcopy,
        json.dumps,
        lambda secret: asdict(Account(name="ada", platform="acme", password=secret)),
        bytes,
        "".join,
        lambda secret: secret + "",
        vars,
    ],
)
def test_it_is_never_taken_along(taken: object) -> None:
    """It can't be pickled, copied, joined, or looked into."""
    assert callable(taken)
    with pytest.raises(TypeError) as error:
        taken(Secret(MARK))

    assert "wörd" not in str(error.value)


def test_two_of_the_same_value_are_not_equal() -> None:
    """Comparing tells nobody anything."""
    assert Secret(MARK) != Secret(MARK)
    assert Secret(MARK) != MARK


def test_it_is_taken_out_of_a_text_however_it_is_written() -> None:
    """Plain, in JSON, in an address and in HTML; one that was not fetched yet is nowhere."""
    secret, later = Secret(MARK), Secret(lambda: "fetched-later")
    texts = (
        f"say {MARK}!",
        json.dumps({"it": MARK}),
        json.dumps({"it": MARK}, ensure_ascii=False),
        "https://x/?p=pa%22ss%20%26%20%3Cw%C3%B6rd%3E%2F%2B%20of%20ada",
        "p=pa%22ss+%26+%3Cw%C3%B6rd%3E%2F%2B+of+ada",
        "<b>pa&quot;ss &amp; &lt;wörd&gt;/+ of ada</b>",
        'pa"ss &amp; &lt;wörd&gt;/+ of ada',
    )
    for text in texts:
        assert "•••" in redact(text), text
        assert "ada" not in redact(text), text
    assert "fetched-later" == redact("fetched-later")
    assert "fetched-later" == later.reveal()
    assert "•••" == redact("fetched-later")
    assert secret.reveal() == MARK


def test_of_two_secrets_of_which_one_holds_the_other_nothing_stays() -> None:
    """The longer one is taken out first."""
    both = (Secret("hunter2"), Secret("hunter2-and-more"))

    assert "a ••• b ••• c" == redact("a hunter2-and-more b hunter2 c")
    del both


def test_what_is_hushed_is_redacted_until_the_end() -> None:
    """The value of a cookie has no owner that lives; it is remembered all the same."""
    hush(["cookie-value-0123456789"])
    gc.collect()

    assert "sid=•••;" == redact("sid=cookie-value-0123456789;")
    hush([])


def test_no_more_is_remembered_than_needed() -> None:
    """A process that runs for months forgets the cookies of the first."""
    hush(["the-very-first-one"])
    hush(f"number-{number:06d}" for number in range(5000))

    assert "the-very-first-one" == redact("the-very-first-one")
    assert "•••" == redact("number-004999")
