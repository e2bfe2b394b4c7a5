from __future__ import annotations

import os
from pathlib import Path

import pytest

from untrain.app.files import check_writable, write_privately
from untrain.model.errors import InputError


def test_a_file_is_private_and_whole(tmp_path: Path) -> None:
    """A report is its owner's alone, also in place of a file that was not, and leaves no draft behind."""
    file = tmp_path / "report.html"
    file.write_text("old")
    file.chmod(0o644)

    write_privately(file, "neu – ü")

    assert "neu – ü" == file.read_text(encoding="utf-8")
    assert 0o600 == file.stat().st_mode & 0o777
    assert [file] == list(tmp_path.iterdir())


def test_a_device_is_written_to_and_not_replaced() -> None:
    """`--json /dev/null` does not put a file where the device was."""
    write_privately(Path(os.devnull), "text")

    assert not Path(os.devnull).is_file()


def test_says_before_the_start_what_could_not_be_written(tmp_path: Path) -> None:
    """A typing mistake in a path is found out before anything is done, and nothing is left there."""
    for bad, said in ((tmp_path, "it is a folder"), (tmp_path / "absent" / "report.html", "there is no folder")):
        with pytest.raises(InputError, match=f"--html .*: {said}"):
            check_writable(bad, "--html")

    check_writable(tmp_path / "report.html", "--html")
    assert [] == list(tmp_path.iterdir())
