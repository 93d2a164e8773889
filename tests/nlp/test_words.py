"""A sentence as words with the parts that the lexicon says they can play."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nlp.lexicon import lexicon, listed
from nlp.words import Atom, Word, words


def _words(text: str, *atoms: Atom) -> list[Word]:
    return words(text, 0, len(text), atoms, lexicon())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("kiểm tra tổ chức đảng", ["kiểm tra", "tổ chức đảng"]),
        ("Khen thưởng cá nhân tiêu biểu", ["khen thưởng", "cá nhân", "tiêu biểu"]),
        ("34 đ/c đã học", ["34", "đ / c", "đã", "học"]),
        ("hoà giải viên cơ sở", ["hòa giải viên", "cơ sở"]),
        ("đạt 98%.", ["đạt", "98", "%", "."]),
    ],
)
def test_the_longest_known_word_is_read(text: str, read: list[str]) -> None:
    assert [word.text for word in _words(text)] == read


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("kiểm tra", "verbs"),
        ("đảng viên", "nouns"),
        ("trong đó", "parts"),
        ("là", "light"),
        ("khoảng", "approx"),
        ("tăng", "change"),
        ("cấp huyện", "levels"),
        ("toàn tỉnh", "levels"),
        ("của", "prepositions"),
        ("và", "conjunctions"),
        ("kinh phí", "attributes"),
        ("kế hoạch", "bases"),
        ("khá", "grades"),
        ("lớp", "events"),
        ("hàng", "vague"),
        ("mức độ", "nouns"),
    ],
)
def test_a_word_can_play_its_part(word: str, part: str) -> None:
    (read,) = _words(word)
    assert read.has(part)


def test_words_keep_their_place_and_case() -> None:
    text = "Chi bộ  kiểm tra"
    read = _words(text)
    assert [text[w.start : w.end] for w in read] == ["Chi bộ", "kiểm tra"]
    assert [w.capital for w in read] == [True, False]


def test_an_atom_is_one_word_whatever_stands_in_it() -> None:
    text = "xã Minh Tân có 1,2 tỷ đồng"
    read = _words(text, Atom(0, 11, "unit", 3), Atom(15, 26, "number", 0))
    assert [(w.text, w.index) for w in read] == [("xã minh tân", 3), ("có", -1), ("1,2 tỷ đồng", 0)]
    assert read[0].has("unit")
    assert read[2].has("number")


def test_marks_are_words_of_their_own_and_unknown_words_have_no_part() -> None:
    read = _words("xzqw, 5")
    assert [(w.text, sorted(w.classes)) for w in read] == [("xzqw", []), (",", ["mark"]), ("5", [])]


def test_signs_say_how_sure_and_which_way() -> None:
    table = lexicon()
    assert {word: table.approx[word] for word in ("khoảng", "trên", "dưới", "ít nhất", "không quá")} == {
        "khoảng": "~",
        "trên": ">",
        "dưới": "<",
        "ít nhất": ">=",
        "không quá": "<=",
    }
    assert (table.change["tăng"], table.change["giảm"]) == ("+", "-")
    assert table.approx_after["trở lên"] == ">="


def test_words_that_open_alike_stand_longest_first() -> None:
    for longer in lexicon().by_opening.values():
        for entries in longer.values():
            assert all(left[1] >= right[1] for left, right in pairwise(entries))


def test_every_word_of_the_lexicon_is_read_back_whole() -> None:
    table = lexicon()
    for word, classes in table.classes.items():
        syllables = word.split()
        length, found = table.longest(syllables, 0)
        assert (length, found) == (len(syllables), classes), word


def test_a_list_is_folded_and_without_blanks() -> None:
    assert listed("Khá, giỏi , , Hoà") == ["khá", "giỏi", "hòa"]
