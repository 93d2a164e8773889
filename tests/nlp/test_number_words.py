"""Numbers spelt out, in the common ways of north and south, are read back whole."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp.number_words import FIRST_WORDS, spelled
from nlp.numbers import numbers
from nlp.numerals import numeral, written

DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()


@dataclass(frozen=True)
class Style:
    """One way of speaking. `full`: empty hundreds are said ("không trăm linh năm")."""

    thousand: str = "nghìn"
    zero_ten: str = "linh"
    four: str = "tư"
    five: str = "lăm"
    seven: str = "bảy"
    full: bool = True


STYLES = st.builds(
    Style,
    st.sampled_from(["nghìn", "ngàn"]),
    st.sampled_from(["linh", "lẻ"]),
    st.sampled_from(["tư", "bốn"]),
    st.sampled_from(["lăm", "nhăm"]),
    st.sampled_from(["bảy", "bẩy"]),
    st.booleans(),
)


def spell(number: int, style: Style) -> str:
    """`number` (0 to 999 999 999 999) in words."""
    if number == 0:
        return "không"
    said: list[str] = []
    for factor, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, style.thousand), (1, "")):
        group, number = divmod(number, factor)
        if group:
            said += _group(group, style, behind=bool(said))
            said += [name] if name else []
    return " ".join(said)


def _group(group: int, style: Style, behind: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    tens, unit = divmod(rest, 10)
    said = [DIGITS[hundreds], "trăm"] if hundreds or (behind and style.full) else []
    if tens == 0:
        if unit and (said or behind):
            said.append(style.zero_ten)
        return said + ([_unit(unit, style)] if unit else [])
    said += ["mười"] if tens == 1 else [_unit(tens, style), "mươi"]
    special = {1: "mốt", 4: style.four, 5: style.five} if tens > 1 else {5: style.five}
    return said + ([special.get(unit, _unit(unit, style))] if unit else [])


def _unit(unit: int, style: Style) -> str:
    return style.seven if unit == 7 else DIGITS[unit]


@settings(max_examples=400, deadline=None)
@example(1_010, Style(full=False))
@example(2_000_030, Style(full=False))
@example(100_000_001, Style())
@example(5_005_055, Style(five="nhăm", full=False))
@given(st.integers(1, 999_999_999), STYLES)
def test_a_number_spelt_out_is_read_back(number: int, style: Style) -> None:
    said = spell(number, style)
    found = numbers(said, 0, len(said))
    assert [(n.start, n.end, n.value) for n in found] == [(0, len(said), Decimal(number))]


@settings(max_examples=150, deadline=None)
@given(st.integers(10**9, 999_999_999_999), STYLES)
def test_a_number_of_milliards_is_read_back(number: int, style: Style) -> None:
    said = spell(number, style)
    assert [n.value for n in numbers(said, 0, len(said))] == [number]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 999_999_999), STYLES, st.sampled_from(["gần", "có", "kiểm tra", "tổng số"]))
def test_words_around_a_number_stay_outside(number: int, style: Style, before: str) -> None:
    said = spell(number, style)
    text = f"{before} {said} hộ nghèo"
    (found,) = numbers(text, 0, len(text))
    assert (text[found.start : found.end], found.value) == (said, number)


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 999_999), st.integers(2, 999_999), STYLES)
def test_two_numbers_are_a_range_when_they_rise(low: int, high: int, style: Style) -> None:
    text = f"{spell(low, style)} đến {spell(high, style)}"
    found = numbers(text, 0, len(text))
    if low >= high:
        assert [n.value for n in found] == [low, high]
    else:
        # "ba đến năm nghìn" shares the scale, as it is said.
        assert [n.value_max for n in found] == [high]
        assert found[0].value in {low * scale for scale in (1, found[0].scale)}


def test_zero_alone_is_no_number_but_opens_a_decimal() -> None:
    assert numbers("không", 0, 5) == []
    assert spelled(["không", "phẩy", "bảy"]) == (Decimal("0.7"), 3)


@settings(max_examples=200, deadline=None)
@given(st.decimals(0, 10**12, places=2, allow_nan=False))
def test_digits_with_thousands_groups_and_decimals_are_read_back(value: Decimal) -> None:
    text = f"đạt {written(value)} tấn"
    assert [n.value for n in numbers(text, 0, len(text))] == [value]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 10**6), st.sampled_from([1, 10**3, 10**6, 10**9]))
def test_a_numeral_is_worth_its_scale(whole: int, hundredths: int, scale: int) -> None:
    name = {1: "", 10**3: " nghìn", 10**6: " triệu", 10**9: " tỷ"}[scale]
    value = Decimal(whole) + Decimal(hundredths).scaleb(-6)
    text = f"{written(value)}{name} đồng"
    assert [n.value for n in numbers(text, 0, len(text))] == [value * scale]


@given(st.decimals(-(10**12), 10**12, places=3, allow_nan=False))
def test_what_is_written_for_readers_is_the_numeral_that_is_read(value: Decimal) -> None:
    assert numeral(written(value).lstrip("-")) == abs(value)


@pytest.mark.parametrize(
    ("words", "value", "taken"),
    [
        ("năm mươi ba hộ", 53, 3),
        ("hai mươi năm tuổi", 20, 2),
        ("một trăm năm nay", 100, 2),
        ("ba trăm không tên", 300, 2),
        ("hai triệu ba trăm nghìn đồng", 2300000, 5),
        ("hai triệu ba hộ", 2300000, 3),
        ("một nghìn năm qua", 1000, 2),
        ("hai tỷ lệ khác nhau", 2, 1),
        ("ba rưỡi", Decimal("3.5"), 2),
        ("nửa triệu đồng", 500000, 2),
        ("một phẩy hai tỷ đồng", 1200000000, 4),
        ("chín mươi chín phần trăm", 99, 3),
        ("năm tư vấn viên", 5, 1),
        ("mười mươi", 10, 1),
    ],
)
def test_a_number_ends_where_its_grammar_ends(words: str, value: Decimal | int, taken: int) -> None:
    assert spelled(words.split()) == (Decimal(value), taken)


@pytest.mark.parametrize(
    "words", ["", "mốt", "lăm", "tư", "linh năm", "phẩy năm", "nửa", "nửa số", "trăm", "không hộ"]
)
def test_what_only_ends_a_number_begins_none(words: str) -> None:
    assert spelled(words.split()) is None


def test_every_word_that_may_begin_a_number_begins_one() -> None:
    for word in FIRST_WORDS:
        assert any(spelled([word, *rest]) for rest in ([], ["rưỡi"], ["triệu"], ["phẩy", "năm"])), word
