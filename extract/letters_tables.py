"""What the pre-Unicode encodings of Vietnamese call each letter, and as which characters their bytes arrive.

Knows codes only; whether a text is written in them is decided elsewhere.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Lower-case letters beyond ASCII; the tables below name their codes in this order.
_LETTERS = (
    "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"  # as in a Vietnamese dictionary
)
_TCVN3 = (
    "b5b8b6b7b9 a9c7cac8c9cb a8bbbebcbdc6 ae ccd0cecfd1 aad2d5d3d4d6 d7ddd8dcde dfe3e1e2e4 abe5e8e6e7e9"
    "aceaedebecee eff3f1f2f4 adf5f8f6f7f9 fafdfbfcfe"
)
# Its capitals with tones are small letters in a font of capitals.
_TCVN3_CAPITALS = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7}
_VISCII = (
    "e0e1e4e3d5 e2a5a4a6e7a7 e5a2a1c6c7a3 f0 e8e9eba8a9 eaabaaacadae ecedefeeb8 f2f3f6f5f7 f4b0afb1b2b5"
    "bdb6beb7defe f9fafcfbf8 dfd7d1d8e6f1 cffdd6dbdc"
)
_VISCII_CAPITALS = (
    "c0c1c4c380 c28584860687 c5828102 0583 d0 c8c9cb8889 ca8b8a8c8d8e cccd9bce98 d2d399a09a d4908f919293"
    "b4969597b394 d9da9c9d9e bfbbbabcffb9 9fdd14191e"
)
_VPS = (
    "e0e1e4e3e5 e2c0c3c4c5c6 e6a2a1a3a4a5 c7 e8e9c8ebcb ea8a898bcd8c ecedccefce f2f3d5f586 f4d2d3b087b6"
    "d6a9a7aaabae f9fafbdbf8 dcd8d9babbbf ff9a9bcf9c"
)
_VPS_CAPITALS = (
    "80c1818202 c28483851c03 888e8d8ff004 f1 d7c9defe05 ca9390949506 b5b4b7b810 bcb9bdbe11 d497969899 12"
    "f79e9d9fa613 a8dad1ac14 d0afadb11d15 b2ddfdb319"
)
# Two of VNI's characters make one letter: a vowel and its marks.
_VNI_TONES = "øùûõï"
_VNI_MARKS = {"â": ("a", "â", "àáåãä"), "ă": ("a", "ê", "èéúüë"), "ê": ("e", "â", "àáåãä")}
_VNI_MARKS |= {"ô": ("o", "â", "àáåãä")}
_VNI_SINGLES = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_TONES = "\u0300\u0301\u0309\u0303\u0323"
# Windows writes tones behind their letter, as bytes of their own.
_WINDOWS_TONES = dict(zip(_TONES, "\xcc\xec\xd2\xde\xf2", strict=True))
_WINDOWS = {
    "ă": "\xe3",
    "đ": "\xf0",
    "ơ": "\xf5",
    "ư": "\xfd",
    "Ă": "\xc3",
    "Đ": "\xd0",
    "Ơ": "\xd5",
    "Ư": "\xdd",
}

ENCODINGS = ("tcvn3", "vni", "viscii", "vps", "cp1258", "utf-8")
PAGES = ("western", "cp1258", "mac_roman", "cp1250", "cp1254", "cp437", "cp850")


@cache
def codes(encoding: str) -> dict[str, str]:
    """Code -> letter of one of ENCODINGS; codes are one to three bytes, written as U+0000 to U+00FF."""
    makers = {"vni": _vni, "cp1258": _windows, "utf-8": _utf_8}
    if encoding in makers:
        return makers[encoding]()
    if encoding == "tcvn3":
        found = _bytes(_LETTERS, _TCVN3)
        return found | {chr(code): letter for letter, code in _TCVN3_CAPITALS.items()}
    small, capitals = {"viscii": (_VISCII, _VISCII_CAPITALS), "vps": (_VPS, _VPS_CAPITALS)}[encoding]
    return _bytes(_LETTERS, small) | _bytes(_LETTERS.upper(), capitals)


@cache
def shown(page: str) -> dict[str, tuple[str, ...]]:
    """Byte -> the characters that a program makes of it which takes it for text of one of PAGES."""
    found: dict[str, tuple[str, ...]] = {}
    for code in [*range(0x01, 0x20), *range(0x80, 0x100)]:
        byte = chr(code)
        if page == "western":
            # Symbol fonts have their characters at U+F000.
            ways: tuple[str, ...] = (byte, bytes([code]).decode("cp1252", "replace"), chr(0xF000 + code))
        else:
            ways = (bytes([code]).decode(page, "replace"),)
        found[byte] = tuple(dict.fromkeys(way for way in ways if way != "\ufffd"))
    return found


def _bytes(letters: str, codes_: str) -> dict[str, str]:
    values = bytes.fromhex(codes_.replace(" ", ""))
    return {chr(value): letter for value, letter in zip(values, letters, strict=True)}


def _vni() -> dict[str, str]:
    found = {code.upper(): letter.upper() for letter, code in _VNI_SINGLES.items()}
    found |= {code: letter for letter, code in _VNI_SINGLES.items()}
    small: dict[str, str] = {}
    for base in "aeouyơư":
        code = _VNI_SINGLES.get(base, base)
        for tone, mark in zip(_TONES, _VNI_TONES, strict=True):
            small[code + mark] = unicodedata.normalize("NFC", base + tone)
    for letter, (base, mark, tones) in _VNI_MARKS.items():
        small[base + mark] = letter
        for tone, toned in zip(_TONES, tones, strict=True):
            small[base + toned] = unicodedata.normalize("NFC", letter + tone)
    # Marks are typed in either case, usually in that of their letter.
    for code, letter in small.items():
        base, mark = code[0], code[1]
        for way in (code, base + mark.upper()):
            found[way] = letter
        for way in (code.upper(), base.upper() + mark):
            found[way] = letter.upper()
    return found


def _windows() -> dict[str, str]:
    found = {code: letter for letter, code in _WINDOWS.items()}
    for base in "aâăeêioôơuưyAÂĂEÊIOÔƠUƯY":
        for tone, code in _WINDOWS_TONES.items():
            found[_WINDOWS.get(base, base) + code] = unicodedata.normalize("NFC", base + tone)
    return found


def _utf_8() -> dict[str, str]:
    """UTF-8 taken for an encoding of one byte a letter; dashes and quotes suffer with the letters."""
    return {char.encode().decode("latin-1"): char for char in _LETTERS + _LETTERS.upper() + "–—‘’“”…•\u00a0"}
