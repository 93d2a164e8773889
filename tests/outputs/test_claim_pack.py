"""Claims packed by report come out as they went in, unit by unit, in the order of reports."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from outputs.claim_pack import Claims
from outputs.claim_records import Claim
from outputs.known_values import known, unit_of, value_of


def claim(unit: str, value: str, **slots: Any) -> Claim:
    """A claim of a unit."""
    given: dict[str, Any] = {
        "indicator": "dang-vien-kiem-tra", "period": "2024-Q1", "status": None, "row": f"{unit}{value}",
        "file": "a.docx", "page": 1, "sentence": "Câu.", "quote": value, "date": "2024-03-20",
        "source": "prose",
    }  # fmt: skip
    return Claim(unit=unit, value=Decimal(value), **{**given, **slots})


def test_claims_come_out_as_they_went_in() -> None:
    """With every digit, also 1.50, and with fields that differ within a report."""
    first = [claim("a", "1.50", failing=("sai",), approx="khoảng"), claim("a", "2", reviewed="Nguyễn Văn A")]
    second = [claim("a", "3", period="2024-Q2", part="x")]
    kept = Claims()
    kept.add([*first, claim("b", "9")])
    kept.add(second)
    assert kept.of(["a"]) == [*first, *second] and len(kept) == 4
    assert str(kept.of(["a"])[0].value) == "1.50"
    assert kept.of(["c"]) == []


def test_claims_of_several_units_keep_the_order_of_reports() -> None:
    """Of a committee and of its inspection commission, whichever is asked for first."""
    kept = Claims()
    kept.add([claim("a", "1")])
    kept.add([claim("b", "2")])
    kept.add([claim("a", "3")])
    assert [one.value for one in kept.of(["b", "a"])] == [1, 2, 3]


def test_sources_of_a_value_are_found_when_its_unit_is_no_longer_held() -> None:
    """Of some thousand units few are unpacked at a time."""
    kept = Claims()
    for number in range(60):
        kept.add([claim(f"u{number}", str(number), sentence=f"Câu {number}.")])
    values = known(kept)
    found = [value_of(values, f"u{number}", "dang-vien-kiem-tra", "2024-Q1", None) for number in range(60)]
    assert len(values.units) < 60
    assert [one.claims[0].sentence for one in found if one] == [f"Câu {number}." for number in range(60)]


def test_what_a_speaker_reports_is_the_committees() -> None:
    """Under the committee's key, told to be from another body; nothing stays under the speaker's own."""
    kept = Claims()
    kept.add([claim("uy-ban-kiem-tra", "4")])
    values = known(kept, {"uy-ban-kiem-tra": ("dang-uy", True)})
    assert [(one.unit, one.organ) for one in unit_of(values, "dang-uy").claims] == [("dang-uy", True)]
    assert unit_of(values, "uy-ban-kiem-tra").claims == []
