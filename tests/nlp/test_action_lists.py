"""Parts that make up their total have its action where they say nothing themselves."""

from __future__ import annotations

import pytest

from nlp.action_choice import action_question
from nlp.slot_context import Kin, Told, context, line, relative
from tests.nlp.lines import clauses, reading


def _sole(text: str, place: int) -> tuple[str | None, str] | None:
    """The only candidate for the action of one number, or None where weights choose among several."""
    read = reading(text)
    found = [c for _, c in clauses(text)]
    told = [
        Told(q, q.noun, None if index else "rà soát", "before", "own", None, 0)
        for index, q in enumerate(read.quantities[:place])
    ]
    asked = context(line(text, read.words, read.quantities), place, found[place], told, None)
    candidates = action_question(asked, "own").candidates
    return (candidates[0].value, candidates[0].source) if len(candidates) == 1 else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rà soát 30 hộ, số tiền 90 triệu đồng (xã A 12 hộ, xã B 18 hộ)", 2),
        ("Rà soát 30 hộ, số tiền 90 triệu đồng (xã A 12 hộ, xã B 18 hộ)", 3),
        ("Rà soát 40 ha, tăng 5 ha so với cùng kỳ; trong đó lúa 26,5 ha, ngô 13,5 ha", 3),
        ("Rà soát 12 đảng viên, gồm nữ 5, nam 7", 2),
    ],
)
def test_parts_that_make_up_their_total_share_its_action(text: str, place: int) -> None:
    assert _sole(text, place) == ("rà soát", "total")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rà soát 12 đảng viên, gồm nữ 5, nam 6", 2),
        ("Rà soát 12 đảng viên (khiển trách 5, cảnh cáo 7)", 2),
        ("Rà soát 12 bài (khá 5, trung bình 7)", 2),
        ("Rà soát 12 bản: loại A 5, loại B 7", 2),
        ("Rà soát 12 người nghiện (7 người ở trại giam, 5 người ở nhà)", 1),
        ("Rà soát 12 tổ chức, 7 đảng viên, 5 hội viên", 2),
    ],
)
def test_what_does_not_add_up_or_says_something_itself_is_chosen_for(text: str, place: int) -> None:
    assert _sole(text, place) is None


def test_a_verb_alone_before_a_colon_is_no_action_among_kinds_of_things() -> None:
    assert _sole("Rà soát 11 văn bản (kế hoạch: 4; công văn: 5; hướng dẫn: 1)", 3) is None
    assert _sole("Rà soát: 8", 0) == ("rà soát", "before")


def test_a_list_belongs_to_the_number_before_its_sentence_that_it_makes_up() -> None:
    text = "Cấp huyện 5 đảng viên, cấp cơ sở 9 đảng viên"
    read = reading(text)
    near = Kin("count", None, "đảng", "đảng viên", "kết nạp", 0, read.quantities[0].value)
    whole = Kin("count", None, "đảng", "đảng viên", "kiểm tra", 3, read.quantities[0].value + 9)
    item = line(text, read.words, read.quantities).items[0]
    found = relative(read.quantities[0], (near, whole), item)
    assert found is not None and (found.action, found.whole) == ("kiểm tra", True)
    assert relative(read.quantities[0], (near, whole)) == near
