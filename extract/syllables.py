"""Whether letters can be one Vietnamese syllable, by its shape. Knows spelling, no words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ONSET = "(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|q|r|s|th|tr|t|v|x)?"
_OPEN = (
    "oai|oay|oao|oeo|uây|uôi|ươi|ươu|iêu|yêu|uya|uyu|uêu|ia|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu"
    "|oa|oe|uê|uy|uơ|a|e|ê|i|o|ô|ơ|u|ư|y"
)
_CLOSED = "(?:uyê|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uy|ua|ue|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)(?:ch|c|m|ng|nh|n|p|t)"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_CLOSED}|{_OPEN})")


@lru_cache(8_192)
def is_syllable(text: str) -> bool:
    """Whether `text` (letters, punctuation around them allowed) is spelled like one syllable."""
    bare = text.strip(".,;:!?()[]“”\"'‘’").casefold()
    toneless = unicodedata.normalize("NFC", unicodedata.normalize("NFD", bare).translate(_TONES))
    return _SYLLABLE.fullmatch(toneless) is not None
