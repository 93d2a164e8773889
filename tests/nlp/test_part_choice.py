"""Which number may be part of which: the totals offered, what speaks for them, and what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.document import Block, Document
from nlp.choice import Choice, Question, choose
from nlp.part_board import Board
from nlp.part_choice import board, linked, part_question, totals_for
from nlp.part_markers import divides
from tests.nlp.examples import read
from tests.nlp.lines import drafted


def _document(text: str, *blocks: Block) -> Document:
    return Document("x.docx", "0" * 64, "", "docx", text, blocks or (Block("para", 0, len(text)),))


def _board(text: str) -> Board:
    return board(_document(text), drafted(text))


def _offered(text: str) -> list[Sequence[int]]:
    """For each number the totals it is offered, the rules' answers taken for the numbers before."""
    shown = _board(text)
    found = []
    for index in range(len(shown.found)):
        found.append(totals_for(shown, index))
        shown.totals[index] = shown.ruled[index]
    return found


def test_a_number_is_offered_what_could_hold_it_the_nearest_first() -> None:
    assert _offered("Có 64 hộ, 30 hộ nghèo, 12 hộ cận nghèo")[2] == [1, 0]


def test_numbers_told_in_one_breath_are_told_apart_by_their_nouns() -> None:
    assert _offered("Khởi tố 31 vụ/40 bị can, trong đó 5 vụ/7 bị can")[2:] == [[0], [1]]


@pytest.mark.parametrize(
    "text",
    [
        "Kết nạp 22 đảng viên, tăng 3 đảng viên",  # a difference
        "Kết nạp 22 đảng viên, khai trừ 35 đảng viên",  # more than the number before
        "Năm 2024 kết nạp 22 đảng viên (năm 2023 kết nạp 19 đảng viên)",  # another year's
    ],
)
def test_differences_greater_numbers_and_other_years_are_no_parts(text: str) -> None:
    shown = drafted(text)
    if "2023" in text:
        assert [figure.part_of for figure in read(text).figures] == [None, None]
    else:
        assert totals_for(board(_document(text), shown), 1) == []


def test_a_percentage_is_offered_the_numbers_of_its_sentence() -> None:
    assert _offered("Có 45 xã, trong đó 30 xã đạt chuẩn (66,7%)")[2] == [1, 0]


def test_a_marker_in_a_bracket_opens_the_number_right_before_it() -> None:
    assert _offered("Kỷ luật 36 đảng viên (khiển trách 24, trong đó cấp ủy viên 3)")[2] == [1]


def test_items_are_offered_the_numbers_of_the_line_above_their_list() -> None:
    lines = ["Kiểm tra 58 tổ chức đảng:", "- Huyện ủy kiểm tra 6 tổ chức", "- Cơ sở kiểm tra 31 tổ chức"]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    kinds = ("para", "item", "item")
    blocks = [Block(kind, at, at + len(line)) for kind, at, line in zip(kinds, starts, lines, strict=True)]
    offered: list[Sequence[str | None]] = []

    def asked(question: Question) -> Choice:
        if question.slot == "part_of":
            offered.append([candidate.value for candidate in question.candidates])
        return choose(question)

    from nlp.figures import find_figures
    from nlp.meta import Meta
    from nlp.zones import find_zones

    document = _document(text, *blocks)
    find_figures(document, find_zones(document), (), (), Meta(), chooser=asked)
    assert "58 tổ chức đảng" in offered[-1]


def test_none_is_the_first_candidate_and_totals_are_called_by_their_text() -> None:
    shown = _board("Có 12 xã, gồm 5 xã đạt chuẩn")
    question = part_question(shown, 1, totals_for(shown, 1))
    assert [candidate.value for candidate in question.candidates] == [None, "12 xã"]


def test_the_chooser_decides() -> None:
    text = "Có 12 xã, gồm 5 xã đạt chuẩn"
    document, found = _document(text), drafted(text)
    assert linked(document, found, lambda q: Choice(q.candidates[0], 1.0)) == [None, None]
    assert linked(document, found, lambda q: Choice(q.candidates[-1], 1.0)) == [None, 0]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ([".", "về", "hình thức", ":", "khiển trách"], "y"),
        (["thẩm quyền", ":"], "y"),
        (["kết nạp", ":"], "n"),
        (["khiển trách"], "-"),
    ],
)
def test_a_colon_behind_what_a_whole_is_divided_by(said: list[str], answer: str) -> None:
    assert divides(said) == answer


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("Chi bộ gồm 47 đảng viên, chính thức 44, dự bị 03.", [None, 0, 0]),
        (
            "Thi hành kỷ luật 34 đảng viên. Hình thức: khiển trách 21, cảnh cáo 8, cách chức 5.",
            [None, 0, 0, 0],
        ),
        ("Xảy ra 47 vụ, thiệt hại 1,35 tỷ đồng; cụ thể: trộm cắp 19 vụ, cướp giật 3 vụ.", [None, None, 0, 0]),
        ("Sinh 58 cháu (nam 31, nữ 27), con thứ ba 7 cháu.", [None, 0, 0, 0]),
        ("Dân quân có 402 đồng chí, đảng viên 83 đồng chí, đoàn viên 247 đồng chí.", [None, 0, 0]),
        ("Chuyển đến 5 đồng chí, chuyển đi 2 đồng chí, từ trần 3 đồng chí.", [None, None, None]),
    ],
)
def test_what_reports_break_down(text: str, totals: list[int | None]) -> None:
    figures = read(text).figures
    order = {figure.id: index for index, figure in enumerate(figures)}
    assert [figure.part_of and order[figure.part_of] for figure in figures] == totals
