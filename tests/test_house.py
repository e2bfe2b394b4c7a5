"""What holds for the whole house: how the code reads, who may import whom, and that the docs are true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "untrain").rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _definitions() -> Iterator[tuple[str, ast.AST, ast.AST]]:
    """Every definition of the source with its place and the node that it stands in."""
    for file in SOURCES:
        tree = ast.parse(file.read_text())
        for parent in ast.walk(tree):
            for node in ast.iter_child_nodes(parent):
                if isinstance(node, Function | ast.ClassDef):
                    yield f"{file.relative_to(ROOT)}:{node.lineno} {node.name}", node, parent


def test_no_function_is_longer_than_sixty_lines() -> None:
    """Twenty-five are long already."""
    long = [
        place
        for place, node, _ in _definitions()
        if isinstance(node, Function) and (node.end_lineno or 0) - node.lineno + 1 > 60
    ]

    assert [] == long


def test_every_function_says_what_it_takes_and_gives() -> None:
    """Types stand everywhere, within functions too."""
    silent = []
    for place, node, _ in _definitions():
        if isinstance(node, Function):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if node.returns is None or any(arg.annotation is None and arg.arg not in ("self", "cls") for arg in given):
                silent.append(place)

    assert [] == silent


def test_everything_public_has_its_sentence() -> None:
    """Modules, classes and functions whose names do not begin with an underscore."""
    mute = [str(file.relative_to(ROOT)) for file in SOURCES if not ast.get_docstring(ast.parse(file.read_text()))]
    for place, node, parent in _definitions():
        inside = isinstance(parent, Function) or getattr(parent, "name", "").startswith("_")
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not inside:
            mute += [] if ast.get_docstring(node) else [place]

    assert [] == mute


def test_nothing_catches_everything() -> None:
    """Our own bugs crash; they never become an outcome."""
    greedy = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]

    assert [] == greedy


def test_rooms_look_down_only() -> None:
    """The import rules hold; the tool that checks them says which don't."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stdout


def test_there_is_no_python_under_flows() -> None:
    """A flow is data."""
    assert [] == list((ROOT / "flows").rglob("*.py"))


# ---------------------------------------------------------------- the package


def test_every_dependency_is_pinned_without_an_address() -> None:
    """What is installed today is installed tomorrow, from wherever one gets one's packages."""
    lines = (ROOT / "constraints.txt").read_text().split()
    pinned = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        re.match(r"[a-z0-9-]+", one)[0]  # type: ignore[index]  # every requirement begins with a name
        for one in [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    }

    assert [] == [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)]
    assert set() == wanted - pinned


def test_a_wheel_has_the_flows_in_it(tmp_path: Path) -> None:
    """`pipx install .` then `untrain demo` works from any folder."""
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path))
    names = ZipFile(built).namelist()
    for flow in (ROOT / "flows").glob("*/flow.toml"):
        assert f"untrain/flows/{flow.parent.name}/flow.toml" in names
    assert "untrain/model/flow.py" in names
    assert {"untrain/web/locale/de.po", "untrain/web/static/htmx.min.js", "untrain/web/static/htmx.LICENSE"} <= {*names}


# ------------------------------------------------------------------- the docs

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def _said_after(word: str) -> list[list[str]]:
    """The words that follow in each command of the docs."""
    text = "\n".join(doc.read_text() for doc in DOCS)
    return [said.split() for said in re.findall(rf"(?:^\s*|`){word} ([a-z][^`\n#]*)", text, re.MULTILINE)]


def test_the_docs_name_only_commands_and_options_that_exist() -> None:
    """Whoever follows the README meets no error, in sub-commands neither."""
    from typer.main import get_group

    from untrain.cli.program import program

    said = _said_after("untrain")
    assert ["flows", "schema"] in said
    for first, *rest in said:
        command = get_group(program).commands[first]
        if rest and hasattr(command, "commands") and not rest[0].startswith("-"):
            command = command.commands[rest[0]]
        known = {name for parameter in command.params for name in parameter.opts}
        assert set() == {word for word in rest if word.startswith("--")} - known, f"untrain {first} {' '.join(rest)}"


def test_the_docs_name_only_make_targets_that_exist() -> None:
    """Of README and CONTRIBUTING."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set() == {said[0] for said in _said_after("make")} - targets


def test_the_docs_link_only_to_what_is_there() -> None:
    """Within the repository."""
    for doc in [*DOCS, ROOT / "flows" / "README.md"]:
        for link in re.findall(r"\]\(([^)#]+)\)", doc.read_text()):
            assert (doc.parent / link).exists(), f"{doc.name} links to {link}"


def test_the_readme_explains_every_outcome() -> None:
    """In the order of the contract."""
    from untrain.model.outcome import Outcome

    rows = re.findall(r"^\| `([a-z_]+)` \|.*\| (yes|no|neither) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    good = {True: "yes", False: "no", None: "neither"}

    assert [(outcome.value, good[outcome.good]) for outcome in Outcome] == rows


def test_the_installed_package_says_its_licence() -> None:
    """The metadata is what tools read."""
    assert "Apache-2.0" == distribution("untrain").metadata["License-Expression"]
