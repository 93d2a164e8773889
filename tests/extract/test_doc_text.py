"""Characters of old Word files, from pieces of both widths."""

from __future__ import annotations

from struct import pack

import pytest

from extract.doc_container import Streams
from extract.doc_fib import CLX, Fib
from extract.doc_text import Text, read_text, whole
from extract.problems import FileProblem


def text(pieces: list[tuple[int, int, bool]], word: bytes, total: int | None = None) -> Text:
    """The text of pieces (characters, byte, one byte each) over a main stream."""
    ends = [0]
    for count, _, _ in pieces:
        ends.append(ends[-1] + count)
    table = pack(f"<{len(ends)}I", *ends)
    for _, at, packed in pieces:
        table += pack("<HIH", 0, 2 * at | 0x40000000 if packed else at, 0)
    clx = b"\x02" + pack("<I", len(table)) + table
    pairs = [(0, 0)] * CLX + [(0, len(clx))]
    lengths = (ends[-1] if total is None else total, *[0] * 7)
    return read_text(Streams(word, clx, b""), Fib(False, False, 0, lengths, tuple(pairs)))


def test_pieces_of_both_widths_make_one_text() -> None:
    word = "Xã ".encode("cp1252") + "Mường Vi".encode("utf-16-le")
    assert text([(3, 0, True), (8, 3, False)], word).chars == "Xã Mường Vi"


def test_pieces_are_read_in_the_order_of_the_table() -> None:
    assert text([(1, 2, True), (2, 0, True)], b"bca").chars == "abc"


def test_bytes_that_the_codepage_leaves_out_stand_for_themselves() -> None:
    assert text([(3, 0, True)], b"\x81\x93\xad").chars == "\x81“\xad"


def test_positions_count_halves_of_pairs() -> None:
    found = text([(3, 0, False)], "a𝟙".encode("utf-16-le")).chars
    assert len(found) == 3
    assert whole(found) == "a𝟙"


def test_half_a_pair_is_shown_as_a_replacement() -> None:
    assert whole("a\ud835") == "a\ufffd"


def test_text_that_is_not_there_is_damage() -> None:
    with pytest.raises(FileProblem):
        text([(9, 0, True)], b"abc")


def test_pieces_that_end_before_the_text_does_are_damage() -> None:
    with pytest.raises(FileProblem):
        text([(3, 0, True)], b"abc", total=9)


def test_pieces_that_say_the_same_bytes_over_and_over_are_damage() -> None:
    with pytest.raises(FileProblem):
        text([(3, 0, True)] * 9, b"abc", total=6)
