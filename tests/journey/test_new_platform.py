"""A stranger adds a platform: a folder of their own, and no file of ours edited."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FLOW = """\
#:schema ../schema.json
slug = "frobnicator"
title = "Frobnicator"
facts = 2026-11-22
hosts = ["www.frobnicator.example"]
sources = ["Frobnicator help, article 1"]

[sign_in]
url = "https://www.frobnicator.example/login"
cookies = ["frob_session"]

[[control]]
id = "model-training"
kind = "switch"
title = "Model training"
url = "https://www.frobnicator.example/settings/ai"
headings.en = "AI and your data"
labels.en = "Use my data to train models"
neighbours.en = "Personalise my feed with AI"
scope = ["Training already done is not undone."]
"""

REPLICA = """\
title = "Frobnicator"
hosts = ["www.frobnicator.example"]

[session]
cookie = "frob_session"

[sign_in]
url = "https://www.frobnicator.example/login"
home = "/settings/ai"

[setting.training]
default = true
control = "model-training"
neighbour = "feed"

[setting.feed]
default = false

[[route]]
path = "/login"
page = "login.html"
open = true

[[route]]
path = "/login"
sign_in = "login.html"

[[route]]
path = "/settings/ai"
page = "ai.html"
control = "model-training"

[[route]]
path = "/api/settings"
write = { training = "training", feed = "feed" }
control = "model-training"
"""

LOGIN = """\
{% extends "plain.html" %}
{% block title %}Sign in{% endblock %}
{% block content %}<h1>Sign in</h1>
<form method="post" action="/login">
<label>Email <input name="username" type="email" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Sign in</button></form>{% endblock %}
"""

AI = """\
{% extends "plain.html" %}
{% block title %}Settings{% endblock %}
{% block content %}<h1>AI and your data</h1>
{% for name, words in [("training", "Use my data to train models"), ("feed", "Personalise my feed with AI")]
   if name != "training" or "missing_control" not in weather %}
<p><label><input type="checkbox" role="switch" data-name="{{ name }}"{{ " checked" if settings[name] }}>
{{ words }}</label></p>
{% endfor %}
<script>
for (const box of document.querySelectorAll("[data-name]")) {
  box.onchange = () => fetch("/api/settings", { method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ [box.dataset.name]: box.checked }) });
}
</script>{% endblock %}
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without any flow, and in it the folder of a made-up platform: what CONTRIBUTING tells one to write."""
    for part in ("src", "tests/flows"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "tests/__init__.py", "tests/conftest.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    replica = tmp_path / "flows" / "frobnicator" / "replica"
    replica.mkdir(parents=True)
    (replica.parent / "flow.toml").write_text(FLOW)
    for name, text in (("replica.toml", REPLICA), ("login.html", LOGIN), ("ai.html", AI)):
        (replica / name).write_text(text)
    return tmp_path


@pytest.fixture
def run(checkout: Path) -> Run:
    """Runs a Python module in that checkout."""
    variables = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(checkout / "src"), str(checkout))),
        "UNTRAIN_HOME": str(checkout / "home"),
    }

    def _run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *words], cwd=checkout, env=variables, capture_output=True, text=True, check=False
        )

    return _run


def test_it_passes_lint_and_its_cases(run: Run) -> None:
    """Both commands of CONTRIBUTING are content with it, and it has a dozen cases and more."""
    linted, tried = run("untrain", "flows", "lint", "flows/frobnicator"), run("untrain", "flows", "test", "--json")

    assert (0, "") == (linted.returncode, linted.stdout)
    assert 0 == tried.returncode, tried.stdout
    verdicts = json.loads(tried.stdout)
    assert {"frobnicator"} == {one["platform"] for one in verdicts}
    assert len(verdicts) >= 12


def test_it_is_known_to_every_command_and_test(run: Run) -> None:
    """`untrain platforms`, the lab and the contract test find it by its folder alone."""
    listed = run("untrain", "platforms", "--json")
    found = run("pytest", "tests/flows/test_contract.py", "--collect-only", "-q", "-k", "frobnicator")

    assert ["frobnicator"] == [one["platform"] for one in json.loads(listed.stdout)]
    assert "test_the_core_holds[frobnicator/model-training]" in found.stdout, found.stdout + found.stderr


@pytest.mark.browser
def test_it_is_switched_off_on_its_practice_pages(run: Run) -> None:
    """With a browser, in clear weather and in the worst."""
    tried = run("untrain", "flows", "test", "frobnicator", "--browser", "--json")

    assert 0 == tried.returncode, tried.stdout + tried.stderr
    names = [one["name"] for one in json.loads(tried.stdout) if one["name"].startswith("in a browser")]
    assert len(names) >= 3
