"""What people should look at: sums that miss, jumps, changes that do not hold, outliers, copies."""

from __future__ import annotations

import random
from typing import Any

from corpus.forms import Column, Form
from outputs.claims import Gathered, gather
from outputs.consolidation import Consolidated, Doubt, consolidate
from outputs.doubts import KINDS, find_doubts
from tests.outputs.reported import figure, report

A = "Đảng ủy xã Minh Tân"
VALUE = Column("Kết nạp", "value", "", "ket-nap")
STOCK = Column("Đảng viên", "value", "", "dang-vien")
# A dozen things that communes count; what they have is far from small.
IDS = (
    "ket-nap", "dang-vien", "hoi-nghi-hoc-tap", "tin-bai", "van-ban", "bang-khen", "giay-khen", "hoi-vien",
    "doan-vien", "chi-bo", "dang-vien-kiem-tra", "dang-vien-giam-sat",
)  # fmt: skip
MANY = tuple(Column(id, "value", "", id) for id in IDS)


def filled(
    *reports: dict[str, Any], columns: tuple[Column, ...] = (VALUE,), period: str = "2024"
) -> tuple[Consolidated, Gathered]:
    gathered = gather(reports)
    form = Form("f", "F", "party", "units", columns)
    return consolidate(form, period, gathered), gathered


def doubts(*reports: dict[str, Any], kind: str, **asked: Any) -> list[Doubt]:
    return [doubt for doubt in find_doubts(*filled(*reports, **asked)) if doubt.kind == kind]


def crowd(*rows: tuple[int, ...]) -> list[dict[str, Any]]:
    """A report of one unit for each row of numbers."""
    numbers = [[figure(id, id, str(n)) for id, n in zip(IDS, row, strict=False)] for row in rows]
    return [report(str(at), f"Đảng ủy Công ty số {at}", *told) for at, told in enumerate(numbers)]


def test_parts_that_are_not_the_whole_are_shown() -> None:
    columns = (
        Column("Kỷ luật", "value", "", "dang-vien-ky-luat"),
        Column("Khiển trách", "value", "", "ky-luat-khien-trach", inside=0, relation="all"),
        Column("Cảnh cáo", "value", "", "ky-luat-canh-cao", inside=0, relation="all"),
    )
    told = [
        figure(c.indicator or "", c.indicator or "", n) for c, n in zip(columns, ("5", "3", "1"), strict=True)
    ]
    (found,) = doubts(report("a", A, *told), kind="parts", columns=columns)
    assert found.what == "Các phần cộng lại 4, tổng ghi 5"


def test_a_district_that_states_another_sum_than_its_communes_is_shown() -> None:
    above = report("c", "Huyện ủy Cẩm Khê", figure("3", "ket-nap", "15"), parent="Tỉnh ủy Phú Thọ")
    (found,) = doubts(report("a", A, figure("1", "ket-nap", "4")), above, kind="tree")
    assert (found.unit, found.what) == (
        "Huyện ủy Cẩm Khê", "Báo cáo ghi 15, 1/1 đơn vị trực thuộc cộng lại 4"
    )  # fmt: skip


def quarters(*values: str, year: str | None = None) -> list[dict[str, Any]]:
    found = [
        report(f"q{at}", A, figure(str(at), "ket-nap", value), period=f"2024-Q{at}", title=f"quý {at}")
        for at, value in enumerate(values, 1)
    ]
    return [*found, report("n", A, figure("n", "ket-nap", year))] if year else found


def test_a_year_that_is_not_the_sum_of_its_quarters_is_shown() -> None:
    (found,) = doubts(*quarters("1", "2", "3", "4", year="12"), kind="periods")
    assert found.what.startswith("Kỳ 2024 ghi 12, các kỳ trong đó cộng lại 10: 1 (2024-Q1) + 2 (2024-Q2)")
    assert not doubts(*quarters("1", "2", "3", "4", year="10"), kind="periods")


def test_a_year_with_less_than_one_of_its_quarters_is_shown() -> None:
    (found,) = doubts(*quarters("1", "20", year="12"), kind="periods")
    assert found.what == "Kỳ 2024 ghi 12, ít hơn 20 của riêng kỳ 2024-Q2"


def test_a_year_worked_out_from_its_quarters_is_not_held_against_them() -> None:
    assert not doubts(*quarters("1", "2", "3", "4"), kind="periods")


