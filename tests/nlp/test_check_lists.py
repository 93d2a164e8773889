"""Stated counts against the names that follow."""

from __future__ import annotations

from extract.document import Document
from nlp.check_lists import list_checks
from nlp.records import Evidence, ModelTitle, UnitMention, row_id
from tests.nlp.documents import Drawn, document, drawn, figure, tables_in, verdicts


def unit(made: Document, name: str) -> UnitMention:
    start = made.text.index(name)
    evidence = Evidence(start, start + len(name), name)
    return UnitMention(row_id(made.sha256, "u", start), evidence, name, "xã")


def model(made: Document, title: str) -> ModelTitle:
    start = made.text.index(title)
    evidence = Evidence(start, start + len(title), title)
    return ModelTitle(row_id(made.sha256, "m", start), evidence, title.lower(), "mô hình")


def found(
    count: tuple[str, str, str],
    *parts: str | Drawn,
    units: tuple[str, ...] = (),
    models: tuple[str, ...] = (),
) -> list[tuple[str, bool, str, str]]:
    """Checks of a count (quote, value, noun) with these names in the text."""
    made = document(*parts)
    quote, value, noun = count
    checks = list_checks(
        made,
        [figure(made, quote, value, noun)],
        [unit(made, name) for name in units],
        [model(made, title) for title in models],
        tables_in(made),
    )
    return verdicts(checks)


def test_as_many_names_as_counted_agree() -> None:
    assert found(
        ("03 đơn vị", "3", "đơn vị"),
        "Chọn 03 đơn vị làm điểm gồm: xã Tuy Lộc, xã Minh Tân, Công an huyện.",
        units=("xã Tuy Lộc", "xã Minh Tân", "Công an huyện"),
    ) == [("list", True, "3", "1 + 1 + 1")]


def test_bare_names_behind_the_first_count_too() -> None:
    assert found(
        ("3 xã", "3", "xã"), "Sáp nhập 3 xã: xã Hải Sơn, Hải Phong và Hải Chánh.", units=("xã Hải Sơn",)
    ) == [("list", True, "3", "1 + 1 + 1")]


def test_fewer_names_than_counted_fail() -> None:
    assert found(
        ("05 đơn vị", "5", "đơn vị"),
        "Còn 05 đơn vị chưa kiện toàn gồm: xã Ea Súp, xã Ia Rvê, xã Cư Pui, xã Ô Loan.",
        units=("xã Ea Súp", "xã Ia Rvê", "xã Cư Pui", "xã Ô Loan"),
    ) == [("list", False, "5", "1 + 1 + 1 + 1")]


def test_a_list_that_is_left_open_is_not_checked() -> None:
    assert (
        found(
            ("05 đơn vị", "5", "đơn vị"),
            "Chọn 05 đơn vị gồm: xã Ea Súp, xã Ia Rvê...",
            units=("xã Ea Súp", "xã Ia Rvê"),
        )
        == []
    )


def test_the_sentence_may_go_on_behind_the_list() -> None:
    assert found(
        ("3 tỉnh", "3", "tỉnh"),
        "Hợp nhất 3 tỉnh: Phú Thọ, Vĩnh Phúc, Hòa Bình và không tổ chức cấp huyện.",
        units=("Phú Thọ", "Vĩnh Phúc", "Hòa Bình"),
    ) == [("list", True, "3", "1 + 1 + 1")]


def test_a_comma_before_the_parent_does_not_count_where_semicolons_part_the_names() -> None:
    assert found(
        ("02 xã", "2", "xã"),
        "Hai đơn vị điểm là 02 xã (xã Minh Tân, huyện Cẩm Khê; xã Ninh Dân, huyện Thanh Ba).",
        units=("xã Minh Tân", "huyện Cẩm Khê", "xã Ninh Dân", "huyện Thanh Ba"),
    ) == [("list", True, "2", "1 + 1")]


def test_titles_are_counted_where_models_are() -> None:
    assert found(
        ("02 mô hình", "2", "mô hình"),
        "Có 02 mô hình: “Hàng rào xanh”, “Đường hoa, ngõ sạch”.",
        models=("Hàng rào xanh", "Đường hoa, ngõ sạch"),
    ) == [("list", True, "2", "1 + 1")]


