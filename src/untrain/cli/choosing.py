"""The options of `run` and `check`, which are the same, and the choices that they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer

from untrain.cli import options
from untrain.model.result import Evidence, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was chosen on the command line; None leaves it to the settings."""

    targets: tuple[str, ...] = ()
    accounts: Path | None = None
    names: tuple[str, ...] = ()
    flows: Path | None = None
    json: str | None = None
    html: Path | None = None
    concurrency: int | None = None
    headed: bool = False
    handoff: bool = False
    attach: str | None = None
    evidence: Evidence | None = None
    timeout: float | None = None
    requests: bool = False
    resume: bool = False
    connect_to: str | None = None


def command(mode: Mode, promise: str) -> Callable[..., None]:
    """The command of this mode, with the sentence that its help shows."""

    def carry_out(
        targets: options.Targets = None,
        accounts: options.AccountsFile = None,
        account: options.AccountNames = None,
        flows: options.Flows = None,
        json: options.JsonTo = None,
        html: options.HtmlTo = None,
        concurrency: options.Concurrency = None,
        headed: options.Headed = False,
        handoff: options.HandOff = False,
        attach: options.Attach = None,
        evidence: options.HowMuch = None,
        timeout: options.Timeout = None,
        requests: options.Requests = False,
        resume: options.Resume = False,
        connect_to: options.ConnectTo = None,
    ) -> None:
        from untrain.cli.doing import do

        choices = Choices(
            targets=tuple(targets or ()),
            accounts=accounts,
            names=tuple(account or ()),
            flows=flows,
            json=json,
            html=html,
            concurrency=concurrency,
            headed=headed,
            handoff=handoff,
            attach=attach,
            evidence=evidence,
            timeout=timeout,
            requests=requests,
            resume=resume,
            connect_to=connect_to,
        )
        raise typer.Exit(do(mode, choices))

    carry_out.__name__ = mode.value
    carry_out.__doc__ = promise
    return carry_out
