"""Exemplary people and collectives: in sentences that hold them up or praise them, and in tables."""

from __future__ import annotations

import pytest

from nlp.exemplars import Exemplar, exemplars

UNITS = ("Hội Nông dân xã Krông Pắc", "Chủ tịch UBND tỉnh", "Đảng ủy xã Minh Tân", "xã Hương Lung")


def _found(text: str, *titles: str) -> list[Exemplar]:
    units = [(text.index(unit), text.index(unit) + len(unit)) for unit in UNITS if unit in text]
    return exemplars(text, units, [(text.index(t), text.index(t) + len(t)) for t in titles])


def _names(text: str, *titles: str) -> list[tuple[str, str]]:
    return [(one.name, one.kind) for one in _found(text, *titles)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Điển hình: Hội Nông dân xã Krông Pắc, hộ ông Nguyễn Văn A hiến 200 m2 đất.",
            [("Hội Nông dân xã Krông Pắc", "tập thể"), ("Nguyễn Văn A", "cá nhân")],
        ),
        (
            "Điển hình như: ông Nguyễn Văn A, Phó Chủ tịch Hội Nông dân xã Krông Pắc; Đảng ủy xã Minh Tân.",
            [("Nguyễn Văn A", "cá nhân"), ("Đảng ủy xã Minh Tân", "tập thể")],
        ),
        (
            "Huyện ủy biểu dương tập thể Hội Nông dân xã Krông Pắc và đồng chí Nguyễn Văn A.",
            [("Hội Nông dân xã Krông Pắc", "tập thể"), ("Nguyễn Văn A", "cá nhân")],
        ),
        ("Gương tiêu biểu như bà Trần Thị Đức.", [("Trần Thị Đức", "cá nhân")]),
        ("Gương tiêu biểu: anh Vàng A T.", [("Vàng A T", "cá nhân")]),
        ("Đảng ủy xã Minh Tân được Chủ tịch UBND tỉnh tặng Bằng khen.", [("Đảng ủy xã Minh Tân", "tập thể")]),
        ("Chủ tịch UBND tỉnh tặng Bằng khen 12 tập thể.", []),
        ("Đồng chí Bí thư Chi bộ được tặng Giấy khen.", []),
        ("Đồng chí Nguyễn Văn A chủ trì hội nghị.", []),
        ("Tiêu biểu: xã Hương Lung.", []),
    ],
)  # fmt: skip
def test_who_is_held_up_or_praised(text: str, names: list[tuple[str, str]]) -> None:
    assert _names(text) == names


def test_owners_of_listed_models_are_no_examples() -> None:
    text = "Tiêu biểu: “Vườn xanh” của Hội Nông dân xã Krông Pắc."
    assert _names(text, "Vườn xanh") == []


def test_the_column_of_names_of_a_table_is_read() -> None:
    text = "TT\tTên gương\tTừ năm\n1\tÔng Trần Văn R\t2018\n2\tChi bộ thôn Ái Quốc\t2020\nKết thúc."
    found = _found(text)
    assert [(one.name, one.kind) for one in found] == [
        ("Trần Văn R", "cá nhân"),
        ("Chi bộ thôn Ái Quốc", "tập thể"),
    ]
    assert all(text[one.start : one.end] == one.name for one in found)


def test_awards_are_those_of_the_same_clause() -> None:
    found = _found("Bà Trần Thị B được tặng Bằng khen; đồng chí Đỗ Thị C được tặng Giấy khen.")
    assert [one.awards for one in found] == [("bang-khen",), ("giay-khen",)]
    assert all(one.praised for one in found)
