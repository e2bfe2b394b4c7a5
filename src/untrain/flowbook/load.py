"""From the files under `flows/` to the model, or one error that names file, key and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from untrain.flowbook.check import check
from untrain.flowbook.finding import Place
from untrain.flowbook.vocabulary import FLOW
from untrain.model.errors import InputError
from untrain.model.flow import Flow

FILE = "flow.toml"


def builtin_folder() -> Path:
    """The folder of the flows that ship: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "flows"
    return shipped if shipped.is_dir() else package.parents[1] / "flows"


def load_flows(own: Path | Iterable[Path] | None = None) -> dict[str, Flow]:
    """All flows by slug, in the order of the alphabet; `own` folders add to the built-in ones and override them.

    Raises InputError for the first flow that is refused, and for a folder that is not there.
    """
    folders = [builtin_folder(), *([own] if isinstance(own, Path) else own or ())]
    files = {file.parent.name: file for folder in folders for file in flow_files(folder)}
    return {slug: load_flow(file) for slug, file in sorted(files.items())}


def flow_files(folder: Path) -> list[Path]:
    """The flow files in a folder of flows; raises InputError when there is no such folder."""
    if not folder.is_dir():
        raise InputError(str(folder), "is not a folder", "give the folder that holds one folder per platform")
    return sorted(folder.glob(f"*/{FILE}"))


def load_flow(path: Path) -> Flow:
    """The flow in this file (or in this folder); raises InputError when it is refused."""
    file = path / FILE if path.is_dir() else path
    at = Place(file=str(file))
    flow = read_flow(file, at)
    for finding in at.findings:
        if finding.fatal:
            raise finding.as_error()
    assert flow is not None
    return flow


def read_flow(file: Path, at: Place) -> Flow | None:
    """The flow in this file; what is wrong with it is noted at `at`, and None given when it can't be read."""
    table = _parse(file, at)
    flow = None if table is None else FLOW.read(table, at)
    if not isinstance(flow, Flow):
        return None

    folder = file.parent.name or file.resolve().parent.name
    if flow.slug != folder:
        (at / "slug").wrong(f"is “{flow.slug}”, and the folder is “{folder}”", "give both the same name")
    check(flow, at)
    return flow


def _parse(file: Path, at: Place) -> dict[str, object] | None:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        at.wrong(f"cannot be read ({error.strerror})", "check that the file is there and that you may read it")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        at.wrong(f"is not UTF-8 text (line {line})", "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        at.wrong(f"is not TOML: {error}", "mend that line")
    return None
