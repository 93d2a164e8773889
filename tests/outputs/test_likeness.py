"""Signatures of texts: the same in every version, since stores keep them."""

from __future__ import annotations

from outputs.likeness import alike, signature

WORDS = [f"việc {number * 7 % 31} đạt {number}" for number in range(40)]


def by_the_book(text: str) -> str:
    """As signatures are defined: the least hash of four words in each of 64 bins, without arrays."""
    import re
    import zlib

    odd = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
    hashes = [zlib.crc32(word.encode("utf-8", "replace")) for word in re.findall(r"\w+", text.lower())]
    bins = [0xFFFFFFFF] * 64
    for at in range(len(hashes) - 3):
        mixed = sum(word * factor for word, factor in zip(hashes[at : at + 4], odd, strict=True))
        place, value = mixed >> 58 & 63, mixed >> 20 & 0xFFFFFFFF
        bins[place] = min(bins[place], value)
    for at in range(127, -1, -1):
        if bins[at % 64] == 0xFFFFFFFF:
            bins[at % 64] = bins[(at + 1) % 64]
    return "".join(f"{value:08x}" for value in bins)


def test_a_signature_is_what_it_was_in_stores_of_earlier_versions() -> None:
    for text in (" ".join(WORDS), " ".join(WORDS[:15]), " ".join(WORDS) + " \ud800 ÀÂ"):
        assert signature(text) == by_the_book(text)


def test_a_short_text_has_none() -> None:
    assert signature(" ".join(WORDS[:14])) == ""


def test_numbers_that_change_leave_most_of_it() -> None:
    other = " ".join(WORDS).replace("việc 7 ", "việc 8 ")
    assert 0.8 < alike(signature(" ".join(WORDS)), signature(other)) < 1