def jumped(old: str, new: str, column: Column = VALUE) -> list[str]:
    id = column.indicator or ""
    reports = [
        report("o", A, figure("o", id, old), period="2024-Q1", title="a"),
        report("n", A, figure("n", id, new), period="2024-Q2", title="b"),
    ]
    (table, gathered), (last, _) = (
        filled(*reports, columns=(column,), period=p) for p in ("2024-Q2", "2024-Q1")
    )
    return [doubt.what for doubt in find_doubts(table, gathered, None, last) if doubt.kind == "before"]


def test_an_amount_that_grows_fivefold_is_shown_with_both_values() -> None:
    assert jumped("10", "90") == ["Kỳ trước (2024-Q1) ghi 10, kỳ này 90"]
    assert jumped("10", "40") == []


def test_small_numbers_jump_by_chance() -> None:
    assert jumped("2", "14") == []


def test_what_there_is_changes_slowly() -> None:
    assert jumped("985", "1985", STOCK) and not jumped("985", "1010", STOCK)


def changed(text: str, value: str, kind: str = "count", sign: str = "+") -> list[str]:
    """Doubts of a report that tells 15 now and `value` more, where 10 were stored a year ago."""
    start = text.index(value)
    difference = figure("d", "", value, change=sign, kind=kind) | {"start": start, "end": start + len(value)}
    now = report(
        "n",
        A,
        figure("1", "ket-nap", "15"),
        difference | {"indicator": None},
        period="2024",
        title="b",
        text=text,
    )
    before = report("o", A, figure("o", "ket-nap", "10"), period="2023", date="2023-12-10", title="a")
    return [doubt.what for doubt in doubts(before, now, kind="change")]


def test_a_stated_change_is_held_against_the_stored_value() -> None:
    assert changed("15 đảng viên, tăng 3 so với cùng kỳ năm 2023.", "3") == [
        "Báo cáo ghi tăng 3 so với kỳ 2023, nhưng hai số đã lưu 10 và 15 cho thấy tăng 5"
    ]
    assert changed("15 đảng viên, tăng 5 so với cùng kỳ năm 2023.", "5") == []


def test_a_stated_change_in_percent_too() -> None:
    assert changed("15 đảng viên, tăng 50% so với cùng kỳ năm 2023.", "50", "percent") == []
    assert changed("15 đảng viên, giảm 50% so với cùng kỳ năm 2023.", "50", "percent", "-") == [
        "Báo cáo ghi giảm 50% so với kỳ 2023, nhưng hai số đã lưu 10 và 15 cho thấy tăng 50%"
    ]


def test_a_slip_by_a_digit_stands_out_among_like_units() -> None:
    found = doubts(*crowd(*((n,) for n in (20, 24, 18, 31, 45, 22, 27, 19, 260))), kind="outlier")
    assert [doubt.what for doubt in found] == ["Ghi 260, gấp 10,8 lần; các đơn vị cùng cấp thường khoảng 24"]


def test_units_of_different_size_do_not_stand_out() -> None:
    random_ = random.Random(5)
    sizes = [random_.uniform(0.5, 2) for _ in range(60)]
    rows = [tuple(round(random_.triangular(5, 60, 20) * size) for _ in IDS) for size in sizes]
    assert not doubts(*crowd(*rows), kind="outlier", columns=MANY)


def test_of_few_units_none_stands_out() -> None:
    assert not doubts(*crowd((20,), (24,), (900,)), kind="outlier")


def made_rows(number: int) -> list[tuple[int, ...]]:
    random_ = random.Random(3)
    return [tuple(random_.randint(10, 400) for _ in IDS) for _ in range(number)]


def test_a_unit_with_another_s_uncommon_values_is_shown() -> None:
    rows = made_rows(20)
    rows[7] = (*rows[2][:8], *rows[7][8:])
    (found,) = doubts(*crowd(*rows), kind="copied", columns=MANY)
    assert found.what == "8/12 số liệu giống hệt của Đảng ủy Công ty số 2" and found.unit.endswith("số 7")


def test_small_values_that_many_have_are_no_copy() -> None:
    random_ = random.Random(4)
    rows = [tuple(random_.randint(0, 2) for _ in IDS) for _ in range(20)]
    assert not doubts(*crowd(*made_rows(20)), *crowd(*rows), kind="copied", columns=MANY)


def test_every_kind_has_a_name() -> None:
    assert {"parts", "tree", "periods", "before", "change", "outlier", "copied"} <= set(KINDS)
