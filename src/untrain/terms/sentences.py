"""Sentences of terms: what they are about, and what two that say the same have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from untrain.engine import words
from untrain.model.terms import Subject, word_count

_SAMPLE: Final = 6000
"""So many letters say which language a document is in."""

_END: Final = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^\W\d_a-zà-ÿ]|[\d“\"'«(\[¿¡])|(?<=[。！？])")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|inc|ltd|corp|co|art|sec|vs|mr|mrs|dr|st|u\.s|z\.\s?b|d\.\s?h|bzw|ggf|abs|nr|p\.\s?ex|"
    r"ej|núm|ss|cf|al|approx|incl)|(?:^|\s)\w)\.$",
    re.IGNORECASE,
)
_NUMBERING: Final = re.compile(
    r"^\s*(?:[-*+•·–—▪◦‣#>]+\s*|\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,5}|[a-z])[.)]\s+|(?:\d{1,3}\.)+\d*\s+)+",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)|<https?://\S+>|https?://\S+")
_MARKUP: Final = re.compile(r"[*_`#|]+")
_MONTHS: Final = re.sub(
    r"\s+",
    "|",
    """jan feb mar apr jun jul aug sept? oct okt nov dec
    january february march april may june july august september october november december
    januar jänner februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre
    octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre janeiro fevereiro março maio junho
    julho setembro outubro novembro dezembro januari februari maart mei augustus
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık""",
)
_DATE: Final = re.compile(
    rf"\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+|d')?(?:{_MONTHS})\b\.?,?\s*(?:del?\s+)?(?:\d{{4}}\b)?"
    rf"|\b(?:{_MONTHS})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b,?\s*(?:\d{{4}}\b)?"
    rf"|\b(?:{_MONTHS})\b\.?\s+(?:de\s+)?\d{{4}}\b"
    r"|\d{4}\s*[年년]\s*(?:\d{1,2}\s*[月월])?\s*(?:\d{1,2}\s*[日일])?|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\b(?:19|20)\d{2}\b|\bv(?:ersion)?\s*\d+(?:\.\d+)+",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_NOT_WORDS: Final = re.compile(r"[\W_]+")

_STRONG: Final = frozenset({Subject.AI, Subject.TRAINING, Subject.OPT_OUT})
_FRAGMENT: Final = 6
"""A line of fewer words and without an end is a heading, an item of a list, or of a menu."""


def sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph, without marks of lists and links."""
    text = _MARKUP.sub("", _LINK.sub(lambda link: link.group(1) or "", paragraph))
    held = ""
    for piece in _END.split(_NUMBERING.sub("", text)):
        held = f"{held} {piece}".strip() if held else piece.strip()
        if held and not _ABBREVIATED.search(held[-12:]):
            yield " ".join(held.split())
            held = ""
    if held:
        yield " ".join(held.split())


def spoken_in(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The languages that a document seems to be in: the likeliest, and English."""
    whole = "\n".join(paragraphs)
    middle = max(0, (len(whole) - _SAMPLE) // 2)
    return words.spoken_in(whole[middle : middle + _SAMPLE])


@lru_cache(maxsize=20_000)
def subjects(sentence: str, spoken: tuple[str, ...]) -> tuple[Subject, ...]:
    """What a sentence is about, as far as it concerns us; nothing for a menu, or for words on cookies alone."""

    def has(*concepts: str) -> bool:
        return any(words.says(concept, sentence, spoken=spoken) for concept in concepts)

    about_ai, data = has("ai"), has("data")
    if not about_ai and not data:
        return ()
    train = has("train")
    training = train or (about_ai and has("improve"))
    use = data and (train or has("permit", "improve"))
    out, others = has("turn_off", "objection"), has("third_party")
    said = (about_ai, training, use, out, others)
    found = tuple(subject for subject, is_so in zip(Subject, said, strict=True) if is_so)
    return () if _is_noise(sentence, found, spoken) else found


def _is_noise(sentence: str, found: Iterable[Subject], spoken: tuple[str, ...]) -> bool:
    about = frozenset(found)
    if is_fragment(sentence):
        return not (Subject.TRAINING in about or (Subject.AI in about and len(about) > 1))
    return not about & {Subject.AI, Subject.TRAINING} and words.says("cookie", sentence, spoken=spoken)


def is_fragment(sentence: str) -> bool:
    """Whether it is no sentence: a few words without an end."""
    return word_count(sentence) < _FRAGMENT and sentence[-1:] not in ".!?。！？…:;"


def is_noise(sentence: str, spoken: tuple[str, ...]) -> bool:
    """Whether it may come and go without anything having changed: an item of a menu, words on cookies, a bare date."""
    if subjects(sentence, spoken):
        return False
    return is_fragment(sentence) or is_dated(sentence) or words.says("cookie", sentence, spoken=spoken)


def is_dated(sentence: str) -> bool:
    """Whether it mostly gives a date, as "Last updated: 1 May 2026" does."""
    return _has_date(sentence) and word_count(_DATE.sub(" ", sentence)) <= 8


def key(sentence: str, spoken: tuple[str, ...]) -> str:
    """What two sentences that say the same have in common; dates count only where it is about AI or opting out."""
    if _has_date(sentence) and not _STRONG & {*subjects(sentence, spoken)}:
        sentence = _DATE.sub(" ", sentence)
    return _NOT_WORDS.sub(" ", words.fold(sentence)).strip()


def _has_date(sentence: str) -> bool:
    return _DIGIT.search(sentence) is not None and _DATE.search(sentence) is not None
