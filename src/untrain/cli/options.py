"""Options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from untrain.model.result import Evidence

Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="TARGET", help="platform, platform/control or platform/control:item; none means all."),
]
AccountsFile = Annotated[
    Path | None, typer.Option("--accounts", metavar="FILE", help="The accounts, as CSV or TOML.", show_default=False)
]
AccountNames = Annotated[
    list[str] | None, typer.Option("--account", metavar="NAME", help="Only this account; may be given several times.")
]
Flows = Annotated[
    Path | None,
    typer.Option("--flows", metavar="DIR", help="Own flows, which add to the built-in ones and override them."),
]
JsonTo = Annotated[
    str | None,
    typer.Option("--json", metavar="PATH", help="Write the report as JSON; - is stdout, and nothing else then."),
]
HtmlTo = Annotated[Path | None, typer.Option("--html", metavar="PATH", help="Write the report as one HTML file.")]
Concurrency = Annotated[int | None, typer.Option(metavar="N", min=1, max=32, help="How many accounts side by side.")]
Headed = Annotated[bool, typer.Option("--headed", help="Show the browser, and wait for you as with --handoff.")]
HandOff = Annotated[
    bool, typer.Option("--handoff", help="Where only you can go on, show a window and wait for you there.")
]
Attach = Annotated[
    str | None,
    typer.Option(
        "--attach",
        metavar="HOST:PORT",
        help="Work in the browser that you started with --remote-debugging-port, where you are signed in.",
    ),
]
HowMuch = Annotated[Evidence | None, typer.Option("--evidence", help="What is kept as proof. [default: full]")]
Timeout = Annotated[
    float | None, typer.Option(metavar="SECONDS", min=1, help="The whole budget of one account. [default: 90]")
]
Requests = Annotated[
    bool, typer.Option("--requests", help="Also send objection forms and other requests to people at the platform.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the last run that was cut off.")]
ConnectTo = Annotated[
    str | None,
    typer.Option(metavar="HOST:PORT", help="Reach every host at this loopback address, as practice platforms serve."),
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
