"""What of a percentage is left open: guesses, and verbs that only link it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.drafts import Draft
from nlp.open_slots import without_guesses
from tests.nlp.lines import drafted


@pytest.fixture
def draft() -> Draft:
    made = drafted("Giải ngân 3 tỷ đồng, đạt 82,5% kế hoạch")[1]
    return replace(made, noun="kế hoạch", action="giải ngân", noun_sure=0.9, action_sure=0.9)


def test_sure_slots_stay(draft: Draft) -> None:
    assert (without_guesses(draft).noun, without_guesses(draft).action) == ("kế hoạch", "giải ngân")


def test_guesses_of_a_percentage_are_left_out(draft: Draft) -> None:
    assert without_guesses(replace(draft, noun_sure=0.5)).noun is None
    assert without_guesses(replace(draft, action_sure=0.5)).action is None


def test_a_verb_that_only_links_is_no_action(draft: Draft) -> None:
    assert without_guesses(replace(draft, action="đạt")).action is None


def test_guesses_of_counts_are_told() -> None:
    count = replace(drafted("Kiểm tra 12 chi bộ")[0], noun_sure=0.5, action_sure=0.5)
    assert without_guesses(count) == count
