"""Level and status of a number: what its sentence and its section say."""

from __future__ import annotations

import pytest

from nlp.scopes import begins, lies_ahead, target_section
from tests.nlp.lines import drafted


@pytest.mark.parametrize(
    "path",
    [
        ["II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025"],
        ["Phần thứ hai", "CHỈ TIÊU NĂM 2025"],
        ["Một số chỉ tiêu phấn đấu"],
        ["III. Nhiệm vụ trọng tâm 6 tháng cuối năm"],
        ["V. Kiến nghị, đề xuất"],
        ["B. PHƯƠNG HƯỚNG", "1. Công tác kiểm tra"],
    ],
)
def test_sections_of_what_is_to_come_hold_targets(path: list[str]) -> None:
    assert target_section(tuple(path))


@pytest.mark.parametrize(
    "path",
    [
        [],
        ["I. KẾT QUẢ THỰC HIỆN"],
        ["1. Kết quả thực hiện nhiệm vụ năm 2024"],
        ["2. Kết quả thực hiện các chỉ tiêu"],
        ["3. Công tác kiểm tra, giám sát"],
        ["4. Tồn tại, hạn chế"],
        ["Đánh giá kết quả thực hiện phương hướng, nhiệm vụ"],
    ],
)
def test_sections_of_results_do_not(path: list[str]) -> None:
    assert not target_section(tuple(path))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Phấn đấu kết nạp 12 đảng viên", True),
        ("Dự kiến mở 05 lớp", True),
        ("Chỉ tiêu: 6", True),
        ("Kế hoạch: 18 ca", True),
        ("Đề nghị huyện cấp 02 máy đo", True),
        ("Chỉ tiêu năm 2025: thu 15 tỷ đồng", True),
        ("Chỉ tiêu kết nạp năm 2024 tỉnh giao là 39 đảng viên", True),
        ("Chỉ tiêu thu ngân sách đạt 15 tỷ đồng", False),
        ("Đảng viên có kế hoạch cá nhân: 98%", False),
        ("Kết nạp 12 đảng viên", False),
        ("Đạt 61% kế hoạch tỉnh giao", False),
        ("Thực hiện: 8", False),
    ],
)
def test_a_sentence_itself_may_make_its_number_a_target(text: str, target: bool) -> None:
    assert (drafted(text)[0].status == "target") is target


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Toàn huyện có 45 xã", ["toàn huyện"]),
        ("Cấp huyện kiểm tra 9 chi bộ; cấp cơ sở 63 chi bộ", ["cấp huyện", "cấp cơ sở"]),
        ("Kiểm tra 12 tổ chức đảng cấp cơ sở", ["cấp cơ sở"]),
        ("Kiểm tra 12 tổ chức đảng", [None]),
        ("Ban CHQS cấp xã tuyển 12 tân binh", [None]),
    ],
)
def test_a_level_is_a_word_of_scope(text: str, levels: list[str | None]) -> None:
    assert [draft.level for draft in drafted(text)] == levels


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("2024", (2024, 1)),
        ("2024-H2", (2024, 7)),
        ("2024-Q4", (2024, 10)),
        ("2024-05", (2024, 5)),
        ("2024-05-31", (2024, 5)),
        ("2023-2024", (2023, 9)),
        ("2020-2025", (2020, 1)),
        (None, None),
    ],
)
def test_a_period_begins_with_its_first_month(code: str | None, first: tuple[int, int] | None) -> None:
    assert begins(code) == first


@pytest.mark.parametrize(
    ("code", "ahead"),
    [("2025", True), ("2024-H2", True), ("2024-H1", False), ("2023", False), (None, False)],
)
def test_a_period_after_the_day_of_the_report_lies_ahead(code: str | None, ahead: bool) -> None:
    assert lies_ahead(code, "2024-06-20", "2024-H1") is ahead


def test_without_a_day_nothing_lies_ahead() -> None:
    assert not lies_ahead("2030", None, None)
