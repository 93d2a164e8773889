"""Plain text in the encodings that Vietnamese offices used."""

from __future__ import annotations

import unicodedata

import pytest

from extract.decoding import decoded

TEXT = "Huyện ủy có 12 chi bộ, 340 đảng viên; đã kiểm tra 5 tổ chức đảng."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    found = decoded(TEXT.encode(encoding))
    assert found is not None and (found.text, found.bad) == (TEXT, 0)


def windows(text: str) -> bytes:
    """The Windows encoding keeps the letters and writes the five tones behind them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    split = ""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in parts[1:] if mark in tones)
        split += unicodedata.normalize("NFC", parts.translate({ord(t): None for t in tones})) + tone
    return split.encode("cp1258")


def test_the_windows_encoding_is_read() -> None:
    found = decoded(windows(TEXT * 5))
    assert found is not None and unicodedata.normalize("NFC", found.text) == TEXT * 5
    assert (found.encoding, found.bad) == ("cp1258", 0)


def test_a_few_broken_bytes_are_counted() -> None:
    found = decoded((TEXT * 20).encode() + b"\xff\xfe")
    assert found is not None and (found.encoding, found.bad) == ("utf-8", 2)


def test_a_text_that_is_cut_inside_a_letter_keeps_the_rest() -> None:
    found = decoded((TEXT * 5 + "ệ").encode()[:-1])
    assert found is not None and found.text.startswith(TEXT * 5)


def test_bytes_that_are_no_text_are_none() -> None:
    assert decoded(bytes(range(256)) * 4) is None
