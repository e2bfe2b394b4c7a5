"""What a person is told once: before the first use of a platform, and when a key file was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from untrain.app.desk import Desk
    from untrain.model.flow import Flow


def tell_of_the_risk(desk: Desk, flow: Flow) -> None:
    """Say, before the first use of a platform, what automation can mean for an account there."""
    from untrain.app.sessions import is_first_use

    if is_first_use(desk, flow.slug):
        typer.echo(
            f"Before you begin: automating a browser can be against the terms of {flow.title}, also when you only "
            "change your own settings. It may ask for a code, show a CAPTCHA, or lock or restrict the account. "
            f"`untrain platforms {flow.slug}` has the address of each setting, if you would rather do it by hand.",
            err=True,
        )


def tell_of_the_key(desk: Desk) -> None:
    """Say once, when it was made, where the key lies that seals what is kept."""
    if desk.vault.key_file_made:
        typer.echo(f"No keyring was found: the key to what is kept is in {desk.vault.where}.", err=True)
