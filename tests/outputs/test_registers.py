"""One line a model and one line a unit over all reports."""

from __future__ import annotations

from typing import Any

from outputs.registers import title_register, unit_register


def _columns(names: str, *rows: tuple[Any, ...]) -> dict[str, list[Any]]:
    return dict(zip(names.split(), (list(column) for column in zip(*rows, strict=True)), strict=True))


def _models(*rows: tuple[Any, ...]) -> dict[str, list[Any]]:
    return _columns("text key kind field unit file", *rows)


def test_a_model_in_two_reports_is_one_line() -> None:
    found = title_register(
        _models(
            ("Hũ gạo tình thương", "k1", "mô hình", None, "Hội LHPN xã A", "a.docx"),
            ("hũ gạo tình thương", "k1", "mô hình", "văn hóa - xã hội", "Hội LHPN xã B", "b.docx"),
            ("Hũ gạo tình thương", "k1", "phong trào", None, None, "b.docx"),
        )
    )
    assert found["title"] == ["Hũ gạo tình thương"]
    assert found["kind"] == ["mô hình"] and found["field"] == ["văn hóa - xã hội"]
    assert found["owners"] == [["Hội LHPN xã A", "Hội LHPN xã B"]]
    assert found["variants"] == [["hũ gạo tình thương"]]
    assert (found["mentions"], found["reports"]) == ([3], [2])


def test_models_stand_in_the_order_of_first_mention() -> None:
    found = title_register(
        _models(("B b", "b b", "mô hình", None, None, "a"), ("A a", "a a", "mô hình", None, None, "a"))
    )
    assert found["title"] == ["B b", "A a"] and found["owners"] == [None, None]


def test_mentions_of_one_key_are_one_unit_by_its_fullest_name() -> None:
    found = unit_register(
        _columns(
            "text name type key code seat today file",
            ("Đảng ủy xã", "Đảng ủy xã", "đảng ủy", "đảng ủy|1", "1", "1", None, "a"),
            ("ĐU xã Minh Tân", "Đảng ủy xã Minh Tân", "đảng ủy", "đảng ủy|1", "1", "1", ["2"], "b"),
        )
    )
    assert found["name"] == ["Đảng ủy xã Minh Tân"]
    assert found["variants"] == [["Đảng ủy xã", "ĐU xã Minh Tân"]]
    assert (found["code"], found["today"], found["reports"]) == (["1"], [["2"]], [2])


def test_without_rows_the_registers_are_empty() -> None:
    assert set(map(len, title_register(_columns_of("text key kind field unit file")).values())) == {0}
    assert set(map(len, unit_register(_columns_of("text name type key code seat today file")).values())) == {
        0
    }


def _columns_of(names: str) -> dict[str, list[Any]]:
    return {name: [] for name in names.split()}