def test_a_place_in_a_bracket_does_not_name_what_is_no_unit() -> None:
    assert (
        found(("01 ca", "1", "ca"), "Sinh tại nhà 01 ca (thôn Liên Hương).", units=("thôn Liên Hương",)) == []
    )


def test_phrases_are_counted_where_they_come_out() -> None:
    assert found(
        ("03 khoản", "3", "khoản"), "Còn 03 khoản chậm gồm: lệ phí trước bạ, thuế môi trường, thu khác."
    ) == [("list", True, "3", "1 + 1 + 1")]


def test_phrases_that_do_not_come_out_say_nothing() -> None:
    assert found(("04 khoản", "4", "khoản"), "Còn 04 khoản chậm gồm: lệ phí trước bạ, thuế, thu khác.") == []


def test_items_below_are_counted() -> None:
    assert found(
        ("02 mô hình", "2", "mô hình"),
        "3. Số mô hình đăng ký: 02 mô hình",
        "- Mô hình 1: “Đường hoa”\n- Thắp sáng đường khu",
        "4. Kết quả khác",
        "- Không có",
    ) == [("list", True, "2", "1 + 1")]


def test_lines_of_the_table_below_are_counted_without_the_total() -> None:
    assert found(
        ("02 trường", "2", "trường"),
        "Kết quả tại 02 trường như sau:",
        drawn("STT | Trường | Học sinh\n1 | Trường A | 120\n2 | Trường B | 80\n | Cộng | 200"),
    ) == [("list", True, "2", "1 + 1")]


def test_a_table_below_a_sentence_that_went_on_is_not_its_list() -> None:
    assert (
        found(
            ("02 trường", "2", "trường"),
            "Có 02 trường. Năm học qua đạt nhiều kết quả.",
            drawn("STT | Trường | Học sinh\n1 | Trường A | 120\n2 | Trường B | 80"),
        )
        == []
    )


def test_two_models_without_titles_are_counted_between_semicolons() -> None:
    assert found(
        ("02 mô hình", "2", "mô hình"),
        "Xây dựng 02 mô hình kinh tế: nuôi dê sinh sản; trồng dưa lưới trong nhà màng.",
    ) == [("list", True, "2", "1 + 1")]


def test_examples_in_a_sentence_need_not_be_as_many_as_counted() -> None:
    assert (
        found(
            ("04 mô hình", "4", "mô hình"),
            "Có 04 mô hình mới, tiêu biểu là: “Ngôi nhà xanh”, “Tiếng loa bình yên”.",
            models=("Ngôi nhà xanh", "Tiếng loa bình yên"),
        )
        == []
    )


def test_examples_below_need_not_be_as_many_as_counted() -> None:
    assert (
        found(
            ("03 mô hình", "3", "mô hình"),
            "Có 03 mô hình, tiêu biểu là:",
            "- Mô hình “Ngôi nhà xanh”;",
            "- Mô hình “Tiếng loa bình yên”.",
            models=("Ngôi nhà xanh", "Tiếng loa bình yên"),
        )
        == []
    )


def test_numbered_models_below_are_counted_without_what_stands_under_them() -> None:
    assert found(
        ("02 mô hình", "2", "mô hình"),
        "Huyện có 02 mô hình:",
        "- Mô hình 1: Nuôi ong lấy mật.",
        "+ Quy mô: 45 hộ.",
        "- Mô hình 2: Trồng cam.",
    ) == [("list", True, "2", "1 + 1")]


def test_one_name_in_the_bracket_agrees_with_a_count_of_one() -> None:
    assert found(
        ("01 mô hình", "1", "mô hình"),
        "Xây dựng 01 mô hình mới (“Ngôi nhà xanh”).",
        models=("Ngôi nhà xanh",),
    ) == [("list", True, "1", "1")]


def test_a_long_middle_may_part_the_count_from_its_list() -> None:
    titles = ("Ngôi nhà xanh", "Tiếng loa bình yên", "Dòng sông quê hương")
    assert found(
        ("03 mô hình", "3", "mô hình"),
        "Có 03 mô hình với kinh phí 120 triệu đồng do xã hỗ trợ gồm: “Ngôi nhà xanh”, "
        "“Tiếng loa bình yên”, “Dòng sông quê hương”.",
        models=titles,
    ) == [("list", True, "3", "1 + 1 + 1")]
