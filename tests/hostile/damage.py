"""Sound files of every kind, cut off anywhere and with bits turned over."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator

from tests.extract.old_word import Part, word_6
from tests.extract.word_files import p, tbl, word
from tests.hostile.case import REPORT, TRUTH, Hostile
from tests.hostile.pdf_parts import report_pdf


def _western(text: str) -> str:
    """The text in letters that Word 6 has, with one mark at most on each."""
    found = []
    for char in text.replace("đ", "d").replace("Đ", "D").replace("ư", "ù").replace("ơ", "ô"):
        base, *marks = unicodedata.normalize("NFD", char)
        tries = (unicodedata.normalize("NFC", base + mark) for mark in (*marks, "\u0301", ""))
        found.append(
            char if char in "“”" else next(c for c in tries if c.encode("cp1252", "ignore") and len(c) == 1)
        )
    return "".join(found)


def sound_docx() -> bytes:
    """A sound Word file of the report."""
    rows = [["Nội dung", "Năm 2023", "Năm 2024"], ["Hộ nghèo", "1.242", "1.204"]]
    footer = p("Trang cuối của báo cáo")
    return word("".join(map(p, REPORT)) + tbl(*rows), parts={"footer": footer})


def sound() -> dict[str, tuple[bytes, str]]:
    """Sound files by the ending of their names, with what they say."""
    old = [_western(" ".join(REPORT))] * 6
    two = TRUTH + "\n" + TRUTH
    return {
        "docx": (sound_docx(), TRUTH),
        "plain.pdf": (report_pdf(2), two),
        "packed.pdf": (report_pdf(2, packed=True), two),
        "doc": (word_6([Part(f"{text}\r") for text in old]), "\n".join(old)),
    }


def cases() -> Iterator[Hostile]:
    """A few of each; bench/hostile.py goes through all."""
    yield from cut((1, 5, 20, 40, 60, 75, 85, 92, 96, 99))
    yield from flipped(range(12))


def cut(shares: Iterable[int]) -> Iterator[Hostile]:
    """The files with so many percent of their bytes."""
    for share in shares:
        for ending, (data, truth) in sound().items():
            yield Hostile(f"cut_{share:02d}.{ending}", data[: len(data) * share // 100], truth)


def flipped(seeds: Iterable[int]) -> Iterator[Hostile]:
    """The files with one bit turned over (even seeds), or a burst of twenty."""
    for seed in seeds:
        for ending, (data, truth) in sound().items():
            dice = random.Random(f"{seed} {ending}")
            bytes_ = bytearray(data)
            at = dice.randrange(len(bytes_))
            for step in range(1 if seed % 2 == 0 else 20):
                bytes_[(at + step) % len(bytes_)] ^= 1 << dice.randrange(8)
            yield Hostile(f"flip_{seed:03d}.{ending}", bytes(bytes_), truth)
