"""Whether the letters of a text look Vietnamese, or wrongly read. Knows letters, no words and no format."""

from __future__ import annotations

import re

_WITH_MARKS = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]")
# The share of letters with marks is 0.23 to 0.32 in Unicode, below 0.14 in old encodings read wrongly.
_SHARE = 0.18
_ENOUGH = 200
_SAMPLE = 6_000


def looks_wrong(text: str) -> bool:
    """Whether an NFC text has too few Vietnamese letters to be read right; False where it is short."""
    start = text[:_SAMPLE]
    letters = sum(map(str.isalpha, start))
    return letters >= _ENOUGH and _marks(start) / letters < _SHARE


def marked_share(text: str) -> float:
    """The share of letters with Vietnamese marks at the start of an NFC text, 0 where there are none."""
    start = text[:_SAMPLE]
    return _marks(start) / max(sum(map(str.isalpha, start)), 1)


def _marks(text: str) -> int:
    return len(_WITH_MARKS.findall(text.lower()))
