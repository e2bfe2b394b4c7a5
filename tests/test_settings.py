from __future__ import annotations

import re
from pathlib import Path

import pytest

from untrain.model.errors import InputError
from untrain.model.result import Evidence
from untrain.settings import PREFIX, Settings, fitting_concurrency, load_settings, variable

EXAMPLE = Path(__file__).parents[1] / ".env.example"


def test_the_example_lists_every_setting_and_no_other() -> None:
    """Whoever reads .env.example knows all there is to set."""
    named = re.findall(rf"^#({PREFIX}[A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE)

    assert [variable(name) for name in Settings.model_fields] == sorted(
        named, key=[variable(name) for name in Settings.model_fields].index
    )
    assert len(named) == len(set(named))


def test_everything_in_the_example_can_be_set(tmp_path: Path) -> None:
    """The examples are values that work."""
    (tmp_path / ".env").write_text(EXAMPLE.read_text().replace(f"#{PREFIX}", PREFIX))

    settings = load_settings(tmp_path)
    assert (90.0, Evidence.FULL, 2.0, 4, "WARNING") == (
        settings.timeout,
        settings.evidence,
        settings.pace,
        settings.concurrency,
        settings.log_level,
    )


def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set in the shell holds; an empty variable counts as not set."""
    (tmp_path / ".env").write_text("UNTRAIN_TIMEOUT=10\nUNTRAIN_PACE=3\nOTHER=1\n")
    monkeypatch.setenv("UNTRAIN_TIMEOUT", "20")
    monkeypatch.setenv("UNTRAIN_ACCOUNTS", "")

    settings = load_settings(tmp_path)
    assert (20.0, 3.0, None) == (settings.timeout, settings.pace, settings.accounts)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("UNTRAIN_CONCURRENCY=many", "UNTRAIN_CONCURRENCY: its value should be a valid integer"),
        ("UNTRAIN_CONCURRENCY=0", "UNTRAIN_CONCURRENCY: its value should be greater than or equal to 1"),
        ("UNTRAIN_EVIDENCE=some", "UNTRAIN_EVIDENCE: its value should be 'none', 'text' or 'full'"),
        ("UNTRAIN_TIMEOUT=-1", "UNTRAIN_TIMEOUT: its value should be greater than 0"),
        ("UNTRAIN_LOG_LEVEL=LOUD", "UNTRAIN_LOG_LEVEL"),
        ("UNTRAIN_CONCURENCY=2", "UNTRAIN_CONCURENCY: there is no such setting; did you mean UNTRAIN_CONCURRENCY?"),
    ],
)
def test_a_bad_value_is_one_clear_error(tmp_path: Path, line: str, said: str) -> None:
    """It names the variable; a misspelt one does not silently have no effect."""
    (tmp_path / ".env").write_text(line + "\n")

    with pytest.raises(InputError) as caught:
        load_settings(tmp_path)
    assert str(caught.value).startswith(said)


def test_a_file_that_is_no_text_is_one_clear_error(tmp_path: Path) -> None:
    """An .env in another encoding is named as such."""
    (tmp_path / ".env").write_bytes("UNTRAIN_REASON=Müll".encode("latin-1"))

    with pytest.raises(InputError, match="can't be read as UTF-8 text"):
        load_settings(tmp_path)


def test_an_address_of_the_store_is_never_shown() -> None:
    """It may carry a password."""
    assert "hunter22" not in repr(Settings(store="postgresql://ada:hunter22@db/untrain"))


def test_concurrency_fits_the_machine() -> None:
    """At least one job, and no more than four side by side."""
    assert 1 <= fitting_concurrency() <= 4
