"""Figures across sentences, paragraphs and sections: what they inherit, and the records they become."""

from __future__ import annotations

import pytest

from extract.document import Document
from nlp.choice import Choice, Question
from nlp.figures import find_figures
from nlp.pipeline import analyse
from nlp.records import Extraction, Figure, Meta
from nlp.zones import find_zones
from tests.nlp.documents import document, drawn
from tests.nlp.examples import paragraph, read
from tests.nlp.letters import PARTY, letter


def _figures(text: str) -> dict[str, Figure]:
    return {figure.evidence.quote: figure for figure in read(text).figures}


def test_the_period_that_opens_a_paragraph_holds_for_its_sentences() -> None:
    found = _figures("Năm 2023, huyện kết nạp 41 đảng viên. Đã mở 05 lớp bồi dưỡng.")
    assert [figure.period for figure in found.values()] == ["2023", "2023"]


def test_a_new_period_in_a_sentence_holds_for_its_own_numbers() -> None:
    found = _figures("Năm 2023, kết nạp 41 đảng viên. Quý I/2024, kết nạp 12 đảng viên.")
    assert [figure.period for figure in found.values()] == ["2023", "2024-Q1"]


def test_a_period_that_is_only_compared_with_is_not_the_numbers_own() -> None:
    found = _figures("Xảy ra 12 vụ, tăng 3 vụ so với năm 2022.")
    assert {figure.period for figure in found.values()} == {None}


def test_the_value_of_the_year_before_has_that_year() -> None:
    found = _figures("Năm 2024 kết nạp 12 đảng viên; cùng kỳ năm 2023 kết nạp 8 đảng viên.")
    assert [figure.period for figure in found.values()] == ["2024", "2023"]


def test_a_plan_has_the_year_that_it_is_a_plan_of() -> None:
    found = _figures("Trong quý II/2024 kết nạp 5 đảng viên (chỉ tiêu năm 2024 là 39 đảng viên).")
    assert [(figure.period, figure.status) for figure in found.values()] == [
        ("2024-Q2", None),
        ("2024", "target"),
    ]


def test_the_year_of_a_plan_does_not_go_on_to_the_next_sentence() -> None:
    found = _figures("Đã học tập chuyên đề năm 2024. Tổ chức 12 buổi tuyên truyền.")
    assert [figure.period for figure in found.values()] == [None]


def test_a_missing_year_comes_from_the_head_of_the_report() -> None:
    made = letter(*PARTY, "6 tháng đầu năm, kiểm tra 15 chi bộ.")
    assert [figure.period for figure in analyse(made).figures] == ["2023-H1"]


def test_without_a_head_a_missing_year_is_no_period() -> None:
    assert [figure.period for figure in read("6 tháng đầu năm, kiểm tra 15 chi bộ.").figures] == [None]


def test_a_period_after_the_day_of_the_report_makes_a_target() -> None:
    made = letter(*PARTY, "Năm 2025 kết nạp 22 đảng viên.")
    assert [(figure.period, figure.status) for figure in analyse(made).figures] == [("2025", "target")]


@pytest.mark.parametrize(
    ("heading", "status"),
    [("II. PHƯƠNG HƯỚNG NĂM 2025", "target"), ("I. KẾT QUẢ NĂM 2024", None), ("III. TỒN TẠI, HẠN CHẾ", None)],
)
def test_the_section_says_whether_its_numbers_are_targets(heading: str, status: str | None) -> None:
    assert [figure.status for figure in read("Kết nạp 22 đảng viên.", (heading,)).figures] == [status]


def test_a_slash_below_month_and_total_parts_two_counts() -> None:
    found = read("Mắc tay chân miệng 09/386 ca.", ("Số ca mắc trong tháng/lũy kế",)).figures
    assert [(figure.kind, figure.value) for figure in found] == [("count", 9), ("count", 386)]


def test_numeric_cells_are_no_figures() -> None:
    made = document("Có 12 xã như sau:", drawn("Xã | Số hộ nghèo\nMinh Tân | 12\nTùng Khê | 5"))
    assert [figure.evidence.quote for figure in analyse(made).figures] == ["12 xã"]


def test_words_around_the_numbers_of_a_cell_make_figures() -> None:
    made = document(drawn("Đơn vị | Kết quả\nHội LHPN xã | giúp 45 hộ, 3 triệu đồng"))
    assert [figure.evidence.quote for figure in analyse(made).figures] == ["45 hộ", "3 triệu đồng"]


def test_the_id_rests_on_the_numeral_that_no_better_rule_moves() -> None:
    (labelled,) = read("Khiển trách 28.").figures
    assert labelled.evidence.quote == "Khiển trách 28"
    assert labelled.id.endswith("-f12")


def test_a_part_names_its_total_by_id() -> None:
    total, part = read("Kiểm tra 162 tổ chức đảng, trong đó có 15 đảng bộ.").figures
    assert (total.part_of, part.part_of) == (None, total.id)


def test_evidence_says_page_and_cell() -> None:
    found: Extraction = analyse(document(drawn("Đơn vị | Kết quả\nHội LHPN xã | giúp 45 hộ")))
    assert [figure.evidence.cell for figure in found.figures] == [(0, 1, 1)]


def test_another_chooser_may_decide_the_slots() -> None:
    def first(question: Question) -> Choice:
        return Choice(question.candidates[0], 1.0)

    made: Document = paragraph("Có 12 hộ tham gia, khiển trách 28.")
    found = find_figures(made, find_zones(made), (), (), Meta(), chooser=first)
    assert {figure.action for figure in found} == {None}
