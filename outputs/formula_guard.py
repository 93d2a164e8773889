"""Text for a CSV cell in which no spreadsheet finds a formula, whatever mark it parts cells at."""

from __future__ import annotations

import re

# What begins a formula, in letters of the same look too: programs set for East Asia take those for the same.
_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212\u207a\u207b\u207c"
# What does not keep it from being the beginning.
_BEFORE = '[\\s"\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]*'
_AT_START = re.compile(f"{_BEFORE}[{_STARTS}]|[\t\r\n]")
# Where cells are parted at semicolons, as on Vietnamese Windows, quotes do not hold this cell together.
_WITHIN = re.compile(f"([;\t\r\n]{_BEFORE})(?=[{_STARTS}])(?!-?\\d[\\d.,% ]*(?:[;\t\r\n]|$))")


def guarded(text: str) -> str:
    """The text with an apostrophe before what would start a formula; a lone sign is left as it is."""
    if len(text) < 2:
        return text
    text = _WITHIN.sub(r"\1'", text)
    return f"'{text}" if _AT_START.match(text) else text
