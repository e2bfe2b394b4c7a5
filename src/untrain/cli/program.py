"""The program `untrain` as a whole: its commands, and how each of them ends."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from untrain.cli import (
    accounts,
    check,
    demo,
    doctor,
    flows,
    history,
    lab,
    letters,
    login,
    platforms,
    report,
    run,
    serve,
    terms,
    version,
    watch,
)
from untrain.cli.ending import NOTHING_STARTED, prepare, say_error
from untrain.cli.signals import INTERRUPTED
from untrain.model.errors import InputError

# Plain help: the coloured one takes twice as long to come up.
program = typer.Typer(
    help="Switch off “use my data to train AI”, everywhere you have an account, and prove it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
program.callback()(version.program_options)
for command in (
    demo.demo,
    run.run,
    check.check,
    login.login,
    platforms.platforms,
    history.history,
    serve.serve,
    report.report,
    doctor.doctor,
    lab.lab,
):
    program.command()(command)
program.add_typer(accounts.commands)
program.add_typer(watch.commands)
program.add_typer(terms.commands)
program.add_typer(letters.commands)
program.add_typer(flows.commands)
program.command("version")(version.version)


def start() -> NoReturn:
    """Run the command that was typed; the process ends here."""
    prepare()
    try:
        typer.main.get_command(program)(prog_name="untrain")
    except InputError as error:
        say_error(error)
        sys.exit(NOTHING_STARTED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    raise AssertionError("a command always ends the process")
