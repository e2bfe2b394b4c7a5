"""The law that a letter rests on, by the person's country: cited by article, in sentences of our own."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_EEA: Final = frozenset(
    {
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
        "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What a letter says of the law. The term for an answer is `days`, or a calendar month where that is None.

    `basis` follows what is asked; `answer` asks for a reply within the term; `next_step` is for the follow-up.
    """

    name: str
    basis: str
    answer: str
    next_step: str
    days: int | None = None
    grounds: bool = False  # whether it wants to know what in the person's situation speaks against the use

    def due(self, sent: date) -> date:
        """The day by which a letter that was sent on this day is to be answered."""
        return sent + timedelta(days=self.days) if self.days is not None else _a_month_after(sent)


_GDPR: Final = Law(
    name="GDPR",
    basis=(
        "I object under Article 21(1) GDPR to the processing of my personal data for this purpose. Where it is direct "
        "marketing, I object under Article 21(2). Where it rests on my consent, I withdraw it under Article 7(3)."
    ),
    answer=(
        "Please tell me what you have done without undue delay, and within one month of receiving this at the latest "
        "(Article 12(3) GDPR). If you do not act on it, please give me your reasons (Article 12(4))."
    ),
    next_step=(
        "If I do not hear from you, I will lodge a complaint with a supervisory authority under Article 77 GDPR."
    ),
    grounds=True,
)
_UK: Final = Law(
    name="UK GDPR",
    basis=(
        "I object under Article 21(1) of the UK GDPR to the processing of my personal data for this purpose. Where it "
        "rests on my consent, I withdraw it under Article 7(3)."
    ),
    answer=(
        "Please tell me what you have done without undue delay, and within one month of receiving this at the latest "
        "(Article 12(3) UK GDPR). If you do not act on it, please give me your reasons (Article 12(4))."
    ),
    next_step=(
        "If I do not hear from you, I will complain to the Information Commissioner (Article 77 UK GDPR; section 165 "
        "of the Data Protection Act 2018)."
    ),
    grounds=True,
)
_SWISS: Final = Law(
    name="Swiss FADP",
    basis=(
        "I declare under Article 30(2)(b) of the Swiss Federal Act on Data Protection (FADP) that I do not want my "
        "personal data to be processed for this purpose, and I reserve my claims under Article 32(2)."
    ),
    answer="Please confirm within 30 days that you have done so.",
    next_step=(
        "If I do not hear from you, I will turn to the Federal Data Protection and Information Commissioner (Article "
        "49 FADP) or to the courts (Article 32(2))."
    ),
    days=30,
)
_CALIFORNIA: Final = Law(
    name="CCPA/CPRA",
    basis=(
        "Where I am a resident of California, I make use of my rights under the CCPA as amended by the CPRA: to opt "
        "out of the sale and sharing of my personal information (Cal. Civ. Code § 1798.120), to limit the use of "
        "sensitive personal information (§ 1798.121), and not to be treated worse for it (§ 1798.125). Where I live in "
        "another state whose privacy law gives me such rights, I make use of those."
    ),
    answer="Please confirm within 45 days what you have done (Cal. Civ. Code § 1798.130(a)(2)).",
    next_step=(
        "If I do not hear from you, I will complain to the California Privacy Protection Agency (Cal. Civ. Code "
        "§ 1798.199.45) or to the attorney general of my state."
    ),
    days=45,
)
_BRAZIL: Final = Law(
    name="LGPD",
    basis=(
        "I oppose this processing under Article 18, paragraph 2, of the LGPD (Law No. 13.709/2018). Where it rests on "
        "my consent, I revoke it under Article 8, paragraph 5, and Article 18, IX."
    ),
    answer=(
        "Please confirm within 15 days what you have done. If you can't act on it at once, please give me the reasons "
        "of fact or of law (Article 18, paragraph 4, LGPD)."
    ),
    next_step="If I do not hear from you, I will petition the ANPD under Article 18, paragraph 1, of the LGPD.",
    days=15,
)
_ANYWHERE: Final = Law(
    name="the law that applies",
    basis=(
        "I rely on the data protection law that applies to me. Where that is the GDPR or the UK GDPR, I object under "
        "Article 21(1)."
    ),
    answer="Please confirm within one month that you have done so.",
    next_step="If I do not hear from you, I will turn to the authority that is in charge of data protection.",
)
PLATFORMS_OWN: Final = Law(
    name="the platform's own offer",
    basis="",
    answer="Please confirm in writing when it is done.",
    next_step="Please let me know when I can expect your confirmation.",
)
"""What the platform offers by itself: no law is cited."""

_BY_COUNTRY: Final = {"GB": _UK, "CH": _SWISS, "US": _CALIFORNIA, "BR": _BRAZIL}


def law_of(region: str | None) -> Law:
    """The law for a person in this country (ISO 3166), in careful words where the country is unknown or another."""
    if region is not None and region.upper() in _EEA:
        return _GDPR
    return _BY_COUNTRY.get((region or "").upper(), _ANYWHERE)


def _a_month_after(day: date) -> date:
    """The same day of the next month, or its last one where it has no such day (Regulation 1182/71, Article 3)."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
