"""Differences by kind, the commonest with examples in their sentences."""

from __future__ import annotations

from outputs.errors import commonest, kinds_of_error

LINES = (
    "xa: figure '12 hội nghị': action is 'tổ chức', gold None; period is None, gold '2024'",
    "xa: figure '3 lớp': action is 'mở', gold 'tổ chức'",
    "huyen: figure '5 cuộc': action is 'mở', gold 'kiểm tra'",
    "xa: units missed 'Đảng ủy xã'",
)


def test_each_slot_of_a_line_is_a_difference_of_its_own() -> None:
    assert kinds_of_error(LINES) == {
        "figures: action given where there is none": 1,
        "figures: period missing": 1,
        "figures: action another": 2,
        "units: not found": 1,
    }


def test_the_commonest_come_first_with_an_example_of_each_report() -> None:
    kind = commonest(LINES, {})[0]
    assert (kind.name, kind.count) == ("figures: action another", 2)
    assert [example.split(":")[0] for example in kind.examples] == ["xa", "huyen"]


def test_an_example_stands_in_its_sentence() -> None:
    source = "Năm 2024 có mưa. Đảng ủy mở 3 lớp bồi dưỡng. Hết."
    (kind,) = commonest(LINES[1:2], {"xa": source})
    assert kind.examples == (f"{LINES[1]} | Đảng ủy mở [3 lớp] bồi dưỡng.",)


def test_no_more_kinds_than_asked_for() -> None:
    assert len(commonest(LINES, {}, most=2)) == 2
