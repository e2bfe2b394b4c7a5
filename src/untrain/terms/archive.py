"""Collections of Open Terms Archive, read from a local clone or an unpacked dataset, so that nothing is fetched.

A clone has SERVICE/TYPE.md with its versions as commits; a dataset has SERVICE/TYPE/2026-01-31T11-27-00Z.md.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

from untrain.model.errors import InputError
from untrain.model.flow import Flow

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {"x": ("twitter",)}
"""What a collection calls a service whose name is another one."""
_TECHNICAL: Final = ("Apply technical or declaration upgrade on", "Refilter")
"""So begin the commits by which only the extraction changed, and not the document."""
_DATED: Final = "%Y-%m-%dT%H-%M-%SZ"
_PLACE: Final = "terms archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a document in a collection; `technical` where the document itself did not change."""

    at: datetime
    paragraphs: tuple[str, ...]
    link: str | None = None
    technical: bool = False


class Archive(Protocol):
    """A collection: its documents as SERVICE/TYPE, and the versions of each, oldest first."""

    def documents(self) -> list[str]:
        """The names of all documents."""
        ...

    def versions(self, name: str, after: datetime | None) -> list[Version]:
        """The versions of a document after this moment."""
        ...


def open_archive(folder: Path) -> Archive:
    """The collection in this folder. Raises InputError when there is none, or git is missing that it takes."""
    if not folder.is_dir():
        raise _unfit(folder, "there is no such folder")
    if (folder / ".git").exists() or (folder / "HEAD").is_file():
        return Clone.open(folder)
    if not any(folder.glob("*/*/*.md")):
        raise _unfit(folder, "it is neither a clone nor a dataset of Open Terms Archive")
    return Dataset(folder=folder)


def documents_of(flow: Flow, names: Sequence[str]) -> list[str]:
    """Those of the documents that belong to this platform, by the name of the service."""
    called = {_bare(flow.slug), _bare(flow.title), *_ALSO.get(flow.slug, ())}
    return [name for name in names if _bare(name.partition("/")[0]) in called]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """An unpacked dataset: a file for each version."""

    folder: Path

    def documents(self) -> list[str]:
        """The names of all documents."""
        found = (file.parent.relative_to(self.folder) for file in self.folder.glob("*/*/*.md"))
        return sorted({folder.as_posix() for folder in found})

    def versions(self, name: str, after: datetime | None) -> list[Version]:
        """The versions of a document after this moment; files whose name is no date are passed over."""
        found = []
        for file in sorted((self.folder / name).glob("*.md")):
            at = _date_of(file.stem)
            if at is not None and (after is None or at > after):
                found.append(Version(at=at, paragraphs=_paragraphs(file.read_bytes())))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Clone:
    """A clone: a commit for each version."""

    folder: Path
    web: str | None = None

    @classmethod
    def open(cls, folder: Path) -> Clone:
        """The clone in this folder. Raises InputError without git, or where it can't read it."""
        clone = cls(folder=folder)
        clone.ask("rev-parse", "--verify", "--quiet", "HEAD")
        remote = clone.ask("config", "--default", "", "--get", "remote.origin.url").decode().strip()
        web = re.fullmatch(r"(?:https://|git@)github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?", remote)
        return cls(folder=folder, web=f"https://github.com/{web.group(1)}" if web else None)

    def documents(self) -> list[str]:
        """The names of all documents."""
        listed = self.ask("ls-tree", "-r", "-z", "--name-only", "HEAD").decode("utf-8", "replace").split("\0")
        return [name.removesuffix(".md") for name in listed if name.count("/") == 1 and name.endswith(".md")]

    def versions(self, name: str, after: datetime | None) -> list[Version]:
        """The versions of a document after this moment."""
        return [*self._versions(f"{name}.md", after)]

    def _versions(self, file: str, after: datetime | None) -> Iterator[Version]:
        form = "--format=%H%x09%aI%x09%s"
        log = self.ask("log", "--reverse", "--diff-filter=AM", form, "--", file).decode("utf-8", "replace")
        for line in log.splitlines():
            commit, date, subject = line.split("\t", 2)
            at = datetime.fromisoformat(date)
            if after is not None and at <= after:
                continue
            yield Version(
                at=at,
                paragraphs=_paragraphs(self.ask("cat-file", "blob", f"{commit}:{file}")),
                link=f"{self.web}/commit/{commit}" if self.web else None,
                technical=subject.startswith(_TECHNICAL),
            )

    def ask(self, *words: str) -> bytes:
        """What git answers; it runs nothing that the clone itself may name. Raises InputError where it does not."""
        quiet = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
        try:
            done = subprocess.run(  # noqa: S603  # a list of words, without a shell
                ["git", *quiet, "-C", str(self.folder), *words],  # noqa: S607  # whichever git the person has
                capture_output=True,
                stdin=subprocess.DEVNULL,
                check=True,
                timeout=600,
            )
        except FileNotFoundError:
            raise InputError(_PLACE, "a clone is read with git, which is not installed", "install git") from None
        except (subprocess.SubprocessError, OSError) as error:
            raise _unfit(self.folder, "git can't read it") from error
        return done.stdout


def _paragraphs(body: bytes) -> tuple[str, ...]:
    lines = body.decode("utf-8", "replace").splitlines()
    return tuple(line for line in (" ".join(raw.split()) for raw in lines) if line)


def _date_of(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _DATED).replace(tzinfo=UTC)
    except ValueError:
        return None


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _unfit(folder: Path, problem: str) -> InputError:
    return InputError(f"{_PLACE} {folder}", problem, "give the folder of a clone or a dataset of Open Terms Archive")
