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
# To look back from the second letter is quicker than to look for the pairs.
_PAIR = re.compile(rf"[{''.join(sorted({pair[1] for pair in _TONES}))}](?<=[ou].)(?<!q..)(?![^\W\d_])")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case with the older tone placement (uỷ = ủy, hoà = hòa); same length as `text`."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found, at = "", 0
    for match in _PAIR.finditer(lowered):
        end = match.end()
        found += lowered[at : end - 2] + _TONES.get(lowered[end - 2 : end], lowered[end - 2 : end])
        at = end
    return found + lowered[at:] if at else lowered


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """A comparison key: NFC, folded, white space squeezed. Not length-preserving."""
    return _SPACES.sub(" ", fold(unicodedata.normalize("NFC", text))).strip()


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """`key` without any diacritics (đ becomes d), for finding misspelt names."""
    decomposed = unicodedata.normalize("NFD", key(text)).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))
