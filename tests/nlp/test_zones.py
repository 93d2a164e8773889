"""Head, body and foot of a report, and tables that only lay out text."""

from __future__ import annotations

import pytest

from extract.document import Document
from nlp.zones import find_zones, is_layout
from tests.nlp.letters import BODY, FOOT, PARTY, STATE, Columns, letter


def _texts(document: Document, places: tuple[int, ...]) -> list[str]:
    return [document.text[document.blocks[i].start : document.blocks[i].end] for i in places]


@pytest.mark.parametrize("head", [PARTY, STATE], ids=["party", "state"])
def test_a_letter_is_parted_into_head_body_and_foot(head: tuple[str | Columns, ...]) -> None:
    document = letter(*head, *BODY, *FOOT)
    zones = find_zones(document)
    assert _texts(document, zones.body) == [part.removeprefix("# ") for part in BODY]
    assert _texts(document, zones.foot)[0].startswith("Nơi nhận:")
    assert len(zones.head) + len(zones.body) + len(zones.foot) == len(document.blocks)


def test_the_addressee_belongs_to_the_head() -> None:
    document = letter(*STATE, *BODY)
    assert _texts(document, find_zones(document).head)[-1].startswith("Kính gửi")


def test_a_text_without_head_and_foot_is_all_body() -> None:
    document = letter(*BODY)
    zones = find_zones(document)
    assert (zones.head, zones.foot) == ((), ())
    assert len(zones.body) == len(BODY)


def test_lines_of_a_head_without_table_are_a_head_too() -> None:
    document = letter(
        "ĐẢNG ỦY XÃ MINH TÂN                    ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 12-BC/ĐU                    Minh Tân, ngày 02 tháng 3 năm 2024",
        "**BÁO CÁO",
        "**kết quả quý I năm 2024",
        *BODY,
    )
    assert len(find_zones(document).head) == 4


def test_an_annex_behind_the_signature_is_body_again() -> None:
    document = letter(*STATE, *BODY, *FOOT, "PHỤ LỤC 1", "Có 12 mô hình.")
    zones = find_zones(document)
    assert _texts(document, zones.body)[-2:] == ["PHỤ LỤC 1", "Có 12 mô hình."]
    assert max(zones.foot) < max(zones.body)


def test_a_signature_without_recipients_is_a_foot() -> None:
    document = letter(*PARTY, *BODY, "T/M CHI BỘ", "BÍ THƯ", "Nguyễn Văn A")
    assert _texts(document, find_zones(document).foot) == ["T/M CHI BỘ", "BÍ THƯ", "Nguyễn Văn A"]


def test_columns_of_a_letterhead_and_a_signature_are_layout() -> None:
    document = letter(*STATE, *BODY, *FOOT)
    assert [is_layout(document, table) for table in range(len(document.tables))] == [True, True]


@pytest.mark.parametrize(("ruled", "layout"), [(True, False), (False, True)])
def test_one_row_of_plain_text_is_layout_only_without_rules(ruled: bool, layout: bool) -> None:
    assert is_layout(letter(Columns("Số hộ nghèo", "12", ruled)), 0) is layout
