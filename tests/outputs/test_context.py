"""The words around a mention."""

from __future__ import annotations

from outputs.context import sentence_at, window


def around(text: str, quote: str) -> str:
    start = text.index(quote)
    begin, end = sentence_at(text, start, start + len(quote))
    return text[begin:end]


def test_a_mention_has_its_sentence() -> None:
    assert around("Một câu. Có 5 hộ nghèo. Câu ba.", "5 hộ") == "Có 5 hộ nghèo."


def test_a_sentence_ends_with_its_paragraph() -> None:
    assert around("I. KẾT QUẢ\nCó 5 hộ nghèo\nCâu khác", "5 hộ") == "Có 5 hộ nghèo"


def test_a_cell_has_its_whole_row() -> None:
    assert around("TT\tNội dung\tSố\n1\tHộ nghèo. Cận nghèo\t12\n", "12") == "1\tHộ nghèo. Cận nghèo\t12"


def test_a_mention_over_two_sentences_has_both() -> None:
    assert around("Trước. Có 5 hộ. Và 6 hộ. Sau.", "hộ. Và 6") == "Có 5 hộ. Và 6 hộ."


def test_a_long_sentence_is_cut_on_both_sides_of_the_mention() -> None:
    text = "a " * 500 + "5 hộ" + " b" * 500
    before, mention, behind = window(text, 1000, 1004, 100)
    assert mention == "5 hộ"
    assert before.startswith("…") and behind.endswith("…") and len(before + behind) <= 100


def test_a_mention_longer_than_the_room_is_cut_too() -> None:
    _, mention, _ = window("x" * 2000, 0, 2000, 600)
    assert len(mention) == 600
