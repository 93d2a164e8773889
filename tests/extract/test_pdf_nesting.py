"""Drawings nested in drawings: what would take hours is refused at the door."""

from __future__ import annotations

import zlib

import pytest

from extract.pdf import parse
from extract.pdf_nesting import MOST_DRAWINGS, drawings
from extract.pdf_streams import streams, unpacked
from extract.problems import FileProblem
from tests.extract.pdf_maker import Page, make_pdf


def nested(depth: int, times: int, packed: bool = False, apart: bool = False) -> bytes:
    """A page that holds `depth` drawings, each of which draws the next one so many times."""
    parts = []
    for i in range(depth):
        content = b"/X Do " * times if i + 1 < depth else b"0 0 m 9 9 l S"
        number, resources = 100 + i, b"<</XObject<</X %d 0 R>>>>" % (101 + i)
        if apart:
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (500 + i, resources))
            resources = b"%d 0 R" % (500 + i)
        packing = b"/Filter/FlateDecode" if packed else b""
        content = zlib.compress(content) if packed else content
        parts.append(
            b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources %s%s/Length %d>>\n"
            b"stream\n%s\nendstream\nendobj\n" % (number, resources, packing, len(content), content)
        )
    return make_pdf(Page()).replace(b"xref\n", b"".join(parts) + b"xref\n", 1)


def count(data: bytes) -> int:
    forms = {
        s.number: (s.head, unpacked(data, s, 10_000, 10_000).body)
        for s in streams(data)
        if b"/Form" in s.head
    }
    return drawings(data, forms)


def test_a_chain_of_drawings_is_counted() -> None:
    assert count(nested(4, 2)) == 1 + 2 + 4 + 8


@pytest.mark.parametrize(("packed", "apart"), [(False, False), (True, False), (False, True), (True, True)])
def test_drawings_without_measure_are_refused(packed: bool, apart: bool) -> None:
    data = nested(9, 10, packed, apart)
    assert count(data) > MOST_DRAWINGS
    with pytest.raises(FileProblem) as caught:
        parse(data, "a.pdf", "0")
    assert caught.value.status == "too_big"


def test_a_long_chain_of_single_drawings_is_fine() -> None:
    assert count(nested(40, 1)) == 40


def test_a_file_without_drawings_needs_no_count() -> None:
    assert count(make_pdf(Page())) == 1


def test_a_drawing_that_draws_itself_twice_is_refused() -> None:
    own = nested(1, 1).replace(b"0 0 m 9 9 l S", b"/X Do /X Do  ").replace(b"/X 101 0 R", b"/X 100 0 R")
    assert count(own) > MOST_DRAWINGS
