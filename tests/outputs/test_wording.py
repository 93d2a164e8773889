"""Codes in words."""

from __future__ import annotations

from typing import get_args

import pytest

from corpus.catalogue import catalogue
from nlp.records import CheckKind, FigureKind
from outputs.wording import codes, in_words, indicator_name, period_words, reasons, word

STATUSES = (
    "ok ok_with_loss partial empty encrypted corrupt unsupported too_big timeout crashed out_of_memory"
    " duplicate not_a_file"
).split()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2024-Q3", "Quý III/2024"),
        ("2024-H1", "6 tháng đầu năm 2024"),
        ("2024-H2", "6 tháng cuối năm 2024"),
        ("2025-9M", "9 tháng đầu năm 2025"),
        ("2025-10M", "10 tháng đầu năm 2025"),
        ("2025-09", "Tháng 09/2025"),
        ("2025-09-30", "30/09/2025"),
        ("2024-2025-HK2", "Học kỳ II 2024-2025"),
        ("2016-2021", "2016-2021"),
        ("2023", "2023"),
        ("sau sáp nhập", "sau sáp nhập"),
    ],
)
def test_a_period_is_written_as_an_office_writes_it(code: str, words: str) -> None:
    assert period_words(code) == words


def test_every_status_of_the_contract_has_words() -> None:
    assert set(STATUSES) == codes("status").keys()


def test_every_kind_of_figure_and_check_has_words() -> None:
    assert set(get_args(FigureKind)) == codes("kind").keys()
    assert set(get_args(CheckKind)) == codes("check").keys()


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert word("status", "melted") == "melted"


def test_a_reason_keeps_its_detail() -> None:
    assert reasons(["noun", "unknown-one: chi bộ"]) == "danh từ đứng ngay sau số; unknown-one: chi bộ"


def test_an_indicator_has_the_name_of_the_catalogue() -> None:
    first = catalogue()[0]
    assert indicator_name(first.id) == first.name
    assert indicator_name("no-longer-there") == "no-longer-there"


def test_words_are_chosen_by_the_columns_table() -> None:
    assert in_words("period", "2024-Q1") == "Quý I/2024"
    assert in_words("change", "+") == "tăng"
