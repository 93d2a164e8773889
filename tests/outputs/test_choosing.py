"""Which of several claims counts, rule by rule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from outputs.choosing import Chosen, choose
from outputs.claim_records import Claim


def claim(value: int, **slots: Any) -> Claim:
    known: dict[str, Any] = {
        "unit": "u", "indicator": "ket-nap", "period": "2024", "status": None, "row": str(value),
        "file": "a", "page": None, "sentence": "", "quote": "", "date": "2024-12-10", "source": "prose",
        "confidence": 0.9,
    }  # fmt: skip
    return Claim(value=Decimal(value), **{**known, **slots})


def chosen(*claims: Claim) -> Chosen:
    found = choose(claims, True)
    assert found is not None
    return found


def test_what_people_confirmed_wins_and_is_not_doubted() -> None:
    found = chosen(claim(5, reviewed="Nguyễn Văn A", confidence=0.3), claim(7))
    assert found.value == 5 and found.flags == () and [other.value for other in found.others] == [7]


def test_the_own_report_wins_over_that_of_one_above() -> None:
    found = chosen(claim(9, own=False, date="2024-12-20"), claim(8))
    assert found.value == 8 and found.flags == ("above-differs",)


def test_a_value_known_only_from_above_says_so() -> None:
    assert chosen(claim(9, own=False)).flags == ("above",)


def test_the_whole_wins_over_a_level() -> None:
    assert chosen(claim(3, scope="cấp huyện"), claim(8)).value == 8


def test_levels_without_a_whole_are_summed() -> None:
    found = chosen(claim(3, scope="cấp huyện"), claim(8, scope="cấp cơ sở"))
    assert found.value == 11 and "summed" in found.flags


def test_a_corrected_report_wins_and_the_first_is_kept() -> None:
    found = chosen(claim(3), claim(4, date="2024-12-20", file="b"))
    assert found.value == 4 and found.flags == ("corrected",) and found.others[0].value == 3


def test_another_report_with_another_value_is_a_conflict() -> None:
    assert chosen(claim(3, title="x"), claim(4, date="2024-12-20", title="y")).flags == ("conflict",)


def test_a_table_is_named_as_the_source_where_prose_agrees() -> None:
    assert chosen(claim(3), claim(3, source="table", row="c", confidence=0.8)).claims[0].source == "table"


def test_two_values_in_one_report_are_a_conflict() -> None:
    found = chosen(claim(3, confidence=0.95), claim(4, confidence=0.7))
    assert found.value == 3 and found.flags == ("conflict",)


def test_a_part_is_never_counted_beside_its_total() -> None:
    found = chosen(claim(10), claim(4, part="10"), claim(6, part="10"))
    assert found.value == 10 and found.flags == ()


def test_parts_without_a_total_are_summed() -> None:
    assert chosen(claim(4, part="x"), claim(6, part="x")).value == 10


def test_the_total_line_of_a_table_is_the_value() -> None:
    lines = [claim(4, group="1", line="Nam"), claim(6, group="1", line="Nữ")]
    assert chosen(*lines, claim(10, group="1", line="Tổng số")).value == 10
    assert chosen(*lines).value == 10


def test_a_report_on_the_very_period_wins_over_a_later_mention() -> None:
    assert chosen(claim(3), claim(4, about=False, date="2025-12-10")).value == 3
