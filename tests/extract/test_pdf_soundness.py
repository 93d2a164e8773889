"""PDF files held against their own tables: damage, pages left out, bombs, fonts that say nothing."""

from __future__ import annotations

import pytest

from extract.pdf import parse
from extract.pdf_opinion import disputed
from extract.pdf_page import Rules, Sheet, Word
from extract.pdf_soundness import Bomb, examine
from extract.pdf_streams import streams, unpacked
from extract.pdf_xref import misplaced, places
from tests.hostile.pdf_parts import SAME, Pdf, lines, report_pdf, shown, stream

both = pytest.mark.parametrize("packed", [False, True])


@both
def test_a_sound_file_has_no_flaw(packed: bool) -> None:
    found = examine(report_pdf(3, packed))
    assert (found.damaged, found.misplaced, len(found.pages), found.odd_fonts) == (0, 0, 3, 0)


@both
def test_a_byte_altered_in_a_stream_is_damage(packed: bool) -> None:
    data = bytearray(report_pdf(1, packed))
    place = next(s for s in streams(bytes(data)) if s.end - s.start > 300)
    data[(place.start + place.end) // 2] ^= 1
    assert examine(bytes(data)).damaged == 1
    document = parse(bytes(data), "a.pdf", "0")
    assert "damaged_file" in [n.code for n in document.warnings]
    assert document.status != "ok"


def test_an_object_that_is_not_where_the_table_says_is_misplaced() -> None:
    data = report_pdf().replace(b"\n4 0 obj", b"\n5 0 obj", 1)
    assert misplaced(data, places(data)) == 1


def test_a_table_behind_junk_counts_from_the_head_of_the_file() -> None:
    data = b"junk" * 50 + report_pdf()
    found = places(data)
    assert (found.broken, misplaced(data, found)) == (False, 0)


def test_without_a_table_what_is_named_but_not_there_is_missing() -> None:
    data = report_pdf()
    start = data.index(b"xref\n0 ")
    assert examine(data[:start]).misplaced == 0
    assert examine(data[: start // 2]).misplaced > 0


def test_a_page_that_the_tree_leaves_out_is_found() -> None:
    data = report_pdf(2).replace(b"/Count 2", b"/Count 1")
    assert len(examine(data).pages) == 2
    assert parse(data, "a.pdf", "0").status == "partial"


def test_a_font_without_a_map_is_odd_and_the_other_engine_is_asked() -> None:
    pdf = Pdf()
    pdf.with_font(None)
    pdf.tree([pdf.page(shown(lines()))])
    data = pdf.file()
    assert examine(data).odd_fonts == 1
    assert [d.code for d in parse(data, "a.pdf", "0").doubts] == ["engines_disagree"]


def test_engines_that_agree_dispute_nothing() -> None:
    words = tuple(Word(text, 0, 9, 9, 12, False, False) for text in " ".join(["Phần 1", *lines()]).split())
    sheet = Sheet(1, 595, 842, (words,), Rules(), sum(len(w.text) for w in words))
    assert disputed(report_pdf(), [sheet]) == set()
    other = sheet.__class__(1, 595, 842, (words[::3],), Rules(), 300)
    assert disputed(report_pdf(), [other]) == {1}


@pytest.mark.parametrize(
    "content", [b"/Span BMC " * 5_000, b" " * 70_000_000 + b"q"], ids=["marks", "repeated contents"]
)
def test_a_bomb_is_named(content: bytes) -> None:
    pdf = Pdf()
    pdf.with_font([*SAME])
    bomb = pdf.add(stream(content))
    page = pdf.page(shown(lines()))
    pdf.objects[page - 1] += b"%%/Contents[%d 0 R %d 0 R %d 0 R]" % (bomb, bomb, bomb)
    pdf.tree([page])
    with pytest.raises(Bomb):
        examine(pdf.file())


def test_a_stream_is_measured_without_being_kept() -> None:
    pdf = Pdf()
    pdf.add(stream(b"a" * 3_000_000))
    data = pdf.file()
    (found,) = streams(data)
    got = unpacked(data, found, 10, 5_000_000)
    assert (got.body, got.size, got.whole) == (b"a" * 10, 3_000_000, True)
