"""Marked secrets are planted wherever there can be one, and looked for in every byte that the program writes."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.cli.conftest import Shell, outcomes_in
from tests.cli.parrot import HOST, PASSWORD, SECRETS, SEED, USERNAME, Parrot, write_flow

from untrain.lab.door import Door, in_thread

_VARIABLE = "ADAS_PASSWORD"
_RING = """
import json, pathlib
from keyring.backend import KeyringBackend

class Ring(KeyringBackend):
    priority = 5
    file = pathlib.Path(__file__).with_name("ring.json")

    def _all(self):
        return json.loads(self.file.read_text())

    def get_password(self, service, username):
        return self._all().get(f"{service}/{username}")

    def set_password(self, service, username, password):
        self.file.write_text(json.dumps({**self._all(), f"{service}/{username}": password}))
"""


@dataclass(kw_only=True)
class Planted:
    """A person whose password lies in a keyring and whose seed in a variable, on a platform that repeats both."""

    shell: Shell
    parrot: Parrot
    options: tuple[object, ...]
    ring: Path

    @property
    def secrets(self) -> set[str]:
        """Everything that may stand nowhere, the key of the vault among it."""
        return {*SECRETS, *json.loads(self.ring.read_text()).values()}

    def fetch_the_password_from(self, reference: str) -> None:
        (self.shell.folder / "accounts.csv").write_text(
            f"account,platform,username,password,totp_secret\nada,parrot,{USERNAME},{reference},env:ADAS_SEED\n"
        )

    def found_in(self, written: bytes) -> set[str]:
        forms = {form for secret in self.secrets for form in (secret, quote(secret, safe=""))}
        return {form for form in forms if form.encode() in written}


@pytest.fixture
def planted(shell: Shell, tmp_path: Path) -> Iterator[Planted]:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "ring.py").write_text(_RING)
    (theirs / "ring.json").write_text(json.dumps({"platforms/parrot": PASSWORD}))
    shell.variables |= {
        "PYTHONPATH": os.pathsep.join([str(theirs), os.environ.get("PYTHONPATH", "")]),
        "PYTHON_KEYRING_BACKEND": "ring.Ring",
        "UNTRAIN_LOG_LEVEL": "TRACE",
        "ADAS_SEED": SEED,
        _VARIABLE: PASSWORD,
    }
    parrot = Parrot()
    with in_thread(lambda: Door(parrot, [HOST]).open()) as address:
        options = (
            "--accounts",
            tmp_path / "accounts.csv",
            "--flows",
            write_flow(theirs / "flows"),
            "--connect-to",
            address,
        )
        planted = Planted(shell=shell, parrot=parrot, options=options, ring=theirs / "ring.json")
        planted.fetch_the_password_from("keyring:platforms/parrot")
        yield planted


@pytest.mark.browser
def test_no_planted_secret_stands_in_anything_that_is_written(planted: Planted) -> None:
    """Store, logs at TRACE, reports, evidence and screen, though the platform says all of them on every page."""
    shell = planted.shell
    html, report = shell.folder / "report.html", shell.folder / "report.json"
    papers = ("--html", html, "--json", report)

    first = shell.run("run", *planted.options, *papers)
    planted.fetch_the_password_from(f"env:{_VARIABLE}")  # one that a run never fetches, it can't know again
    again = shell.run("check", *planted.options)
    shown = shell.run("report", "--html", shell.folder / "later.html")

    assert {"ada parrot/training": "opted_out"} == outcomes_in(report.read_text()), first.stderr
    assert 0 == again.returncode, again.stdout
    assert (1, 1) == (planted.parrot.heard.count("/session"), planted.parrot.signed_in)
    evidence = [file for file in shell.home.glob("evidence/*/*") if file.suffix == ".json"]
    kept = [file for file in shell.home.rglob("*") if file.is_file()]
    assert "•••" in first.stderr, "the log said nothing that had to be hidden"
    assert "•••" in report.read_text(), "no detail said anything that had to be hidden"
    assert any("•••" in file.read_text() for file in evidence), "no evidence held anything that had to be hidden"
    for file in (*kept, html, report, shell.folder / "later.html"):
        assert set() == planted.found_in(file.read_bytes()), file
        assert 0o600 == stat.S_IMODE(file.stat().st_mode), file
    for done in (first, again, shown):
        assert set() == planted.found_in((done.stdout + done.stderr).encode())
    assert [] == [file for file in kept if file.suffix in {".zip", ".har", ".trace", ".webm"}]


def test_an_error_that_repeats_a_secret_hides_it(planted: Planted) -> None:
    """Whoever types a password where a name belongs does not find it in their log."""
    planted.fetch_the_password_from(f"env:{_VARIABLE}")

    done = planted.shell.run("run", *planted.options, "--account", PASSWORD)

    assert 2 == done.returncode
    assert "•••" in done.stderr
    assert set() == planted.found_in((done.stdout + done.stderr).encode())
