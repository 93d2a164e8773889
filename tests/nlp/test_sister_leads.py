"""Numbers of neighbours in a list, told from a total and its parts."""

from __future__ import annotations

import pytest

from nlp.check_sums import text_sums
from nlp.sister_leads import are_sisters, lead
from tests.nlp.documents import document, figure


@pytest.mark.parametrize(
    ("text", "before", "word"),
    [
        ("Thôn 1 có 25 hộ nghèo", "25", "thôn"),
        ("Có 12 hộ; khu phố 3 có 9 hộ", "9", "khu phố"),
        ("Năm 2023 kết nạp 45 đảng viên", "45", "năm"),
        ("Trong đó tại xã Tân Lập có 12 hộ", "12", "xã"),
        ("Kết quả: xã Tân Lập có 12 hộ", "12", "xã"),
        ("Toàn xã có 12 hộ", "12", ""),
        ("thôn 1: 25 hộ, thôn 2: 12 hộ", "12", "thôn"),
        ("Xã A (thôn 2: 12 hộ)", "12", "thôn"),
        ("12 hộ", "12", ""),
    ],
)
def test_a_clause_opens_with_a_sort_of_named_thing(text: str, before: str, word: str) -> None:
    assert lead(text, text.rindex(before)) == word


def test_villages_beside_each_other_are_sisters() -> None:
    text = "Thôn 1 có 25 hộ, thôn 2 có 12 hộ, thôn 3 có 13 hộ."
    assert are_sisters(text, text.index("25"), [text.index("12 "), text.index("13")])


def test_villages_behind_their_commune_are_no_sisters_of_it() -> None:
    text = "Xã Tân Lập có 25 hộ, thôn 2 có 12 hộ, thôn 3 có 13 hộ."
    assert not are_sisters(text, text.index("25"), [text.index("12 "), text.index("13")])


def test_two_years_that_make_up_a_third_are_no_breakdown_of_it() -> None:
    text = "Năm 2023 kết nạp 45 đảng viên, năm 2022 kết nạp 25 đảng viên, năm 2021 kết nạp 20 đảng viên."
    made = document(text)
    found = [figure(made, f"{n} đảng viên", str(n), "đảng viên") for n in (45, 25, 20)]
    assert text_sums(made, found) == []
