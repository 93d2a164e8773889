"""Which figures and cells belong to a model."""

from __future__ import annotations

from nlp.pipeline import analyse
from nlp.records import Extraction
from tests.nlp.documents import Drawn, document, drawn


def _counts(*parts: str | Drawn) -> dict[str, list[str]]:
    found: Extraction = analyse(document(*parts))
    quotes = {row.id: row.evidence.quote for row in (*found.figures, *found.cells)}
    return {model.evidence.quote: [quotes[id] for id in model.counts] for model in found.models}


def test_figures_behind_the_title_belong_to_it() -> None:
    assert _counts("Mô hình “Camera an ninh” lắp 25 camera, trị giá 140 triệu đồng.") == {
        "Camera an ninh": ["25 camera", "140 triệu đồng"]
    }


def test_figures_up_to_the_next_title_belong_to_the_first() -> None:
    found = _counts("Mô hình “Hũ gạo tình thương” giúp 12 hộ, mô hình “Camera an ninh” lắp 25 camera.")
    assert found == {"Hũ gạo tình thương": ["12 hộ"], "Camera an ninh": ["25 camera"]}


def test_the_next_sentence_speaks_of_something_else() -> None:
    found = _counts("Toàn xã có mô hình “Camera an ninh” hoạt động tốt. Kết nạp 12 đảng viên.")
    assert found == {"Camera an ninh": []}


def test_a_paragraph_that_opens_with_the_title_speaks_of_it_to_its_end() -> None:
    found = _counts("1. Mô hình “Camera an ninh”: nhân dân đồng thuận. Đã lắp 25 camera.")
    assert found == {"Camera an ninh": ["25 camera"]}


def test_the_count_of_models_right_before_the_title_belongs_to_it() -> None:
    assert _counts("Toàn huyện duy trì 12 mô hình “Tiếng kẻng an ninh”.") == {
        "Tiếng kẻng an ninh": ["12 mô hình"]
    }


def test_what_is_counted_before_the_title_belongs_to_no_model() -> None:
    assert _counts("Kết nạp 12 đảng viên qua mô hình “Tiếng kẻng an ninh”.") == {"Tiếng kẻng an ninh": []}


def test_a_target_is_no_count_of_the_model() -> None:
    found = _counts("Mô hình “Camera an ninh” phấn đấu năm 2026 lắp thêm 40 camera.")
    assert found == {"Camera an ninh": []}


def test_numbers_of_its_row_belong_to_a_title_in_a_table() -> None:
    table = drawn(
        "TT | Tên mô hình | Số hộ | Số buổi\n1 | “Hũ gạo tiết kiệm” | 45 | 6\n2 | “Camera an ninh” | 30 | 2"
    )
    assert _counts(table) == {"Hũ gạo tiết kiệm": ["45", "6"], "Camera an ninh": ["30", "2"]}
