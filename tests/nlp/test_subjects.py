"""Who a sentence's clauses may be about, and what follows each of them."""

from __future__ import annotations

import pytest

from nlp.subjects import Subject, subjects
from tests.nlp.lines import reading


def _found(text: str, *units: str) -> dict[str, Subject]:
    read = reading(text, units=units)
    return {text[read.words[s.first].start : read.words[s.end - 1].end]: s for s in subjects(read.words)}


@pytest.mark.parametrize(
    ("text", "units", "name", "role"),
    [
        ("Bà con góp 85 triệu đồng", (), "Bà con", "verb"),
        ("Cán bộ, chiến sĩ, dân quân sửa 6 căn nhà", (), "Cán bộ, chiến sĩ, dân quân", "verb"),
        ("Ủy ban kiểm tra các cấp kiểm tra 26 tổ chức đảng", (), "Ủy ban kiểm tra các cấp", "verb"),
        ("Nhân dân trong xã đã hiến 400 m2 đất", (), "Nhân dân trong xã", "verb"),
        ("Gia đình bà Nguyễn Thị C hiến 90 m2 đất", (), "Gia đình bà Nguyễn Thị C", "verb"),
        ("chi H’Len tặng 2 suất, bà H’Bia Ê-ban hiến 30 m2", (), "bà H’Bia Ê-ban", "verb"),
        ("Thôn Đông, thôn Đoài trồng 40 cây", ("Thôn Đông", "thôn Đoài"), "Thôn Đông, thôn Đoài", "verb"),
        ("góp 9 triệu đồng, phân xưởng may 5 triệu đồng", (), "phân xưởng may", "bare"),
        ("Điển hình: Hội A (62 m2 đất)", ("Hội A",), "Hội A", "aside"),
        ("“Ao cá” (Chi hội B) giúp 12 hộ", ("Chi hội B",), "Chi hội B", ")verb"),
        ("của Phòng Tư pháp: trả sớm 76 hồ sơ", ("Phòng Tư pháp",), "Phòng Tư pháp", ":verb"),
        ("Trường C được tặng 3 bộ sách", ("Trường C",), "Trường C", "passive"),
        ("Hội D có mô hình “Hũ gạo” giúp 5 hộ", ("Hội D",), "Hội D", "has"),
    ],
)
def test_a_phrase_has_the_role_that_what_follows_gives_it(
    text: str, units: tuple[str, ...], name: str, role: str
) -> None:
    assert _found(text, *units)[name].role == role


def test_a_place_before_the_subject_is_no_part_of_it() -> None:
    found = _found("Tại xã Tân Lập, hội viên trồng 3 km hoa", "xã Tân Lập")
    assert found["hội viên"].acts
    assert not found["xã Tân Lập"].acts


def test_who_helps_does_not_act_beside_whom_he_helps() -> None:
    found = _found("Đội A phối hợp Công an xã B, Trạm C kiểm tra 9 cơ sở", "Đội A", "Công an xã B", "Trạm C")
    assert found["Đội A"].acts and found["Đội A"].joint
    assert not found["Công an xã B, Trạm C"].acts


@pytest.mark.parametrize("text", ["Kết nạp 12 đoàn viên", "Với 940 lượt cán bộ, chiến sĩ tham gia; bắt 3 vụ"])
def test_who_is_counted_is_no_subject(text: str) -> None:
    assert not _found(text)


def test_where_a_person_lives_does_not_act() -> None:
    found = _found("Riêng bà Lê Thị D (thôn Hạ) hiến 40 m2 đất", "thôn Hạ")
    assert found["bà Lê Thị D"].acts
    assert not found["thôn Hạ"].acts
    found = _found("Riêng bà Lê Thị D, thôn Hạ hiến 40 m2 đất", "thôn Hạ")
    assert found["bà Lê Thị D"].acts
    assert not found["thôn Hạ"].acts


def test_an_item_of_a_list_of_names_knows_what_stood_before_the_first() -> None:
    found = _found("tập trung ở các xã A 24 ca, xã B 17 ca", "xã B")
    assert (found["xã B"].root, found["xã B"].rank) == (found["các xã A"].left, 1)


def test_whom_somebody_asks_is_asked() -> None:
    assert _found("Đề nghị Sở Y tế cấp 3 máy", "Sở Y tế")["Sở Y tế"].asked


def test_a_verb_of_having_is_passed_over_before_another_verb() -> None:
    assert _found("Hội E còn tặng 5 suất quà", "Hội E")["Hội E"].verb == "tặng"
    assert _found("Hội E có 5 chi hội", "Hội E")["Hội E"].role == "owns"
