"""Titles of models in lists, registers and headings, and who runs them."""

from __future__ import annotations

from nlp.pipeline import analyse
from nlp.records import Extraction
from tests.nlp.documents import Drawn, document, drawn
from tests.nlp.examples import read


def _analysed(*parts: str | Drawn) -> Extraction:
    return analyse(document(*parts))


def _titles(found: Extraction) -> list[tuple[str, str, str | None]]:
    names = {unit.id: unit.evidence.quote for unit in found.units}
    return [(m.evidence.quote, m.kind, names.get(m.unit or "")) for m in found.models]


def test_a_list_below_its_opening_line_names_models() -> None:
    found = _analysed(
        "Một số mô hình tiêu biểu như:",
        "- “Camera an ninh” (Công an xã Minh Tân)",
        "- “Tiếng kẻng vùng biên” của Đồn Biên phòng Lũng Cú",
    )
    assert _titles(found) == [
        ("Camera an ninh", "mô hình", "Công an xã Minh Tân"),
        ("Tiếng kẻng vùng biên", "mô hình", "Đồn Biên phòng Lũng Cú"),
    ]


def test_a_register_names_titles_and_owners_row_by_row() -> None:
    table = drawn(
        "TT | Tên mô hình | Đơn vị thực hiện | Kết quả\n"
        "1 | “Hũ gạo tiết kiệm” | Hội LHPN xã | 45 hộ\n"
        "2 | Tiếng kẻng an ninh | Công an xã | Giảm 3 vụ"
    )
    assert _titles(_analysed(table)) == [
        ("Hũ gạo tiết kiệm", "mô hình", "Hội LHPN xã"),
        ("Tiếng kẻng an ninh", "mô hình", "Công an xã"),
    ]


def test_a_column_of_places_names_no_owner() -> None:
    table = drawn(
        "TT | Tên mô hình | Địa bàn\n1 | “Hũ gạo tiết kiệm” | thôn Đông\n2 | “Camera an ninh” | thôn Đoài"
    )
    assert [owner for _, _, owner in _titles(_analysed(table))] == [None, None]


def test_a_table_that_counts_models_names_none() -> None:
    table = drawn("Mô hình | Số lượng | Số hộ\nChăn nuôi | 12 | 45\nTrồng trọt | 5 | 30")
    assert _analysed(table).models == ()


def test_a_title_that_stands_again_in_quotes_is_found_again() -> None:
    found = read("Mô hình “Thắp sáng đường quê” được nhân rộng. Nhờ “Thắp sáng đường quê” mà đường sáng.")
    assert [m.evidence.quote for m in found.models] == ["Thắp sáng đường quê"] * 2
    assert len({m.key for m in found.models}) == 1


def test_ways_of_writing_a_title_share_one_key() -> None:
    found = read("Mô hình “Uỷ ban thân thiện” và mô hình “Ủy ban thân thiện”.")
    assert len({m.key for m in found.models}) == 1


def test_numbers_in_a_title_are_no_figures() -> None:
    found = read("Mô hình “5 không, 3 sạch” có 45 hộ tham gia.")
    assert [figure.evidence.quote for figure in found.figures] == ["45 hộ"]


def test_a_missing_closing_quote_lowers_the_confidence() -> None:
    whole = read("Mô hình “Thắp sáng đường quê” của Hội LHPN xã.").models[0]
    broken = read("Mô hình “Thắp sáng đường quê của Hội LHPN xã.").models[0]
    assert broken.evidence.quote == whole.evidence.quote
    assert broken.confidence < whole.confidence
