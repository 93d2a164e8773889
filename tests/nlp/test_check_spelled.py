"""Digits against the words in brackets behind them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.nlp.examples import read


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Có 12 (mười ba) đồng chí được khen thưởng.", 13),
        ("Kinh phí 1.250.000.000 đồng (Một tỷ hai trăm triệu đồng).", 1_200_000_000),
        ("Số tiền: 350.000.000 đồng (bằng chữ: Ba trăm năm lăm triệu đồng chẵn).", 355_000_000),
    ],
)
def test_words_that_say_another_number_fail(sentence: str, words: int) -> None:
    (check,) = [check for check in read(sentence).checks if check.kind == "words"]
    assert (check.ok, check.parts) == (False, (Decimal(words),))
    assert "ghi chữ" in check.message


@pytest.mark.parametrize(
    "sentence",
    [
        "Có 12 (mười hai) đồng chí được khen thưởng.",
        "Kinh phí 350 (ba trăm năm mươi) triệu đồng.",
        "Kinh phí 350 triệu đồng (Ba trăm năm mươi triệu đồng).",
        "Hỗ trợ 5 hộ (hai hộ nghèo).",
        "Có 5 xã (ba xã miền núi) hoàn thành.",
        "Kiểm tra 7 chi bộ (một lần).",
    ],
)
def test_what_agrees_or_says_something_else_does_not(sentence: str) -> None:
    assert not [check for check in read(sentence).checks if check.kind == "words"]
