"""Text without Vietnamese letters is told from Vietnamese text."""

from __future__ import annotations

import pytest

from extract.letters import looks_wrong

TEXT = "Huyện ủy có 12 chi bộ, 340 đảng viên; đã kiểm tra 5 tổ chức đảng. "


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (TEXT * 10, False),
        (TEXT.upper() * 10, False),
        ("Huyen uy co 12 chi bo, 340 dang vien; da kiem tra 5 to chuc dang. " * 10, True),
        ("Huyen uy co 12 chi bo", False),
        ("12 340 5 " * 100, False),
        ("", False),
    ],
)
def test_a_long_text_without_marks_looks_wrong(text: str, wrong: bool) -> None:
    assert looks_wrong(text) is wrong
