"""From what the user named to jobs: targets, accounts and flows come together here, and nothing is started."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from untrain.model.account import Account
from untrain.model.errors import InputError
from untrain.model.flow import Control, Flow, Kind
from untrain.model.nearest import did_you_mean
from untrain.model.result import Job, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the user named: a platform, one of its controls, or one item of a control."""

    platform: str
    control: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user wants seen to; `requests` also sends requests that were not named one by one."""

    targets: Sequence[str] = ()
    accounts: Sequence[str] = ()
    requests: bool = False


def jobs_for(wish: Wish, accounts: Sequence[Account], flows: Mapping[str, Flow]) -> tuple[Job, ...]:
    """One job for each account on its platform, with the controls that are wanted. Raises InputError."""
    targets = [parse_target(text, flows) for text in wish.targets]
    chosen = _named(accounts, wish.accounts)
    for target in targets:
        _refuse_nobodys(target, chosen, wish.accounts)

    jobs = []
    for account in chosen:
        mine = [target for target in targets if target.platform == account.platform]
        if mine or not targets:
            flow = flows[account.platform]
            jobs.append(Job(account=account, flow=flow, wanted=_wanted(flow, mine, requests=wish.requests)))
    return tuple(jobs)


def parse_target(text: str, flows: Mapping[str, Flow]) -> Target:
    """The target that `platform`, `platform/control` or `platform/control:item` names. Raises InputError."""
    platform, slash, rest = text.partition("/")
    if platform not in flows:
        raise InputError(f"target “{text}”", f"“{platform}” is no platform", did_you_mean(platform, flows))
    if not slash:
        return Target(platform=platform)

    control_id, colon, item = rest.partition(":")
    known = [control.id for control in flows[platform].controls]
    if control_id not in known:
        problem = f"{flows[platform].title} has no control “{control_id}”"
        raise InputError(f"target “{text}”", problem, f"it has {', '.join(known)}")
    if colon and not item:
        raise InputError(f"target “{text}”", "it names no item", f"write {platform}/{control_id}:NAME")
    control = flows[platform].control(control_id)
    if colon and control is not None and control.items is None:
        raise InputError(f"target “{text}”", "it has no items", f"write {platform}/{control_id}")
    return Target(platform=platform, control=control_id, item=item or None)


def account_on(platform: str, name: str | None, accounts: Sequence[Account], flows: Mapping[str, Flow]) -> Account:
    """The one account on a platform, or the one of this name, which may be new. Raises InputError."""
    if platform not in flows:
        raise InputError(f"platform “{platform}”", "it is no platform", did_you_mean(platform, flows))
    if flows[platform].sign_in is None:
        raise InputError(f"platform “{platform}”", "its way to sign in is not known", "nothing can be kept for it yet")
    there = [account for account in accounts if account.platform == platform]
    mine = [account for account in there if name in (None, account.name)]
    if len(mine) == 1:
        return mine[0]
    if name is not None:
        return Account(name=name, platform=platform)
    names = ", ".join(account.name for account in there)
    problem = f"there are several accounts on it: {names}" if there else "there is no account on it yet"
    raise InputError(f"platform “{platform}”", problem, "say whose it is with --account NAME")


def _named(accounts: Sequence[Account], names: Iterable[str]) -> list[Account]:
    """The accounts with these names, all where none is given, in the order of the file."""
    known = {account.name for account in accounts}
    wanted = set(names)
    for name in sorted(wanted - known):
        raise InputError(f"--account {name}", "there is no account of that name", did_you_mean(name, known))
    return [account for account in accounts if not wanted or account.name in wanted]


def _refuse_nobodys(target: Target, accounts: Iterable[Account], names: Sequence[str]) -> None:
    if all(account.platform != target.platform for account in accounts):
        whose = " or ".join(names) or "nobody"
        problem = f"{whose} has no account there" if names else "there is no account on it"
        remedy = f"add one with `untrain accounts add NAME {target.platform}`, or to the file of --accounts"
        raise InputError(f"target “{target.platform}”", problem, remedy)


def _wanted(flow: Flow, targets: Sequence[Target], *, requests: bool) -> tuple[Wanted, ...]:
    """The controls of a flow that the targets name: each once for each item, in the flow's own order."""
    wanted: list[Wanted] = []
    for control in flow.controls:
        mine = [target for target in targets if target.control == control.id]
        if mine:
            items = dict.fromkeys(target.item for target in mine)
            if None in items:  # all of them
                items = {None: None}
            wanted += (Wanted(control=control, named=True, item=item) for item in items)
        elif not targets or any(target.control is None for target in targets):
            wanted.append(Wanted(control=control, named=requests and _is_request(control)))
    return tuple(wanted)


def _is_request(control: Control) -> bool:
    return control.kind in (Kind.REQUEST, Kind.LETTER)
