"""One fact stated twice, in two paragraphs or in text and table."""

from __future__ import annotations

from nlp.pipeline import analyse
from nlp.records import Check
from tests.nlp.documents import Drawn, document, drawn

_TABLE = (
    "TT | Nội dung | Kế hoạch | Thực hiện\n"
    "1 | Tổ chức đảng được kiểm tra | 70 | {}\n"
    "2 | Đảng viên bị kỷ luật | 0 | 3"
)
_ABOVE = "Công tác kiểm tra được cấp ủy quan tâm lãnh đạo, chỉ đạo thường xuyên."


def _repeats(*parts: str | Drawn) -> list[Check]:
    return [check for check in analyse(document(*parts)).checks if check.kind == "repeat"]


def test_the_same_words_with_another_value_elsewhere_fail() -> None:
    (check,) = _repeats(
        "Trong năm, Đảng bộ kết nạp 45 đảng viên mới.",
        "Công tác cán bộ được quan tâm.",
        "Trong năm, Đảng bộ kết nạp 54 đảng viên mới.",
    )
    assert not check.ok and "45" in check.message and "54" in check.message


def test_the_same_value_again_needs_no_line() -> None:
    sentence = "Trong năm, Đảng bộ kết nạp 45 đảng viên mới."
    assert _repeats(sentence, "Công tác cán bộ được quan tâm.", sentence) == []


def test_a_word_that_differs_makes_another_fact() -> None:
    found = _repeats(
        "Trong năm, Đảng bộ kết nạp 45 đảng viên nữ.", "Trong năm, Đảng bộ kết nạp 54 đảng viên mới."
    )
    assert found == []


def test_text_is_held_against_the_row_that_says_the_same() -> None:
    text = "Có 86 tổ chức đảng được kiểm tra."
    (check,) = _repeats(_ABOVE, text, drawn(_TABLE.format(80)))
    assert not check.ok and {str(check.total), str(check.parts[0])} == {"86", "80"}


def test_a_row_that_agrees_needs_no_line() -> None:
    assert _repeats(_ABOVE, "Có 86 tổ chức đảng được kiểm tra.", drawn(_TABLE.format(86))) == []


def test_a_value_that_the_text_also_states_is_of_another_time() -> None:
    text = "Có 86 tổ chức đảng được kiểm tra; lũy kế 80 tổ chức."
    assert _repeats(_ABOVE, text, drawn(_TABLE.format(80))) == []
