"""Bytes of plain text to characters, whatever encoding Vietnamese offices used. Knows no paragraphs."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace

from extract.letters_choice import suspicious

# Longest mark first: the one of UTF-32 begins like the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Bytes of an old encoding, which their letters tell, as the characters of the same numbers.
UNKNOWN = "latin-1"
_SAMPLE = 8192
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
# Real text has hardly any control characters, random bytes one in eight.
_CONTROLS_ALLOWED = 0.01
_BAD_ALLOWED = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the encoding, and how many bytes made no sense."""

    text: str
    encoding: str
    bad: int = 0


def decoded(data: bytes) -> Decoded | None:
    """The text in `data`, or None where it is none."""
    found = _decode(data)
    controls = len(_CONTROL.findall(found.text))
    if controls > _CONTROLS_ALLOWED * max(len(found.text), 1):
        return None
    # A zero is no character of any text: what stood there is lost.
    found = replace(found, bad=found.bad + found.text.count("\0"))
    return None if found.bad > _BAD_ALLOWED * max(len(found.text), 1) else found


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    wide = _wide(data[:_SAMPLE])
    if wide:
        return _replacing(data, wide)
    utf8 = _replacing(data, "utf-8")
    if utf8.bad * 20 <= len(_high(utf8.text)):
        return utf8
    # The Windows encoding of Vietnamese writes tones as characters of their own; NFC puts them together.
    text = data.decode("cp1258", "replace")
    if suspicious(unicodedata.normalize("NFC", text)):
        return Decoded(data.decode(UNKNOWN), UNKNOWN)
    return Decoded(text, "cp1258", text.count("\ufffd"))


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd") - data.count("\ufffd".encode(encoding)))


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark shows in the zero bytes of its Latin letters."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    low, high = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if high > 0.4 * pairs and low < 0.02 * pairs:
        return "utf-16-le"
    return "utf-16-be" if low > 0.4 * pairs and high < 0.02 * pairs else None


def _high(text: str) -> str:
    return "".join(char for char in text if "\x80" <= char != "\ufffd")
