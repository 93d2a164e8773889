"""Which letters can be one Vietnamese syllable."""

from __future__ import annotations

import pytest

from extract.syllables import is_syllable


@pytest.mark.parametrize(
    "text", "xã Trường nghiêm quyết giữ gì Quỳnh thuở khuỷu yêu uống ươm ăn, “ở đường".split()
)
def test_syllables_are_known_by_their_shape(text: str) -> None:
    assert is_syllable(text)


@pytest.mark.parametrize("text", "ng Trườ Nguyễ tuầ THCS 12 m2 đồng/người kg heroin".split())
def test_pieces_and_other_signs_are_no_syllables(text: str) -> None:
    assert not is_syllable(text)
