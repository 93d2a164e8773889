"""How alike the texts of reports are, by MinHash over runs of words; and what makes two the same submission.

Knows words, no figures: a report copied from another unit is alike, whatever its numbers say.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from corpus.folding import bare

# Values in a signature; their bands, of which one must agree before two texts are compared at all.
_VALUES, _BAND = 64, 8
# The share of equal runs of words from which a reviewer is told.
NEAR = 0.85
_RUN = 4
_FEWEST_WORDS = 60
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
_WORDS = re.compile(r"\w+")
_MOST = 0xFFFFFFFF
# What is said of a later version in brackets or behind a dash, and is no part of its subject.
_VERSION = re.compile(r"\((?:lan|ban|bo sung|dieu chinh|sua doi|thay the|dinh chinh|cap nhat)[^)]*\)")


def signature(text: str) -> str:
    """64 hexadecimal numbers of 8 digits, of one hash function in 64 bins; empty where the text is short."""
    words = _WORDS.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return ""
    # Loaded only now, since commands that read no report need none of it.
    import numpy as np

    # Hashes of our own: those of Python may differ from version to version.
    known = {word: zlib.crc32(word.encode("utf-8", "replace")) for word in set(words)}
    hashes = np.fromiter(map(known.__getitem__, words), np.uint64, len(words))
    runs = len(words) - _RUN + 1
    mixed = np.zeros(runs, np.uint64)
    for start, odd in enumerate(_ODD):
        mixed += hashes[start : start + runs] * np.uint64(odd)
    bins = np.full(_VALUES, _MOST, np.uint64)
    np.minimum.at(bins, mixed >> np.uint64(58), mixed >> np.uint64(20) & np.uint64(_MOST))
    return "".join(f"{value:08x}" for value in _filled(bins.tolist()))


def bands(signature: str) -> list[int]:
    """One 63-bit number for each band; texts that share none are not alike."""
    width = 8 * _BAND
    parts = (f"{at}:{signature[at : at + width]}" for at in range(0, len(signature), width))
    return [int.from_bytes(blake2b(part.encode(), digest_size=8).digest(), "big") >> 1 for part in parts]


def alike(one: str, other: str) -> float:
    """The share of equal values in two signatures, an estimate of the share of equal runs of words."""
    same = sum(one[at : at + 8] == other[at : at + 8] for at in range(0, len(one), 8))
    return same / _VALUES


def submission(meta: Mapping[str, Any]) -> str | None:
    """What a report is known by when it is sent again, corrected; None where its head does not say enough."""
    issuer, period = meta.get("issuer"), meta.get("period")
    if not issuer or not period:
        return None
    title = _VERSION.sub(" ", bare(meta.get("title") or ""))
    parts = (bare(issuer), bare(meta.get("parent") or ""), bare(meta.get("kind") or ""), period)
    return "|".join((*parts, " ".join(_WORDS.findall(title))))


def later(head: Mapping[str, Any]) -> tuple[Any, ...]:
    """Sorts reports of one submission by age: by date, then number, then what cannot change."""
    number = re.search(r"\d+", head["number"] or "")
    return head["date"] or "", int(number.group()) if number else 0, head["mtime_ns"] or 0, head["sha256"]


def _filled(bins: list[int]) -> list[int]:
    """Empty bins take their right neighbour's value, so that short texts compare as well."""
    for at in range(2 * _VALUES - 1, -1, -1):
        if bins[at % _VALUES] == _MOST:
            bins[at % _VALUES] = bins[(at + 1) % _VALUES]
    return bins
