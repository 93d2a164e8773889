"""How wide text is in Arial, and how many lines it takes in a column. Excel does not work that out itself."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

# Thousandths of the font size, by group of characters; marks on letters do not widen them.
_WIDTHS = {
    "ijl'|": 222, " .,/;:tfI![]": 278, "r-()“”\"": 333, "csxkvyzJ": 500, "FTZ": 611, "ABEPXYVKS&": 667,
    "CDHNRUw": 722, "GOQ": 778, "mM": 833, "W": 944, "%": 889, "…": 1000,
}  # fmt: skip
_WIDTH = {char: width for chars, width in _WIDTHS.items() for char in chars}
_OTHER, _WIDE = 556, 1000
# Pixels: a column's width unit, its margins, and the font size of the cells.
_UNIT, _MARGIN, _SIZE = 7.0, 5.0, 13.33
# Bold words and other renderers need a little more.
_SAFETY = 0.93


@lru_cache(maxsize=4096)
def lines_needed(text: str, column_width: float) -> int:
    """The number of lines in a column of that width (Excel's units), breaking at spaces; at least 1."""
    room = (column_width * _UNIT + _MARGIN) / _SIZE * 1000 * _SAFETY
    return sum(_lines(part, room) for part in text.split("\n"))


def _lines(text: str, room: float) -> int:
    lines, used = 1, 0.0
    space = _WIDTH[" "]
    for word in text.split(" "):
        width = sum(map(_char_width, word))
        if used and used + space + width > room:
            lines, used = lines + 1, width
        else:
            used += width + (space if used else 0)
        if used > room:
            extra = int(used // room)
            lines, used = lines + extra, used - extra * room
    return lines


@cache
def _char_width(char: str) -> int:
    base = unicodedata.normalize("NFD", char)[0]
    if unicodedata.east_asian_width(base) in "WF":
        return _WIDE
    return _WIDTH.get(base, _OTHER)
