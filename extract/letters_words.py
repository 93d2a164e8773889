"""How well a word fits into Vietnamese text, by spelling and how common it is. Knows no encoding."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import log

from extract.syllable_ranks import RANKS
from extract.syllables import is_syllable

_GROUP = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile("[A-ZĐÂĂÊÔƠƯ]{1,12}|đ")
_STOPPED = re.compile("(?:c|ch|p|t)$")
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# Measures and marks that stand at letters in any text.
_UNITS = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m[²³]|[NnSs]?[°º][CFcfK]?|µ[gmlL]?|[ªº])(?![^\W\d_])")
_AREA = re.compile("[kcdm]?m[²³]")
_COMMON, _KNOWN_LEAST = 6.0, 0.5
_SPELT, _NO_TONE, _ACRONYM_WORTH, _MISSPELT = 0.0, -2.0, 0.5, -5.0
_STRANGE, _STRANGE_AT_LETTER, _STRANGE_INSIDE = -1.0, -4.0, -7.0
_MIXED_CASE = -2.5
# Signs of any text, and those of them that close or open words and so may touch letters.
_AT_WORDS = frozenset("“”‘’«»…–—•·\u00a0\u00ad\u2010\u2011\u200b")
_BETWEEN = frozenset("’–…·\u00a0\u2010\u2011")
_SIGNS = _AT_WORDS | frozenset("§°±×÷≤≥≠≈²³½¼¾®©™€£")


@lru_cache(maxsize=1 << 15)
def worth(text: str) -> float:
    """How likely `text` (NFC, a word and what touches it) is Vietnamese: 0 for ASCII, below it is not."""
    text = _UNITS.sub("", text.replace("\u00ad", ""))
    total = 0.0
    for group in _GROUP.findall(text):
        if not group.isascii():
            total += _word(group)
    for at, char in enumerate(text):
        if char > "~" and not char.isalnum():
            total += _sign(text, at)
    return total


def is_unit(text: str) -> bool:
    """Whether `text` is an area or a volume (m²), which any text may have."""
    return _AREA.fullmatch(text) is not None


def _word(word: str) -> float:
    lower = word.lower()
    case = 0.0 if word in (lower, word.upper()) or word == word.capitalize() else _MIXED_CASE
    rank = RANKS.get(lower)
    if rank is not None:
        return max(_COMMON - 0.7 * log(rank), _KNOWN_LEAST) + case
    if _ACRONYM.fullmatch(word):
        return _ACRONYM_WORTH
    if not is_syllable(lower):
        return _MISSPELT + case
    return (_SPELT if _toned_right(lower) else _NO_TONE) + case


def _toned_right(word: str) -> bool:
    """Stopped syllables bear one of two tones, and no syllable has two."""
    tones = [char for char in unicodedata.normalize("NFD", word) if char in _TONES]
    if len(tones) > 1:
        return False
    return not _STOPPED.search(word) or (bool(tones) and tones[0] in _SHARP_OR_HEAVY)


def _sign(text: str, at: int) -> float:
    char = text[at]
    before, behind = text[at - 1 : at].isalpha() if at else False, text[at + 1 : at + 2].isalpha()
    if char in _AT_WORDS:
        return _STRANGE_INSIDE if before and behind and char not in _BETWEEN else 0.0
    if before and behind:
        return _STRANGE_INSIDE
    if char in _SIGNS:
        return _STRANGE_AT_LETTER + 1 if before or behind else 0.0
    return _STRANGE_AT_LETTER if before or behind else _STRANGE
