"""Bytes of old Windows and Mac encodings to characters, nothing lost. Knows no document format."""

from __future__ import annotations

import codecs
from functools import cache

WESTERN = 1252
# Character sets of Windows fonts -> codepage; those that are not here say nothing.
CHARSETS = {
    0: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
    177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
SYMBOL_CHARSET = 2
_NAMES = {10000: "mac_roman", 1361: "johab", 65001: "utf-8"}
_WIDE = frozenset((932, 936, 949, 950, 1361, 65001))


def to_text(data: bytes, codepage: int) -> str:
    """The characters of `data`; bytes that an encoding of single bytes leaves open stand for themselves."""
    if data.isascii():
        return data.decode("ascii")
    if codepage in _WIDE:
        return data.decode(_NAMES.get(codepage, f"cp{codepage}"), "replace")
    return codecs.charmap_decode(data, "strict", _table(codepage))[0]


@cache
def _table(codepage: int) -> str:
    name = _NAMES.get(codepage, f"cp{codepage}")
    try:
        codecs.lookup(name)
    except LookupError:
        name = f"cp{WESTERN}"
    return "".join(_character(byte, name) for byte in range(256))


def _character(byte: int, name: str) -> str:
    try:
        text = bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)
    return text if len(text) == 1 else chr(byte)
