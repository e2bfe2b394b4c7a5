"""Words compared the way people read them: folded, without quotes, counts and trailing states, in many languages.

The lexicon (lexicon.toml) holds the words of settings pages by language and meaning; here is how they are looked up.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from rapidfuzz import fuzz, process

NEAR: Final = 88.0
"""From this likeness on (0 to 100, rapidfuzz ratio of folded texts) two wordings count as the same one, reworded."""

_REMOTE: Final = 50.0

_FOLD: Final = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\u00ad": "", "\u200b": "", "\u200c": "",
        "\u200d": "", "\ufeff": "", "\u2060": "", "\u00a0": " ", "…": "...",
    }
)  # fmt: skip
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_JOINED: Final = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""What continues a word that is written with spaces around it: not the next word of a script without spaces."""
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_ARABIC_PREFIX: Final = "(?:وال|بال|فال|كال|ولل|ال|لل|و|ف|ب|ل|ك)?"
_PUNCTUATION: Final = re.compile(r"[^\w\s%+]|_")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """`text` in lower case with plain quotes, dashes and spaces; `&` reads "and"."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD).casefold()
    return " ".join("and" if word == "&" else word for word in folded.split())


@cache
def plain(text: str) -> str:
    """`text` reduced to its words: folded, without punctuation, counts in brackets or a state at the end."""
    folded = re.sub(r"[(\[]\s*\d+\+?\s*[)\]]", " ", fold(text))
    words = " ".join(_PUNCTUATION.sub(" ", folded).split())
    return _without_state(words)


def _without_state(words: str) -> str:
    parts = words.split()
    for length in (2, 1):
        tail = " ".join(parts[-length:])
        if len(parts) > length + 1 and (says("on", tail, whole=True) or says("off", tail, whole=True)):
            return " ".join(parts[:-length])
    return words


def same(text: str, known: str) -> bool:
    """Whether two wordings are the same once folded."""
    return bool(text) and plain(text) == plain(known)


def is_wide(text: str) -> bool:
    """Whether `text` is in a script that is written without spaces between words, or joins them."""
    return _WIDE.search(text) is not None


def likeness(text: str, known: str) -> float:
    """How alike two wordings are, 0 to 100."""
    return fuzz.ratio(plain(text), plain(known)) if text and known else 0.0


@lru_cache(maxsize=16_384)
def closest(text: str, known: tuple[str, ...]) -> float:
    """How alike a wording is to the most alike of these, 0 to 100; 0 also where none is even remotely so."""
    mine = plain(text)
    found = process.extractOne(mine, _plains(known), scorer=fuzz.ratio, score_cutoff=_REMOTE) if mine else None
    return found[1] if found is not None else 0.0


@lru_cache(maxsize=512)
def _plains(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(text) for text in known))


@cache
def _lexicon() -> dict[str, dict[str, tuple[str, ...]]]:
    source = files("untrain.engine").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return {
        language: {concept: tuple(fold(word) for word in words) for concept, words in concepts.items()}
        for language, concepts in tomllib.loads(source).items()
    }


def languages() -> tuple[str, ...]:
    """The languages of the lexicon, as BCP 47 tags."""
    return tuple(_lexicon())


@cache
def _pattern(concept: str, language: str, *, wide: bool) -> re.Pattern[str] | None:
    """What finds the words of a concept. Beside a script without spaces a Latin word ends too (`wide`); as such a
    pattern takes long to compile, other texts do without."""
    words = _lexicon()[language].get(concept, ())
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    spaced = [_body(word) for word in longest_first if not _WIDE.search(word) and not _ARABIC.search(word)]
    others = [_word(word) for word in longest_first if _WIDE.search(word) or _ARABIC.search(word)]
    joined = _JOINED if wide else r"\w"
    # one look-behind for all of them: most places are ruled out at once
    return re.compile("|".join([*([rf"(?<!{joined})(?:{'|'.join(spaced)})(?!{joined})"] if spaced else []), *others]))


def _word(word: str) -> str:
    if _WIDE.search(word):
        return re.escape(word)
    # articles and particles are written together with the word, and so are "my" and "your"
    ending = r"\w{0,3}" if len(word) > 4 else ""
    return rf"(?<!\w){_ARABIC_PREFIX}{re.escape(word)}{ending}(?!\w)"


def _body(word: str) -> str:
    return re.escape(word).replace(r"\ \*\ ", r" (?:\S+ ){1,3}").replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


@cache
def _is_whole(concept: str, bare: str) -> bool:
    """Whether all of a text is one of the words of a concept, in any language."""
    return _whole(concept).fullmatch(bare) is not None


@cache
def _whole(concept: str) -> re.Pattern[str]:
    found = {word for concepts in _lexicon().values() for word in concepts.get(concept, ())}
    parts = (r"\w*".join(re.escape(bare(part)) if part else "" for part in word.split("*")) for word in sorted(found))
    return re.compile("|".join(parts))


@cache
def is_general(text: str) -> bool:
    """Whether a text is a title that names no setting: "Your preferences", "Data & privacy"."""
    parts = plain(text).split()
    return 0 < len(parts) < 5 and set(parts) <= _general()


@cache
def _general() -> frozenset[str]:
    """The single words of which such titles are made, in every language."""
    concepts = ("settings", "privacy", "common", "expand")
    known = (word for held in _lexicon().values() for concept in concepts for word in held.get(concept, ()))
    return frozenset(part for word in known for part in plain(word).split())


@lru_cache(maxsize=16_384)
def bare(text: str) -> str:
    """`text` folded and without punctuation, its state and all."""
    words = " ".join(_PUNCTUATION.sub(" ", fold(text)).split())
    return words or fold(text)


def says(concept: str, text: str, *, whole: bool = False, spoken: Iterable[str] | None = None) -> bool:
    """Whether `text` says this meaning: somewhere in it, or with all of it (`whole`).

    `spoken` are the languages to read it in; all of the lexicon where they are not known.
    """
    if whole:
        return _is_whole(concept, bare(text))
    return any(True for _ in find(concept, text, spoken=spoken))


def find(concept: str, text: str, *, spoken: Iterable[str] | None = None) -> list[re.Match[str]]:
    """Where `text` (folded) says this meaning, each place once."""
    folded = fold(text)
    wide = is_wide(folded)
    places: dict[int, re.Match[str]] = {}
    for language in spoken if spoken is not None else languages():
        pattern = _pattern(concept, language, wide=wide)
        for match in pattern.finditer(folded) if pattern else ():
            places.setdefault(match.start(), match)
    return [places[start] for start in sorted(places)]


@cache
def spoken_in(text: str) -> tuple[str, ...]:
    """The languages that a page seems to be written in: the likeliest one, and English, which labels often keep."""
    words = set(re.findall(r"\w+", fold(text)))
    scores = {language: _common(language, words, text) for language in languages()}
    best = max(scores, key=lambda language: scores[language])
    if scores[best] < 2:
        return languages()
    return tuple(dict.fromkeys((best, "en")))


def _common(language: str, words: set[str], text: str) -> float:
    known = _lexicon()[language].get("common", ())
    if any(_WIDE.search(word) or _ARABIC.search(word) for word in known):
        return sum(word in text for word in known) * 1.0
    return len(words & set(known)) * 1.0


def known_words() -> frozenset[str]:
    """All words and phrases of the lexicon, folded, in every language; a star stands for an open end."""
    return frozenset(word for concepts in _lexicon().values() for known in concepts.values() for word in known)
