"""What platforms and controls are called on the pages, and where their own pages are."""

from __future__ import annotations

from untrain.model.flow import Flow
from untrain.model.history import Standing
from untrain.web.listing import address
from untrain.web.office import Office


def title_of(office: Office, slug: str) -> str:
    """The name of a platform; its slug where no flow describes it any more."""
    flow = office.desk.flows.get(slug)
    return flow.title if flow else slug


def platforms_of(office: Office) -> list[str]:
    """The platforms that anybody has an account on, or of which anything stands."""
    return sorted(office.roster.platforms().union(office.board.platforms()))


def line_address(one: Standing) -> str:
    """The address of the history of this control."""
    return address("/history/control", account=one.account, platform=one.platform, control=one.control, item=one.item)


def control_title(flow: Flow | None, one: Standing) -> str:
    """The name of a control, with its item; its id where no flow describes it any more."""
    control = flow.control(one.control) if flow else None
    title = control.title.replace("{item}", one.item or "…") if control else one.control
    return f"{title}: {one.item}" if one.item and one.item not in title else title
