"""Country names for the regions that flows speak of (ISO 3166-1 short names, and the names in the country itself)."""

from __future__ import annotations

from typing import Final

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "AT": ("Austria", "Österreich"),
    "AU": ("Australia",),
    "BE": ("Belgium", "België", "Belgique", "Belgien"),
    "BG": ("Bulgaria", "България"),
    "BR": ("Brazil", "Brasil"),
    "CA": ("Canada",),
    "CH": ("Switzerland", "Schweiz", "Suisse", "Svizzera"),
    "CN": ("China",),
    "CY": ("Cyprus", "Κύπρος"),
    "CZ": ("Czechia", "Czech Republic", "Česko"),
    "DE": ("Germany", "Deutschland"),
    "DK": ("Denmark", "Danmark"),
    "EE": ("Estonia", "Eesti"),
    "ES": ("Spain", "España"),
    "FI": ("Finland", "Suomi"),
    "FR": ("France",),
    "GB": ("United Kingdom", "UK", "Great Britain"),
    "GR": ("Greece", "Ελλάδα"),
    "HK": ("Hong Kong",),
    "HR": ("Croatia", "Hrvatska"),
    "HU": ("Hungary", "Magyarország"),
    "IE": ("Ireland", "Éire"),
    "IN": ("India",),
    "IS": ("Iceland", "Ísland"),
    "IT": ("Italy", "Italia"),
    "JP": ("Japan", "日本"),
    "KR": ("South Korea", "Korea, Republic of", "대한민국"),
    "LI": ("Liechtenstein",),
    "LT": ("Lithuania", "Lietuva"),
    "LU": ("Luxembourg", "Luxemburg"),
    "LV": ("Latvia", "Latvija"),
    "MT": ("Malta",),
    "MX": ("Mexico", "México"),
    "NL": ("Netherlands", "The Netherlands", "Nederland"),
    "NO": ("Norway", "Norge"),
    "NZ": ("New Zealand",),
    "PL": ("Poland", "Polska"),
    "PT": ("Portugal",),
    "RO": ("Romania", "România"),
    "SE": ("Sweden", "Sverige"),
    "SI": ("Slovenia", "Slovenija"),
    "SK": ("Slovakia", "Slovensko"),
    "TR": ("Turkey", "Türkiye"),
    "US": ("United States", "United States of America", "USA"),
}


def country_names(region: str) -> tuple[str, ...]:
    """The names that a country goes by in a form, the English one first; the code itself where it is not known."""
    return (*_NAMES.get(region.upper(), ()), region.upper())
