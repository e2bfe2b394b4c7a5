"""Everything that a verb works with, opened once: home, store, vault, flows and kept accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from untrain.accounts import Vault
from untrain.app.accounts import KeptAccounts
from untrain.app.flows import known_flows
from untrain.app.home import Home
from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.nearest import did_you_mean
from untrain.model.result import Run
from untrain.settings import Settings
from untrain.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the verbs work with."""

    home: Home
    store: Store
    vault: Vault
    flows: Mapping[str, Flow]
    kept: KeptAccounts

    def known_accounts(self, name: str, platform: str | None) -> list[Account]:
        """The accounts of this name that are kept, or of which anything is known. Raises InputError for none."""
        known = {(one.name, one.platform): one for one in (*self.store.known(), *self.kept.all())}
        found = [one for one in known.values() if one.name == name and platform in (None, one.platform)]
        if not found:
            where = f" on {platform}" if platform else ""
            remedy = did_you_mean(name, {one.name for one in known.values()}) if known else "there is nothing to forget"
            raise InputError(f"account “{name}”", f"nothing is known of it{where}", remedy)
        return found

    def past_run(self, run_id: str | None) -> Run:
        """The run with this id, else the newest one, with its results. Raises InputError when there is none."""
        if run_id is None:
            newest = self.store.runs.newest(1)
            if not newest:
                raise InputError("report", "there was no run yet", "begin with `untrain run`, or `untrain demo`")
            run_id = newest[0].id
        run = self.store.runs.get(run_id.upper())
        if run is None:
            raise InputError(f"run {run_id}", "there is none with this id", "see `untrain report --list`")
        return run


@contextmanager
def open_desk(settings: Settings, *, keyring: bool = True) -> Iterator[Desk]:
    """The desk, while the block lasts; without `keyring` the key is kept in the home folder.

    Raises InputError for a home, store, vault or flow that can't be used.
    """
    home = Home(path=settings.home)
    home.make()
    flows = known_flows(settings)
    store = Store.open(settings.store or home.store)
    try:
        vault = Vault.open(home.path, keyring=keyring)
        kept = KeptAccounts(home=home, store=store, vault=vault, flows=flows)
        yield Desk(home=home, store=store, vault=vault, flows=flows, kept=kept)
    finally:
        store.close()


def our_version() -> str:
    """The version of untrain that is installed."""
    from importlib.metadata import version

    return version("untrain")
