"""Letters of one encoding, arrived as characters of one code page: reading them, and writing them back.

Knows codes, not whether a text is written in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from extract.letters_tables import codes, shown

# PDF makers turn the soft hyphen, which is TCVN3's "ư", into other dashes; Word may write two for one.
_SOFT_HYPHEN = "\xad"
DASHES = ("\u2212", "\u2010", "\u2011")
# They name other signs by their looks, too: micro, middle dot, macron.
_LOOKS = {"\xb5": ("\u03bc",), "\xb7": ("\u2219", "\u22c5"), "\xaf": ("\u02c9",)}


@dataclass(frozen=True, slots=True)
class Code:
    """An encoding (see `letters_tables.ENCODINGS`) whose bytes were taken for those of a code page."""

    encoding: str
    page: str = "western"


class Letter(NamedTuple):
    """Characters `start` to `end` of a text stand for `letter`."""

    start: int
    end: int
    letter: str


def letters(text: str, code: Code) -> Iterator[Letter]:
    """The letters of a text that a code spells otherwise than Unicode does, in order."""
    table, pattern = _reading(code)
    for found in pattern.finditer(text):
        yield Letter(found.start(), found.end(), table[found.group()])


def read(text: str, code: Code) -> str:
    """`text` with its letters in Unicode; what the code has no letter for stays."""
    table, pattern = _reading(code)
    return pattern.sub(lambda found: table[found.group()], text)


def write(text: str, code: Code) -> str:
    """The characters from which `read` makes `text` (NFC): its inverse.

    Where a code spells a letter in several ways (VNI's marks of capitals) this is its usual one.
    """
    table = _writing(code)
    return "".join([table.get(char, char) for char in unicodedata.normalize("NFC", text)])


@cache
def _reading(code: Code) -> tuple[dict[str, str], re.Pattern[str]]:
    ways = _ways(code)
    table: dict[str, str] = {}
    for spelt, letter in codes(code.encoding).items():
        for way in product(*(ways.get(byte, (byte,)) for byte in spelt)):
            table["".join(way)] = letter
    if code.page == "western":
        # What symbol fonts call the letters of ASCII.
        table |= {chr(0xF000 + byte): chr(byte) for byte in range(0x20, 0x7F)}
    longest_first = sorted(table, key=len, reverse=True)
    single = "".join(re.escape(key) for key in longest_first if len(key) == 1)
    longer = [re.escape(key) for key in longest_first if len(key) > 1]
    return table, re.compile("|".join([*longer, f"[{single}]"] if single else longer))


@cache
def _writing(code: Code) -> dict[str, str]:
    ways = _ways(code)
    table: dict[str, str] = {}
    for spelt, letter in codes(code.encoding).items():
        # The first spelling of VNI's capitals has capital marks.
        table.setdefault(letter, "".join(ways.get(byte, (byte,))[0] for byte in spelt))
    if code.encoding == "tcvn3":
        table = {letter.upper(): spelt for letter, spelt in table.items()} | table
    return table


@cache
def _ways(code: Code) -> dict[str, tuple[str, ...]]:
    """Byte -> characters, the usual one first; bytes without a character stand for themselves."""
    ways = {byte: found or (byte,) for byte, found in shown(code.page).items()}
    if code.page == "western":
        # Codepage 1252 shows what Latin-1 has no signs for.
        ways = {byte: (found[-2], *found) for byte, found in ways.items()}
        ways |= {chr(byte): (chr(byte), chr(0xF000 + byte)) for byte in range(0x41, 0x7B)}
        ways |= {byte: (*ways[byte], *looks) for byte, looks in _LOOKS.items()}
    if code.encoding == "tcvn3":
        ways[_SOFT_HYPHEN] = (*ways[_SOFT_HYPHEN], *DASHES, 2 * _SOFT_HYPHEN)
    return ways
