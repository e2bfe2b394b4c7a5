"""What is wrong with a flow, and the place in it that is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from untrain.model.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong with a flow; it is refused when it is `fatal`, and otherwise could be better."""

    file: str
    key: str
    problem: str
    remedy: str
    fatal: bool = True

    @property
    def place(self) -> str:
        """File and key, as an error names them."""
        return f"{self.file}, {self.key}" if self.key else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}; {self.remedy}"

    def as_error(self) -> InputError:
        """The same, to be raised."""
        return InputError(self.place, self.problem, self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A key of a file while it is read; everything found wrong anywhere in the file ends in `findings`."""

    file: str
    key: str = ""
    findings: list[Finding] = field(default_factory=list)

    def __truediv__(self, key: object) -> Place:
        return Place(file=self.file, key=f"{self.key}.{key}" if self.key else str(key), findings=self.findings)

    def wrong(self, problem: str, remedy: str) -> None:
        """Note a reason to refuse the flow."""
        self.findings.append(Finding(file=self.file, key=self.key, problem=problem, remedy=remedy))

    def better(self, problem: str, remedy: str) -> None:
        """Note something that the flow can live with."""
        self.findings.append(Finding(file=self.file, key=self.key, problem=problem, remedy=remedy, fatal=False))
