"""Pages of which two engines read different letters. Knows letters and their number, not their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.pdf_page import Sheet, line_text, words_text

# The other engine is slow: so many pages of a file are held against it, and none with more letters.
_MOST_PAGES = 12
_LARGEST = 12_000
_APART = 0.1


def disputed(data: bytes, sheets: Sequence[Sheet]) -> set[int]:
    """The pages of which the other engine shows other letters, by over a tenth, or none at all."""
    from extract.pdf_second import letters_seen

    asked = [sheet for sheet in sheets if 0 < sheet.letters <= _LARGEST][:_MOST_PAGES]
    seen = letters_seen(data, [sheet.page for sheet in asked])
    return {sheet.page for sheet in asked if _share_apart(_letters(sheet), seen.get(sheet.page)) > _APART}


def _letters(sheet: Sheet) -> Counter[str]:
    texts = [words_text(row) for row in sheet.rows] + [line_text(line) for line in sheet.fields]
    return Counter(filter(str.isalnum, "".join(texts)))


def _share_apart(ours: Counter[str], theirs: Counter[str] | None) -> float:
    """How much of both is shown by one engine only, 0 to 1; 1 where the other has no opinion."""
    if theirs is None:
        return 1.0
    whole = ours.total() + theirs.total()
    return ((ours - theirs).total() + (theirs - ours).total()) / whole if whole else 0.0
