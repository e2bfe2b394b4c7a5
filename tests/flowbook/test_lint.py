"""The contributor's check."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flowbook.whole import WHOLE, Write

from untrain.flowbook import builtin_folder, lint
from untrain.model.errors import InputError


def test_the_flows_that_ship_have_no_findings() -> None:
    """What we ask of others holds for us."""
    assert () == lint(builtin_folder())


def test_all_findings_are_given_at_once(write: Write) -> None:
    """Nobody has to mend a file one message at a time."""
    broken = WHOLE.replace('title = "Acme"', "title = 1").replace('kind = "switch"', 'kind = "swich"')

    assert ["title", "control.0.kind"] == [finding.key for finding in lint(write(broken).parent.parent)]


def test_the_folder_of_one_platform_can_be_given(write: Write) -> None:
    """A contributor looks at their own folder alone."""
    assert () == lint(write(WHOLE).parent)


BETTER = {
    "no sources": ('sources = ["Acme help article 123"]\n', "", "sources"),
    "one sign only": ('headings.en = "AI"\n', "", "control.0.headings"),
    "no scope": ('scope = ["People decide."]\n', "", "control.1.scope"),
    "an undated fact": ("since = 2026-11-01\n", "", "control.1.availability.since"),
    "a note on no key": ("scope = [", 'unconfirmed = ["lables.de: seen once"]\nscope = [', "control.0.unconfirmed.0"),
    "no way to sign in": ('[sign_in]\nurl = "https://www.acme.example/login"\n', "", "sign_in"),
}


@pytest.mark.parametrize("case", BETTER)
def test_what_could_be_better_is_said_and_not_refused(write: Write, case: str) -> None:
    """Such a flow loads, and the finding says that it is not fatal."""
    whole, without, key = BETTER[case]
    assert whole in WHOLE

    assert [(key, False)] == [(one.key, one.fatal) for one in lint(write(WHOLE.replace(whole, without, 1)).parent)]


def test_a_form_that_only_its_owner_sends_needs_no_sign_in(write: Write) -> None:
    """What no run opens is whole without a way to sign in."""
    controls = WHOLE.split("[[control]]")
    whole = WHOLE[: WHOLE.index("[sign_in]")] + "[[control]]" + controls[2]

    assert ["sign_in"] == [finding.key for finding in lint(write(whole).parent)]
    alone = whole.replace('reason = "I object."', 'person_only = "It wants a screenshot."')
    assert () == lint(write(alone).parent)


def test_a_folder_without_flows_is_refused(tmp_path: Path) -> None:
    """A wrong folder is not taken for a clean one."""
    with pytest.raises(InputError, match=r"holds no \*/flow\.toml"):
        lint(tmp_path)


def test_a_control_without_a_negative_case_does_not_pass(write: Write) -> None:
    """Where nothing is known that must not be pressed, nobody could tell whether it would be."""
    foreign = WHOLE.replace('headings.en = "AI"', 'headings.tlh = "AI"').replace(
        'neighbours.en = "Personalise my feed"\n', ""
    )
    foreign = foreign.replace("labels.en", "labels.tlh", 1).replace("labels.de", "labels.sjn", 1)
    alone = foreign[: foreign.index('[[control]]\nid = "objection"')]

    assert ["control.0.neighbours"] == [finding.key for finding in lint(write(alone).parent) if finding.fatal]
    told = alone.replace("scope", 'neighbours.tlh = "jIyaj"\nscope')
    assert [] == [finding for finding in lint(write(told).parent) if finding.fatal]
