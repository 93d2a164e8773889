"""The choice among readings of a slot, by weights made by hand."""

from __future__ import annotations

import math

import pytest

from nlp import choice
from nlp.choice import Candidate, Question, choose, scores, softmax, weights

VERB = Candidate("kiểm tra", "before", ["d=1"])
LABEL = Candidate("tốt", "label", ["d=2", "len=1"])
NONE = Candidate(None, "none", [])


def _question(*candidates: Candidate) -> Question:
    return Question("action", 0, ["kind=count"], candidates)


def test_a_candidate_scores_the_weights_of_its_own_traits_and_those_of_the_number() -> None:
    table = {"before": {"": 0.5, "kind=count": 1.0, "d=1": 2.0}, "label": {"d=2": -1.0, "len=1": 0.25}}
    assert scores(_question(VERB, LABEL, NONE), table) == [3.5, -0.75, 0.0]


def test_a_trait_weighs_only_for_candidates_of_its_source() -> None:
    assert scores(_question(VERB), {"label": {"d=1": 9.0}, "before": {"other": 9.0}}) == [0.0]


def test_the_highest_score_is_taken_with_its_share() -> None:
    taken = softmax([VERB, LABEL], [math.log(3), 0.0])
    assert taken.candidate is VERB
    assert taken.probability == pytest.approx(0.75)


def test_candidates_of_one_value_add_up() -> None:
    again = Candidate("kiểm tra", "prev", [])
    taken = softmax([LABEL, VERB, again], [math.log(1.5), 0.0, 0.0])
    assert taken.candidate is VERB
    assert taken.probability == pytest.approx(2 / 3.5)


def test_the_first_of_equals_is_taken() -> None:
    assert softmax([LABEL, VERB], [1.0, 1.0]).candidate is LABEL


def test_large_scores_do_not_overflow() -> None:
    assert softmax([VERB, LABEL], [1e6, -1e6]).probability == 1.0


def test_one_candidate_alone_is_certain() -> None:
    assert choose(_question(NONE)).probability == 1.0


def test_the_table_of_the_slot_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        choice, "weights", lambda: {"action": {"label": {"": 5.0}}, "noun": {"before": {"": 9.0}}}
    )
    assert choose(_question(VERB, LABEL)).candidate is LABEL


def test_without_weights_all_are_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "weights", dict)
    taken = choose(_question(VERB, LABEL, NONE))
    assert (taken.candidate, taken.probability) == (VERB, pytest.approx(1 / 3))


def test_every_slot_that_is_chosen_has_trained_weights() -> None:
    assert {"noun", "action", "actor", "period"} <= set(weights())
    for table in weights().values():
        for traits in table.values():
            assert all(math.isfinite(weight) for weight in traits.values())
