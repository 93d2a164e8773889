"""Claims to a table: what counts for whom, and totals that count nothing twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.consolidation import Consolidated, consolidate
from outputs.form_lines import Listed, listed_unit
from tests.outputs.reported import cell, figure, report

A, B = "Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung"
VALUE = Column("Kết nạp", "value", "", "ket-nap")


def table(*reports: dict[str, Any], columns: tuple[Column, ...] = (VALUE,), **asked: Any) -> Consolidated:
    form = Form("f", "F", "party", "units", columns, totals=("district",))
    return consolidate(form, asked.pop("period", "2024"), gather(reports), **asked)


def values(found: Consolidated, column: int = 0) -> list[Decimal | None]:
    return [found.totals[0].entries[column].value, *(row[column].value for row in found.cells)]


def test_units_are_summed() -> None:
    found = table(report("a", A, figure("1", "ket-nap", "4")), report("b", B, figure("2", "ket-nap", "6")))
    assert values(found) == [10, 4, 6]


def test_the_district_is_not_added_to_its_communes() -> None:
    above = report("c", "Huyện ủy Cẩm Khê", figure("3", "ket-nap", "15"), parent="Tỉnh ủy Phú Thọ")
    found = table(report("a", A, figure("1", "ket-nap", "4")), above)
    assert values(found) == [15, 15, 4]


def test_all_listed_communes_together_are_the_district() -> None:
    above = report("c", "Huyện ủy Cẩm Khê", figure("3", "ket-nap", "15"), parent="Tỉnh ủy Phú Thọ")
    names = ("Huyện ủy Cẩm Khê", f"{A}, huyện Cẩm Khê, tỉnh Phú Thọ")
    listed = [Listed(name, listed_unit(name)) for name in names]
    found = table(report("a", A, figure("1", "ket-nap", "4")), above, listed=listed)
    assert values(found) == [4, 15, 4]


def test_zero_silence_and_a_missing_report_are_three_things() -> None:
    names = [f"{name}, huyện Cẩm Khê, tỉnh Phú Thọ" for name in (A, B, "Đảng ủy xã Phượng Vĩ")]
    listed = [Listed(name, listed_unit(name)) for name in names]
    found = table(report("a", A, figure("1", "ket-nap", "0")), report("b", B), listed=listed)
    assert [row[0].state for row in found.cells] == ["value", "silent", "missing"]
    assert (found.came, len(found.lines)) == (2, 3)


def test_an_indicator_that_does_not_apply_is_none() -> None:
    name = f"{A}, huyện Cẩm Khê, tỉnh Phú Thọ"
    listed = [Listed(name, listed_unit(name), frozenset({"ket-nap"}))]
    assert table(report("a", A), listed=listed).cells[0][0].state == "none"


def test_targets_stand_apart_from_results() -> None:
    plan = Column("Chỉ tiêu", "value", "", "ket-nap-chi-tieu", status="target")
    share = Column("Tỷ lệ", "ratio", "", None, ("ket-nap", "ket-nap-chi-tieu"))
    both = report(
        "a",
        A,
        figure("1", "ket-nap", "4"),
        figure("2", "ket-nap-chi-tieu", "5", status="target", period="2024"),
    )
    found = table(both, columns=(VALUE, plan, share))
    assert [entry.value for entry in found.cells[0]] == [4, 5, 80]


def test_a_share_of_all_is_worked_out_from_the_sums() -> None:
    share = Column("Tỷ lệ", "ratio", "", None, ("don-thu-giai-quyet", "don-thu-tiep-nhan"))
    pairs = ((A, "1", "2"), (B, "9", "10"))
    reports = [
        report(name, name, figure("1", "don-thu-giai-quyet", done), figure("2", "don-thu-tiep-nhan", got))
        for name, done, got in pairs
    ]
    assert values(table(*reports, columns=(share,))) == [Decimal("83.33"), 50, 90]


def test_a_year_is_made_of_its_halves() -> None:
    halves = [
        report(half, A, figure(half, "ket-nap", value), period=f"2024-{half}", title=half)
        for half, value in (("H1", "4"), ("H2", "5"))
    ]
    found = table(*halves)
    assert values(found) == [9, 9] and "nested" in found.cells[0][0].sources[0].flags


def test_a_line_of_a_table_speaks_of_the_unit_it_names() -> None:
    named = {"id": "u", "start": 0, "end": 3, "text": "Xã Minh Tân", "name": "Xã Minh Tân", "cell": [1, 3, 0]}
    above = report(
        "c", "Huyện ủy Cẩm Khê", parent="Tỉnh ủy Phú Thọ", units=[named],
        cells=[
            cell("c3", "ket-nap", "4", "Xã Minh Tân", "Kết nạp"),
            cell("c4", "ket-nap", "9", "Tổng số", "Kết nạp"),
        ],
    )  # fmt: skip
    found = table(above, report("a", A))
    assert values(found) == [9, 9, 4]
    assert found.cells[1][0].sources[0].flags == ("above",)


def test_a_plan_column_of_a_table_is_a_target() -> None:
    lines = [
        cell("c1", "ket-nap-chi-tieu", "5", "Kết nạp đảng viên", "Kế hoạch năm 2024"),
        cell("c2", "ket-nap", "4", "Kết nạp đảng viên", "Thực hiện"),
    ]
    plan = Column("Chỉ tiêu", "value", "", "ket-nap-chi-tieu", status="target")
    found = table(report("a", A, cells=lines), columns=(VALUE, plan))
    assert [entry.value for entry in found.cells[0]] == [4, 5]


def test_a_change_is_no_value() -> None:
    found = table(report("a", A, figure("1", "ket-nap", "3", change="+")))
    assert found.cells[0][0].state == "silent"


def test_money_is_shown_in_the_column_s_unit() -> None:
    money = Column("Quỹ", "value", "", "quy-vi-nguoi-ngheo", divisor=Decimal(10**6))
    found = table(
        report("a", A, figure("1", "quy-vi-nguoi-ngheo", "12400000", unit="đồng")), columns=(money,)
    )
    assert found.cells[0][0].value == Decimal("12.4")


def test_old_communes_stand_as_those_of_today_when_asked() -> None:
    found = table(report("a", A, figure("1", "ket-nap", "4")), today=True)
    line = found.lines[0]
    assert line.merged == ("đảng ủy|63-08353",) and (line.unit.seat or "").startswith("34-")
    assert values(found) == [4, 4]


UBKT = "Ủy ban Kiểm tra Đảng ủy xã Minh Tân"


def test_what_a_committee_s_commission_reports_is_the_committee_s() -> None:
    own = report("a", A, figure("1", "ket-nap", "4"))
    organ = report("u", UBKT, figure("2", "don-thu-tiep-nhan", "7"), parent=A)
    got = Column("Đơn", "value", "", "don-thu-tiep-nhan")
    found = table(own, organ, columns=(VALUE, got))
    assert [line.unit.name for line in found.lines] == [A]
    assert (values(found), values(found, 1)) == ([4, 4], [7, 7])


def test_a_commission_is_not_counted_beside_the_communes() -> None:
    district = report("c", "Huyện ủy Cẩm Khê", parent="Tỉnh ủy Phú Thọ")
    organ = report(
        "u", "Ủy ban Kiểm tra Huyện ủy Cẩm Khê", figure("2", "ket-nap", "15"), parent="Huyện ủy Cẩm Khê"
    )
    found = table(district, organ, report("a", A, figure("1", "ket-nap", "4")))
    assert values(found) == [15, 15, 4]


def test_a_committee_s_own_word_counts_before_its_commission_s_and_both_are_shown() -> None:
    own = report("a", A, figure("1", "ket-nap", "4"))
    organ = report("u", UBKT, figure("2", "ket-nap", "5"), parent=A, date="2024-12-25")
    cell = table(own, organ).cells[0][0]
    assert (cell.value, cell.sources[0].flags) == (4, ("conflict",))


def test_a_commission_that_the_office_lists_has_its_own_line() -> None:
    own = report("a", A, figure("1", "ket-nap", "4"))
    organ = report("u", UBKT, figure("2", "ket-nap", "5"), parent=A)
    names = [f"{name}, huyện Cẩm Khê, tỉnh Phú Thọ" for name in (A, UBKT)]
    found = table(own, organ, listed=[Listed(name, listed_unit(name)) for name in names])
    assert [row[0].value for row in found.cells] == [4, 5]


def test_a_listed_name_means_the_place_of_the_period() -> None:
    name = "Đảng ủy phường Mũi Né, tỉnh Lâm Đồng"
    new = report("a", "Đảng ủy phường Mũi Né", figure("1", "ket-nap", "4"), parent="Tỉnh ủy Lâm Đồng",
                 period="2026-Q1", date="2026-03-20")  # fmt: skip
    found = table(new, listed=[Listed(name, listed_unit(name))], period="2026-Q1")
    assert (found.lines[0].unit.seat, values(found)) == ("34-22918", [4, 4])


def test_a_head_without_the_province_is_the_one_line_of_its_name() -> None:
    name = "Ủy ban nhân dân phường Bình Thuận"
    bare = report("a", name, figure("1", "ket-nap", "4"), parent=None, period="2026-Q1", date="2026-03-20")
    listed = [Listed(f"{name}, tỉnh Lâm Đồng", listed_unit(f"{name}, tỉnh Lâm Đồng"))]
    found = table(bare, listed=listed, period="2026-Q1")
    assert (found.lines[0].unit.seat, found.came, values(found)) == ("34-22960", 1, [4, 4])


def test_a_share_of_the_year_s_plan_is_what_was_done_since_its_beginning() -> None:
    share = Column("Đạt", "ratio", "", None, ("ket-nap", "ket-nap-chi-tieu"))
    quarters = [
        report(q, A, figure(q, "ket-nap", done), figure(f"p{q}", "ket-nap-chi-tieu", "20", status="target",
               period="2024"), period=f"2024-{q}", title=q)
        for q, done in (("Q1", "4"), ("Q2", "6"))
    ]  # fmt: skip
    assert values(table(*quarters, columns=(share,), period="2024-Q2")) == [50, 50]


def test_a_plan_of_the_year_is_no_report_of_the_quarter() -> None:
    plan = Column("Chỉ tiêu", "value", "", "ket-nap-chi-tieu", status="target")
    told = figure("p", "ket-nap-chi-tieu", "20", status="target", period="2024")
    found = table(report("a", A, told, period="2024-Q1"), columns=(VALUE, plan), period="2024-Q2")
    assert [entry.state for entry in found.cells[0]] == ["missing", "value"] and found.came == 0


def test_an_intention_is_of_the_next_period_and_yields_to_the_plan() -> None:
    plan = Column("Chỉ tiêu", "value", "", "ket-nap-chi-tieu", status="target")
    said = figure("p", "ket-nap-chi-tieu", "20", status="target", period="2024")
    meant = figure("m", "ket-nap-chi-tieu", "9", status="target", approx=">=")
    one = report("a", A, said, meant, period="2024-Q1")
    for quarter in ("2024-Q1", "2024-Q2"):
        assert table(one, columns=(plan,), period=quarter).cells[0][0].value == 20


def test_a_result_of_a_year_that_is_not_over_is_one_of_the_report_s_period() -> None:
    found = table(
        report("a", A, figure("1", "ket-nap", "4", period="2024"), period="2024-Q1"), period="2024-Q1"
    )
    assert values(found) == [4, 4]


def test_a_unit_that_reported_every_quarter_has_reported_the_year() -> None:
    quarters = [report(q, A, period=f"2024-{q}", title=q) for q in ("Q1", "Q2", "Q3", "Q4")]
    assert table(*quarters).cells[0][0].state == "silent"
    assert table(*quarters[:3]).cells[0][0].state == "missing"
