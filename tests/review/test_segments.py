"""A text in pieces, and the numbers of it that no row explains."""

from __future__ import annotations

import pytest

from review.segments import segments


def loose(text: str) -> list[str]:
    return [piece.text for piece in segments(text, {})[0] if piece.unexplained]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hà Nội, ngày 12 tháng 6 năm 2024", []),
        ("Kết quả 6 tháng đầu năm 2024 thế nào", []),
        ("Quý 3 năm 2024 đã trồng 1.200 cây", ["1.200"]),
        ("trong 6 tháng trồng 45 cây", ["6", "45"]),
    ],
)
def test_numbers_of_the_calendar_need_no_row(text: str, expected: list[str]) -> None:
    assert loose(text) == expected


def test_pieces_are_the_text_and_the_narrowest_row_comes_first() -> None:
    text = "trồng 45 cây xanh"
    rows = [{"id": "wide", "start": 0, "end": 12}, {"id": "narrow", "start": 6, "end": 12}]
    pieces, coverage = segments(text, {"figures": rows})
    assert "".join(piece.text for piece in pieces) == text
    assert pieces[1].rows == ("narrow", "wide")
    assert (coverage.explained, coverage.unexplained, coverage.share) == (1, 0, 1.0)
