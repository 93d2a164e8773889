"""How familiar the words of a row are."""

from __future__ import annotations

import math

from nlp.familiarity import Familiar, counted, familiar, weighable

_ANNOTATED = (
    {"action": "Kết nạp", "noun": "đảng viên"},
    {"action": "kết nạp", "noun": "đoàn viên"},
    {"noun": "đảng viên dự bị"},
)


def test_first_words_are_counted_alone_and_together_whatever_their_case() -> None:
    assert counted(_ANNOTATED) == {
        "action": {"-": 1, "kết": 2},
        "noun": {"đoàn": 1, "đảng": 2},
        "both": {"- đảng": 1, "kết đoàn": 1, "kết đảng": 1},
    }


def test_a_row_is_as_familiar_as_its_words_and_their_pair() -> None:
    counts = counted(_ANNOTATED)
    assert familiar("kết nạp mới", "đảng viên", counts) == Familiar(2, 2, 1)
    assert familiar("khai trừ", "đảng viên", counts) == Familiar(0, 2, 0)


def test_where_nothing_was_counted_all_words_are_new() -> None:
    assert familiar("kết nạp", None, {}) == Familiar(0, 0, 0)


def test_more_figures_weigh_by_their_logarithm_and_none_is_a_trait_of_its_own() -> None:
    found = weighable(Familiar(7, 0, 0))
    assert math.isclose(found["met-action"], math.log(8))
    assert [found[f"new-{name}"] for name in Familiar._fields] == [0.0, 1.0, 1.0]
