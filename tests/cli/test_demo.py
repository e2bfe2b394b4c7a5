from __future__ import annotations

import pytest
from tests.cli.conftest import Shell


@pytest.mark.browser
def test_the_demo_is_true_and_leaves_only_its_report(shell: Shell) -> None:
    """It opts people out without an account, and compares what it says with what the platforms remember."""
    (shell.folder / "tmp").mkdir()
    shell.variables["TMPDIR"] = str(shell.folder / "tmp")
    done = shell.run("demo", limit=400)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert "The practice platforms remember the same, " in done.stdout
    assert "nothing else was touched" in done.stdout
    html = (shell.folder / "demo-report.html").read_text()
    assert "This was practice" in html
    assert 'src="data:image/png;base64,' in html
    assert "Evidence kept on this machine" not in html
    assert not shell.home.exists()
    assert [] == list((shell.folder / "tmp").glob("untrain-demo-*"))
