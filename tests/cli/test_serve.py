from __future__ import annotations

import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request

import pytest
from tests.cli.conftest import Shell


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}\n", line), line
    return line.strip()


def test_the_page_is_served_until_ctrl_c(shell: Shell) -> None:
    """It prints its address, which lets one in; without it nobody is. Ctrl-C ends it cleanly."""
    process = shell.start("serve", "--no-open")
    address = address_of(process)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(address, timeout=20) as answer:
        assert "Begin here" in answer.read().decode()
        assert "token" not in answer.url
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(address, timeout=20)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)

    assert 130 == process.returncode
    assert "closing" in err
    assert "Traceback" not in err


def test_the_page_is_served_to_this_machine_only(shell: Shell) -> None:
    """The address of this machine in its network is not listened on."""
    process = shell.start("serve", "--no-open")
    port = int(address_of(process).partition("127.0.0.1:")[2].partition("/")[0])
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_a_port_that_is_taken_is_one_clear_error(shell: Shell) -> None:
    """With the way out, and exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = shell.run("serve", "--no-open", "--port", taken.getsockname()[1])

    assert 2 == done.returncode
    assert "--port" in done.stderr
    assert 1 == len(done.stderr.splitlines())


def test_a_bad_file_of_accounts_is_one_clear_error(shell: Shell) -> None:
    """Before anything is served."""
    (shell.folder / "accounts.csv").write_text("account,platform\nada,nowhere\n")
    done = shell.run("serve", "--no-open", "--accounts", "accounts.csv")

    assert 2 == done.returncode
    assert "accounts.csv" in done.stderr
    assert "" == done.stdout


def test_practice_platforms_are_on_this_machine_too(shell: Shell) -> None:
    """Any other address is refused."""
    done = shell.run("serve", "--no-open", "--connect-to", "192.0.2.1:443")

    assert 2 == done.returncode
    assert "loopback" in done.stderr
