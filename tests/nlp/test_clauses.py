"""What stands around a number in its clause."""

from __future__ import annotations

import pytest

from tests.nlp.lines import clauses, said


@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("Kiểm tra 162 tổ chức đảng, giám sát 15 đảng viên", ["kiểm tra", "giám sát"]),
        ("Đã kết nạp được 41 đảng viên", ["kết nạp"]),
        ("Tổ chức 12 hội nghị", ["tổ chức"]),
        ("Số hộ nghèo là 12 hộ", [None]),
    ],
)
def test_the_predicate_before_a_number_is_the_nearest(text: str, predicates: list[str | None]) -> None:
    assert [said(read, c.predicate) for read, c in clauses(text)] == predicates


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Đảng viên 04, quần chúng 12", ["đảng viên", "quần chúng"]),
        ("Nữ: 45; nam: 30", ["nữ", "nam"]),
        ("Trung bình 128", ["trung bình"]),
        ("Lĩnh vực kinh tế 52", ["kinh tế"]),
        ("Tổng kinh phí là 150 triệu đồng", ["tổng kinh phí"]),
    ],
)
def test_a_label_stands_before_a_bare_number(text: str, labels: list[str]) -> None:
    assert [said(read, c.label) for read, c in clauses(text)] == labels


@pytest.mark.parametrize(
    ("text", "behind", "passive"),
    [
        ("Có 12 đảng viên tham gia", "tham gia", False),
        ("Có 12 mô hình được công nhận", "công nhận", True),
        ("Có 128 đảng viên (98,04%) viết cam kết", "viết cam kết", False),
        ("Có 5 đảng viên chưa nộp", "chưa nộp", False),
        ("Có 12 hộ", None, False),
    ],
)
def test_a_predicate_may_stand_behind_the_noun(text: str, behind: str | None, passive: bool) -> None:
    read, c = clauses(text)[0]
    assert (said(read, c.behind), c.passive) == (behind, passive)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("có khoảng 12 hộ", "~"),
        ("có gần 12 hộ", "~"),
        ("có trên 12 hộ", ">"),
        ("có hơn 12 hộ", ">"),
        ("có ít nhất 12 hộ", ">="),
        ("có tối thiểu 12 hộ", ">="),
        ("có dưới 12 hộ", "<"),
        ("có chưa đến 12 hộ", "<"),
        ("có không quá 12 hộ", "<="),
        ("có tối đa 12 hộ", "<="),
        ("có 12 hộ trở lên", ">="),
        ("có 12 hộ", None),
        ("trên địa bàn có 12 hộ", None),
    ],
)
def test_a_bound_is_read_from_the_word_beside_the_number(text: str, sign: str | None) -> None:
    assert [c.approx for _, c in clauses(text)] == [sign]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("tăng 12 hộ", "+"),
        ("giảm 12 hộ", "-"),
        ("vượt 12 hộ", "+"),
        ("tăng thêm khoảng 12 hộ", "+"),
        ("giảm còn 12 hộ", None),
        ("giảm tỷ lệ hộ nghèo 2%", "-"),
        ("giảm tỷ lệ hộ nghèo xuống 2%", None),
        ("xảy ra (-3 vụ)", "-"),
        ("xảy ra (+3 vụ)", "+"),
        ("tăng trưởng đạt -3,2%", "-"),
        ("có 12 hộ", None),
    ],
)
def test_a_change_has_the_sign_of_its_verb(text: str, sign: str | None) -> None:
    assert [c.change for _, c in clauses(text)] == [sign]


def test_a_clause_begins_behind_its_boundary() -> None:
    found = clauses("Kiểm tra 12 chi bộ; giám sát 5 chi bộ (3 chi bộ khu)")
    assert [c.mark for _, c in found] == ["", ";", "("]


def test_a_number_behind_another_one_shares_its_clause() -> None:
    assert [c.mark for _, c in clauses("kiểm tra 162 tổ chức đảng 195 đảng viên")] == ["", "#"]
