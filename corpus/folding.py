"""Folding of Vietnamese letters for comparison: case, tone placement, composition.

Knows letters only; what is compared is the caller's business.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLACEMENTS = (
    ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
    ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
    ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
)
_TONES = {new: old for news, olds in _PLACEMENTS for new, old in zip(news.split(), olds.split(), strict=True)}
# "quý" carries its tone on y in both ways of writing: qu is one consonant there. A syllable that
# goes on ("hoàn", "hoạt") has one placement only, so folding it would split equal words.
_TONE = re.compile(rf"(?<!q)({'|'.join(_TONES)})(?![^\W\d_])")
# Most words have none of these, and looking for them is quicker than looking around.
_PAIR = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case with the older tone placement (uỷ = ủy, hoà = hòa); same length as `text`."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if _PAIR.search(lowered) is None:
        return lowered
    return _TONE.sub(lambda match: _TONES[match.group()], lowered)


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """A comparison key: NFC, folded, white space squeezed. Not length-preserving."""
    return _SPACES.sub(" ", fold(unicodedata.normalize("NFC", text))).strip()


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """`key` without any diacritics (đ becomes d), for finding misspelt names."""
    decomposed = unicodedata.normalize("NFD", key(text)).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))
