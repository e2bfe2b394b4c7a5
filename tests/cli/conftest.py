from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from untrain.lab.cast import write_accounts
from untrain.lab.lab import Lab
from untrain.lab.person import Person


@dataclass(kw_only=True)
class Shell:
    """A person at a terminal: a folder of their own, a home folder in it, and the command `untrain`."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def run(self, *words: object, limit: float = 120, given: str | None = None) -> subprocess.CompletedProcess[str]:
        process = self.start(*words, given=given is not None)
        out, err = process.communicate(given, timeout=limit)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def start(self, *words: object, given: bool = False) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "untrain", *map(str, words)],
            cwd=self.folder,
            env={**os.environ, "UNTRAIN_HOME": str(self.home), **self.variables},
            stdin=subprocess.PIPE if given else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def everything_written(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.folder.rglob("*") if file.is_file())


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    shell = Shell(folder=tmp_path)
    yield shell
    for process in shell.started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@dataclass(kw_only=True)
class Practice:
    """Practice platforms that serve, and the options that lead a run to them."""

    lab: Lab
    options: tuple[object, ...]


Open = Callable[..., Practice]


@pytest.fixture
def practise(tmp_path: Path) -> Iterator[Open]:
    """Serve practice platforms with these people on them."""
    with ExitStack() as doors:

        def opened(*people: Person) -> Practice:
            lab = Lab({one.platform for one in people}, accounts=people)
            address = doors.enter_context(lab.serve_in_thread())
            accounts = tmp_path / "accounts.csv"
            write_accounts(accounts, people)
            return Practice(lab=lab, options=("--accounts", accounts, "--connect-to", address))

        yield opened


def report_in(text: str) -> dict[str, Any]:
    report = json.loads(text)
    assert "untrain.report/1" == report["schema"]
    assert isinstance(report, dict)
    return report


def outcomes_in(text: str) -> dict[str, str]:
    return {
        f"{one['account']} {one['platform']}/{one['control']}": one["outcome"] for one in report_in(text)["results"]
    }


def wait_until(true: Callable[[], object], *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def processes_of_group(group: int) -> list[str]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        state, _, pgrp, *_ = rest.split()
        if int(pgrp) == group and state != "Z":
            found.append(name)
    return found
