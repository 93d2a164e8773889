"""The predicates of a sentence."""

from __future__ import annotations

import pytest

from nlp.lexicon import lexicon
from nlp.predicates import phrases, shape
from nlp.words import Word, words
from tests.nlp.lines import reading


def _words(text: str) -> list[Word]:
    return words(text, 0, len(text), (), lexicon())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kiểm tra tổ chức đảng", ["kiểm tra tổ chức đảng"]),
        ("đã kiểm tra, giám sát", ["kiểm tra", "giám sát"]),
        ("tốt, khá", ["tốt", "khá"]),
        ("số hộ nghèo là", []),
        ("tuyên truyền cho hội viên", ["tuyên truyền"]),
        ("đi tham quan miền Bắc", ["đi tham quan miền bắc"]),
        ("khám tại xã. Bắc cầu", ["khám", "bắc cầu"]),
    ],
)
def test_verbs_with_their_complements_and_grades_are_predicates(text: str, found: list[str]) -> None:
    read = _words(text)
    assert [" ".join(w.text for w in read[p.first : p.end]) for p in phrases(read)] == found


def test_a_paper_that_is_cited_is_no_predicate() -> None:
    read = reading("Giải quyết chế độ theo Quyết định số 49/2015/QĐ-TTg cho 117 đối tượng").words
    assert [read[p.first].text for p in phrases(read)] == ["giải quyết chế độ"]


def test_a_grade_says_that_it_is_one() -> None:
    assert [p.grade for p in phrases(_words("kiểm tra, tốt"))] == [False, True]


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("kiểm tra", "verbs"),
        ("đảng viên", "nouns"),
        (",", ","),
        ("của", "của"),
        ("trong đó", "trong đó"),
        ("xzqw", "?"),
        ("khoảng", "approx"),
    ],
)
def test_function_words_stand_for_themselves_and_others_for_their_part(word: str, part: str) -> None:
    assert shape(_words(word)[0]) == part
