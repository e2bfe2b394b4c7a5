from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from untrain.app.doctor import Check, _sandbox, examine
from untrain.app.home import Home
from untrain.engine.fences import Sandbox
from untrain.model.errors import InputError
from untrain.settings import Settings

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def checks(now: datetime = NOW, **settings: object) -> dict[str, Check]:
    return {check.name: check for check in examine(Settings().model_copy(update=settings), now=now)}


def test_looks_at_everything_a_run_needs(tmp_path: Path) -> None:
    """Browser, sandbox, store, keyring, flows, clock and watch are each said to be well, with what was found."""
    found = checks(home=tmp_path / "home")

    assert ["browser", "sandbox", "store", "keyring", "flows", "clock", "watch"] == list(found)
    del found["sandbox"]  # whoever runs the tests may be root
    assert all(check.well and check.found and check.mend is None for check in found.values())
    assert "4 platforms" in found["flows"].found or int(found["flows"].found.split()[0]) > 4


def test_a_missing_browser_is_said_with_what_mends_it(tmp_path: Path) -> None:
    """What is missing stops no other check."""
    found = checks(home=tmp_path / "home", browser=tmp_path / "no-browser")

    assert ["browser"] == [name for name, check in found.items() if not check.well and name != "sandbox"]
    assert found["browser"].mend


def test_a_browser_that_does_not_start_is_no_browser(tmp_path: Path) -> None:
    """A file of the right name is not enough."""
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o700)

    assert "it does not start" in checks(home=tmp_path / "home", browser=broken)["browser"].found


def test_a_sandbox_that_is_off_is_said() -> None:
    """For root in a container there is no other way; elsewhere one need not be root."""
    assert "is on" in _sandbox(Sandbox(root=False, container=False))
    assert "is off, as it has to be for root in a container" in _sandbox(Sandbox(root=True, container=True))
    with pytest.raises(InputError, match="run untrain as an ordinary user"):
        _sandbox(Sandbox(root=True, container=False))


def test_a_bad_flow_of_ones_own_is_said(tmp_path: Path) -> None:
    """A flow that would stop every run is found here first."""
    (tmp_path / "home" / "flows" / "acme").mkdir(parents=True)
    (tmp_path / "home" / "flows" / "acme" / "flow.toml").write_text("title = ")

    found = checks(home=tmp_path / "home")["flows"]
    assert not found.well
    assert "flow.toml" in found.found


@pytest.mark.parametrize("now", [datetime(2001, 1, 1, tzinfo=UTC), datetime(2190, 1, 1, tzinfo=UTC)])
def test_a_clock_that_is_far_off_is_said(tmp_path: Path, now: datetime) -> None:
    """Certificates and sign-in codes don't work by a wrong clock."""
    assert not checks(now, home=tmp_path / "home")["clock"].well


def test_a_home_that_is_a_file_is_one_clear_error(tmp_path: Path) -> None:
    """It names the setting that mends it."""
    (tmp_path / "file").touch()

    with pytest.raises(InputError, match="point UNTRAIN_HOME at a folder of yours"):
        Home(path=tmp_path / "file" / "home").make()


def test_a_picture_is_never_anything_but_evidence(tmp_path: Path) -> None:
    """A path in a result can't make the report show another file."""
    home = Home(path=tmp_path)
    home.make()
    (tmp_path / "key").write_text("secret")
    (tmp_path / "evidence" / "one.png").write_bytes(b"png")

    assert b"png" == home.picture("evidence/one.png")
    assert home.picture("evidence/../key") is None
    assert home.picture("/etc/hostname") is None
    assert home.picture("evidence/gone.png") is None
