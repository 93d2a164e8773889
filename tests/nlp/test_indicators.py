"""Which indicator of the catalogue figures and cells get, beyond the catalogue's own examples."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from corpus.catalogue import CatalogueError, Indicator, catalogue
from extract.problems import SetupProblem
from nlp import indicator_rules
from nlp.indicators import with_indicators
from nlp.records import Cell, Evidence, Figure
from tests.nlp.examples import read


def _figure(text: str, quote: str, noun: str | None, action: str | None = None, **slots: Any) -> Figure:
    start = text.index(quote)
    slots = {"kind": "count", **slots}
    return Figure(
        quote, Evidence(start, start + len(quote), quote), value=Decimal(1), noun=noun, action=action, **slots
    )


def _found(text: str, *figures: Figure) -> list[str | None]:
    return [figure.indicator for figure in with_indicators(figures, (), text)[0]]


def _cell(row: str, column: str, unit: str | None = None) -> str | None:
    cell = Cell("c", Evidence(0, 0, ""), 1, row, column, Decimal(1), unit)
    return with_indicators((), (cell,))[1][0].indicator


def test_the_reason_names_what_fitted() -> None:
    text = "Đảng ủy kiểm tra 05 chi bộ."
    (figure,) = with_indicators((_figure(text, "05 chi bộ", "chi bộ", "kiểm tra"),), (), text)[0]
    assert (figure.indicator, figure.reasons) == ("to-chuc-dang-kiem-tra", ("indicator-action",))


def test_a_difference_is_no_amount() -> None:
    text = "Số mô hình tăng 5 mô hình."
    assert _found(text, _figure(text, "5 mô hình", "mô hình", change="+")) == [None]


def test_a_percentage_against_last_year_is_no_rate() -> None:
    text = "Tỷ lệ hộ nghèo cao hơn cùng kỳ 1,3%."
    assert _found(text, _figure(text, "1,3%", "tỷ lệ hộ nghèo", kind="percent", unit="%")) == [None]


def test_a_part_speaks_of_what_its_total_counts() -> None:
    text = "Xây dựng 20 mô hình (tập thể 14)."
    total = _figure(text, "20 mô hình", "mô hình", "xây dựng")
    part = _figure(text, "tập thể 14", "tập thể", part_of=total.id)
    assert _found(text, total, part) == ["mo-hinh", "mo-hinh-tap-the"]


def test_a_predicate_is_shared_across_a_comma() -> None:
    text = "Đã ban hành 12 nghị quyết, 30 kế hoạch để thực hiện."
    first = _figure(text, "12 nghị quyết", "nghị quyết", "ban hành")
    second = _figure(text, "30 kế hoạch", "kế hoạch", "thực hiện")
    assert _found(text, first, second) == ["van-ban-nghi-quyet", "van-ban-ke-hoach"]


def test_the_share_of_a_ratio_is_the_rate_of_its_indicator() -> None:
    text = "Có 46/47 đảng viên học tập Chỉ thị 05; đạt 97,9%."
    ratio = _figure(text, "46/47 đảng viên", "đảng viên", "học tập", kind="ratio", total=Decimal(47))
    share = _figure(text, "97,9%", None, kind="percent", unit="%", part_of=ratio.id)
    assert _found(text, ratio, share) == ["dang-vien-hoc-tap", "ty-le-dang-vien-hoc-tap"]


def test_a_sum_in_a_list_is_named_by_its_own_label() -> None:
    text = "Quỹ Đền ơn đáp nghĩa 182 triệu đồng, Quỹ Vì người nghèo 156 triệu đồng, Quỹ khác 13 triệu đồng."
    sums = [
        _figure(text, f"{amount} triệu đồng", "quỹ", kind="money", unit="đồng") for amount in (182, 156, 13)
    ]
    assert _found(text, *sums) == [None, "quy-vi-nguoi-ngheo", None]


def test_units_of_measure_decide_without_a_noun() -> None:
    text = "Nhân dân hiến 2 ha và góp 30 ngày công."
    land = _figure(text, "2 ha", None, "hiến", kind="measure", unit="ha")
    work = _figure(text, "30 ngày công", None, "góp", kind="measure", unit="ngày công")
    assert _found(text, land, work) == ["dat-hien", "ngay-cong"]


def test_either_axis_of_a_table_may_name_the_indicator() -> None:
    assert _cell("Kết nạp đảng viên", "Năm 2024") == "ket-nap"
    assert _cell("Xã Minh Tân", "Số đảng viên kết nạp") == "ket-nap"


def test_a_plan_column_holds_targets() -> None:
    assert _cell("Kết nạp đảng viên", "Kế hoạch 2025") == "ket-nap-chi-tieu"


def test_a_row_that_names_a_unit_counts_nothing() -> None:
    assert _cell("Chi bộ 3", "Tổng số") is None
    assert _cell("Chi bộ trường học", "Tổng số") == "chi-bo"


def test_a_row_does_not_lend_its_noun_to_another_count() -> None:
    assert _cell("Hội viên nông dân", "Thành viên câu lạc bộ") is None


def test_a_share_by_sex_is_left_to_its_total() -> None:
    assert _cell("Cụm số 1", "Đoàn viên mới / Tổng") == "doan-vien-moi"
    assert _cell("Cụm số 1", "Đoàn viên mới / Nữ") is None


def test_a_percentage_of_the_plan_is_no_rate() -> None:
    assert _cell("Dân số tham gia BHYT", "Thực hiện", "%") == "ty-le-bao-hiem-y-te"
    assert _cell("Dân số tham gia BHYT", "TH/KH (%)", "%") is None


def test_a_wrong_catalogue_stops_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise CatalogueError("a.yaml:7", "thiếu name")

    monkeypatch.setattr(indicator_rules, "catalogue", broken)
    indicator_rules.rules.cache_clear()
    try:
        with pytest.raises(SetupProblem, match=r"a\.yaml:7"):
            with_indicators((), ())
    finally:
        indicator_rules.rules.cache_clear()


def _entry(id: str) -> Indicator:
    return next(entry for entry in catalogue() if entry.id == id)


def _mapped(text: str, quote: str, noun: str, action: str | None = None, **slots: Any) -> Figure:
    return with_indicators((_figure(text, quote, noun, action, **slots),), (), text)[0][0]


def test_an_entry_that_alone_fits_is_surer_than_one_with_a_rival() -> None:
    alone = _mapped("Đảng ủy kết nạp 05 đảng viên.", "05 đảng viên", "đảng viên", "kết nạp")
    text = "Công nhận 7 mô hình dân vận khéo hiệu quả về phát triển kinh tế."
    rivals = _mapped(text, "7 mô hình", "mô hình", "công nhận")
    assert alone.fit is not None and rivals.fit is not None
    assert rivals.near and alone.fit > rivals.fit


def test_what_fits_no_entry_names_those_that_miss_one_demand() -> None:
    found = _mapped("Đảng ủy giới thiệu 05 đảng viên.", "05 đảng viên", "đảng viên", "giới thiệu")
    assert found.indicator is None
    assert found.near
    assert {"đảng viên"} <= {noun for id in found.near for noun in _entry(id).nouns}


def test_what_the_catalogue_does_not_know_names_nothing() -> None:
    found = _mapped("Xây 12 cầu tre.", "12 cầu tre", "cầu tre", "xây")
    assert (found.indicator, found.fit, found.near) == (None, None, ())


def test_an_excluding_word_keeps_an_entry_from_being_suggested() -> None:
    text = "Nhà trường khiển trách 05 học sinh trong số đó."
    assert "ky-luat-khien-trach" not in _mapped(text, "05 học sinh", "đồng chí", "nhắc nhở").near


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Hộ nghèo: 226 hộ, tỷ lệ 5,41%; hộ cận nghèo: 224 hộ, tỷ lệ 6,07%.",
         ["ho-ngheo", "ty-le-ho-ngheo", "ho-can-ngheo", "ty-le-ho-can-ngheo"]),
        ("Kết nạp đảng viên: 6 đồng chí (chỉ tiêu năm 2024: 27 đồng chí).", ["ket-nap", "ket-nap-chi-tieu"]),
        ("Thu ngân sách: 8,7 tỷ đồng; dự toán giao năm 2024: 85 tỷ đồng.", ["thu-ngan-sach"] * 2),
        ("Chi bộ: 50; đảng viên: 985 đồng chí.", ["chi-bo", "dang-vien"]),
        ("Tổng số đảng viên là 1.023 đồng chí.", ["dang-vien"]),
        ("Kết nạp 113 hội viên mới, nâng tổng số lên 5.843 hội viên.", ["hoi-vien-moi", "hoi-vien"]),
        ("Kết nạp 52 đoàn viên mới; hiện có 1.527 đoàn viên.", ["doan-vien-moi", "doan-vien"]),
        ("Tổ chức đảng có kế hoạch thực hiện: 100%; đảng viên có kế hoạch cá nhân: 98%.",
         ["ty-le-to-chuc-co-ke-hoach", "ty-le-ca-nhan-co-ke-hoach"]),
        ("Đảng ủy ban hành 16 văn bản lãnh đạo, chỉ đạo, trong đó 01 nghị quyết, 02 kế hoạch.",
         ["van-ban", "van-ban-nghi-quyet", "van-ban-ke-hoach"]),
    ],
)  # fmt: skip
def test_a_figure_without_words_of_its_own_speaks_of_its_neighbour_or_its_label(
    text: str, ids: list[str]
) -> None:
    assert [figure.indicator for figure in read(text).figures] == ids


def test_a_share_against_the_plan_is_no_share_of_what_was_counted() -> None:
    found = read("Toàn xã có 226 hộ nghèo, đạt 98% kế hoạch.").figures
    assert [figure.indicator for figure in found] == ["ho-ngheo", None]


def test_a_programme_in_quotes_is_no_title_in_a_label() -> None:
    assert _cell("Mô hình “Dân vận khéo”", "Thực hiện") == "dan-van-kheo"
    assert _cell("Mô hình “Thôn làm theo Bác”", "Thực hiện") == "mo-hinh"
