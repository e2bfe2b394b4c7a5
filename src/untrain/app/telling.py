"""From news to a message: what is told is claimed first, so that it is never told twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from untrain.model.flow import Flow
from untrain.model.history import News
from untrain.model.notice import Tier
from untrain.report.notice import Item, Message, message_of
from untrain.store import Notice, Store


def claim_notice(
    store: Store, flows: Mapping[str, Flow], tier: Tier, *, now: datetime, practice: bool = False
) -> tuple[Notice, Message] | None:
    """The one message about all that is new, to be sent at most once; None where there is nothing to say."""
    ledger = store.notices(practice=practice)
    notice = ledger.claim(tier.wants, now=now)
    if notice is None:
        return None
    items = [_item(store, one, practice=practice) for one in notice.news]
    lost = ledger.undelivered(but=notice)
    return notice, message_of(items, flows, lost=lost.items, lost_at=lost.newest)


def _item(store: Store, news: News, *, practice: bool) -> Item:
    history = store.history(practice=practice)
    now = None if news.reading is None else history.reading(news.reading)
    before = None if news.before is None else history.reading(news.before)
    return Item(news=news, now=now, before=before)
