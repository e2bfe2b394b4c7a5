"""From bytes to paragraphs: decoded with care, freed of menus and banners, and refused where it is no document."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Sequence
from typing import Final

from untrain.engine import words
from untrain.model.terms import Finding, word_count
from untrain.terms.trouble import Trouble

LEAST: Final = 40
"""Fewer words are no terms: a sign-in page, an error, an empty frame."""
_SHARE: Final = 0.35
"""Of the words that were there: with fewer, text was lost rather than changed."""
_CHECK: Final = 200
"""A page with more words than this is no bot check, whatever it mentions."""
_MAKERS: Final = re.compile(
    r"challenges\.cloudflare\.com|cdn-cgi/challenge|captcha-delivery|arkoselabs|funcaptcha|geetest|hcaptcha\.com"
    r"|google\.com/recaptcha|px-captcha|awswaf",
    re.IGNORECASE,
)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_LOST_LETTER: Final = "\N{REPLACEMENT CHARACTER}"

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it can't read is said by us


def decode(body: bytes, declared: str | None) -> str:
    """The text of a page, whatever it says of its encoding. Raises Trouble when no encoding fits."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _strictly(body, encoding) or _guess(body)
    said = [*([declared] if declared else []), *(name.decode() for name in _DECLARED.findall(body[:2048]))]
    # what is valid UTF-8 hardly ever is anything else, but for encodings that need no high bytes
    plain_bytes = b"\0" in body or b"\x1b" in body
    for encoding in [*said, "utf-8"] if plain_bytes else ["utf-8", *said]:
        text = _strictly(body, encoding)
        if text is not None and "\0" not in text:
            return _whole(text)
    return _guess(body)


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body).best()
    if best is None:
        raise Trouble(Finding.UNREADABLE, "its letters can't be read: no encoding fits")
    return _whole(str(best))


def _whole(text: str) -> str:
    """`text`, unless letters were lost before it came to us."""
    if text.count(_LOST_LETTER) * 500 > len(text):
        raise Trouble(Finding.UNREADABLE, "letters were lost in a wrong encoding before it was sent")
    return text


def reduce(page: str, *, plain: bool = False) -> tuple[str, ...]:
    """The paragraphs of a page without menus and banners. Raises Trouble for a bot check, and where no text is left."""
    text = page if plain else _main_text(page)
    paragraphs = tuple(line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line)
    count = sum(word_count(one) for one in paragraphs)
    if count < _CHECK and _is_check(page, paragraphs, plain=plain):
        raise Trouble(Finding.BOT_CHECK, "a bot check stands in its place")
    if count < LEAST:
        raise Trouble(Finding.LOST_TEXT, f"the page has hardly any text ({count} words)")
    return paragraphs


def _main_text(page: str) -> str:
    from trafilatura import extract

    return extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""


def _is_check(page: str, paragraphs: Sequence[str], *, plain: bool) -> bool:
    """Whether it is a bot check; so little text is on the page that a maker's address in it is no accident."""
    title = re.search(r"<title[^>]*>([^<]*)", page, re.IGNORECASE)
    said = " ".join([*([title.group(1)] if title else []), *paragraphs])
    return words.says("captcha", said) or (not plain and _MAKERS.search(page) is not None)


def refuse_loss(before: Sequence[str], after: Sequence[str]) -> None:
    """Raise Trouble when most of the text that was there is gone."""
    was, now = (sum(word_count(one) for one in text) for text in (before, after))
    if now < was * _SHARE:
        raise Trouble(Finding.LOST_TEXT, f"most of its text is gone: {now} words of {was} are left")
