"""Numbers in running text: where they stand and what they are worth."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from nlp.numbers import Number, numbers
from nlp.numerals import plain

_TABLE = Path(__file__).with_name("number_cases.yaml")
_MARKED = re.compile(r"\[([^\]]*)\]")


def _cases() -> list[tuple[str, str]]:
    groups: dict[str, str] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    lines = [line for group in groups.values() for line in group.strip().splitlines()]
    return [(text, value) for text, _, value in (line.rpartition(" = ") for line in lines)]


def _read(text: str, paired: bool = False) -> list[Number]:
    return numbers(text, 0, len(text), paired)


def _worth(number: Number) -> str:
    if number.value_max is not None:
        return f"{plain(number.value)}..{plain(number.value_max)}"
    return plain(number.value) + (f"/{plain(number.total)}" if number.total is not None else "")


def test_the_table_names_no_number_twice() -> None:
    texts = [text for text, _ in _cases()]
    assert len(texts) == len(set(texts)) > 400


@pytest.mark.parametrize(("marked", "expected"), _cases())
def test_a_number_is_read_whole_and_right(marked: str, expected: str) -> None:
    text = _MARKED.sub(r"\1", marked)
    found = _read(text)
    if expected == "-":
        assert [text[n.start : n.end] for n in found] == []
        return
    assert [_worth(n) for n in found] == expected.split(" ; ")
    assert [text[n.start : n.end] for n in found] == (_MARKED.findall(marked) or [text])


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "năm 2024 có 12 hộ, hai mươi mốt người"
    found = numbers(text, 9, len(text))
    assert [text[n.start : n.end] for n in found] == ["12", "hai mươi mốt"]


def test_nothing_behind_the_end_is_read() -> None:
    text = "kinh phí 25 tỷ 941 triệu"
    assert [n.value for n in numbers(text, 0, text.index(" tỷ"))] == [Decimal(25)]
    assert [n.value for n in numbers(text, 0, text.index(" 941"))] == [Decimal(25 * 10**9)]


def test_thousands_may_be_parted_by_spaces_that_do_not_break() -> None:
    assert [n.value for n in _read("12\xa0345 hộ")] == [12345]
    assert [n.value for n in _read("1\u202f234\u202f567,5 m2")] == [Decimal("1234567.5")]
    assert [n.value for n in _read("khu 5\xa012 hộ")] == [5, 12]


def test_a_space_that_does_not_break_parts_number_and_scale_too() -> None:
    assert [n.value for n in _read("1,2\xa0tỷ")] == [1200000000]
    assert [n.value for n in _read("hai\xa0mươi\xa0mốt")] == [21]


def test_a_slash_under_month_and_total_parts_two_counts() -> None:
    assert [(n.value, n.total) for n in _read("09/386 ca", paired=True)] == [(9, None), (386, None)]


def test_a_slash_that_falls_is_a_part_of_a_total_even_there() -> None:
    assert [(n.value, n.total) for n in _read("386/9 ca", paired=True)] == [(386, 9)]


def test_a_number_says_its_highest_scale_and_whether_it_is_spelt_out() -> None:
    assert [(n.scale, n.words) for n in _read("25 tỷ 941 triệu")] == [(10**9, False)]
    assert [(n.scale, n.words) for n in _read("hai triệu ba trăm nghìn")] == [(10**6, True)]
    assert [(n.scale, n.words) for n in _read("162")] == [(1, False)]


def test_tones_may_stand_on_either_vowel() -> None:
    assert [n.value for n in _read("12 tỷ")] == [n.value for n in _read("12 tỉ")]
