"""What a button asks for, as it comes from a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from untrain.model.errors import InputError
from untrain.model.flow import Flow
from untrain.model.nearest import did_you_mean

_LONGEST: Final = 500  # characters of a name


class What(StrEnum):
    """What is to be done."""

    CHECK = "check"
    RUN = "run"
    SIGN_IN = "sign_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Something to be done: for one account or all, on one platform or all, to one control or all."""

    what: What
    account: str | None = None
    platform: str | None = None
    control: str | None = None
    item: str | None = None

    @property
    def target(self) -> str | None:
        """The TARGET of it, as on the command line."""
        if self.platform is None or self.control is None:
            return self.platform
        return f"{self.platform}/{self.control}" + (f":{self.item}" if self.item else "")


def order_in(form: Mapping[str, str], flows: Mapping[str, Flow]) -> Order:
    """The order in a form. Raises InputError where it asks for what there is not."""
    given = {name: form.get(name) or None for name in ("account", "platform", "control", "item")}
    what = form.get("what", "")
    if what not in list(What):
        raise InputError("the form", f"“{what}” can't be done", f"it is one of {', '.join(What)}")
    for name, value in given.items():
        if value is not None and (len(value) > _LONGEST or not value.isprintable()):
            raise InputError("the form", f"its {name} is no name", "use the buttons of the page")
    platform = given["platform"]
    if platform is not None and platform not in flows:
        raise InputError("the form", f"“{platform}” is no platform", did_you_mean(platform, flows))
    if what == What.SIGN_IN and (platform is None or given["account"] is None):
        raise InputError("the form", "it does not say who signs in, and where", "use the buttons of the page")
    return Order(what=What(what), **given)
