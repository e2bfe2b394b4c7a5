"""The benchmarks run, in their smallest size. What they measure is nobody's promise here: other work slows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.practice import practising
from bench.sample import Load, client, measured

from bench import memory, start, wall

RATIO = r"\d+\.\d\d×"


@pytest.mark.browser
@pytest.mark.parametrize("platform", ["linkedin", "x"])
def test_script_and_runner_do_the_same(platform: str) -> None:
    """Both switch everybody off, by what the platform remembers, or the measurement fails."""
    load = Load(platform=platform, people=2, concurrency=2)

    for who in ("hand", "none"):
        sample = client(who, load)
        assert 0 < sample.work < sample.whole


def test_a_measurement_fails_where_somebody_was_not_switched_off() -> None:
    """A script that is quick because it does nothing is no measure."""
    with pytest.raises(RuntimeError, match="0 of 2 were switched off"), practising("linkedin", 2):
        pass


@pytest.mark.browser
def test_wall_prints_ratios_and_their_targets(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for the runner and one for the whole command, each beside the script."""
    wall.main(["--accounts", "1", "--rounds", "1", "--evidence", "none"])

    lines = [line for line in capsys.readouterr().out.splitlines() if "target" in line]
    assert ["runner", "command"] == [line.split()[0].rstrip(",") for line in lines]
    assert all(re.search(rf"{RATIO} .* target 1.15×  .*processor {RATIO}", line) for line in lines)


@pytest.mark.browser
def test_memory_prints_both_peaks_and_their_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    """Python, driver and browser together take some dozens of megabytes at least."""
    memory.main(1, 2)

    said = re.fullmatch(rf"1 accounts: (\d+) MB; 2 accounts: (\d+) MB; {RATIO}, target 1.1×\n", capsys.readouterr().out)
    assert said is not None
    assert min(map(int, said.groups())) > 50


@pytest.mark.browser
def test_start_prints_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    """The help, the platforms and the flows, each with its seconds."""
    start.main(1, demo=False)

    said = re.findall(r"^  (\S+ \S+).* \d+\.\d\d s \(", capsys.readouterr().out, flags=re.MULTILINE)
    assert ["an empty", "untrain --help", "untrain platforms", "loading all"] == said


@pytest.mark.browser
def test_phases_say_what_a_job_asks_of_the_browser(tmp_path: Path) -> None:
    """Every phase with its time, and the processor time of browser and driver."""
    _, said = measured(["-m", "bench.phases", "none", "linkedin", 1], tmp_path)

    assert "none on linkedin, 1 at a time" in said
    assert "Frame.ariaSnapshot" in said
    assert "ms whole" in said
