"""Whether a name with a number behind it is a unit or a label with its figure."""

from __future__ import annotations

from extract.document import Block, Document
from nlp.pipeline import analyse


def _units(text: str) -> list[str]:
    document = Document("a.txt", "0" * 64, "text/plain", "txt", text, (Block("para", 0, len(text)),))
    return [unit.evidence.quote for unit in analyse(document).units]


def test_labels_with_their_figures_in_a_list_are_no_units() -> None:
    found = _units("Đã kiểm tra: Ủy ban Kiểm tra Thị ủy 18, đảng ủy cơ sở 22, chi bộ 38.")
    assert "chi bộ 38" not in found
    assert "đảng ủy cơ sở 22" not in found


def test_numbered_cells_in_a_list_are_units() -> None:
    assert {"chi bộ 3", "chi bộ 5"} <= set(_units("Đảng ủy chọn chi bộ 3, chi bộ 5 làm điểm."))
