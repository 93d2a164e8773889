"""Tags for the words that no lexicon knows, on offsets of the source."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nlp.tagger import tags
from tests.nlp.lines import reading


def test_tags_cover_the_text_word_by_word() -> None:
    text = "phục dựng ba lễ hội truyền thống"
    found = tags(text)
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_a_verb_is_tagged_as_one() -> None:
    assert {tag for start, _, tag in tags("trồng cây") if start == 0} == {"V"}


@pytest.mark.parametrize("text", ["Hoà Bình có 12 xã", "thuỷ lợi Uông Bí"])
def test_offsets_hold_where_the_tagger_rewrites_letters(text: str) -> None:
    for start, end, _ in tags(text):
        assert not text[start].isspace()
        assert not text[end - 1].isspace()


def test_an_unknown_noun_is_joined_behind_its_number() -> None:
    read = reading("Sản xuất 12 chum sành")
    assert [q.noun for q in read.quantities] == ["chum sành"]
