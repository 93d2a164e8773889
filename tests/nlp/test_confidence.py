"""How sure a figure's row is, and what it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp import confidence as module
from nlp.confidence import confidence, reasons, self_approved, traits
from nlp.drafts import Draft
from tests.nlp.lines import drafted


def _sure(draft: Draft, noun: float = 1.0, action: float = 1.0, period: float = 1.0) -> Draft:
    return replace(draft, noun_sure=noun, action_sure=action, period_sure=period)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    module._weighed.cache_clear()


@pytest.fixture
def draft() -> Draft:
    return drafted("Kiểm tra 12 chi bộ")[0]


def test_confidence_lies_between_nothing_and_certain(draft: Draft) -> None:
    assert 0 < confidence(_sure(draft, 0.0, 0.0, 0.0)) < confidence(_sure(draft)) < 1


@pytest.mark.parametrize("slot", ["noun", "action", "period"])
def test_a_doubtful_slot_makes_the_row_less_sure(draft: Draft, slot: str) -> None:
    assert confidence(_sure(draft, **{slot: 0.4})) < confidence(_sure(draft))


def test_weights_made_by_hand_are_summed_into_a_chance(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_weights", lambda: {"": 0.0, "kind=count": 0.0})
    assert confidence(draft) == 0.5


def test_without_weights_the_chances_are_multiplied(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_weights", dict)
    assert confidence(_sure(draft, 0.5, 0.5, 0.8)) == 0.2


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("Kiểm tra 12 chi bộ", "kind=count"),
        ("Không có đảng viên vi phạm", "is-zero"),
        ("Khen thưởng sáu tập thể", "is-spelled"),
        ("Tăng 12 vụ", "is-change"),
        ("Phấn đấu kết nạp 12 đảng viên", "is-target"),
        ("Toàn huyện có 12 xã", "is-level"),
    ],
)
def test_what_is_known_to_go_wrong_is_weighed(text: str, trait: str) -> None:
    assert traits(drafted(text)[0])[trait] == 1.0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Kiểm tra 12 chi bộ", "number"),
        ("Kiểm tra 12 chi bộ", "verb-before"),
        ("Không có đảng viên vi phạm", "zero"),
        ("Khen thưởng sáu tập thể", "spelled-out"),
        ("Phấn đấu kết nạp 12 đảng viên", "target"),
    ],
)
def test_reasons_name_what_the_row_rests_on(text: str, reason: str) -> None:
    assert reason in reasons(drafted(text)[0])


def test_a_slot_that_is_hardly_surer_than_its_rivals_is_named_as_a_doubt(draft: Draft) -> None:
    assert "doubtful-verb" in reasons(_sure(draft, action=0.5))
    assert "doubtful-verb" not in reasons(_sure(draft, action=0.9))


def test_a_comma_read_as_thousands_of_what_comes_whole_is_named() -> None:
    said = {
        text: reasons(drafted(text)[0])
        for text in ("Hỗ trợ 1,250 hộ", "Hỗ trợ 1.250 hộ", "Trồng 1,250 ha rừng")
    }
    assert ["comma-thousands" in found for found in said.values()] == [True, False, False]


def test_words_that_annotated_reports_have_make_the_row_surer(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    familiar = confidence(draft)
    monkeypatch.setattr(module, "seen", dict)
    assert confidence(draft) < familiar


def test_the_saved_threshold_of_self_approval_is_a_confidence_that_rows_reach() -> None:
    assert confidence(_sure(drafted("Kiểm tra 12 chi bộ")[0], 0.3)) < self_approved() <= 1


def test_without_a_model_no_row_approves_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_loaded", dict)
    assert self_approved() == 1
