"""`untrain lab`: the practice platforms alone, to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def lab(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")] = 0,
    weather: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="What goes wrong, as slow; may be given several times.")
    ] = None,
    accounts: Annotated[
        Path | None, typer.Option("--accounts", metavar="FILE", help="Write the accounts file of its people there.")
    ] = None,
) -> None:
    """Serve the practice platforms, to look at."""
    from untrain.app.files import check_writable
    from untrain.cli.stopping import run_until_stopped
    from untrain.lab.cast import everybody, write_accounts
    from untrain.lab.lab import Lab
    from untrain.lab.terms import MANNER, NEXT, Manner

    people = everybody()
    practice = Lab(accounts=people, weather=weather or ())
    if accounts is not None:
        check_writable(accounts, "--accounts")
        write_accounts(accounts, people)

    async def serve() -> None:
        import asyncio

        async with practice.serve(port) as address:
            for one in people:
                typer.echo(f"{one.platform: <12} {one.username: <24} {one.password}")
            file = accounts or "ACCOUNTS.csv"
            how = "" if accounts else f" (to write it: untrain lab --accounts {file})"
            typer.echo(f"\nserving {', '.join(practice.replicas)} on {address}, until Ctrl-C")
            typer.echo(f"untrain run --accounts {file} --connect-to {address}{how}")
            typer.echo(f"to have the terms change: curl -k https://{address}{NEXT}")
            typer.echo(f"to have scripts draw them: curl -k https://{address}{MANNER}{Manner.DRAWN}")
            await asyncio.Event().wait()

    run_until_stopped(serve(), parting="closing")
